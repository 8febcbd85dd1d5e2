"""The real program on a real X server: what is asked for comes to the front, by a second start and over D-Bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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
BUS: Final = """<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><servicedir>{folder}</servicedir>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""

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

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.processes.append(process)
        return process

    def drive_share(self, item: str) -> subprocess.Popen[bytes]:
        return self.start(sys.executable, "-m", "drive_share_gui", "--practice", "--", item)

    def say(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def call(self, method: str, *arguments: str) -> str:
        path = "/" + DESKTOP_ENTRY.replace(".", "/")
        command = ("gdbus", "call", "--session", "--dest", DESKTOP_ENTRY, "--object-path", path)
        return self.say(*command, "--method", f"org.freedesktop.Application.{method}", *arguments)

    def in_front(self, name: str) -> bool:
        """Wait until the window that has the keyboard is called so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if name in self.say("xdotool", "getactivewindow", "getwindowname"):
                return True
        return False

    def wait_for_windows_to_be_managed(self) -> None:
        """Wait for the window manager: a window that is there before it may never get the keyboard."""
        end = time.monotonic() + PATIENCE
        while not self.say("xdotool", "get_desktop").isdigit():
            assert time.monotonic() < end

    def close(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
            if process.stdout is not None:  # what the bus started holds the other end until its screen is gone
                process.stdout.close()


@pytest.fixture
def desktop(short_folder: Path) -> Iterator[Desktop]:
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
        desktop.start("openbox")
        desktop.wait_for_windows_to_be_managed()
        yield desktop
        desktop.close()


def test_what_a_second_start_asks_for_is_in_front(desktop: Desktop) -> None:
    first = desktop.drive_share("path:/Documents/Budget.xlsx")
    assert desktop.in_front("Budget.xlsx")
    assert desktop.drive_share("path:/Documents").wait(PATIENCE) == 0
    assert desktop.in_front("Documents")
    assert desktop.drive_share("path:/Documents/Budget.xlsx").wait(PATIENCE) == 0
    assert desktop.in_front("Budget.xlsx")
    assert first.poll() is None


def test_the_bus_reaches_the_process_that_runs(desktop: Desktop) -> None:
    desktop.drive_share("path:/Documents/Budget.xlsx")
    assert desktop.in_front("Budget.xlsx")
    desktop.say("gdbus", "wait", "--session", DESKTOP_ENTRY)
    assert desktop.call("Activate", "{}") == "()"
    assert desktop.in_front("Share")
    windows = desktop.say("xdotool", "search", "--onlyvisible", "--class", "drive-share").split()
    assert len(windows) == 2


def test_the_bus_starts_the_process_where_none_runs(desktop: Desktop) -> None:
    token = "{'activation-token': <'t'>}"
    assert desktop.call("Open", "['file:///a%20b', 'drive-share:?item=id:1']", token) == "()"
    assert desktop.in_front("Share")
