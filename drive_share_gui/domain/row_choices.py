"""What may be done about a row of the journal that is not settled: by itself, or by a person's word."""

from typing import Final

from drive_share_gui.domain.delivery import MAY_BECOME, State
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.look_times import LOOKS_BEFORE_ASKING

HELD_UP: Final = frozenset({State.NEEDS_SIGN_IN, State.NEEDS_PROXY})


def never_went_out(row: Row) -> bool:
    """Whether nothing of this row's invitation can have arrived, and it may still be sent."""
    return (row.state.may_be_claimed or row.state in HELD_UP) and not row.in_doubt


def may_be_sent_again(row: Row) -> bool:
    """Whether it takes no more than the person's word: looked for long enough, or sent by such a word in vain."""
    return row.state is State.ASK or ((row.state.may_be_claimed or row.state in HELD_UP) and row.in_doubt)


def is_asked_blindly(row: Row) -> bool:
    """Whether the person has to decide because the sharing list is refused, not because it was looked at in vain."""
    return row.state is State.ASK and row.looks.complete < LOOKS_BEFORE_ASKING


def may_be_left(row: Row) -> bool:
    """Whether the person may leave it at that."""
    return State.DROPPED in MAY_BECOME[row.state]
