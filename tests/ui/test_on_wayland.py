"""The real program on a real Wayland compositor without a screen: it shows, hands over, and comes to the front."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import pytest

from drive_share_gui.application.opening import DESKTOP_ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS: Final = ("sway", "swaymsg", "setpriv")
CHECKOUT: Final = Path(__file__).parents[2]
PATIENCE: Final = 60
NOBODY: Final = 65_534
SETTINGS: Final = 'focus_on_window_activation focus\nfor_window [app_id=".*"] floating enable\nxwayland disable\n'

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason=f"It takes {', '.join(TOOLS)}."
)


class Node(TypedDict, total=False):
    """A window, or what holds some (sway-ipc(7), GET_TREE)."""

    name: str | None
    app_id: str | None
    focused: bool
    nodes: list[Node]
    floating_nodes: list[Node]


@dataclass
class Screen:
    """A compositor, and the program on it."""

    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list[subprocess.Popen[bytes]])

    def drive_share(self, item: str, **given: str) -> subprocess.Popen[bytes]:
        command = (sys.executable, "-m", "drive_share_gui", "--practice", "--", item)
        process = subprocess.Popen(command, env=self.environment | given, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def say(self, *words: str) -> str:
        done = subprocess.run(["swaymsg", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def in_front(self, name: str) -> bool:
        """Wait until the window that has the keyboard is called so, and is known as the desktop entry's."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            tree: Node = json.loads(self.say("-t", "get_tree") or "{}")
            focused = _focused(tree)
            if name in (focused.get("name") or ""):
                return focused.get("app_id") == DESKTOP_ENTRY
        return False


def _focused(node: Node) -> Node:
    if node.get("focused"):
        return node
    below = (_focused(one) for one in (*node.get("nodes", []), *node.get("floating_nodes", [])))
    return next((one for one in below if one), Node())


def _one(folder: Path, pattern: str) -> Path:
    """Wait for a socket."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = [path for path in folder.glob(pattern) if path.suffix != ".lock"]
        if found:
            return found[0]
    pytest.fail(f"There is no {pattern}.")


@pytest.fixture
def screen(short_folder: Path) -> Iterator[Screen]:
    """Start the compositor as nobody where this is root, which it does not run as."""
    ours, its = short_folder / "r", short_folder / "s"
    for folder in (ours, its):
        folder.mkdir(mode=0o700)
    settings = short_folder / "settings"
    settings.write_text(SETTINGS, "utf-8")
    as_nobody: tuple[str, ...] = ()
    if os.getuid() == 0:
        os.chown(its, NOBODY, NOBODY)
        short_folder.chmod(0o755)
        as_nobody = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    left_out = ("QT_", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(left_out)}
    headless = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
    compositor = subprocess.Popen(
        (*as_nobody, "sway", "-c", str(settings)),
        env=inherited | headless | {"XDG_RUNTIME_DIR": str(its)},
        stderr=subprocess.DEVNULL,
    )
    environment = inherited | {
        "XDG_RUNTIME_DIR": str(ours),
        "WAYLAND_DISPLAY": str(_one(its, "wayland-*")),
        "SWAYSOCK": str(_one(its, "sway-ipc*")),
        "QT_QPA_PLATFORM": "wayland",
        "DRIVE_SHARE_HOME": str(short_folder / "home"),
        "PYTHONPATH": str(CHECKOUT),
    }
    screen = Screen(environment, [compositor])
    yield screen
    for process in reversed(screen.processes):
        process.terminate()
        process.wait()


@pytest.mark.parametrize("token", ["", "used-up-long-ago"])
def test_what_a_second_start_asks_for_is_in_front(token: str, screen: Screen) -> None:
    first = screen.drive_share("path:/Documents/Budget.xlsx")
    assert screen.in_front("Budget.xlsx")
    for item, name in (("path:/Documents", "Documents"), ("path:/Documents/Budget.xlsx", "Budget.xlsx")):
        assert screen.drive_share(item, XDG_ACTIVATION_TOKEN=token).wait(PATIENCE) == 0
        assert screen.in_front(name)
    assert first.poll() is None
