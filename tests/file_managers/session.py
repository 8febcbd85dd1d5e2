"""One file manager on a screen and a bus of its own: a real right-click, again and again.

`python -m tests.file_managers.session MANAGER GROUND PICTURES MODE COUNT`; `right_click` makes the surroundings.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drive_share_gui.adapters.file_managers.entries import entries_of
from drive_share_gui.application.opening import DESKTOP_ENTRY
from tests.adapters.menu_ground import WORDS, Ground
from tests.file_managers.driven import DRIVEN, Driven
from tests.file_managers.hostile_names import HOSTILE_NAMES
from tests.file_managers.screen import Screen, do, pause, until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drive_share_gui.adapters.file_managers.computer import Computer

SYSTEM_PYTHON: Final = "/usr/bin/python3"
LIBRARIES: Final = (Path("/usr/lib"), Path("/usr/lib64"))
TOGETHER: Final = (b"-rf", b'it\'s a "quoted" $(touch hit6) 100%.txt', "日本語 🙂.txt".encode())
PRACTICE_FILES: Final = ("Budget.xlsx", "Cover letter.docx", "Lease agreement.pdf")


@dataclass(slots=True)
class Session:
    """One run; `ground` is an empty folder that serves as home."""

    name: str
    ground: Path
    screen: Screen

    @property
    def how(self) -> Driven:
        """How it is driven."""
        return DRIVEN[self.name]

    @property
    def synced(self) -> Path:
        """The folder that is kept in sync."""
        return self.ground / "OneDrive"

    def run(self, names: Sequence[bytes], *, is_running: bool) -> list[str]:
        """Share a file of each name, then three at once; give what went wrong in each try, "" for nothing."""
        trouble = self._begin(self._computer())
        if is_running:
            program = Path(__file__).with_name("running_program")
            self.screen.start(SYSTEM_PYTHON, str(program), DESKTOP_ENTRY, str(Ground(self.ground).log))
        word = b"Open" if is_running else b"--open"
        tries = [*((name,) for name in names), TOGETHER]
        said = [trouble or self._share(place, tried, word) for place, tried in enumerate(tries)]
        keeps_away = self.how.keeps_away is not None and self.how.version >= self.how.keeps_away
        return [*said, *([trouble or self._see_elsewhere()] if keeps_away else [])]

    def show_dialogs(self) -> list[str]:
        """Share files of the practice drive with the program itself, one, then three; give what went wrong in each."""
        program = (sys.executable, "-m", "drive_share_gui", "--practice")
        client = self.ground / "config/onedrive/config"
        client.parent.mkdir(parents=True)
        client.write_text(f'sync_dir = "{self.synced}"\n', "utf-8")
        trouble = self._begin(replace(self._computer(), command=program))
        return [trouble or self._dialog(1, "Share .*Budget.xlsx"), trouble or self._dialog(3, "Share .*and 2 more")]

    def _dialog(self, count: int, title: str) -> str:
        names = [os.fsencode(name) for name in PRACTICE_FILES[:count]]
        trouble = self._click(self.synced / "Documents", names, f"menu-of-{count}")
        if trouble:
            return trouble
        dialog = self.screen.window("--name", title)
        pause(3)
        self.screen.picture(f"{self.name}-dialog-of-{count}")
        if not dialog:
            return f"no dialog for {count}"
        self.screen.close(dialog)
        gone = until(lambda: not do("xdotool", "search", "--onlyvisible", "--name", title), 20)
        return "" if gone else "the dialog does not close"

    def _see_elsewhere(self) -> str:
        """Right-click on a file outside the folder that is kept in sync; give what is wrong."""
        here = Ground(self.ground)
        here.log.unlink(missing_ok=True)
        told = self._click(self.ground / "Elsewhere", [b"Budget.xlsx"], "elsewhere")
        pause(2)
        is_right = here.calls == [] and (self.how.is_blind or told == "no entry")
        return "" if is_right else f"elsewhere: {told or 'the entry is there'}"

    def _computer(self) -> Computer:
        """Describe this computer, with a program that notes how it is called."""
        here = Ground(self.ground).computer()
        libraries = LIBRARIES if self.how.has_bindings else ()
        return replace(here, libraries=libraries, system_config=(Path("/etc/xdg"),), find_program=self._find)

    def _find(self, program: str) -> str | None:
        return shutil.which(program) if program == self.how.start[0] else None

    def _begin(self, computer: Computer) -> str:
        """Install the entry and start the file manager; give what went wrong."""
        computer.folder_list.write_text(f'{{"folders": ["{self.synced}"]}}', "utf-8")
        for entry in entries_of(computer):
            if entry.name == (self.how.entry or self.name):
                entry.put()
        self.screen.start("openbox")
        self._keep_quiet()
        keeper = self.synced / "keeper"  # as long as it is shown, the program runs
        keeper.mkdir(parents=True)
        self.screen.start(*self.how.start, str(keeper))
        return "" if self.screen.window("--name", keeper.name) else "the file manager does not start"

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

    def _share(self, place: int, names: Sequence[bytes], word: bytes) -> str:
        """Right-click on files of these names, alone in their folder; "" where their paths arrived in one call."""
        here = Ground(self.ground)
        folder = self.synced / f"case{place:02}"
        for _ in range(3):
            here.log.unlink(missing_ok=True)
            trouble = self._click(folder, names, folder.name)
            if trouble:
                return f"{names!r}: {trouble}"
            if not until(here.log.exists, 10):
                return f"{names!r}: the program was not called"
            if here.calls != [[word, os.fsencode(folder)]]:
                break  # else the files were not selected yet, and it was the folder's own menu
        pause(0.5)
        paths = {os.fsencode(folder) + b"/" + name for name in names}
        arrived = [(call[0], set(call[1:]), len(call) - 1) for call in here.calls]
        return "" if arrived == [(word, paths, len(names))] else f"{names!r}: {here.calls!r}"

    def _click(self, folder: Path, names: Sequence[bytes], picture: str) -> str:
        """Make these files, select all of their folder, and choose the entry in the menu; give what went wrong."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - bytes
                file.write(b"content")
        window = self._opened(folder) or self._opened(folder)
        if not window:
            self.screen.picture(f"{self.name}-{picture}-none")
            return "no window"
        try:
            return self._use_menu(window, picture)
        finally:
            self.screen.close(window)

    def _opened(self, folder: Path) -> str:
        self.screen.start(*self.how.start, str(folder))
        return self.screen.window("--name", folder.name)

    def _use_menu(self, window: str, picture: str) -> str:
        for attempt in range(3):
            if not self.screen.select_all(window, self.how.settle):
                return "the window went away"
            self.screen.keys("Menu")
            pause(0.6)
            told = self._reach_entry()
            self.screen.picture(f"{self.name}-{picture}-{attempt}")
            if told == "keys":
                self.screen.keys("Return")
                return ""
            if told:
                self.screen.click(*told.split())
                return ""
            self.screen.keys("Escape", "Escape")
        return "no entry"

    def _reach_entry(self) -> str:
        """Bring the entry under the mouse or the focus: its place, `keys`, or "" where there is none."""
        if self.how.is_blind:
            self.screen.keys(*self.how.keys)
            return "keys"
        told = self._sight(4)
        if self.how.by_keys and told:
            for _ in range(8):
                if told == "focused":
                    return "keys"
                self.screen.keys(*self.how.keys)
                told = self._sight(0.3)
            return ""
        return told

    def _sight(self, seconds: float) -> str:
        program = Path(__file__).with_name("menu_in_sight")
        return do(SYSTEM_PYTHON, str(program), self.how.start[0], WORDS.label, str(seconds)).strip()


def main() -> None:
    name, ground, pictures, mode, count = sys.argv[1:]
    session = Session(name, Path(ground), Screen(Path(ground), Path(pictures)))
    names = HOSTILE_NAMES[: int(count)]
    said = session.show_dialogs() if mode == "dialogs" else session.run(names, is_running=mode == "running")
    (Path(ground) / "said").write_text("\n".join(said), "utf-8")


if __name__ == "__main__":
    main()
