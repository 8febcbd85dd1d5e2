"""What may be tried again unasked, and after how long: only what provably did nothing."""

from typing import Final

from drive_share_gui.domain.delivery import may_try_again
from drive_share_gui.domain.failure import Failure, Throttled
from drive_share_gui.domain.refusal import Reason, Refusal

CONNECT_WAITS: Final = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new try after a connection that did not come about."""
THROTTLE_DEFAULT: Final = 5.0
"""Seconds to wait where a 429 does not say; doubles each time."""
THROTTLE_TRIES: Final = 10
LOCK_WAIT: Final = 30.0
"""Seconds before each new try where the item is locked (reliability: row 53)."""
LOCK_TRIES: Final = 5


def wait_before_next(failure: Failure, attempts: int) -> float | None:
    """Give the seconds before another try, or None where there must be none."""
    if isinstance(failure, Throttled) and attempts < THROTTLE_TRIES:
        return failure.seconds if failure.seconds is not None else THROTTLE_DEFAULT * 2 ** (attempts - 1)
    if isinstance(failure, Refusal) and failure.reason is Reason.LOCKED and attempts < LOCK_TRIES:
        return LOCK_WAIT
    if may_try_again(failure) and attempts <= len(CONNECT_WAITS):
        return CONNECT_WAITS[attempts - 1]
    return None
