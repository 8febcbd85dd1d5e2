"""A screen of its own as a person uses it: windows, keys, the mouse, pictures; and programs on it."""

from __future__ import annotations

import subprocess
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen that DISPLAY names; programs write what they say into `ground`, pictures go into `pictures`."""

    ground: Path
    pictures: Path

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program, and wait for nothing."""
        with (self.ground / f"{command[0].rpartition('/')[2]}.output").open("ab") as output:
            return subprocess.Popen(command, stdout=output, stderr=output, cwd=self.ground)

    def window(self, *search: str) -> str:
        """Wait for a visible window; gives its number, the newest one's, or "" where none comes."""
        found: list[str] = []

        def look() -> bool:
            found[:] = do("xdotool", "search", "--onlyvisible", *search).split()
            return bool(found)

        return found[-1] if until(look, 30) else ""

    def title(self, window: str) -> str:
        """Say what stands on a window's frame."""
        return do("xdotool", "getwindowname", window).strip()

    def close(self, window: str) -> None:
        """Close a window as its frame does."""
        do("wmctrl", "-i", "-c", hex(int(window)))

    def select_all(self, window: str, settle: float) -> bool:
        """Bring a window to the front, click on an empty spot of it, and select everything; false where it is gone."""
        do("xdotool", "windowactivate", "--sync", window)
        pause(settle)
        shape = dict(line.split("=") for line in do("xdotool", "getwindowgeometry", "--shell", window).split())
        if "X" not in shape:
            return False
        x, y = int(shape["X"]) + int(shape["WIDTH"]) - 60, int(shape["Y"]) + int(shape["HEIGHT"]) - 90
        do("xdotool", "mousemove", str(x), str(y), "click", "1")
        pause(0.3)
        self.keys("ctrl+a")
        pause(0.3)
        return True

    def click(self, x: str, y: str) -> None:
        """Click there."""
        do("xdotool", "mousemove", x, y, "click", "1")

    def keys(self, *keys: str) -> None:
        """Press them, one after the other."""
        for key in keys:
            do("xdotool", "key", key)
            pause(0.15)

    def picture(self, name: str) -> None:
        """Keep what can be seen now."""
        do("import", "-window", "root", str(self.pictures / f"{name}.png"))


def do(*command: str) -> str:
    """Run a program to its end; gives what it says."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def pause(seconds: float) -> None:
    """Let programs that tell nothing of themselves settle."""
    threading.Event().wait(seconds)


def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Wait until it holds; false where it does not in time."""
    for _ in range(int(seconds * 10)):
        if holds():
            return True
        pause(0.1)
    return False
