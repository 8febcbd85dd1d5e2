"""What a program does to its files, sends, and says on its standard output, in the order of events, by strace."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

CALLS: Final = "pwrite64,fdatasync,fsync,ftruncate,unlink,openat,write,sendto"
NO_STRACE: Final = "strace is not on this computer, or may not watch programs here."
_LINE: Final = re.compile(r"(?P<call>\w+)\((?P<given>.*)\)\s+= (?P<result>-?\d+)")
_FILE: Final = re.compile(r"(?P<handle>\d+)<(?P<path>[^>]*)>")
_TEXT: Final = re.compile(r'"(?P<text>[^"]*)"')


@dataclass(frozen=True, slots=True)
class Made:
    """A file has this name, new if there was none."""

    path: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes were written, and lie in the computer's memory so far."""

    path: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file was given this size."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What was written to a file, or the names of a folder, reached the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A name is gone from its folder."""

    path: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes left through a socket."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """The program wrote a line to its standard output."""

    text: str


Step: TypeAlias = Made | Wrote | Cut | Synced | Removed | Sent | Said


def can_trace() -> bool:
    """Whether strace is there and allowed."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def trace(program: Sequence[str], log: Path, environ: Mapping[str, str] | None = None) -> list[Step]:
    """Run a Python program to its end and give every step that succeeded. Raises CalledProcessError."""
    strace = ["strace", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log)]
    subprocess.run([*strace, sys.executable, *program], stdout=subprocess.DEVNULL, check=True, env=environ)
    with log.open(encoding="ascii") as lines:
        return list(_steps(lines))


def count_calls(program: Sequence[str], log: Path, calls: Sequence[str]) -> Counter[str]:
    """Run a Python program to its end and count how often it makes each of these calls."""
    strace = ["strace", "-e", f"trace={','.join(calls)}", "-o", str(log)]
    subprocess.run([*strace, sys.executable, *program], stdout=subprocess.DEVNULL, check=True)
    return Counter(line.partition("(")[0] for line in log.read_text("ascii", "replace").splitlines())


def inject(program: Sequence[str], fault: str) -> "subprocess.CompletedProcess[str]":
    """Run a Python program with a fault as ``strace -e inject=`` describes it."""
    strace = ["strace", "-o", os.devnull, "-e", f"trace={fault.partition(':')[0]}", "-e", f"inject={fault}"]
    return subprocess.run([*strace, sys.executable, *program], capture_output=True, text=True, check=False)


def _steps(lines: Iterator[str]) -> Iterator[Step]:
    for line in lines:
        match = _LINE.match(line)
        if match is not None and int(match["result"]) >= 0:
            yield from _step(match["call"], match["given"], int(match["result"]))


def _step(call: str, given: str, result: int) -> Iterator[Step]:
    file, text = _FILE.match(given), _TEXT.search(given)
    path = _plain(file["path"]).decode() if file else ""
    match call:
        case "openat" if text and "O_CREAT" in given:
            yield Made(_plain(text["text"]).decode())
        case "pwrite64" if text:
            yield Wrote(path, int(given.rpartition(", ")[2]), _plain(text["text"])[:result])
        case "ftruncate":
            yield Cut(path, int(given.rpartition(", ")[2]))
        case "fsync" | "fdatasync":
            yield Synced(path)
        case "unlink" if text:
            yield Removed(_plain(text["text"]).decode())
        case "sendto" if text:
            yield Sent(_plain(text["text"])[:result])
        case "write" if file and file["handle"] == "1" and text:
            yield Said(_plain(text["text"]).decode().strip())
        case _:
            return


def _plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", "")) if escaped.startswith("\\x") else escaped.encode()
