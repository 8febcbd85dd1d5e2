"""One file manager on a screen and a bus of its own: a real right-click on one file, again and again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drive_share_gui.adapters.file_managers.entries import entries_of
from tests.adapters.menu_ground import WORDS, Ground
from tests.file_managers.hostile_names import HOSTILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drive_share_gui.adapters.file_managers.computer import Computer

SYSTEM_PYTHON: Final = "/usr/bin/python3"
PROGRAM_NAME: Final = 'Drive Share\'s $(touch hit) 100% `x` "beta".AppImage'
"""The program is called as hostile as the files are."""
TITLE_OF: Final = {"pcmanfm": "pcmanfm-qt"}


@dataclass(frozen=True, slots=True)
class Driven:
    """How one file manager is started and its menu used."""

    start: tuple[str, ...]
    by_keys: str = ""
    """Keys that reach the entry, where its place on the screen is not told."""
    is_blind: bool = False
    """Nothing tells of its menus: the keys are trusted, and what is called proves them right."""
    settle: float = 1.0


DRIVEN: Final = {
    "nautilus": Driven(("nautilus", "--new-window"), "Up", settle=1.5),
    "nemo": Driven(("nemo",)),
    "caja": Driven(("caja", "--no-desktop", "--browser")),
    "thunar": Driven(("thunar",)),
    "dolphin": Driven(("dolphin", "--new-window"), "Up Up", is_blind=True, settle=1.5),
    "pcmanfm-qt": Driven(("pcmanfm-qt",), "Up Up Up", is_blind=True),
}


@dataclass(slots=True)
class Session:
    """One run; `ground` is an empty folder that serves as home."""

    name: str
    ground: Path
    pictures: Path

    @property
    def how(self) -> Driven:
        """How it is driven."""
        return DRIVEN[self.name]

    @property
    def synced(self) -> Path:
        """The folder that is kept in sync."""
        return self.ground / "OneDrive"

    def computer(self) -> Computer:
        """Describe this computer, with a program that notes how it is called."""
        libraries = (Path("/usr/lib"), Path("/usr/lib64"))
        program_here = Ground(self.ground).computer()
        return replace(program_here, libraries=libraries, system_config=(Path("/etc/xdg"),), find_program=shutil.which)

    def run(self, names: Sequence[bytes]) -> list[str]:
        """Share a file of each name; give what went wrong, one sentence a name."""
        trouble = self._begin(self.computer())
        if trouble:
            return [f"{name!r}: {trouble}" for name in names]
        return [said for place, name in enumerate(names) if (said := self._share(place, name))]

    def show_dialog(self) -> list[str]:
        """Share a file of the practice drive with the program itself; give what went wrong."""
        program = (sys.executable, "-m", "drive_share_gui", "--practice")
        client = self.ground / "config/onedrive/config"
        client.parent.mkdir(parents=True)
        client.write_text(f'sync_dir = "{self.synced}"\n', "utf-8")
        trouble = self._begin(replace(self.computer(), command=program))
        trouble = trouble or self._click(os.fsencode(self.synced / "Documents/Budget.xlsx"))
        if trouble:
            return [trouble]
        found = self._window("Budget.xlsx")
        _pause(3)
        self._picture("dialog")
        return [] if found else ["no dialog for the file"]

    def _begin(self, computer: Computer) -> str:
        """Install the entry and start the file manager; give what went wrong."""
        computer.folder_list.write_text(f'{{"folders": ["{self.synced}"]}}', "utf-8")
        for entry in entries_of(computer):
            if entry.name == self.name:
                entry.put()
        self._start("openbox")
        self._keep_quiet()
        keeper = self.synced / "keeper"  # as long as it is shown, the program runs
        keeper.mkdir(parents=True)
        self._start(*self.how.start, str(keeper))
        return "" if self._window(keeper.name) else "the file manager does not start"

    def _keep_quiet(self) -> None:
        """Let no indexer start, and nothing move: without a graphics card both take all there is of the computer."""
        services = self.ground / "data/dbus-1/services"
        services.mkdir(parents=True)
        for name in ("Tracker3.Miner.Files", "Tracker3.Miner.Extract", "LocalSearch3"):
            service = f"[D-BUS Service]\nName=org.freedesktop.{name}\nExec=/bin/false\n"
            (services / f"org.freedesktop.{name}.service").write_text(service, "utf-8")
        for version in ("3.0", "4.0"):
            settings = self.ground / f"config/gtk-{version}/settings.ini"
            settings.parent.mkdir(parents=True)
            settings.write_text("[Settings]\ngtk-enable-animations=0\n", "utf-8")

    def _share(self, place: int, name: bytes) -> str:
        """Right-click on a file of this name; "" where its path arrived."""
        here = Ground(self.ground)
        here.log.unlink(missing_ok=True)
        path = os.path.join(os.fsencode(self.synced / f"case{place:02}"), name)  # noqa: PTH118 - bytes
        trouble = self._click(path)
        if trouble:
            return f"{name!r}: {trouble}"
        if not _until(here.log.exists, 6):
            return f"{name!r}: the program was not called"
        _pause(0.2)
        return "" if here.calls == [[b"--open", path]] else f"{name!r}: {here.calls!r}"

    def _click(self, path: bytes) -> str:
        """Make this file, alone in its folder, and choose the entry in its menu; give what went wrong."""
        folder = Path(os.fsdecode(path)).parent
        folder.mkdir(parents=True)
        with open(path, "wb") as file:  # noqa: PTH123 - bytes
            file.write(b"content")
        self._start(*self.how.start, str(folder))
        window = self._window(folder.name)
        if not window:
            self._picture(f"{folder.name}-none")
            return "no window"
        try:
            return self._use_menu(window, folder.name)
        finally:
            self._do("wmctrl", "-i", "-c", hex(int(window)))

    def _use_menu(self, window: str, title: str) -> str:
        for attempt in range(3):
            self._open_menu(window)
            told = self._reach_entry()
            self._picture(f"{title}-{attempt}")
            if told == "keys":
                self._keys("Return")
                return ""
            if told:
                self._do("xdotool", "mousemove", *told.split(), "click", "1")
                return ""
            self._keys("Escape", "Escape")
        return "no entry"

    def _open_menu(self, window: str) -> None:
        self._do("xdotool", "windowactivate", "--sync", window)
        _pause(self.how.settle)
        shape = dict(line.split("=") for line in self._do("xdotool", "getwindowgeometry", "--shell", window).split())
        x, y = int(shape["X"]) + int(shape["WIDTH"]) - 60, int(shape["Y"]) + int(shape["HEIGHT"]) - 90
        self._do("xdotool", "mousemove", str(x), str(y), "click", "1")
        _pause(0.3)
        self._keys("ctrl+a")
        _pause(0.3)
        self._keys("Menu")
        _pause(0.6)

    def _reach_entry(self) -> str:
        """Bring the entry under the mouse or the focus: its place, `keys`, or "" where there is none."""
        if self.how.is_blind:
            self._keys(*self.how.by_keys.split())
            return "keys"
        told = self._sight(4)
        if self.how.by_keys and told:
            for _ in range(8):
                if told == "focused":
                    return "keys"
                self._keys(self.how.by_keys)
                told = self._sight(0.3)
            return ""
        return told

    def _sight(self, seconds: float) -> str:
        program = Path(__file__).with_name("menu_in_sight")
        return self._do(SYSTEM_PYTHON, str(program), self.name, WORDS.label, str(seconds)).strip()

    def _window(self, title: str) -> str:
        found: list[str] = []

        def look() -> bool:
            found[:] = self._do("xdotool", "search", "--onlyvisible", "--name", title).split()
            return bool(found)

        return found[-1] if _until(look, 20) else ""

    def _picture(self, name: str) -> None:
        self._do("import", "-window", "root", str(self.pictures / f"{self.name}-{name}.png"))

    def _keys(self, *keys: str) -> None:
        for key in keys:
            self._do("xdotool", "key", key)
            _pause(0.15)

    def _start(self, *command: str) -> None:
        output = (self.ground / f"{command[0]}.output").open("ab")
        subprocess.Popen(command, stdout=output, stderr=output, cwd=self.ground)
        output.close()

    @staticmethod
    def _do(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def _until(holds: Callable[[], bool], seconds: float) -> bool:
    for _ in range(int(seconds * 10)):
        if holds():
            return True
        _pause(0.1)
    return False


def main() -> None:
    name, ground, pictures, count = sys.argv[1:]
    session = Session(name, Path(ground), Path(pictures))
    wrong = session.run(HOSTILE_NAMES[: int(count)]) if int(count) else session.show_dialog()
    (Path(ground) / "wrong").write_text("\n".join(wrong), "utf-8")


if __name__ == "__main__":
    main()
