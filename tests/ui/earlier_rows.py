"""What an earlier start can leave in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drive_share_gui.application.journal_ports import Change
from drive_share_gui.domain.failure import NoAnswer, Silence
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_event import Looked
from drive_share_gui.domain.outcome import Receipt, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person

if TYPE_CHECKING:
    from drive_share_gui.application.account_journal import AccountJournal
    from drive_share_gui.domain.item import Item
    from drive_share_gui.domain.journal_row import Row

LOOKS: Final = 3


def never_sent(book: AccountJournal, item: Item, *addresses: str, message: str = "Hello") -> tuple[Row, ...]:
    """Leave them as a program does that is killed before their turn."""
    people = tuple(map(Person, addresses))
    rows = book.queue(Invitation(item, people, Role.READ, message, Options())).rows
    book.abandon(rows)
    return rows


def being_sent(book: AccountJournal, item: Item, address: str) -> Row:
    """Leave it as another window has it, while it waits for the answer."""
    return book.claim(never_sent(book, item, address), ())[0]


def in_doubt(book: AccountJournal, item: Item, address: str) -> Row:
    """Leave it without an answer."""
    row = being_sent(book, item, address)
    return book.answer(row, Receipt(Unknown(row.person, NoAnswer(Silence.TIMEOUT)), row.attempts))


def asked_about(book: AccountJournal, row: Row) -> Row:
    """Look for it in vain as often as it takes; to be called when its quiet window is over."""
    for _ in range(LOOKS):
        [row] = book.journal.record([Change(row, Looked(row.attempts, None))])
    return row
