"""What sending does behind the window: everybody is written down before the first request, who was stopped is left."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.connection import Connection
from drive_share_gui.application.journal_ports import Change
from drive_share_gui.application.journal_ports import Queued as WrittenDown
from drive_share_gui.application.ports import Cancel, Clock
from drive_share_gui.application.progress import Progress, Queued, Sent
from drive_share_gui.application.send_invitations import send_queued
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_event import Chosen
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.row_choices import never_went_out


@dataclass(frozen=True, slots=True)
class About:
    """How the sending of one item goes on; that everybody is written down is said once, for all items."""

    item: Item
    progress: Progress


class SendingWork:
    """Each call may block."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Work over this connection."""
        self._connection: Final = connection
        self._clock: Final = clock

    def send(
        self, invitations: Sequence[Invitation], cancel: Cancel, tell: Callable[[About], None]
    ) -> tuple[Sent, ...]:
        """Send to everybody; what `cancel` kept from being sent is left, so that no later start asks about it.

        Raises SharingError where not everybody could be written down, before anything was told or sent.
        """
        service, book = self._connection.open(), self._connection.book()
        queued = _queue(book, invitations)
        rows = tuple(row for invitation, one in queued for row in one.of(invitation.people))
        tell(About(invitations[0].item, Queued(tuple(row.person for row in rows), rows)))
        sent = tuple(
            send_queued(
                service, self._clock, invitation, book, one, report=partial(_tell, tell, invitation.item), cancel=cancel
            )
            for invitation, one in queued
        )
        if cancel.is_set():
            left = [row for one in sent for row in one.rows]
            held_elsewhere = {row.row_id for row in book.journal.in_hand(left)}
            _leave(book, [row for row in left if row.row_id not in held_elsewhere])
        return sent

    def rows(self, item: Item) -> tuple[Row, ...]:
        """Give all rows of an item as they are now."""
        book = self._connection.book()
        return book.journal.rows(book.account_id, item)


def _tell(tell: Callable[[About], None], item: Item, progress: Progress) -> None:
    tell(About(item, progress))


def _queue(book: AccountJournal, invitations: Sequence[Invitation]) -> list[tuple[Invitation, WrittenDown]]:
    queued: list[tuple[Invitation, WrittenDown]] = []
    try:
        queued.extend((invitation, book.queue(invitation)) for invitation in invitations)
    except SharingError:
        _leave(book, [row for _, one in queued for row in one.rows])
        raise
    return queued


def _leave(book: AccountJournal, rows: Sequence[Row]) -> None:
    """Leave what never went out; where even that cannot be written down, the next start asks about it."""
    changes = [Change(row, Chosen()) for row in rows if never_went_out(row)]
    try:
        book.journal.record(changes)
    except SharingError:  # another window has one of them
        for change in changes:
            with suppress(SharingError):
                book.journal.record([change])
