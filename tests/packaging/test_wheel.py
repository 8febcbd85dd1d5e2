"""The wheel and the source package: the same from every build, whole, and good for both commands once installed."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Final

import pytest

from tests.test_house import CHECKOUT

TOOLS: Final = CHECKOUT / "build" / "environment" / "bin" / "python"
PNG: Final = b"\x89PNG"

pytestmark = [
    pytest.mark.skipif(not TOOLS.exists(), reason="packaging/build-wheel was never run here."),
    pytest.mark.skipif(sys.platform == "win32", reason="The scripts of packaging are for a shell."),
]


def build(folder: Path) -> dict[str, bytes]:
    """Build both and give them by name."""
    done = subprocess.run([CHECKOUT / "packaging" / "build-wheel", folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands, in an environment with the wheel; what it depends on is lent by that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True, with_pip=True)
    (wheel,) = built.glob("*.whl")
    pip = folder / "bin" / "pip"
    subprocess.run([pip, "install", "--no-deps", "--no-index", wheel], capture_output=True, check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    lent = Path(pytest.__file__).parents[1]
    (packages / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return folder / "bin"


def run(command: Path, home: Path, *words: str) -> str:
    environ = {"DRIVE_SHARE_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([command, *words], capture_output=True, text=True, check=False, env=environ, cwd=home)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_two_builds_are_the_same(built: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in built.iterdir()}
    assert build(tmp_path) == first
    assert sorted(Path(name).suffix for name in first) == [".gz", ".whl"]


def test_the_wheel_holds_icons_and_entries_and_no_tests(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "drive_share_gui/resources/drive-share.svg" in names
    assert "drive_share_gui/resources/icons/hicolor/256x256/apps/drive-share.png" in names
    assert "drive_share_gui/resources/desktop/io.github.drive_share.DriveShare.desktop" in names
    assert "drive_share_gui/adapters/file_managers/extension.py.in" in names
    assert "drive_share_gui/py.typed" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"drive_share_gui"}


def test_the_wheel_gives_the_command_and_the_app(installed: Path) -> None:
    assert {path.name for path in installed.glob("drive-share*")} == {"drive-share", "drive-share-gui"}


def test_the_installed_command_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "drive-share", tmp_path, "--version").startswith("drive-share 0.")
    place = "import drive_share_gui; print(drive_share_gui.__file__)"
    assert str(installed.parent) in run(installed / "python", tmp_path, "-c", place)


def test_the_installed_command_prepares_an_invitation(installed: Path, tmp_path: Path) -> None:
    words = ("invite", "path:/Documents/Budget.xlsx", "--practice", "--to", "ann@example.org", "--dry-run")
    assert "ann@example.org" in run(installed / "drive-share", tmp_path, *words)


def test_the_installed_app_draws_its_dialog(installed: Path, tmp_path: Path) -> None:
    picture = tmp_path / "dialog.png"
    run(installed / "drive-share-gui", tmp_path, "--practice", "--picture", str(picture), "path:/Documents/Budget.xlsx")
    assert picture.read_bytes().startswith(PNG)
