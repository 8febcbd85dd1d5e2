"""Does slow work behind the window and brings each result back to it, exactly once."""

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Generic, Protocol, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from drive_share_gui.domain.failure import SharingError
from drive_share_gui.ui.trouble import OwnMistake, Trouble

FRAME: Final = 0.016
"""Seconds between two deliveries, so that no number of results can hold up the drawing."""
THREADS: Final = 8

Result = TypeVar("Result")
News = TypeVar("News")
Failed: TypeAlias = Callable[[Trouble], None]
Letter: TypeAlias = Callable[[], None]

_log = logging.getLogger(__name__)


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
    """A pool of threads and one signal. It belongs to the application, so it outlives every window."""

    idle = Signal()
    """The last job has ended and its result was delivered."""
    _posted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._jobs = 0
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(THREADS)
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

        self._jobs += 1
        self._pool.start(job)

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

    def finish(self, seconds: float) -> bool:
        """Wait until all work has ended and deliver the rest; false where that takes longer than `seconds`."""
        ended = self._pool.waitForDone(round(seconds * 1000))
        self._deliver()
        return ended

    def _end_job(self, end: Letter) -> None:
        self._jobs -= 1
        try:
            end()
        finally:
            if not self._jobs:
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


def settle(work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> Letter:
    """Do `work` here and give the one delivery that follows from it."""
    try:
        result = work()
    except SharingError as error:
        return partial(_hand_over, failed, error.failure)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the window must hear of it
        return partial(_hand_over, failed, log_mistake(error))
    return partial(_hand_over, done, result)


def log_mistake(error: BaseException) -> OwnMistake:
    """Write down where an exception nobody foresaw came from, without its message: that may hold people's data."""
    _log.error("%s at %s", type(error).__name__, _places(error))
    return OwnMistake(type(error).__name__)


def is_alive(receiver: Callable[..., None]) -> bool:
    """Whether a callback can still be called: false where it is a method of a QObject that is gone."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _hand_over(receiver: Callable[[Result], None], content: Result) -> None:
    if is_alive(receiver):
        receiver(content)


def _places(error: BaseException) -> str:
    """Name the places in the code an exception came through: file, line and function, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
