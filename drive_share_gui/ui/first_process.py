"""Decides which of several starts shows the windows: whoever holds the lock; the others hand over to it."""

import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLockFile

from drive_share_gui.application.opening import Asked, MeetingPoint, Reply

PATIENCE: Final = 10.0
"""Seconds until a start that neither gets the lock nor an answer opens its own window."""
_PAUSE: Final = 50
"""Milliseconds between two tries."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """How this process, the one of its session, is reached."""

    point: MeetingPoint
    lock: QLockFile
    """Let go as soon as nobody is heard any more."""
    has_bus: bool = False
    """Whether there is a session bus to listen on as well."""


def claim(point: MeetingPoint, asked: Asked | None, patience: float = PATIENCE) -> QLockFile | Reply:
    """Give the lock of the one process, held until it is let go or this process ends; or what became of handing over.

    Where nobody answers the request is never lost: `Reply.REFUSED` then asks for a window of this process. Nothing is
    handed over where nothing is asked; it waits so long for the lock alone.
    """
    lock = QLockFile(point.lock)
    lock.setStaleLockTime(0)  # only a process that has ended loses it, however old it is; Qt goes by its number
    deadline = time.monotonic() + patience
    while not lock.tryLock(_PAUSE):
        if lock.error() is not QLockFile.LockError.LockFailedError:
            return Reply.REFUSED
        reply = Reply.NOBODY if asked is None else point.hand_over(asked)
        if reply is not Reply.NOBODY:
            return reply
        point.clear_dead_lock()
        if time.monotonic() > deadline:
            return Reply.REFUSED
    return lock
