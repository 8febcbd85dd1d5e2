"""The real program on a real X server: what is asked for comes to the front, by a second start and over D-Bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from drive_share_gui.application.opening import DESKTOP_ENTRY
from tests.benchmarks.startup import x_server

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS: Final = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "gdbus")
CHECKOUT: Final = Path(__file__).parents[2]
PATIENCE: Final = 60
PAUSE: Final = 0.1
"""Seconds between two looks, so that what is looked for gets some time."""
BUS: Final = """<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><servicedir>{folder}</servicedir>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""
MANAGERS: Final = [
    pytest.param(command, id=name, marks=pytest.mark.skipif(shutil.which(name) is None, reason=f"There is no {name}."))
    for command in ("openbox", "xfwm4 --compositor=off", "mutter --x11")
    for name in (command.partition(" ")[0],)
]
"""The last two keep windows from coming before what somebody uses."""
TYPED_IN: Final = """
from PySide6.QtWidgets import QApplication, QLineEdit

class Field(QLineEdit):
    def keyReleaseEvent(self, event):
        print(event.timestamp(), flush=True)

application = QApplication([])
field = Field()
field.setWindowTitle("typed in")
field.show()
application.exec()
"""
"""A window that tells the server's time of every key."""
KEYS: Final = "a" * 12
"""For as long that nothing the program has heard of the server is as new."""

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason=f"It takes {', '.join(TOOLS)}."
)


@dataclass
class Desktop:
    """An X server with a window manager and a session bus."""

    folder: Path
    display: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list[subprocess.Popen[bytes]])

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: text for name, text in os.environ.items() if not name.startswith("QT_")}
        return inherited | {
            "DISPLAY": self.display,
            "XDG_RUNTIME_DIR": str(self.folder),
            "DRIVE_SHARE_HOME": str(self.folder / "home"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/bus",
            "PYTHONPATH": str(CHECKOUT),
        }

    def start(self, *command: str, **given: str) -> subprocess.Popen[bytes]:
        environment = self.environment | given
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.processes.append(process)
        return process

    def drive_share(self, item: str, **given: str) -> subprocess.Popen[bytes]:
        return self.start(sys.executable, "-m", "drive_share_gui", "--practice", "--", item, **given)

    def say(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def call(self, method: str, *arguments: str) -> str:
        path = "/" + DESKTOP_ENTRY.replace(".", "/")
        command = ("gdbus", "call", "--session", "--dest", DESKTOP_ENTRY, "--object-path", path)
        return self.say(*command, "--method", f"org.freedesktop.Application.{method}", *arguments)

    def uses(self, name: str) -> bool:
        """Wait for a window and go to it, as a person does whom the window manager did not take there."""
        search = ("xdotool", "search", "--sync", "--onlyvisible", "--name", name)
        self.say("timeout", str(PATIENCE), *search, "windowactivate", "--sync")
        return self.in_front(name)

    def in_front(self, name: str) -> bool:
        """Wait until the window that has the keyboard is called so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if name in self.say("xdotool", "getactivewindow", "getwindowname"):
                return True
            threading.Event().wait(PAUSE)
        return False

    def has_windows(self, number: int) -> bool:
        """Wait until so many windows of the program can be seen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if len(self.say("xdotool", "search", "--onlyvisible", "--class", "drive-share").split()) == number:
                return True
            threading.Event().wait(PAUSE)
        return False

    def wait_for_windows_to_be_managed(self) -> None:
        """Wait for the window manager: a window that is there before it may never get the keyboard."""
        end = time.monotonic() + PATIENCE
        while not self.say("xdotool", "get_desktop").isdigit():
            assert time.monotonic() < end
            threading.Event().wait(PAUSE)

    def close(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
            if process.stdout is not None:  # what the bus started holds the other end until its screen is gone
                process.stdout.close()


@pytest.fixture
def desktop(short_folder: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    manager: str = getattr(request, "param", "openbox")
    folder = short_folder / "r"
    folder.mkdir(mode=0o700)
    (folder / "bus.conf").write_text(BUS.format(folder=folder), "utf-8")
    command = f"{sys.executable} -m drive_share_gui --dbus-service"
    service = f"[D-BUS Service]\nName={DESKTOP_ENTRY}\nExec={command}\n"
    (folder / f"{DESKTOP_ENTRY}.service").write_text(service, "utf-8")
    with x_server() as display:
        desktop = Desktop(folder, display)
        bus = desktop.start("dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--print-address")
        assert bus.stdout is not None
        assert bus.stdout.readline()
        desktop.start(*manager.split())
        desktop.wait_for_windows_to_be_managed()
        yield desktop
        desktop.close()


def test_what_a_second_start_asks_for_is_in_front(desktop: Desktop) -> None:
    first = desktop.drive_share("path:/Documents/Budget.xlsx")
    assert desktop.uses("Budget.xlsx")
    assert desktop.drive_share("path:/Documents").wait(PATIENCE) == 0
    assert desktop.in_front("Documents")
    assert desktop.drive_share("path:/Documents/Budget.xlsx").wait(PATIENCE) == 0
    assert desktop.in_front("Budget.xlsx")
    assert first.poll() is None


@pytest.mark.parametrize("desktop", MANAGERS, indirect=True)
def test_with_a_startup_id_a_window_comes_before_the_one_somebody_types_in(desktop: Desktop) -> None:
    desktop.drive_share("path:/Documents/Budget.xlsx")
    assert desktop.uses("Budget.xlsx")
    typing = desktop.start(sys.executable, "-c", TYPED_IN)
    for item, name in (("path:/Documents/Budget.xlsx", "Budget.xlsx"), ("path:/Documents", "Documents")):
        desktop.say("xdotool", "search", "--sync", "--name", "typed in", "windowactivate", "--sync")
        assert desktop.in_front("typed in")
        desktop.say("xdotool", "type", "--delay", "150", KEYS)
        assert typing.stdout is not None
        *_, clicked = (typing.stdout.readline().decode().strip() for _ in KEYS)
        assert desktop.drive_share(item, DESKTOP_STARTUP_ID=f"launcher-1_TIME{clicked}").wait(PATIENCE) == 0
        assert desktop.in_front(name)


@pytest.mark.skipif(shutil.which("xev") is None, reason="It takes xev.")
def test_the_launcher_hears_that_what_it_started_is_there(desktop: Desktop) -> None:
    desktop.drive_share("path:/Documents/Budget.xlsx")
    assert desktop.uses("Budget.xlsx")
    heard = desktop.start("stdbuf", "-oL", "xev", "-root", "-event", "property")
    assert heard.stdout is not None
    for number in range(3):  # the first may come before anybody listens
        desktop.drive_share("path:/Documents", DESKTOP_STARTUP_ID=f'launcher"{number}_TIME1').wait(PATIENCE)
    told = (line for line in iter(heard.stdout.readline, b"") if b"_NET_STARTUP_INFO" in line)
    assert b"_NET_STARTUP_INFO_BEGIN" in next(told)


def test_the_bus_reaches_the_process_that_runs(desktop: Desktop) -> None:
    desktop.drive_share("path:/Documents/Budget.xlsx")
    assert desktop.uses("Budget.xlsx")
    desktop.say("gdbus", "wait", "--session", DESKTOP_ENTRY)
    assert desktop.call("Activate", "{}") == "()"
    assert desktop.has_windows(2)


def test_the_bus_starts_the_process_where_none_runs(desktop: Desktop) -> None:
    token = "{'activation-token': <'t'>}"
    assert desktop.call("Open", "['file:///a%20b', 'drive-share:?item=id:1']", token) == "()"
    assert desktop.in_front("Share")
