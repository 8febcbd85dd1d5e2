"""Rows in the hands of a program, and rows whose program is gone: then the list of permissions must say what became."""

from collections.abc import Sequence
from functools import cache
from sqlite3 import Connection
from typing import Final

from drive_share_gui.adapters.journal import row_table
from drive_share_gui.adapters.process import is_running
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.journal_event import Orphaned
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.moment import Moment, Wait
from drive_share_gui.domain.next_state import advance


class Holders:
    """The programs that have rows in hand at one moment; the system is asked about each of them once."""

    def __init__(self, now: Moment) -> None:
        """Know nothing of any program yet."""
        self._now: Final = now
        self._is_running: Final = cache(is_running)

    def are_gone(self, row: Row) -> bool:
        """Whether the sender of a row is gone, or has had all the time it could need and much more."""
        running = self._is_running(row.owner) if row.owner is not None else False
        if running is False or row.not_after is None:
            return True
        grace = row.quiet_window if running else 0.0
        return Wait(row.not_after.begun, row.not_after.seconds + grace).is_over(self._now)

    def have(self, row: Row) -> bool:
        """Whether a program that runs is sending a row, or is to send it."""
        if row.state is State.SENDING:
            return not self.are_gone(row)
        return row.owner is not None and self._is_running(row.owner) is True

    def let_go(self, connection: Connection, waiting: Sequence[Row]) -> None:
        """Take rows that were never sent out of the hands of programs that are gone."""
        for row in waiting:
            if row.owner is not None and not self.have(row):
                row_table.put(connection, advance(row, Orphaned(), self._now))

    def adopted(self, connection: Connection, sending: Sequence[Row]) -> tuple[Row, ...]:
        """Make those UNKNOWN whose sender is gone, and give them."""
        gone = tuple(advance(row, Orphaned(), self._now) for row in sending if self.are_gone(row))
        for row in gone:
            row_table.put(connection, row)
        return gone
