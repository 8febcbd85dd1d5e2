"""What of a folder belongs to whom: every file to one component or to Drive Share itself, and none to nobody."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from distributions import OWN, Distributions
from part import Part
from system import library, python, python_files

PROGRAMS: Final = ("drive-share", "drive-share.exe")
OWN_NAME: Final = re.compile(r"drive[-_ ]share", re.IGNORECASE)
OWN_FILES: Final = frozenset({"LICENSE", "NOTICES", "components.cdx.json", "qt.conf"})
PACKER: Final = "pyinstaller"
"""What starts a packed program is its own code, too."""


def parts_of(folder: Path) -> list[Part]:
    """Give every component of a folder, in one order; ends the program at a file that belongs to none."""
    files = frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()
    )
    modules = set(_packed_modules(folder))
    here = {path.parent for path in folder.rglob("*.dist-info")}
    known = Distributions(map(Path, sys.path) if modules else here)
    claimed: dict[str, set[str]] = defaultdict(set)
    for file in files:
        claimed[_own(file) or known.owner(file)].add(file)
    for module in modules:
        claimed[known.owner_of_module(module)] |= set()
    if modules:
        claimed[PACKER] |= set()
    rest = frozenset(claimed.pop("", set()))
    claimed.pop(OWN, None)
    of_python = python_files(rest)
    parts = [known.part(name, mine) for name, mine in claimed.items()] + (
        [python(folder, of_python)] if of_python else []
    )
    return sorted([*parts, *_libraries(folder, rest - of_python)], key=lambda part: part.key)


def _own(file: str) -> str:
    *folders, name = Path(file).parts
    is_own = (name in OWN_FILES or OWN_NAME.match(name)) and len(folders) <= 1
    return OWN if is_own or "drive_share_gui" in folders else ""


def _libraries(folder: Path, files: frozenset[str]) -> list[Part]:
    """Describe what came from the system that built, files of one package together."""
    found: dict[str, Part] = {}
    unknown: list[str] = []
    for file in sorted(files):
        part = library(folder, file)
        if part is None:
            unknown.append(file)
        else:
            before = found.get(part.key, part)
            found[part.key] = replace(part, files=part.files | before.files)
    if unknown:
        sys.exit("No component is known for: " + ", ".join(unknown))
    return list(found.values())


def _packed_modules(folder: Path) -> Iterator[str]:
    """Name the Python modules that PyInstaller packed into a program."""
    for name in PROGRAMS:
        if (folder / name).is_file() and (folder / "_internal").is_dir():
            from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415 - other folders need none

            yield from CArchiveReader(str(folder / name)).open_embedded_archive("PYZ.pyz").toc
