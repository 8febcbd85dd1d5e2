"""Ctrl+C: the first stops before the next request, the second at once."""

import contextlib
import os
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Final

_STANDARD_ERROR: Final = 2
_HINT: Final = b"\r\nStopping after this request. Press Ctrl+C once more to stop at once.\r\n"


class Interruption:
    """The wish to stop (a `Cancel`), set by Ctrl+C.

    A queue rather than an event: only its `put` may be called by a signal handler that interrupts
    the same thread's `get`.
    """

    def __init__(self, *, say_so: bool = False) -> None:
        """With `say_so`, the first Ctrl+C is answered on standard error at once."""
        self._say_so = say_so
        self._wishes: SimpleQueue[None] = SimpleQueue()

    def is_set(self) -> bool:
        """Whether stopping is wished."""
        return not self._wishes.empty()

    def wait(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the wish; true where it came."""
        try:
            self._wishes.get(timeout=timeout)
        except Empty:
            return False
        self._wishes.put(None)
        return True

    @contextmanager
    def listening(self) -> Generator[None]:
        """Take Ctrl+C as this wish while the block runs; the second raises KeyboardInterrupt."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_set():
            raise KeyboardInterrupt
        self._wishes.put(None)
        if self._say_so:
            with contextlib.suppress(OSError):
                os.write(_STANDARD_ERROR, _HINT)  # no stream: a handler may be in the middle of a write to it
