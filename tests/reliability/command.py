"""Runs `drive-share` as a process of its own, as a script does, and reads its JSON."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 60.0
QUIET_WINDOW: Final = "0.05"


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended, and what it wrote."""

    status: int
    """As `subprocess` counts it: negative for a signal."""
    out: str
    err: str

    @property
    def was_killed(self) -> bool:
        """Whether it did not get to its end."""
        return self.status == -signal.SIGKILL

    @property
    def said(self) -> dict[str, Any]:
        """The JSON object on standard output."""
        said: dict[str, Any] = json.loads(self.out)
        return said


def surroundings(home: Path, token: str, quiet_window: str = QUIET_WINDOW) -> dict[str, str]:
    """Give the environment of a process: files in `home`, this token, a short quiet window."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DRIVE_SHARE_")}
    return kept | {
        "DRIVE_SHARE_HOME": str(home),
        "DRIVE_SHARE_TOKEN": token,
        "DRIVE_SHARE_QUIET_WINDOW": quiet_window,
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUTF8": "1",
    }


def start(*words: str, environ: dict[str, str], before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start the program; `before` are the words of a program that starts it."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "drive_share_gui", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environ,
    )


def finish(process: subprocess.Popen[str], seconds: float = PATIENCE) -> Ended:
    """Wait for its end; it is killed where that takes too long."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    return Ended(process.returncode, out, err)


def run(*words: str, environ: dict[str, str]) -> Ended:
    """Run the program to its end."""
    return finish(start(*words, environ=environ))
