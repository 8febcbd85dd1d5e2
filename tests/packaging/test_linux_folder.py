"""The application folder for Linux: it runs with nothing but itself, takes in no code from outside, and lends none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.test_house import CHECKOUT

FOLDER: Final = Path(os.environ.get("DRIVE_SHARE_FOLDER", CHECKOUT / "dist" / "drive-share"))
PROGRAM: Final = FOLDER / "drive-share"
ITEM: Final = "path:/Documents/Budget.xlsx"
MOST_BYTES: Final = 150_000_000
HOSTILE: Final = "import pathlib\npathlib.Path({trace!r}).write_text('run')\n"
FOREIGN: Final = ("httpx", "sitecustomize", "usercustomize", "msal", "drive_share_gui", "PySide6")
NOWHERE: Final = {"HTTPS_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "http://127.0.0.1:9"}
SPY: Final = '#!/bin/sh\nenv > "{seen}"\necho "org.gnome.system.proxy mode \'none\'"\n'

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="The folder is for Linux."),
    pytest.mark.skipif(not PROGRAM.exists(), reason="packaging/build-folder was never run here."),
]


def run(home: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"DRIVE_SHARE_HOME": str(home), "HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    surroundings |= {"QT_QPA_PLATFORM": "offscreen"} | environ
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, env=surroundings, cwd=home)


def test_it_invites_on_the_practice_drive(tmp_path: Path) -> None:
    done = run(tmp_path, "invite", ITEM, "--practice", "--to", "ann@example.org")
    assert (done.returncode, done.stdout.split(" ")[0]) == (0, "ann@example.org")


def test_it_draws_its_dialog(tmp_path: Path) -> None:
    picture = tmp_path / "dialog.png"
    done = run(tmp_path, "--practice", "--picture", str(picture), "--to", "ann@example.org", ITEM)
    assert (done.returncode, done.stderr) == (0, "")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_what_signs_in_is_there(tmp_path: Path) -> None:
    """It loads late, so a folder without it would start all the same."""
    done = run(tmp_path, "sign-in", "--client-id", "11111111-2222-3333-4444-555555555555", "--device-code", **NOWHERE)
    assert done.returncode == 3
    assert "The proxy does not let the connection through." in done.stderr


def test_it_takes_no_module_from_outside(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    site = tmp_path / ".local" / "lib" / "python3.11" / "site-packages"
    for folder in (tmp_path, site):
        folder.mkdir(parents=True, exist_ok=True)
        for name in FOREIGN:
            (folder / f"{name}.py").write_text(HOSTILE.format(trace=str(trace)), encoding="utf-8")
    (site / "hostile.pth").write_text(f"import pathlib; pathlib.Path({str(trace)!r}).write_text('run')\n", "utf-8")
    lures = {"PYTHONPATH": str(tmp_path), "PYTHONHOME": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "httpx.py")}
    done = run(tmp_path, "invite", ITEM, "--practice", "--to", "ann@example.org", **lures)
    assert done.returncode == 0, done.stderr
    assert run(tmp_path, "--practice", "--picture", "dialog.png", ITEM, **lures).returncode == 0
    assert not trace.exists()


@pytest.mark.parametrize("before", ["", "/usr/lib/before"])
def test_what_it_starts_loads_the_libraries_of_the_system(tmp_path: Path, before: str) -> None:
    seen = tmp_path / "seen"
    spy = tmp_path / "bin" / "gsettings"
    spy.parent.mkdir()
    spy.write_text(SPY.format(seen=seen), encoding="utf-8")
    spy.chmod(0o755)
    environ = {"PATH": f"{spy.parent}:{os.environ['PATH']}", "XDG_CURRENT_DESKTOP": "GNOME"}
    environ |= {"LD_LIBRARY_PATH": before} if before else {}
    run(tmp_path, "test-connection", "--service-url", "https://service.invalid", DRIVE_SHARE_TOKEN="t", **environ)
    parts = (line.partition("=") for line in seen.read_text("utf-8").splitlines())
    names = {name: value for name, _, value in parts}
    assert names.get("LD_LIBRARY_PATH", "") == before
    assert str(FOLDER) not in "".join(value for name, value in names.items() if name not in {"OLDPWD", "PWD"})


def test_it_holds_every_file_of_the_package_that_is_no_module() -> None:
    package = CHECKOUT / "drive_share_gui"
    files = {path.relative_to(CHECKOUT) for path in package.rglob("*") if path.is_file()}
    data = [name for name in files if name.suffix not in {".py", ".pyc"}]
    assert data != []
    assert [name for name in data if not (FOLDER / "_internal" / name).is_file()] == []


def test_it_holds_no_more_of_qt_than_the_app_uses() -> None:
    libraries = {path.name.split(".")[0] for path in FOLDER.rglob("libQt6*")}
    used = {
        "Core",
        "DBus",
        "Gui",
        "Network",
        "OpenGL",
        "Svg",
        "WaylandClient",
        "Widgets",
        "WlShellIntegration",
        "XcbQpa",
    }
    assert libraries - {f"libQt6{name}" for name in used} == set()
    assert {"libqxcb.so", "libqoffscreen.so", "libqgtk3.so", "libqwayland.so"} <= {
        path.name for path in FOLDER.rglob("plugins/*/*.so")
    }


def test_it_holds_no_library_of_the_desktop() -> None:
    names = [path.name for path in FOLDER.rglob("*.so*")]
    foreign = ("libgtk", "libgdk", "libglib", "libgio", "libgobject", "libdbus", "libfontconfig", "libxcb", "libX11")
    assert [name for name in names if name.startswith(foreign)] == []


def test_it_stays_small() -> None:
    assert sum(path.lstat().st_size for path in FOLDER.rglob("*") if path.is_file()) < MOST_BYTES


def test_nothing_in_it_can_be_changed_by_everybody() -> None:
    assert [path for path in FOLDER.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o022] == []
