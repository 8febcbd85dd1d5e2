"""Does slow work behind the window and brings each result back to it, exactly once."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from drive_share_gui.ui.job import Failed, Letter, Result, is_alive, settle

FRAME: Final = 0.016
"""Seconds between two deliveries, so that no number of results can hold up the drawing."""
THREADS: Final = 8

News = TypeVar("News")


class Runner(Protocol):
    """Runs work that blocks; exactly one of `done` and `failed` follows, on the thread of the window.

    A SharingError reaches `failed` as its failure; any other exception is logged, without its
    message, and reaches it as OwnMistake. Where a callback belongs to a QObject that is gone,
    nothing is called any more.
    """

    def run(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        """Do `work` on another thread."""
        ...

    def run_telling(
        self,
        work: Callable[[Callable[[News], None]], Result],
        news: Callable[[Sequence[News]], None],
        done: Callable[[Result], None],
        failed: Failed,
    ) -> None:
        """Do `work`, which may tell news as it goes.

        They arrive in order, gathered, at most once a frame, and all before `done` or `failed`.
        """
        ...


class BackgroundRunner(QObject):
    """A few threads and one signal. It belongs to the application, so it outlives every window.

    The threads are Python's: waiting for one of Qt's would hold the lock it needs to end.
    """

    idle = Signal()
    """The last job has ended and its result was delivered."""
    _posted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._undelivered = 0
        self._jobs: deque[Callable[[], None]] = deque()
        self._running = 0
        self._change = threading.Condition()
        self._letters: deque[Letter] = deque()
        self._lock = threading.Lock()
        self._announced = False
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._deliver)
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        """Keep the promise of Runner."""

        def job() -> None:
            end = settle(work, done, failed)
            self._post(partial(self._end_job, end))

        self._undelivered += 1
        with self._change:
            self._jobs.append(job)
            enough = self._running >= THREADS
            self._running += 0 if enough else 1
        if not enough:
            threading.Thread(target=self._work, name="drive-share", daemon=True).start()

    def run_telling(
        self,
        work: Callable[[Callable[[News], None]], Result],
        news: Callable[[Sequence[News]], None],
        done: Callable[[Result], None],
        failed: Failed,
    ) -> None:
        """Keep the promise of Runner."""
        bag = _NewsBag(news, self._post)
        self.run(lambda: work(bag.put), done, failed)

    def when_idle(self, do: Callable[[], None]) -> None:
        """Do this once, when all work has ended and was delivered."""
        if self._undelivered:
            self.idle.connect(do, Qt.ConnectionType.SingleShotConnection)
        else:
            do()

    def finish(self, seconds: float) -> bool:
        """Wait until all work has ended and was delivered; false where that takes longer than `seconds`."""
        end = time.monotonic() + seconds
        while True:
            with self._change:
                ended = self._change.wait_for(lambda: not self._running, max(0.0, end - time.monotonic()))
            self._deliver()
            if not ended or not self._undelivered:
                return ended

    def _work(self) -> None:
        """Do jobs as long as there are any."""
        while True:
            with self._change:
                if not self._jobs:
                    self._running -= 1
                    self._change.notify_all()
                    return
                job = self._jobs.popleft()
            job()

    def _end_job(self, end: Letter) -> None:
        self._undelivered -= 1
        try:
            end()
        finally:
            if not self._undelivered:
                self.idle.emit()

    def _post(self, letter: Letter) -> None:
        with self._lock:
            self._letters.append(letter)
            announced, self._announced = self._announced, True
        if not announced:
            self._posted.emit()

    def _on_posted(self) -> None:
        rest = self._last + FRAME - time.monotonic()
        if rest > 0:
            self._timer.start(max(1, round(rest * 1000)))
        else:
            self._deliver()

    def _deliver(self) -> None:
        with self._lock:
            self._announced = False
            waiting = len(self._letters)
        try:
            while waiting:
                waiting -= 1
                self._letters.popleft()()
        finally:
            self._last = time.monotonic()
            if waiting:  # a receiver raised: the letters behind it still arrive
                self._posted.emit()


class _NewsBag(Generic[News]):
    """Gathers one job's news between two deliveries."""

    def __init__(self, receiver: Callable[[Sequence[News]], None], post: Callable[[Letter], None]) -> None:
        self._receiver = receiver
        self._post = post
        self._news: list[News] = []
        self._lock = threading.Lock()

    def put(self, content: News) -> None:
        """Add news, from any thread; the first one sends the bag off, with all that come until it arrives."""
        with self._lock:
            self._news.append(content)
            alone = len(self._news) == 1
        if alone:
            self._post(self._empty)

    def _empty(self) -> None:
        with self._lock:
            news, self._news = self._news, []
        if is_alive(self._receiver):
            self._receiver(news)
