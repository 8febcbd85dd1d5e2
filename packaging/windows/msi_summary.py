"""Takes out of an installer of Windows Installer what its builder makes up anew each time: a number and two times."""

import re
from pathlib import Path
from typing import Final

_SUMMARY: Final = re.compile(rb"\{([0-9A-F-]{36})\}\0.{0,80}?\x40\0\0\0(.{8})\x40\0\0\0(.{8})", re.DOTALL)
"""In the stream of properties: the number of the package, when it was made, and when it was saved ([MS-OLEPS])."""
_EPOCH: Final = 11_644_473_600
"""Seconds between the beginnings of time of Windows and of Unix."""


def settle(path: Path, number: str, when: int) -> None:
    """Write our number and the time of the commit there; everything else stays."""
    content = bytearray(path.read_bytes())
    (found,) = _SUMMARY.finditer(content)
    time = ((when + _EPOCH) * 10_000_000).to_bytes(8, "little")
    for group, value in ((1, number.encode()), (2, time), (3, time)):
        content[found.start(group) : found.end(group)] = value
    path.write_bytes(content)
