"""Rows whose sender is gone: nobody will ever say what became of them, so the list of permissions must."""

from collections.abc import Sequence
from sqlite3 import Connection

from drive_share_gui.adapters.journal import row_table
from drive_share_gui.adapters.process import is_running
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


def adopted(connection: Connection, sending: Sequence[Row], now: Moment) -> list[Row]:
    """Make those UNKNOWN whose sender is gone, and give the others."""
    alive = [row for row in sending if not is_orphan(row, now)]
    for row in sending:
        if row not in alive:
            row_table.put(connection, advance(row, Orphaned(), now))
    return alive
