"""Waits for invitations that another window, or another program, is sending, and says what became of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.entries import IN_OTHER_HANDS, Entries
from drive_share_gui.application.journal_ports import Queued
from drive_share_gui.application.ports import Cancel, Clock
from drive_share_gui.application.progress import Progress, Waiting
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import NotSent, Receipt
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person

TURN: Final = 0.25
"""Seconds between two looks whether somebody else's request has ended."""


@dataclass(frozen=True, slots=True)
class Others:
    """Those who have rows of an item in hand."""

    book: AccountJournal
    clock: Clock
    invitation: Invitation
    """What was asked for here."""
    entries: Entries
    report: Callable[[Progress], None]
    cancel: Cancel

    def follow(self, rows: tuple[Row, ...], send: Callable[[tuple[Row, ...]], None]) -> None:
        """Wait for what others have in hand, and send what they let go of, as it was asked for here."""
        while rows:
            try:
                free = self._wait_for(rows)
                queued = self.book.queue(replace(self.invitation, people=free)) if free else Queued(())
            except SharingError as error:
                self.entries.fail(self.entries.open_ones(rows), error.failure)
                return
            send(queued.rows)
            rows = queued.unsettled

    def _wait_for(self, rows: Sequence[Row]) -> tuple[Person, ...]:
        """Wait until nobody has one of these rows in hand, and give the people who may be invited from here then.

        Of all others it is told what became of them: they were invited or refused there, it is not
        known, or it takes too long that nothing changes at all. Raises SharingError(NotJournaled).
        """
        free: list[Person] = []
        waiting, told = list(rows), False
        before: tuple[Row, ...] = ()
        patience = self.book.may_run + self.book.quiet_window
        end = self.clock.monotonic() + patience
        while waiting:
            now = self.book.journal.rows(self.book.account_id, self.invitation.item)
            if now != before:
                before, end = now, self.clock.monotonic() + patience
            fresh = {row.row_id: row for row in now}
            there = [fresh[row.row_id] for row in waiting if row.row_id in fresh]
            held = {row.row_id for row in self.book.journal.in_hand(there)}
            for row in waiting:
                if row.row_id not in held:
                    free += self._let_go(fresh.get(row.row_id), row)
            waiting = [row for row in waiting if row.row_id in held]
            if waiting and (self.clock.monotonic() >= end or self._pause(waiting, told=told)):
                self._give_up([fresh[row.row_id] for row in waiting])
                break
            told = True
        return tuple(free)

    def _pause(self, waiting: Sequence[Row], *, told: bool) -> bool:
        """Wait a turn; whether the person stopped it."""
        if not told:
            self.report(Waiting(tuple(row.person for row in waiting), 0.0, IN_OTHER_HANDS))
        return self.clock.wait(TURN, self.cancel)

    def _let_go(self, row: Row | None, before: Row) -> tuple[Person, ...]:
        """Tell what became of a row that is in nobody's hands any more; give its person where it never left."""
        if row is not None and row.state is State.SENDING:  # its program is gone
            self.book.abandon([row])
            row = self.book.journal.row(row.row_id)
        if row is None or self._may_be_invited(row):
            return (before.person,)
        self.entries.tell(row, row.receipt)
        return ()

    def _may_be_invited(self, row: Row) -> bool:
        if row.grant is not None:
            return not Permission(row.grant.permission_id, (row.role.value,)).grants(self.invitation.role)
        return not row.in_doubt and row.state is not State.REFUSED

    def _give_up(self, rows: Sequence[Row]) -> None:
        for row in rows:
            under_way = row.state is State.SENDING
            self.entries.tell(row, row.receipt if under_way else Receipt(NotSent(row.person, IN_OTHER_HANDS)))
