"""A Windows to try installers on: Wine with a home of its own, and libraries of ours for what Wine has not."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE: Final = Path(__file__).parent
STAND_INS: Final = ("icuuc", "bcryptprimitives")
SECONDS: Final = 900
_FONTS: Final = ("MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI", "Tahoma", "MS Sans Serif")
_FONT: Final = "DejaVu Sans"
_KEPT: Final = ("PATH", "DISPLAY", "XAUTHORITY", "TZ")


@dataclass(frozen=True, slots=True)
class Windows:
    """One home of Wine."""

    prefix: Path
    environ: dict[str, str]

    @property
    def user(self) -> Path:
        """The folder of the person (`%USERPROFILE%`)."""
        (folder,) = (path for path in (self.prefix / "drive_c/users").iterdir() if path.name != "Public")
        return folder

    @property
    def installed(self) -> Path:
        """Where both installers put the program."""
        return self.user / "AppData/Local/Programs/Drive Share"

    @property
    def data(self) -> Path:
        """Where the program keeps what is the person's."""
        return self.user / "AppData/Local/drive-share"

    def run(
        self, *words: str | Path, home: Path | None = None, seconds: float = SECONDS
    ) -> subprocess.CompletedProcess[str]:
        """Run a program and wait for it; its streams are pipes, since Wine's own are not what Python wants.

        `home` is where Drive Share keeps its files, if not where it does by itself.
        """
        command = ["wine", *map(str, words)]
        return subprocess.run(
            command,
            env=self.environ | at_home(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )

    def registry(self) -> str:
        """Give everything the registry knows of this person."""
        self.run("regedit", "/E", r"C:\registry.reg", "HKEY_CURRENT_USER")
        return (self.prefix / "drive_c/registry.reg").read_text("utf-16")

    def wait(self) -> None:
        """Wait until every program in it has ended by itself: an uninstaller goes on as a copy of itself."""
        subprocess.run(["wineserver", "-w"], env=self.environ, check=True, timeout=SECONDS)

    def end(self) -> None:
        """End every program in it."""
        subprocess.run(["wineserver", "-k"], env=self.environ, check=False)


def at_home(home: Path | None) -> dict[str, str]:
    """Give the variable that puts every file of Drive Share under one folder."""
    return {} if home is None else {"DRIVE_SHARE_HOME": dos(home)}


def new_windows(folder: Path) -> Windows:
    """Make one in an empty folder, with our libraries in its system folder and a font people can read."""
    environ = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environ |= {
        "WINEPREFIX": str(folder / "prefix"),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "winedbg.exe=d;mscoree,mshtml=;" + ",".join(STAND_INS) + "=n",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
    windows = Windows(folder / "prefix", environ)
    windows.run("wineboot", "--init")
    windows.run("winecfg", "-v", "win10")
    for library in build_stand_ins(folder):
        shutil.copy(library, windows.prefix / "drive_c/windows/system32")
    for name in _FONTS:
        key = r"HKCU\Software\Wine\Fonts\Replacements"
        windows.run("reg", "add", key, "/v", name, "/t", "REG_SZ", "/d", _FONT, "/f")
    return windows


def build_stand_ins(folder: Path) -> Iterable[Path]:
    """Compile our libraries for what Wine lacks."""
    for name in STAND_INS:
        library = folder / f"{name}.dll"
        words: list[str | Path] = [
            "-Wall",
            "-Wextra",
            "-Werror",
            "-Os",
            "-s",
            "-shared",
            "-o",
            library,
            HERE / f"{name}.c",
            "-ladvapi32",
        ]
        subprocess.run(["x86_64-w64-mingw32-gcc", *words], check=True)
        yield library


def dos(path: Path) -> str:
    r"""Name a file of this computer as Wine does: all of it lies on drive Z."""
    return "Z:" + str(path).replace("/", "\\")
