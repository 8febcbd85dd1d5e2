"""The journal in the name of one account, and how long a request of that account's service may take."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from drive_share_gui.application.journal_ports import Change, Departure, Journal, Queued
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_event import Answered, Orphaned
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

    def queue(self, invitation: Invitation) -> Queued:
        """Write down everybody of one press of Share. Raises SharingError(NotJournaled); then nobody was added."""
        return self.journal.queue(self.account_id, invitation)

    def claim(self, rows: tuple[Row, ...], baseline: Baseline, *, clicked: bool = False) -> tuple[Row, ...]:
        """Write down that these rows are being sent; only then may the request leave."""
        return self.journal.claim(rows, Departure(baseline, self.may_run, self.quiet_window, clicked))

    def answer(self, row: Row, receipt: Receipt, wait: float | None = None) -> Row:
        """Write down what an attempt met. Raises SharingError(NotJournaled)."""
        return self.journal.record([Change(row, Answered(receipt, row.attempts, wait))])[0]

    def abandon(self, rows: Iterable[Row]) -> None:
        """Let go of rows: what became of an attempt that is under way has to be looked up."""
        for row in rows:
            with suppress(SharingError, ValueError):  # it is settled already, or the next start finds it
                self.journal.record([Change(row, Orphaned())])

    def keep(self, row: Row, receipt: Receipt) -> Row:
        """Write down what an attempt met, unless the row went another way meanwhile: whoever took that knows why.

        Raises SharingError(NotJournaled): then it can be tried again, or the next start looks it up.
        """
        try:
            return self.answer(row, receipt)
        except SharingError as error:
            if isinstance(error.failure, NotJournaled):
                raise
            return self.journal.row(row.row_id) or row
