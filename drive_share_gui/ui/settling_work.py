"""What settling does behind the window: each piece of work ends with the rows as the journal has them then."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.connection import Connection
from drive_share_gui.application.look_up import by_item, look_up, name_of
from drive_share_gui.application.ports import Cancel, Clock
from drive_share_gui.application.progress import Progress
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import HandledElsewhere
from drive_share_gui.domain.outcome import Receipt
from drive_share_gui.domain.row_choices import may_be_left, may_be_sent_again, never_went_out

_LONGEST: Final = 150.0
"""Seconds to wait before sending, where a service that asked for patience still wants some."""


@dataclass(frozen=True, slots=True)
class News:
    """How sending goes on at one item."""

    place: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Unkept:
    """The journal did not take what became of a row: it is told, and known here and nowhere else."""

    row_id: str


@dataclass(frozen=True, slots=True)
class After:
    """How it stands after the work."""

    asked: frozenset[str]
    """The names of the rows it was about."""
    rows: tuple[Row, ...]
    """Those that are still there."""
    elsewhere: frozenset[str]
    """The names of those another window has in hand."""
    reasons: dict[str, Failure] = field(default_factory=dict[str, Failure])
    """Why rows stay as they are."""


class SettlingWork:
    """Each call may block. Where nothing can be read or written any more, it raises SharingError."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Work over this connection."""
        self._connection: Final = connection
        self._clock: Final = clock

    def look(self, rows: Sequence[Row]) -> After:
        """Look for these people in the lists of their items; sends no invitation."""
        service, book = self._connection.open(), self._connection.book()
        reasons: dict[str, Failure] = {}
        for group in by_item(rows).values():
            try:
                look_up(service, book.journal, group[0].item, group)
            except SharingError as error:
                if not isinstance(error.failure, HandledElsewhere):
                    reasons |= {row.row_id: error.failure for row in group}
        return _after(book, rows, reasons)

    def send(self, rows: Sequence[Row], cancel: Cancel, tell: Callable[[News | Unkept], None]) -> After:
        """Send what never went out, and again what may have arrived: the person said so."""
        from drive_share_gui.application.settle_journal import (  # noqa: PLC0415 - not needed to start
            Course,
            resume,
            send_again,
        )

        service, book = self._connection.open(), self._connection.book()
        reasons: dict[str, Failure] = {}
        unkept: set[str] = set()

        def note(row: Row, _receipt: Receipt) -> None:
            unkept.add(row.row_id)
            tell(Unkept(row.row_id))

        for place, group in by_item(rows).items():
            course = Course(partial(_tell, tell, place), cancel, note, _LONGEST)
            unclear = [row for row in group if may_be_sent_again(row)]
            fresh = [row for row in group if never_went_out(row)]
            try:
                kept = send_again(service, self._clock, book, unclear, course)
                kept += resume(service, self._clock, book, fresh, course)
            except SharingError as error:
                reasons |= {row.row_id: error.failure for row in group if row.row_id not in unkept}
            else:
                reasons |= {one.row.row_id: one.failure for one in kept}
        return _after(book, rows, reasons)

    def leave(self, rows: Sequence[Row]) -> After:
        """Write down that the person leaves these, as far as they still can be left."""
        from drive_share_gui.application.settle_journal import leave  # noqa: PLC0415 - not needed to start

        book = self._connection.book()
        leave(book, [row for row in rows if may_be_left(row)])
        return _after(book, rows)

    def forget(self, rows: Sequence[Row]) -> After:
        """Erase these, so that no byte of them stays in any file."""
        book = self._connection.book()
        book.journal.forget([row.row_id for row in rows])
        return _after(book, rows)

    def read(self, rows: Sequence[Row]) -> After:
        """See how these stand now; what was being sent by a program that is gone becomes unknown."""
        book = self._connection.book()
        book.journal.adopt()
        return _after(book, rows)


def _tell(tell: Callable[[News], None], place: str, progress: Progress) -> None:
    tell(News(place, progress))


def in_other_hands(rows: Iterable[Row]) -> frozenset[str]:
    """Name those that another window is sending, or has yet to send: it is at one person of the same item."""
    rows = tuple(rows)
    under_way = {name_of(row.item) for row in rows if row.state is State.SENDING}
    waiting = (row for row in rows if row.state is State.SENDING or never_went_out(row))
    return frozenset(row.row_id for row in waiting if name_of(row.item) in under_way)


def _after(book: AccountJournal, rows: Sequence[Row], reasons: dict[str, Failure] | None = None) -> After:
    asked = frozenset(row.row_id for row in rows)
    items = {name_of(row.item): row.item for row in rows}
    there = [row for item in items.values() for row in book.journal.rows(book.account_id, item)]
    return After(asked, tuple(row for row in there if row.row_id in asked), in_other_hands(there), reasons or {})
