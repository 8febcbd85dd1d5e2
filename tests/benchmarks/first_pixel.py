"""Sees from outside when a program's window first shows anything on a screen, however the program was packed."""

from __future__ import annotations

import mmap
import os
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

PATIENCE: Final = 60.0
STILL: Final = 1.0
"""Seconds without work after which a program counts as complete."""
_BEAT: Final = 0.002
_REST: Final = 0.05
_EVERY: Final = 4099
"""Bytes between two that are looked at: a prime, so that they lie in all columns."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One start."""

    first: float
    """Seconds from the start to the first pixel."""
    complete: float
    peak: float
    """Resident megabytes of the program itself, at most."""


class Screen:
    """A virtual X server whose picture can be read."""

    def __init__(self, display: str, picture: mmap.mmap) -> None:
        self.display: Final = display
        self._picture: Final = picture

    def watch(self, command: Sequence[str], environment: Mapping[str, str]) -> Seen:
        """Start a program, see its window come, end it. TimeoutError where none comes."""
        empty = self._sample()
        begun = time.monotonic()
        process = subprocess.Popen(
            command, env={**environment, "DISPLAY": self.display}, start_new_session=True, stderr=subprocess.DEVNULL
        )
        try:
            first = self._wait(begun, lambda now: now != empty)
            complete, last = first, _worked(process.pid)
            while time.monotonic() - begun - complete < STILL and time.monotonic() - begun < PATIENCE:
                if (now := _worked(process.pid)) != last:
                    complete, last = time.monotonic() - begun, now
                pause(_REST)
            if process.poll() is not None:
                message = f"{command[0]} ended with {process.returncode}"
                raise RuntimeError(message)
            peak = _peak(process.pid)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._wait(time.monotonic(), lambda now: now == empty)
        return Seen(first, complete, peak)

    def _wait(self, begun: float, is_so: Callable[[bytes], bool]) -> float:
        while not is_so(self._sample()):
            if time.monotonic() - begun > PATIENCE:
                raise TimeoutError
            pause()
        return time.monotonic() - begun

    def _sample(self) -> bytes:
        return self._picture[::_EVERY]


def pause(seconds: float = _BEAT) -> None:
    """Let a beat pass."""
    signal.sigtimedwait((), seconds)


def _worked(process: int) -> list[str]:
    """Give the processor time a program has used so far, in the ticks of proc(5)."""
    return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]


def _peak(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def screen() -> Generator[Screen]:
    """Run the server for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-fbdir", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            assert server.stdout is not None
            try:
                display = f":{int(server.stdout.readline())}"
                with (
                    Path(folder, "Xvfb_screen0").open("rb") as file,
                    mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as picture,
                ):
                    yield Screen(display, picture)
            finally:
                server.terminate()
