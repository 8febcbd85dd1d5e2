"""Packs the files in an rpm package anew with the system's zstd, which makes them a sixth smaller than nfpm can.

rpm_payload.py PACKAGE; in the headers only sizes and digests change, which keep their length.
"""

import hashlib
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final

LEAD: Final = 96
MAGIC: Final = b"\x8e\xad\xe8\x01"
SIZE, MD5, SHA1, SHA256 = 1000, 1004, 269, 273
"""In the first header: of the second header and the files, of both, and twice of the second header alone."""
PAYLOAD_DIGEST: Final = 5092
"""In the second header: SHA-256 of the packed files."""


class Header:
    """One header of the package, which may be changed in place."""

    def __init__(self, data: bytearray, start: int) -> None:
        """Read where every value of it lies."""
        if data[start : start + 4] != MAGIC:
            sys.exit("This is no package nfpm made.")
        count, size = struct.unpack_from(">II", data, start + 8)
        self.start = start
        self._store = start + 16 + 16 * count
        self.end = self._store + size
        rows = struct.iter_unpack(">IIII", data[start + 16 : self._store])
        self._places = {tag: self._store + offset for tag, _, offset, _ in rows}
        self._data = data

    def put(self, tag: int, value: bytes) -> None:
        """Write a value over another one of the same length, where there is one."""
        if tag in self._places:
            self._data[self._places[tag] : self._places[tag] + len(value)] = value


def pack_anew(package: bytes) -> bytes:
    """Give the package with its files packed anew."""
    data = bytearray(package)
    first = Header(data, LEAD)
    second = Header(data, first.end + -first.end % 8)
    plain = subprocess.run(("zstd", "-q", "-d"), input=data[second.end :], capture_output=True, check=True).stdout
    packed = subprocess.run(("zstd", "-q", "-19", "--long=27"), input=plain, capture_output=True, check=True).stdout
    second.put(PAYLOAD_DIGEST, hashlib.sha256(packed).hexdigest().encode())
    header = bytes(data[second.start : second.end])
    first.put(SIZE, struct.pack(">I", len(header) + len(packed)))
    first.put(MD5, hashlib.md5(header + packed, usedforsecurity=False).digest())
    first.put(SHA1, hashlib.sha1(header, usedforsecurity=False).hexdigest().encode())
    first.put(SHA256, hashlib.sha256(header).hexdigest().encode())
    return bytes(data[: second.end]) + packed


if __name__ == "__main__":
    PACKAGE = Path(sys.argv[1])
    PACKAGE.write_bytes(pack_anew(PACKAGE.read_bytes()))
