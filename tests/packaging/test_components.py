"""The list of what the application folder contains: every file of it once, all that is there, and nothing else."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest

from tests.test_house import CHECKOUT, pins

FOLDER: Final = CHECKOUT / "dist" / "drive-share"
LISTED: Final = FOLDER / "components.cdx.json"
TOOLS: Final = CHECKOUT / "build" / "environment" / "bin" / "python"
OWN: Final = {"drive-share", "LICENSE", "NOTICES", "components.cdx.json", "qt.conf"}
PACKED: Final = """
import sys
from PyInstaller.archive.readers import CArchiveReader
print(*CArchiveReader(sys.argv[1]).open_embedded_archive("PYZ.pyz").toc)
"""

pytestmark = [
    pytest.mark.skipif(not LISTED.exists(), reason="packaging/build-folder was never run here."),
    pytest.mark.skipif(not TOOLS.exists(), reason="packaging/build-folder was never run here."),
]


def listed() -> list[dict[str, Any]]:
    components: list[dict[str, Any]] = json.loads(LISTED.read_text("utf-8"))["components"]
    return components


def places(component: dict[str, Any]) -> list[str]:
    """The files of a component and of what it comes with."""
    told = component.get("evidence", {}).get("occurrences", ())
    return [one["location"] for one in told] + [
        place for one in component.get("components", ()) for place in places(one)
    ]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def python_packages() -> dict[str, str]:
    """Name and version of every listed package of Python."""
    found = (component for component in listed() if component["purl"].startswith("pkg:pypi/"))
    return {plain(component["name"]): component["version"] for component in found}


def test_every_file_belongs_to_one_component_or_to_drive_share_itself() -> None:
    files = {
        path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()
    }
    claimed = [place for component in listed() for place in places(component)]
    own = {file for file in files if file in OWN or file == "_internal/LICENSE" or "/drive_share_gui/" in file}
    assert sorted(claimed) == sorted(files - own)


def test_the_packages_of_python_are_those_that_can_be_imported_and_those_with_libraries() -> None:
    modules = subprocess.run([TOOLS, "-c", PACKED, FOLDER / "drive-share"], capture_output=True, text=True, check=True)
    names = {name.partition(".")[0] for name in modules.stdout.split()}
    compiled = {
        path.name.partition(".")[0] for path in FOLDER.glob("_internal/*.so") if not path.name.startswith("lib")
    }
    owners = packages_distributions()
    expected = {plain(owner) for name in names | compiled for owner in owners.get(name, ())}
    assert expected - {"drive-share-gui"} <= python_packages().keys()
    assert python_packages().keys() - expected <= {"pyinstaller"}


def test_every_package_of_python_is_of_the_pinned_version() -> None:
    lines = (CHECKOUT / "packaging" / "build.txt").read_text("utf-8").splitlines()
    pinned = {plain(line.partition(" ")[0]) for line in lines if "==" in line}
    assert {plain(f"{name}=={version}") for name, version in python_packages().items()} - pinned == set()


def test_python_and_qt_are_listed_with_their_versions() -> None:
    version = {component["name"]: component["version"] for component in listed()}
    inner = {one["name"]: one["version"] for component in listed() for one in component.get("components", ())}
    library = next(FOLDER.glob("_internal/libpython*")).name
    assert version["CPython"].startswith(library.removeprefix("libpython").partition(".so")[0])
    assert inner["Qt"] == pins("build.txt")["pyside6-essentials"]


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="Libraries are looked up in Debian.")
def test_every_library_of_the_system_names_the_package_it_came_from() -> None:
    libraries = {path for path in FOLDER.glob("_internal/lib*.so*") if not path.is_symlink()}
    of_system = {path.name for path in libraries if not path.name.startswith("libpython")}
    found = [component for component in listed() if component["purl"].startswith("pkg:deb/")]
    assert {Path(place).name for component in found for place in places(component)} == of_system
    assert all(re.search(r"@\S+\?arch=amd64&distro=\w+$", component["purl"]) for component in found)


def test_a_component_of_one_file_has_its_hash() -> None:
    single = [(component, places(component)[0]) for component in listed() if len(places(component)) == 1]
    assert single
    for component, place in single:
        told = {one["alg"]: one["content"] for one in component["hashes"]}
        assert told == {"SHA-256": hashlib.sha256((FOLDER / place).read_bytes()).hexdigest()}


def test_licences_are_told_of_everything_from_the_package_index() -> None:
    assert [one["name"] for one in listed() if one["purl"].startswith("pkg:pypi/") and not one.get("licenses")] == []
    notices = (FOLDER / "NOTICES").read_text("utf-8")
    assert [one["name"] for one in listed() if f"{one['name']} {one['version']}" not in notices] == []


def test_the_list_is_the_same_again(tmp_path: Path) -> None:
    """Its time is that of the commit, which is of no matter here."""
    again = tmp_path / "components.cdx.json"
    subprocess.run([TOOLS, CHECKOUT / "packaging" / "components", FOLDER, "-o", again], check=True)
    first, second = (json.loads(path.read_text("utf-8")) for path in (LISTED, again))
    for told in (first, second):
        del told["metadata"]["timestamp"]
    assert first == second


@pytest.mark.parametrize(
    "package", sorted((CHECKOUT / "dist").glob("drive-share[-_]*.cdx.json")), ids=lambda path: path.name
)
def test_the_list_of_a_package_is_that_of_the_folder_and_knows_the_package(package: Path) -> None:
    told = json.loads(package.read_text("utf-8"))
    installer = package.with_name(package.name.removesuffix(".cdx.json"))
    (digest,) = told["metadata"]["component"]["hashes"]
    assert digest["content"] == hashlib.sha256(installer.read_bytes()).hexdigest()
    if installer.suffix in {".deb", ".rpm", ".zst"}:
        assert told["components"] == listed()


def test_a_file_of_nobody_is_refused(tmp_path: Path) -> None:
    (tmp_path / "libforeign.so.1").write_bytes(b"\x7fELF")
    command: list[str | Path] = [TOOLS, CHECKOUT / "packaging" / "components", tmp_path, "-o", tmp_path / "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No component is known for: libforeign.so.1" in done.stderr
