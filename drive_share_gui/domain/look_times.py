"""When the list of permissions is looked at for a row in doubt, and how often before the person is asked."""

from dataclasses import replace
from typing import Final

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.moment import Moment, Wait

LOOKS_BEFORE_ASKING: Final = 3
"""Complete lists without the person, the last after the quiet window (reliability §3)."""
PAUSE_SHARE: Final = 12
"""The pause between two looks is this part of the quiet window; as long as a person is asked, the whole of it."""


def until_next_look(row: Row, now: Moment) -> float:
    """Count the seconds until a look at this row's list is worth it, 0 for now."""
    if row.check_after is None:
        return 0.0
    last = row.looks.last
    between = row.quiet_window if row.state is State.ASK else row.quiet_window / PAUSE_SHARE
    pause = Wait(last, between).remaining(now) if last and now.is_same_run(last) else 0.0
    return max(row.check_after.remaining(now), pause)


def carried_over(row: Row, now: Moment) -> Row:
    """Give a row of an earlier run of the computer with its waits begun anew, as far as they are not over."""
    waits = [wait.carried_over(now) if wait is not None else None for wait in (row.not_before, row.check_after)]
    return replace(row, not_before=waits[0], check_after=waits[1])


def needs_carrying_over(row: Row, now: Moment) -> bool:
    """Whether a wait of the row hangs on the clocks of an earlier run of the computer."""
    waits = (row.not_before, row.check_after)
    return any(wait is not None and not now.is_same_run(wait.begun) for wait in waits)
