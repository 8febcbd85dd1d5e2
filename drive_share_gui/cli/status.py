"""The exit statuses that scripts rely on."""

from enum import IntEnum
from typing import Final

from drive_share_gui.application.report import ReasonRow
from drive_share_gui.domain.failure import Failure, UnreadableList, UnusableAddress, UnusableReference


class Status(IntEnum):
    """How a command ended; the numbers are promised."""

    EVERYONE = 0
    """Everyone has access; for the other verbs: done."""
    NOT_EVERYONE = 1
    """Someone has no access, or nobody can say, or the answer could not be written down."""
    BAD_INPUT = 2
    """Bad usage or bad input: nothing was sent."""
    NOTHING_SENT = 3
    """No such item, not signed in, drive out of reach: nothing was sent."""
    OUR_FAULT = 70
    """Something in Drive Share is broken."""
    INTERRUPTED = 130


INTERRUPTED: Final[ReasonRow] = {"code": "interrupted", "text": "Stopped by Ctrl+C."}
"""What --json says of a command that was interrupted."""


def status_of(failure: Failure) -> Status:
    """Tell bad input from a drive that cannot be had."""
    bad_input = isinstance(failure, UnusableReference | UnreadableList | UnusableAddress)
    return Status.BAD_INPUT if bad_input else Status.NOTHING_SENT
