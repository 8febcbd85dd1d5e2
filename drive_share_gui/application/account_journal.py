"""The journal in the name of one account, and how long a request of that account's service may take."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from drive_share_gui.application.journal_ports import Change, Departure, Journal
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_event import Answered, Chosen, Orphaned
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import NotJournaled
from drive_share_gui.domain.outcome import Baseline, Receipt


@dataclass(frozen=True, slots=True)
class AccountJournal:
    """What sending writes down, and how."""

    journal: Journal
    account_id: str
    may_run: float
    """Seconds one request may last in all."""
    quiet_window: float
    """Seconds after an unanswered request until its trace can be looked for."""

    def queue(self, invitation: Invitation) -> tuple[Row, ...]:
        """Write down everybody of one press of Share and give their rows, in the order asked.

        Somebody whose earlier invitation never left gets this one instead of it. Somebody whose
        earlier one is being sent, or may have arrived, keeps that row: there is no second one.
        Raises SharingError(NotJournaled); then nobody was added.
        """
        queued = self.journal.queue(self.account_id, invitation)
        superseded = [row for row in queued.unsettled if not row.in_doubt and row.owner is None]
        rows = [*queued.rows, *(row for row in queued.unsettled if row not in superseded)]
        if superseded:
            self.journal.record([Change(row, Chosen()) for row in superseded])
            keys = {row.person.key for row in superseded}
            people = tuple(person for person in invitation.people if person.key in keys)
            rows += self.journal.queue(self.account_id, replace(invitation, people=people)).rows
        order = {person.key: number for number, person in enumerate(invitation.people)}
        return tuple(sorted(rows, key=lambda row: order[row.person.key]))

    def claim(self, rows: tuple[Row, ...], baseline: Baseline, *, clicked: bool = False) -> tuple[Row, ...]:
        """Write down that these rows are being sent; only then may the request leave."""
        return self.journal.claim(rows, Departure(baseline, self.may_run, self.quiet_window, clicked))

    def answer(self, row: Row, receipt: Receipt, wait: float | None = None) -> Row:
        """Write down what an attempt met. Raises SharingError(NotJournaled)."""
        return self.journal.record([Change(row, Answered(receipt, row.attempts, wait))])[0]

    def abandon(self, rows: Iterable[Row]) -> None:
        """Write down that nobody will hear of an attempt any more: what became of it has to be looked up."""
        for row in rows:
            with suppress(SharingError, ValueError):  # it is settled already, or the next start finds it
                self.journal.record([Change(row, Orphaned())])

    def keep(self, row: Row, receipt: Receipt) -> Row:
        """Write down what an attempt met, if that is possible at all: what happened, happened.

        Where the disk does not take it, the row stays as it is there, and is looked up at the next start.
        """
        try:
            return self.answer(row, receipt)
        except SharingError as error:
            if isinstance(error.failure, NotJournaled):
                return row
            return self.journal.row(row.row_id) or row
