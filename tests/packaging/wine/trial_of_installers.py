"""Both installers for Windows, in Wine: silently installed, used, and taken away with nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Final

import pytest

from tests.packaging.wine.ground import Windows, at_home, dos, new_windows
from tests.packaging.wine.python_for_tests import python_for_tests
from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

DIST: Final = Path(os.environ.get("DRIVE_SHARE_DIST", CHECKOUT / "dist"))
PICTURES: Final = CHECKOUT / "build" / "wine-pictures"
ITEM: Final = "path:/Documents/Budget.xlsx"
OURS: Final = ("drive-share", "drive share", "driveshare")
HOSTILE_PATHS: Final = (
    "C:\\",
    "C:\\-rf",
    "C:\\--platform=offscreen",
    "C:\\invite",
    "C:\\$(touch hit1) `touch hit2`; & hit3.txt",
    "C:\\%PATH% ^ %1 %%.txt",
    "C:\\it's called so.txt",
    "C:\\ spaces at the start",
    "C:\\#fragment!query=1&more.txt",
    "C:\\[a-z]{x,y}.txt",
    "C:\\\u65e5\u672c\u8a9e e\u0301 \U0001f642.txt",
    "C:\\\u202efdp.exe",
    "C:\\a;b,c=d@e.txt",
    "C:\\folder\\",
    "\\\\host\\share\\x y.txt",
    "\\\\?\\C:\\long " + "x" * 240 + "\\" + "y" * 100 + ".txt",
)


@pytest.fixture
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    made = new_windows(tmp_path_factory.mktemp("windows"))
    yield made
    made.end()


def files_of_person(windows: Windows) -> set[str]:
    """Every file and folder of the person, but those in which Wine itself keeps something from program to program."""
    found = windows.user.rglob("*")
    names = (path.relative_to(windows.user).as_posix() for path in found)
    return {name for name in names if not name.startswith(("Temp", "AppData/Local/Temp", "AppData/Local/Microsoft"))}


def ours_in_registry(windows: Windows) -> list[str]:
    lines = windows.registry().lower().splitlines()
    return [line for line in lines if any(word in line for word in OURS)]


class Installer:
    """How one of them is run without questions."""

    def __init__(self, install: tuple[str | Path, ...], remove: tuple[str | Path, ...]) -> None:
        self.install = install
        self.remove = remove


@pytest.fixture(params=["setup.exe", "msi"])
def installer(request: pytest.FixtureRequest, windows: Windows) -> Installer:
    if request.param == "msi":
        (package,) = DIST.glob("*.msi")
        return Installer(("msiexec", "/i", dos(package), "/qn"), ("msiexec", "/x", dos(package), "/qn"))
    (setup,) = DIST.glob("*-setup.exe")
    return Installer((setup, "/S"), (windows.installed / "uninstall.exe", "/S"))


def test_it_is_installed_used_and_taken_away_and_only_the_persons_data_stay(
    windows: Windows, installer: Installer, tmp_path: Path
) -> None:
    before = files_of_person(windows)
    assert ours_in_registry(windows) == []
    done = windows.run(*installer.install)
    assert done.returncode == 0, done.stdout

    console = windows.installed / "drive-share.exe"
    assert windows.run(console, "--version").stdout.startswith("drive-share 0.")
    status = windows.run(console, "integrate", "status", "--json")
    assert [entry["state"] for entry in json.loads(status.stdout)["file_managers"]] == ["installed", "installed"]
    assert (windows.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Drive Share.lnk").exists()
    assert r"[HKEY_CURRENT_USER\Software\Classes\drive-share\shell\open\command]" in windows.registry()

    invited = windows.run(console, "invite", ITEM, "--practice", "--to", "ann@example.org", "--json")
    assert invited.returncode == 0, invited.stdout
    draw_dialog(windows)
    take_verbs(windows, tmp_path)

    again = windows.run(*installer.install)
    assert again.returncode == 0, again.stdout

    done = windows.run(*installer.remove)
    assert done.returncode == 0, done.stdout
    windows.wait()
    left = files_of_person(windows) - before
    assert {name for name in left if not name.startswith("AppData/Local/drive-share/")} <= {
        "AppData/Local/drive-share",
        "AppData/Local/Programs",
        "AppData/Roaming/Microsoft/Installer",  # Windows Installer's own
    }
    assert (windows.data / "practice-drive").is_dir()
    assert ours_in_registry(windows) == []
    subprocess.run(["rm", "-rf", windows.data], check=True)


def draw_dialog(windows: Windows) -> None:
    """The real dialog of the platform for Windows, drawn and kept to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, words in {"dialog": (), "results": ("--to", "bob@example.org")}.items():
        picture = PICTURES / f"{name}.png"
        picture.unlink(missing_ok=True)
        program = windows.installed / "drive-share-gui.exe"
        done = windows.run(program, "--practice", "--picture", dos(picture), *words, ITEM)
        assert done.returncode == 0, done.stdout
        assert picture.read_bytes().startswith(b"\x89PNG")


