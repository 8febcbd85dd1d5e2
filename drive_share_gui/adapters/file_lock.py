"""Locks between processes, on files: the system lets go of them when their process ends, however it ends."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final

PATIENCE: Final = 20.0
"""Seconds to wait for another process before giving up."""
_PAUSE: Final = 0.02

if sys.platform == "win32":
    import errno
    import msvcrt

    _TAKEN: Final = frozenset({errno.EACCES, errno.EDEADLK, 0})
    """How Windows says that it is taken; Wine does not say why."""

    def _take(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _TAKEN:
                raise BlockingIOError from error
            raise

    def _share(handle: int) -> None:
        """Do nothing: the system itself keeps open files from being renamed."""

    def _take_from_sharing(handle: int) -> None:
        """Do nothing, likewise."""

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH)

    _take_from_sharing = _take


@contextlib.contextmanager
def held(path: Path, patience: float = PATIENCE) -> Generator[None]:
    """Hold the lock alone among all threads and processes. Raises TimeoutError, or another OSError."""
    with _opened(path) as handle:
        _wait_for(handle, patience)
        yield  # closing the file lets go


class SharedLock:
    """A lock many processes hold together, and one alone can turn into its own."""

    def __init__(self, path: Path) -> None:
        """Take it together with others; an OSError where the file cannot be made."""
        self._files: Final = contextlib.ExitStack()
        self._handle: Final = self._files.enter_context(_opened(path))
        self.share()

    def share(self) -> None:
        """Hold it together with others."""
        _share(self._handle)

    def alone(self) -> bool:
        """Hold it alone if nobody else holds it; false, and together as before, where somebody does."""
        try:
            _take_from_sharing(self._handle)
        except BlockingIOError:
            self.share()
            return False
        return True

    def close(self) -> None:
        """Let go; harmless when repeated."""
        self._files.close()


@contextlib.contextmanager
def _opened(path: Path) -> Generator[int]:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, flags, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def _wait_for(handle: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            _take(handle)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError from None
            threading.Event().wait(_PAUSE)
        else:
            return
