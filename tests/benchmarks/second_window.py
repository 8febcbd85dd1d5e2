"""How long a right-click takes until its dialog is painted: a process that runs already against a cold start.

The resident process is the real program, which tells when a window is painted. A second start hands over to it; a call
over D-Bus, as desktops and file managers make it, needs no Python at all. A click is the entry's own code
in GNOME Files: from there, a second start and the call are both measured.
"""

import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer, EntryWords
from drive_share_gui.adapters.file_managers.extension import extension
from drive_share_gui.application.opening import DESKTOP_ENTRY
from tests.benchmarks.measuring import CHECKOUT, Asked, Contender, Figures, compare, options, plain_environment, publish

TELLING: Final = """
import sys, time
from drive_share_gui.ui.share_window import ShareWindow

make = ShareWindow.__init__

def made(window, *given, **named):
    make(window, *given, **named)
    window.painted.connect(lambda: print(time.monotonic(), flush=True))

ShareWindow.__init__ = made
from drive_share_gui.__main__ import main
main()
"""
"""The program, telling when a window is painted for the first time."""
BUS: Final = """<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""
START: Final = (sys.executable, "-m", "drive_share_gui", "--practice", "--open")
PATH: Final = "/" + DESKTOP_ENTRY.replace(".", "/")
CALL: Final = ("gdbus", "call", "--session", "--dest", DESKTOP_ENTRY, "--object-path", PATH)
OPEN: Final = "org.freedesktop.Application.Open"


HOST: Final = """
import sys, types
import gi, gi.repository
from gi.repository import Gio, GLib
gi.repository.Nautilus = types.SimpleNamespace(MenuProvider=type("MenuProvider", (), {}), _version="4.0")
exec(open(sys.argv[1], encoding="utf-8").read())
def click(*_):
    Click([Gio.File.new_for_path(sys.stdin.readline().strip())]).open()
    return True
GLib.io_add_watch(sys.stdin, GLib.IO_IN, click)
GLib.MainLoop().run()
"""
"""Stands in for GNOME Files: clicks on the entry for every path it reads."""
SYSTEM_PYTHON: Final = "/usr/bin/python3"
WORDS: Final = EntryWords("Share", "Share", "Too many")


@dataclass
class Resident:
    """The process that runs; every window it opens is for another item."""

    process: "subprocess.Popen[str]"
    environment: Mapping[str, str]
    opened: int = 0

    def painted(self) -> float:
        """Wait for the next window; gives the moment it was painted."""
        assert self.process.stdout is not None
        return float(self.process.stdout.readline())

    def second_start(self) -> Figures:
        """Start the program once more."""
        return self._measure((*START, self._item()))

    def over_bus(self) -> Figures:
        """Call it, as a desktop does."""
        return self._measure((*CALL, "--method", OPEN, f"['file://{self._item()}']", "{}"))

    def over_gapplication(self) -> Figures:
        """Let GLib's program call it."""
        return self._measure(("gapplication", "launch", DESKTOP_ENTRY, self._item()))

    def click(self, file_manager: "subprocess.Popen[str]") -> Figures:
        """Let a file manager's entry do it."""
        assert file_manager.stdin is not None
        begun = time.monotonic()
        file_manager.stdin.write(f"{self._item()}\n")
        file_manager.stdin.flush()
        return {"until painted, ms": (self.painted() - begun) * 1000}

    def _item(self) -> str:
        self.opened += 1
        return f"/nowhere/{self.opened}"

    def _measure(self, command: tuple[str, ...]) -> Figures:
        begun = time.monotonic()
        with subprocess.Popen(command, env=self.environment, cwd=CHECKOUT, stdout=subprocess.DEVNULL) as process:
            painted = self.painted()
            process.wait()
        return {"until painted, ms": (painted - begun) * 1000}


def cold(environment: Mapping[str, str]) -> Figures:
    """Start the program where none runs."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        with resident({**environment, "XDG_RUNTIME_DIR": folder, "DBUS_SESSION_BUS_ADDRESS": ""}) as process:
            return {"until painted, ms": (process.painted() - begun) * 1000}


@contextmanager
def resident(environment: Mapping[str, str]) -> Generator[Resident]:
    """Start the program, and end it."""
    command = [sys.executable, "-c", TELLING, "--practice", "--open", "/nowhere"]
    with subprocess.Popen(command, env=environment, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Resident(process, environment)
        finally:
            process.terminate()


def has_gi() -> bool:
    """Whether the system's Python can run an extension of a file manager."""
    command = [SYSTEM_PYTHON, "-c", "import gi"]
    return Path(SYSTEM_PYTHON).exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def file_manager(folder: Path, environment: Mapping[str, str]) -> Generator["subprocess.Popen[str]"]:
    """Run what stands in for one, with our entry in it."""
    (folder / "list").write_text('{"folders": ["/nowhere"]}', "utf-8")
    nowhere = Path("/nowhere")
    computer = Computer(folder, (), nowhere, (), (), nowhere, lambda _: None, START[:-1], folder / "list", WORDS)
    entry = extension(computer, "GNOME Files", "Nautilus")
    entry.put()
    command = [SYSTEM_PYTHON, "-c", HOST, str(entry.path)]
    with subprocess.Popen(command, env=environment, cwd=CHECKOUT, stdin=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def bus(folder: Path) -> Generator[str]:
    """Run a session bus; gives its address, or nothing where there is no such program."""
    if shutil.which("dbus-daemon") is None or shutil.which("gdbus") is None:
        yield ""
        return
    (folder / "bus.conf").write_text(BUS.format(folder=folder), "utf-8")
    command = ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def main() -> None:
    """Measure and print."""
    asked = options(__doc__ or "", rounds=15).parse_args(namespace=Asked())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with bus(folder) as address:
            plain = plain_environment(
                DRIVE_SHARE_HOME=str(folder / "home"),
                QT_QPA_PLATFORM="offscreen",
                XDG_RUNTIME_DIR=str(folder),
                DBUS_SESSION_BUS_ADDRESS=address,
            )
            with contextlib.ExitStack() as until_the_end:
                process = until_the_end.enter_context(resident(plain))
                process.painted()
                contenders = [
                    Contender("cold start", lambda: cold(plain)),
                    Contender("second start", process.second_start),
                ]
                if address:
                    subprocess.run(["gdbus", "wait", "--session", DESKTOP_ENTRY], env=plain, check=True, timeout=60)
                    contenders.append(Contender("call over D-Bus, gdbus", process.over_bus))
                    contenders.append(Contender("call over D-Bus, gapplication", process.over_gapplication))
                for name, there in (("click, second start", ""), ("click, call over D-Bus", address)):
                    if has_gi() and address:
                        around = {**plain, "DBUS_SESSION_BUS_ADDRESS": there}
                        clicked = until_the_end.enter_context(file_manager(folder, around))
                        contenders.append(Contender(name, partial(process.click, clicked)))
                publish(asked, compare("From the right-click to the painted dialog", contenders, asked.rounds))


if __name__ == "__main__":
    main()
