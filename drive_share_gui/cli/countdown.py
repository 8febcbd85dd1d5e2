"""A clock that tells every second how much of a wait is left."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from drive_share_gui.application.ports import Cancel, Clock

STEP: Final = 1.0
"""Seconds."""


class CountingClock:
    """Another clock, whose waits can be watched."""

    def __init__(self, clock: Clock, left: Callable[[float], None]) -> None:
        """Wait by `clock`; call `left` with the seconds that remain, at the start and every second."""
        self._clock = clock
        self._left = left

    def now(self) -> datetime:
        """Tell the time of day, with time zone UTC."""
        return self._clock.now()

    def monotonic(self) -> float:
        """Count seconds that never jump."""
        return self._clock.monotonic()

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        """Let `seconds` pass unless `cancel` is set first; true where it was."""
        left = seconds
        while left > 0:
            self._left(left)
            if self._clock.wait(min(STEP, left), cancel):
                return True
            left -= STEP
        return cancel.is_set()