def take_verbs(windows: Windows, folder: Path) -> None:
    """A verb hands the path on as one file, whatever is in it; a process that runs already takes it."""
    home = folder / "home"
    home.mkdir()
    here = Path(__file__).parent
    python = python_for_tests()
    command = ["wine", str(python), dos(here / "listener.py")]
    paths = folder / "paths.json"
    paths.write_text(json.dumps(HOSTILE_PATHS), encoding="utf-8")
    with subprocess.Popen(
        command, env=windows.environ | at_home(home), text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    ) as listener:  # fmt: skip
        assert listener.stdout is not None
        begun = listener.stdout.readline()
        assert json.loads(begun)[1] is True
        done = windows.run(python, dos(here / "verbs.py"), dos(paths), home=home)
        assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["0"] * len(HOSTILE_PATHS), done.stdout
        heard = [json.loads(listener.stdout.readline()) for _ in HOSTILE_PATHS]
        listener.terminate()
    assert [str(PureWindowsPath(read_path(words))) for words in heard] == [
        str(PureWindowsPath(path)) for path in HOSTILE_PATHS
    ]


def read_path(words: list[str]) -> str:
    """Give the one file a process was asked to open."""
    from drive_share_gui.cli.command_line import Dialog, read_command
    from drive_share_gui.domain.item import ByLocalFile
    from drive_share_gui.domain.reference import parse_reference

    command = read_command(words)
    assert isinstance(command, Dialog)
    assert command.also == ()
    reference = parse_reference(command.item or "")
    assert isinstance(reference, ByLocalFile)
    return reference.path


def test_the_uninstaller_takes_the_data_too_where_it_is_told(windows: Windows) -> None:
    (setup,) = DIST.glob("*-setup.exe")
    windows.run(setup, "/S")
    python = python_for_tests()
    keep = "import keyring; keyring.set_password('drive-share/test/a0', 'drive-share', 'x')"
    keep_other = "import keyring; keyring.set_password('of-another-program', 'ann', 'y')"
    look = (
        "import keyring; print([keyring.get_password('drive-share/test/a0', 'drive-share'),"
        " keyring.get_password('of-another-program', 'ann')])"
    )
    for words in (keep, keep_other):
        assert windows.run(python, "-c", words).returncode == 0
    assert "['x', 'y']" in windows.run(python, "-c", look).stdout
    assert windows.run(windows.installed / "drive-share.exe", "journal").returncode == 0
    assert windows.data.is_dir()
    windows.run(windows.installed / "uninstall.exe", "/S", "/DATA")
    windows.wait()
    assert not windows.data.exists()
    assert "[None, 'y']" in windows.run(python, "-c", look).stdout
    assert ours_in_registry(windows) == []
