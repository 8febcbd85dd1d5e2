"""What the use cases need for keeping things: the journal, drafts of what is typed, and secrets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_event import Event
from drive_share_gui.domain.journal_row import Row, Texts
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.outcome import Baseline
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person


@dataclass(frozen=True, slots=True)
class Queued:
    """What one press of Share wrote down."""

    rows: tuple[Row, ...]
    """One for each person, in the order asked, but for those of `unsettled`."""
    unsettled: tuple[Row, ...] = ()
    """Earlier rows that a program has in hand, or that may have arrived: nothing was added for these people."""

    def of(self, people: Sequence[Person]) -> tuple[Row, ...]:
        """Give the row of everybody asked for, in the order of `people`."""
        rows = {row.person.key: row for row in (*self.rows, *self.unsettled)}
        return tuple(rows[person.key] for person in people)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a row, as its teller last saw it."""

    row: Row
    event: Event


@dataclass(frozen=True, slots=True)
class Departure:
    """What is written down before a request leaves."""

    baseline: Baseline
    may_run: float
    """Seconds the request may last in all."""
    quiet_window: float
    """Seconds after that, should there be no answer, until its trace can be looked for."""
    clicked: bool = False
    """Whether the person asked to send again what may have arrived."""


class Journal(Protocol):
    """Every invitation on this computer, from the press of Share until it is forgotten.

    A row that comes back has of its item what addresses and names it, and neither size nor owner.

    Calls may block, for seconds where the keyring or another process is slow, and may come from any
    thread. What a call returned is on the disk. Each raises SharingError(NotJournaled) where it
    could not be written, and has then changed nothing.
    """

    @property
    def set_aside(self) -> str | None:
        """Where the last journal was put because it could not be read; None where there was no need."""
        ...

    def queue(self, account_id: str, invitation: Invitation) -> Queued:
        """Write down everybody of one press of Share, in one piece, and take the rows in hand.

        An earlier row that never left, and that no running program has in hand, makes way for its new one.
        """
        ...

    def take(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Take in hand those of these rows that are to be sent and in nobody's hands; give them as they are now.

        Nobody else can send or replace them until this process ends, or they are answered or Orphaned.
        """
        ...

    def in_hand(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Give those of these rows that a program has in hand which still runs, this one included."""
        ...

    def claim(self, rows: Sequence[Row], departure: Departure) -> tuple[Row, ...]:
        """Take the rows of one request for this process; afterwards, and only then, it may leave.

        Raises SharingError(HandledElsewhere): ROW where one of them is not to be sent any more, ITEM
        where another request for this item is on its way: the same claim can succeed a little later.
        """
        ...

    def record(self, changes: Sequence[Change]) -> tuple[Row, ...]:
        """Write down what happened, in one piece, and give the rows as they are now.

        What comes too late changes nothing. Raises SharingError(HandledElsewhere(ROW)) where the
        row went another way meanwhile, and ValueError for a step that never is.
        """
        ...

    def adopt(self) -> tuple[Row, ...]:
        """Make every row UNKNOWN whose sender is gone, and give them. To be called at every start."""
        ...

    def rows(self, account_id: str | None = None, item: Item | None = None) -> tuple[Row, ...]:
        """Give all rows, or those of an account, of an item; the oldest first."""
        ...

    def row(self, row_id: str) -> Row | None:
        """Give one row, if it is still there."""
        ...

    def now(self) -> Moment:
        """Tell this moment as the waits in rows are counted."""
        ...

    def texts(self, row: Row) -> Texts:
        """Give the message and password of an unsettled row.

        Raises SharingError: MessageLost where they were in the memory of a program that ended,
        NoKeyring where they cannot be read now.
        """
        ...

    def forget(self, row_ids: Sequence[str] | None = None) -> int:
        """Erase these rows so that no byte stays in any file; give how many there were.

        Without names: all of them, every draft, and every journal that was set aside.
        Raises SharingError: HandledElsewhere(ROW) where one of them is being sent, and then nothing is
        erased; NotJournaled(BUSY) where they are gone, and another process keeps the last bytes of
        them from being wiped: the next start does that.
        """
        ...

    def purge(self, older_than: timedelta) -> int:
        """Erase settled rows that last changed longer ago than that; give how many there were."""
        ...

    def close(self) -> None:
        """Let go of the file; harmless when repeated."""
        ...


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft is for, and who typed it; the item is empty as long as none was picked."""

    account_id: str = ""
    drive_id: str = ""
    item_id: str = ""
    writer: str = ""
    """The window, or the part of its life, that typed it: nobody writes over what another one typed."""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """What is typed for one item."""

    people: str = ""
    leftovers: str = ""
    """Entries that are nobody yet."""
    role: Role = Role.READ
    options: Options = field(default_factory=Options)
    message: str = field(default="", repr=False)
    message_lost: bool = False
    """Whether a message, or a password, was typed and cannot be given back now."""
    saved: datetime | None = None
    pending: str = ""
    """The entry that was not finished."""
    message_locked: bool = False
    """Whether a lost message is there all the same, and can be read once the keyring can be used."""


class Drafts(Protocol):
    """What is typed and not yet sent. Calls may block; each raises SharingError(NotJournaled)."""

    def save(self, key: DraftKey, draft: SavedDraft, instead_of: Collection[DraftKey] = ()) -> bool:
        """Keep a draft, and take away those it continues, in one piece.

        False where its message is only kept until the program ends.
        """
        ...

    def load(self, key: DraftKey) -> SavedDraft | None:
        """Give the draft back, if there is one."""
        ...

    def keys(self, account_id: str, drive_id: str = "", item_id: str = "") -> tuple[DraftKey, ...]:
        """Name all drafts for an item, or for none yet; the newest first."""
        ...

    def drop(self, *keys: DraftKey) -> None:
        """Take drafts away; harmless where there are none."""
        ...

    def forget(self, *keys: DraftKey) -> None:
        """Take drafts away so that no byte of them stays in any file.

        Raises SharingError(NotJournaled(BUSY)) where they are gone, and another process keeps the
        last bytes of them from being wiped: the next start does that.
        """
        ...

    def purge(self, older_than: timedelta) -> int:
        """Erase drafts that were last saved longer ago than that; give how many there were."""
        ...


class CredentialStore(Protocol):
    """Secrets under names. Calls may block for up to 20 seconds; each raises SharingError(NoKeyring)."""

    @property
    def is_lasting(self) -> bool:
        """Whether secrets outlive this run of the program."""
        ...

    def load(self, name: str) -> str | None:
        """Give a secret; None where there is none."""
        ...

    def save(self, name: str, secret: str) -> None:
        """Keep a secret in place of an older one: at every instant one of the two can be read."""
        ...

    def delete(self, name: str) -> None:
        """Remove a secret; harmless where there is none."""
        ...
