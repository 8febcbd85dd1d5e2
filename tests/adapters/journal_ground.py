"""What tests of the journal stand on: a clock to set, a keyring in memory, and the journal of a folder."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground, Store, open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.journal_ports import Change, CredentialStore, Departure
from drive_share_gui.application.ports import Cancel
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ById, Item, ItemKind
from drive_share_gui.domain.journal_event import Answered, Event, Orphaned
from drive_share_gui.domain.journal_row import Owner, Row
from drive_share_gui.domain.outcome import Invited, Mail, Outcome, Receipt
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.person import Person

ANN = Person("Ann@example.org", "Ann Ärmel")
BOB = Person("bob@example.org")
ITEM = Item(ById("01A", "D!1"), "Budget.xlsx", ItemKind.SHEET, "D!1", "/Documents/Budget.xlsx", web_url="https://x/1")
ACCOUNT = "ann's drive"
MESSAGE = "Dear all,\n\tplease röad this \U0001f4c8 \ud800.\r\n"
DEPARTURE = Departure((), may_run=60, quiet_window=120)
GONE = Owner(1, "another computer/pid:[1]", "1")


class LastingMemory(MemoryCredentials):
    """Secrets that outlive the journal, as a keyring's do, but not the test."""

    @property
    def is_lasting(self) -> bool:
        return True


@dataclass
class SetClock:
    """Shows the time it was set to."""

    wall: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        self.go(seconds)
        return cancel.is_set()

    def go(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds


@contextmanager
def opened(home: Path, keyring: CredentialStore | None = None, ground: Ground | None = None) -> Generator[Store]:
    """Open the journal in `home`, sealing with a key in `keyring`."""
    store = open_store(home, Sealing(keyring or LastingMemory(), home), ground)
    try:
        yield store
    finally:
        store.close()


def invitation(*people: Person, message: str = MESSAGE, password: str = "", item: Item = ITEM) -> Invitation:
    """Give what one press of Share asks for."""
    return Invitation(item, people or (ANN,), Role.WRITE, message, Options(password=password))


def together(*people: Person) -> Invitation:
    """Give the same as one request for all."""
    asked = invitation(*people)
    return replace(asked, options=replace(asked.options, together=True))


def queue_one(store: Store, person: Person = ANN) -> Row:
    """Write down one invitation."""
    return store.journal.queue(ACCOUNT, invitation(person)).rows[0]


def let_go(store: Store, *rows: Row) -> tuple[Row, ...]:
    """Leave rows that were written down to whoever sends them."""
    return store.journal.record([Change(row, Orphaned()) for row in rows])


def claim_one(store: Store, row: Row, departure: Departure = DEPARTURE) -> Row:
    """Claim one row."""
    return store.journal.claim([row], departure)[0]


def record_one(store: Store, row: Row, event: Event) -> Row:
    """Write down one thing that happened."""
    return store.journal.record([Change(row, event)])[0]


def answered(row: Row, outcome: Outcome | None = None, wait: float | None = None) -> Answered:
    """Give the answer to the last attempt of a row: by default, that the person was invited."""
    invited = Invited(row.person, Permission("500", ("write",), invited_address=row.person.address), Mail.SENT)
    return Answered(Receipt(outcome or invited, row.attempts, "request-1"), row.attempts, wait)
