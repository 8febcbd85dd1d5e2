"""The Python packages of an installer, and what their makers say is compiled into them."""

import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path
from typing import Any, Final

from part import Part

OWN: Final = "drive-share-gui"
CLASSIFIED: Final = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
UNTOLD: Final = frozenset({"", "UNKNOWN"})
TOLD_AT_LENGTH: Final = {"pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception"}
COMPILED: Final = re.compile(r"__pycache__/([^/]+)\.cpython-\d+(\.opt-\d)?\.pyc$")
NOTICE: Final = re.compile(r"\.dist-info/(licenses/.*|[^/]*(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*)$", re.IGNORECASE)
QT: Final = re.compile(r"^PySide6/(Qt/|Qt6|plugins/|translations/|opengl32sw)")
ICU: Final = re.compile(r"libicu\w+\.so\.(\d+)$")
LONGEST_NAME: Final = 60


class Distributions:
    """Python packages that lie in some folders."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Read what lies in these folders; the first of two of one name counts."""
        self._known: dict[str, Distribution] = {}
        for distribution in distributions(path=[str(folder) for folder in folders]):
            self._known.setdefault(_plain(distribution.name), distribution)
        self._owner = {
            path.as_posix(): name
            for name, of in self._known.items()
            for path in of.files or ()
            if ".." not in path.parts
        }

    def owner(self, path: str) -> str:
        """Give the package that a file belongs to, named by any ending of its path; "" where none does."""
        parts = COMPILED.sub(r"\1.py", path).split("/")
        endings = ("/".join(parts[place:]) for place in range(len(parts)))
        return next((self._owner[ending] for ending in endings if ending in self._owner), "")

    def owner_of_module(self, name: str) -> str:
        """Give the package of a module; "" where it is Python's or our own."""
        path = name.replace(".", "/")
        return self._owner.get(f"{path}.py") or self._owner.get(f"{path}/__init__.py", "")

    def part(self, name: str, files: Iterable[str]) -> Part:
        """Describe one package."""
        distribution = self._known[name]
        files = frozenset(files)
        version = distribution.version
        inner = [*_bundled_qt(files, version), *_told_by_maker(distribution)]
        mine = files - {file for part in inner for file in part.files}
        purl = f"pkg:pypi/{_plain(distribution.name)}@{version}"
        notices = tuple(_notices(distribution))
        licence = _licence(distribution)
        return Part(distribution.name, version, purl, "library", licence, mine, notices, tuple(inner))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(distribution: Distribution) -> str:
    if distribution.name in TOLD_AT_LENGTH:
        return TOLD_AT_LENGTH[distribution.name]
    told = distribution.metadata.json
    named = str(told.get("license_expression") or told.get("license") or "")
    if named not in UNTOLD and len(named) <= LONGEST_NAME:
        return named
    classes = (line.split(" :: ") for line in told.get("classifier", ()))
    return " OR ".join(CLASSIFIED.get(words[-1], "") for words in classes if words[0] == "License")


def _notices(distribution: Distribution) -> Iterator[tuple[str, str]]:
    for path in sorted(distribution.files or ()):
        if NOTICE.search(path.as_posix()):
            yield path.name, _file(distribution, path).read_text("utf-8", errors="replace")


def _file(distribution: Distribution, path: PackagePath) -> Path:
    return Path(str(distribution.locate_file(path)))


def _bundled_qt(files: frozenset[str], version: str) -> Iterator[Part]:
    """Tell Qt, and what comes with it, from its Python bindings; both have one version."""
    inside = {file: file[max(file.find("PySide6/"), 0) :] for file in files}
    qt = {file for file, path in inside.items() if QT.search(path)}
    icu = {file: found[1] for file in qt if (found := ICU.search(file))}
    if qt - icu.keys():
        yield Part("Qt", version, f"pkg:generic/qt@{version}", "framework", "LGPL-3.0-only", frozenset(qt - icu.keys()))
    for number in sorted(set(icu.values())):
        mine = frozenset(file for file, of in icu.items() if of == number)
        yield Part("ICU", number, f"pkg:generic/icu@{number}", "library", "Unicode-3.0", mine)


def _told_by_maker(distribution: Distribution) -> Iterator[Part]:
    """Read the lists that packages carry of what was compiled into them (PEP 770)."""
    for path in sorted(distribution.files or ()):
        if ".dist-info/sboms/" in path.as_posix() and path.suffix == ".json":
            told = json.loads(_file(distribution, path).read_text("utf-8"))
            yield from (_told(one) for one in told.get("components", ()))


def _told(one: dict[str, Any]) -> Part:
    licences = (of.get("expression", "") for of in one.get("licenses", ()))
    return Part(
        one["name"], one["version"], one["purl"].partition("?")[0], licence=" AND ".join(filter(None, licences))
    )
