"""A desktop session of its own with a real keyring: gnome-keyring on a fresh message bus, in a home of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[2]
NO_SESSION: Final = "gnome-keyring-daemon and dbus-run-session are not on this computer."
PASSWORD: Final = "opens the keyring"
BARE_BUS: Final = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:runtime=yes</listen>
  <auth>EXTERNAL</auth>
  {services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


PROMPTER: Final = Path("/usr/libexec/gcr-prompter")
NO_PROMPT: Final = "Xvfb or the program that asks for the keyring's password is not on this computer."


def can_ask() -> bool:
    """Whether a locked keyring can ask for its password on a screen."""
    return can_open_sessions() and PROMPTER.exists() and shutil.which("Xvfb") is not None


def can_open_sessions() -> bool:
    """Whether there is what a session needs."""
    return all(shutil.which(program) for program in ("gnome-keyring-daemon", "dbus-run-session"))


@contextmanager
def new_user() -> Generator["Session"]:
    """Give a user without any files; the path is short, for sockets have short names."""
    with tempfile.TemporaryDirectory() as folder:
        yield Session(Path(folder))


@dataclass(frozen=True, slots=True)
class Session:
    """A user's home, in which sessions come and go."""

    folder: Path

    @property
    def home(self) -> Path:
        """Where everything lies that the user's programs keep."""
        return self.folder / "home"

    def run(self, program: str, *, keyring: str = "unlocked", **more: str) -> object:
        """Run a Python program in a session, and give what it prints, read as JSON.

        `keyring` is ``unlocked``, ``locked``, ``asking`` where a locked one may ask on the screen that is named
        with ``DISPLAY``, or ``absent``, when nobody on the bus keeps secrets.
        """
        run_time = self.folder / "run"
        for path in (self.home, run_time):
            path.mkdir(mode=0o700, exist_ok=True)
        bus = self.folder / "bus.conf"
        services = "<standard_session_servicedirs/>" if keyring == "asking" else ""
        bus.write_text(BARE_BUS.format(services=services))
        locked = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1 </dev/null"
        start = {
            "unlocked": f"printf '{PASSWORD}' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1",
            "locked": locked,
            "asking": locked,
            "absent": "true",
        }[keyring]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(run_time),
            "PYTHONPATH": str(CHECKOUT),
            "PYTHONWARNINGS": "ignore",
            "LC_ALL": "C.UTF-8",
            **more,
        }
        bus_and_shell = ["dbus-run-session", f"--config-file={bus}", "--", "sh", "-c", f'{start}; exec "$0" -c "$1"']
        done = subprocess.run(
            [*bus_and_shell, sys.executable, program],
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
