"""Does work behind the window one piece after the other, in the order it was asked for."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final

from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.job import Failed, Result
from drive_share_gui.ui.trouble import Trouble


class InOrder:
    """A piece begins when the one before has ended and was told, however it ended."""

    def __init__(self, runner: Runner) -> None:
        """Work on the threads of `runner`."""
        self._runner: Final = runner
        self._waiting: Final[deque[Callable[[], None]]] = deque()
        self._is_busy = False

    def run(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        """Do `work` when its turn comes; exactly one of `done` and `failed` follows, on the thread of the window."""

        def on_done(result: Result) -> None:
            try:
                done(result)
            finally:
                self._go_on()

        def on_failed(trouble: Trouble) -> None:
            try:
                failed(trouble)
            finally:
                self._go_on()

        self._waiting.append(partial(self._runner.run, work, on_done, on_failed))
        if not self._is_busy:
            self._go_on()

    def _go_on(self) -> None:
        self._is_busy = bool(self._waiting)
        if self._waiting:
            self._waiting.popleft()()
