"""What the application folder needs of the system it is installed on: libraries, and which C library at least."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

OPTIONAL: Final = re.compile(r"^libqgtk3\.so$")
"""Qt goes on without it where its libraries are not there."""
NEEDED: Final = re.compile(r"^ +NEEDED +(\S+)$", re.MULTILINE)
C_LIBRARY: Final = re.compile(r"\bGLIBC_2\.(\d+)\b")


@dataclass(frozen=True, slots=True)
class Needs:
    """What is not in the folder."""

    libraries: tuple[str, ...]
    """File names, as programs ask for them."""
    optional: tuple[str, ...]
    """Those that only an optional part asks for."""
    c_library: str
    """The oldest version that has every function asked for: `2.36`."""


def needs_of(folder: Path) -> Needs:
    """Read it from every program and library of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and _is_program(path)]
    here = {path.name for path in folder.rglob("*")}
    told = {path: _dump(path) for path in files}
    needed = {name for path, text in told.items() if not OPTIONAL.search(path.name) for name in NEEDED.findall(text)}
    wished = {name for text in told.values() for name in NEEDED.findall(text)}
    newest = max(int(number) for text in told.values() for number in C_LIBRARY.findall(text))
    return Needs(tuple(sorted(needed - here)), tuple(sorted(wished - needed - here)), f"2.{newest}")


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _dump(path: Path) -> str:
    return subprocess.run(("objdump", "-p", path), capture_output=True, text=True, check=True).stdout
