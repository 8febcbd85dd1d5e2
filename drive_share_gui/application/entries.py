"""What became of everybody of one sending: told to whoever follows it, and written down, late where need be."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import Cancel, Clock
from drive_share_gui.application.progress import Progress, Sent, Settled
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere
from drive_share_gui.domain.outcome import Baseline, NotSent, Receipt
from drive_share_gui.domain.person import Person

IN_OTHER_HANDS: Final = HandledElsewhere(Elsewhere.ROW)
_PAUSES: Final = (0.25, 0.5, 1.0, 2.0)
"""Seconds before each new try at the end to write down what the journal did not take."""


class Entries:
    """The rows and receipts of one sending, each person's by key."""

    def __init__(self, book: AccountJournal, clock: Clock, report: Callable[[Progress], None]) -> None:
        """Write into `book`, and tell `report`."""
        self._book: Final = book
        self._clock: Final = clock
        self._report: Final = report
        self._rows: Final[dict[str, Row]] = {}
        self._receipts: Final[dict[str, Receipt]] = {}
        self._unkept: list[tuple[Row, Receipt]] = []

    def settle(self, row: Row, receipt: Receipt) -> None:
        """Write down what became of a person, and tell it in any case: what happened, happened."""
        try:
            row = self._book.keep(row, receipt)
        except SharingError:
            self._unkept.append((row, receipt))
        self.tell(row, receipt)

    def tell(self, row: Row, receipt: Receipt) -> None:
        """Tell what became of a person, which is written down already or for others to write."""
        self._rows[row.person.key] = row
        self._receipts[row.person.key] = receipt
        self._report(Settled(receipt, row))

    def tell_as_it_is(self, row: Row) -> None:
        """Tell what the journal says of a person who is not to be invited from here."""
        row = self._book.journal.row(row.row_id) or row
        if row.state.may_be_claimed:
            self.fail([row], IN_OTHER_HANDS)
        else:
            self.tell(row, row.receipt)

    def fail(self, rows: Iterable[Row], failure: Failure) -> None:
        """Tell that nothing was sent to these, without writing it down."""
        for row in rows:
            self.tell(row, Receipt(NotSent(row.person, failure), row.attempts))

    def open_ones(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Give those of whom nothing was told yet."""
        return tuple(row for row in rows if row.person.key not in self._receipts)

    def catch_up(self) -> Failure | None:
        """Write down what the journal did not take before; give why it still does not."""
        while self._unkept:
            row, receipt = self._unkept[0]
            try:
                self._rows[row.person.key] = self._book.keep(row, receipt)
            except SharingError as error:
                return error.failure
            self._unkept.pop(0)
        return None

    def sent(self, people: Sequence[Person], baseline: Baseline, cancel: Cancel) -> Sent:
        """Give all of it in the order of `people`, after the last tries to write it down."""
        for pause in _PAUSES:
            if self.catch_up() is None or self._clock.wait(pause, cancel):
                break
        self.catch_up()
        keys = [person.key for person in people]
        receipts, rows = tuple(map(self._receipts.__getitem__, keys)), tuple(map(self._rows.__getitem__, keys))
        return Sent(receipts, baseline, rows, tuple(row.person for row, _ in self._unkept))
