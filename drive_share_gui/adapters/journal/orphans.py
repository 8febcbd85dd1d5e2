"""Rows in the hands of a program, and rows whose program is gone: then the list of permissions must say what became."""

from collections.abc import Sequence
from sqlite3 import Connection

from drive_share_gui.adapters.journal import row_table
from drive_share_gui.adapters.process import is_running
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.journal_event import Orphaned
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.moment import Moment, Wait
from drive_share_gui.domain.next_state import advance


def is_orphan(row: Row, now: Moment) -> bool:
    """Whether the sender of a row is gone, or has had all the time it could need and much more."""
    running = is_running(row.owner) if row.owner is not None else False
    if running is False or row.not_after is None:
        return True
    grace = row.quiet_window if running else 0.0
    return Wait(row.not_after.begun, row.not_after.seconds + grace).is_over(now)


def is_in_hand(row: Row, now: Moment) -> bool:
    """Whether a program that runs is sending a row, or is to send it."""
    if row.state is State.SENDING:
        return not is_orphan(row, now)
    return row.owner is not None and is_running(row.owner) is True


def let_go(connection: Connection, waiting: Sequence[Row], now: Moment) -> None:
    """Take rows that were never sent out of the hands of programs that are gone."""
    for row in waiting:
        if row.owner is not None and not is_in_hand(row, now):
            row_table.put(connection, advance(row, Orphaned(), now))


def adopted(connection: Connection, sending: Sequence[Row], now: Moment) -> list[Row]:
    """Make those UNKNOWN whose sender is gone, and give the others."""
    alive = [row for row in sending if not is_orphan(row, now)]
    for row in sending:
        if row not in alive:
            row_table.put(connection, advance(row, Orphaned(), now))
    return alive
