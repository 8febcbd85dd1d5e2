"""The screen, the session bus and the window manager of a person in a bare Debian; its keys come from outside."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.packaging.bare_root import PERSON

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.packaging.bare_root import BareRoot

SIGHT: Final = Path(__file__).parents[1] / "file_managers" / "menu_in_sight"
BUS: Final = "unix:path=/run/user/1000/bus"
SCREEN: Final = ":97"
PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class BareDesktop:
    """What runs goes when the process namespace of the caller does."""

    root: BareRoot
    pictures: Path

    def begin(self) -> None:
        """Start screen, bus and window manager."""
        quiet = subprocess.DEVNULL
        Path(tempfile.gettempdir(), f".X{SCREEN[1:]}-lock").unlink(missing_ok=True)  # of one that was killed
        subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1280x800x24", "-ac"], stdout=quiet, stderr=quiet)
        self.until(lambda: self.do("xdotool", "getmouselocation") != "", "a screen")
        self.root.start("dbus-daemon", "--session", f"--address={BUS}", "--nofork")
        self.until((self.root.place / "run/user/1000/bus").exists, "a session bus")
        self.root.run("dbus-update-activation-environment", "--all", person=PERSON, environ=self.environ)
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        self.start("openbox")

    @property
    def environ(self) -> dict[str, str]:
        """What programs of the session find in their environment."""
        accessible = {"GTK_MODULES": "gail:atk-bridge", "NO_AT_BRIDGE": "0", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        return accessible | {"DISPLAY": SCREEN, "DBUS_SESSION_BUS_ADDRESS": BUS, "XDG_CURRENT_DESKTOP": "MATE"}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a program of the session."""
        return self.root.start(*words, environ=self.environ)

    def window(self, title: str) -> str:
        """Wait for a window with this in its title."""
        found: list[str] = []

        def look() -> bool:
            found[:] = self.do("xdotool", "search", "--onlyvisible", "--name", title).split()
            return bool(found)

        self.until(look, f"a window “{title}”")
        return found[-1]

    def choose(self, window: str, application: str, label: str) -> None:
        """Select all there is in a file manager, and choose an entry of its menu."""
        self.do("xdotool", "windowactivate", "--sync", window)
        self.rest(2)
        shape = dict(line.split("=") for line in self.do("xdotool", "getwindowgeometry", "--shell", window).split())
        x, y = int(shape["X"]) + int(shape["WIDTH"]) - 60, int(shape["Y"]) + int(shape["HEIGHT"]) - 90
        self.do("xdotool", "mousemove", str(x), str(y), "click", "1")
        for key in ("ctrl+a", "Menu"):
            self.rest(0.5)
            self.do("xdotool", "key", key)
        shutil.copy(SIGHT, self.root.home / SIGHT.name)
        looking = ("/usr/bin/python3", SIGHT.name, application, label, "15")
        place = self.root.run(*looking, person=PERSON, environ=self.environ).strip()
        self.picture("menu")
        assert place, f"{application} has no entry “{label}”"
        self.do("xdotool", "mousemove", *place.split(), "click", "1")

    def keys(self, window: str, *keys: str) -> None:
        """Press keys in a window."""
        self.do("xdotool", "windowactivate", "--sync", window)
        for key in keys:
            self.rest(0.5)
            self.do("xdotool", "key", key)

    def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        self.do("import", "-window", "root", str(self.pictures / f"{name}.png"))

    def do(self, *words: str) -> str:
        """Run a program of this computer on that screen; "" where it fails."""
        environ = {"DISPLAY": SCREEN, "PATH": "/usr/local/bin:/usr/bin:/bin"}
        return subprocess.run(words, capture_output=True, text=True, check=False, env=environ).stdout

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something; fails where it does not come."""
        for _ in range(int(PATIENCE * 4)):
            if holds():
                return
            self.rest(0.25)
        self.picture("missing")
        message = f"waited in vain for {what}"
        raise AssertionError(message)

    @staticmethod
    def rest(seconds: float) -> None:
        """Let the programs do."""
        threading.Event().wait(seconds)
