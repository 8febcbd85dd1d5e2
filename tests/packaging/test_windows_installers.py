"""What was built for Windows: all it needs and no more, no code from outside, and nothing made for tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

DIST: Final = CHECKOUT / "dist"
FOLDER: Final = DIST / "drive-share-windows"
TOOLS: Final = CHECKOUT / "build" / "environment" / "bin" / "python"
STAND_INS: Final = [path.stem for path in (CHECKOUT / "tests" / "packaging" / "wine").glob("*.c")]
MOST_BYTES: Final = 110_000_000
LONGEST_DOWNLOAD: Final = 35_000_000
CHECK: Final = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from python_archive import BuildError, check_signature
try:
    check_signature(Path(sys.argv[2]))
except BuildError as error:
    sys.exit(str(error))
"""

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="packaging/build-windows was never run here.")


def names() -> list[str]:
    return [path.relative_to(FOLDER).as_posix() for path in sorted(FOLDER.rglob("*")) if path.is_file()]


def listed(installer: Path) -> str:
    """Everything an installer names as a file of it."""
    command: list[str | Path] = (
        ["msiinfo", "export", installer, "File"] if installer.suffix == ".msi" else ["7z", "l", installer]
    )
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"needs {command[0]}")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_python_looks_for_modules_in_the_folder_and_nowhere_else() -> None:
    (path,) = FOLDER.glob("python3*._pth")
    assert path.read_text("ascii").splitlines() == [f"{path.stem}.zip", ".", "packages"]


def test_nothing_made_for_tests_is_in_it() -> None:
    assert STAND_INS != []
    held = "\n".join(names()).lower()
    assert [name for name in (*STAND_INS, "packages/pytest/", "packages/hypothesis/", "/tests/") if name in held] == []


@pytest.mark.parametrize("kind", ["*-setup.exe", "*.msi"])
def test_no_installer_holds_a_library_made_for_tests(kind: str) -> None:
    (installer,) = DIST.glob(kind)
    told = listed(installer).lower()
    assert "drive-share-gui.exe" in told
    assert [name for name in STAND_INS if name in told] == []


def test_it_holds_no_more_of_qt_than_the_app_uses() -> None:
    of_qt = {name.rpartition("/")[2] for name in names() if re.search(r"/(Qt6?\w+\.(dll|pyd)|plugins/)", name)}
    modules = {f"{start}{name}" for name in ("Core", "Gui", "Widgets", "Network") for start in ("Qt", "Qt6")}
    assert {name.partition(".")[0] for name in of_qt} == modules | {"qwindows", "qoffscreen", "qmodernwindowsstyle"}


def test_every_module_is_compiled_and_none_is_looked_at_again() -> None:
    assert [name for name in names() if name.endswith(".py")] == []
    compiled = [path.read_bytes()[:8] for path in FOLDER.rglob("*.pyc")]
    unchecked_hash = 1
    assert {int.from_bytes(head[4:8], "little") for head in compiled} == {unchecked_hash}


def test_it_holds_every_file_of_the_package_that_is_no_module() -> None:
    package = CHECKOUT / "drive_share_gui"
    data = [path for path in package.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]
    inside = [FOLDER / "packages" / path.relative_to(CHECKOUT) for path in data]
    assert data != []
    assert [path for path in inside if path.suffix != ".typed" and not path.is_file()] == []


@pytest.mark.parametrize("kind", ["", "*-setup.exe.cdx.json", "*.msi.cdx.json"])
def test_the_list_of_components_names_every_file_that_is_not_the_apps_own(kind: str) -> None:
    path = next(DIST.glob(kind)) if kind else FOLDER / "components.cdx.json"
    told = json.loads(path.read_text("utf-8"))
    parts = told["components"] + [inner for part in told["components"] for inner in part.get("components", ())]
    named = {place["location"] for part in parts for place in part.get("evidence", {}).get("occurrences", ())}
    rest = {name for name in names() if "drive_share" not in name and "drive-share" not in name}
    assert rest - named == {"LICENSE", "NOTICES", "components.cdx.json"}
    assert named - set(names()) == set()


def test_it_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < MOST_BYTES
    (setup,) = DIST.glob("*-setup.exe")
    assert setup.stat().st_size < LONGEST_DOWNLOAD


@pytest.mark.skipif(shutil.which("osslsigncode") is None or not TOOLS.exists(), reason="needs osslsigncode")
def test_a_program_that_was_changed_or_is_not_signed_is_refused(tmp_path: Path) -> None:
    (signed,) = FOLDER.glob("python3??.dll")
    changed = tmp_path / "changed.dll"
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    command: list[str | Path] = [TOOLS, "-c", CHECK, CHECKOUT / "packaging" / "windows"]
    environ = {"PATH": os.environ["PATH"]}
    said = [
        subprocess.run([*command, path], capture_output=True, text=True, check=False, env=environ).stderr.strip()
        for path in (signed, changed, FOLDER / "drive-share.exe")
    ]
    end = "is not signed by Python Software Foundation or Microsoft Corporation."
    assert said == ["", f"changed.dll {end}", f"drive-share.exe {end}"]
