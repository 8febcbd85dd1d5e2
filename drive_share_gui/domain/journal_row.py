"""One row of the journal: one person's invitation to one item, and all that is known about it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from drive_share_gui.domain.delivery import Proof, State, proof_of
from drive_share_gui.domain.failure import Cancelled, Failure, NoAnswer, Silence
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.moment import Moment, Wait
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Baseline,
    Invited,
    Mail,
    NotSent,
    Outcome,
    Receipt,
    Refused,
    Unknown,
)
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.person import Person


class Kept(Enum):
    """Where the message and the password of a row are."""

    NOTHING = "nothing"
    """There are none, or the row is settled and they were dropped."""
    SEALED = "sealed"
    """In the journal, readable with a key from the keyring."""
    IN_MEMORY = "in_memory"
    """In the process that wrote the row, and lost when it ends."""


class Choice(Enum):
    """What a person can decide about a row."""

    SEND_AGAIN = "send_again"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Click:
    """A decision, and when it was made (UTC)."""

    choice: Choice
    at: datetime


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, told from every other one that ever had its number."""

    pid: int
    boot_id: str
    """The run of the computer, and the name space of process numbers; empty where nothing names it."""
    started: str
    """When it began, as the system counts that."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How often the list was read completely without the person in it, since the last attempt."""

    complete: int = 0
    last: Moment | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """The permission a person has, and what is known about the mail."""

    permission_id: str
    roles: tuple[str, ...] = ()
    """As the service spelled them."""
    created: bool = True
    """Whether this invitation made it, so that taking back removes it."""
    mail: Mail | MailTrouble = Mail.UNKNOWN


@dataclass(frozen=True, slots=True)
class Texts:
    """What a person typed for others to read, and the password; never shown in a row's own text."""

    message: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.message or self.password)


def drive_of(item: Item) -> str:
    """Name the drive of an item as the service does; empty for a default drive it did not name."""
    return item.drive_id or item.place.drive_id or ""


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation as it is written down. A new value stands for every change."""

    row_id: str
    """A UUID."""
    send_id: str
    """A UUID, the same on every attempt and for all who share one request: the ``client-request-id``."""
    account_id: str
    item: Item
    person: Person
    role: Role
    options: Options
    """Without the password, which is among the row's `Texts`."""
    created: datetime
    updated: datetime
    kept: Kept = Kept.NOTHING
    state: State = State.QUEUED
    attempts: int = 0
    owner: Owner | None = None
    """Who has it in hand: is sending it, or is to send it next."""
    not_after: Wait | None = None
    """How long the last request may run; it begins with the write that let it leave."""
    quiet_window: float = 0.0
    """Seconds after an unanswered request until its trace can be looked for, as they were for the last one."""
    not_before: Wait | None = None
    """How long to wait before the next try, in the state WAITING."""
    check_after: Wait | None = None
    """The rest of the quiet window: not seeing the person before its end proves nothing."""
    looks: Looks = Looks()
    baseline: Baseline = None
    """The permissions before the last attempt, without what concerns other people."""
    in_doubt: bool = False
    """Whether some attempt may have arrived, and nothing has shown since what became of it."""
    grant: Grant | None = None
    failure: Failure | None = None
    """What the last attempt met."""
    request_id: str = ""
    """The service's own number of the last request."""
    clicks: tuple[Click, ...] = ()
    revision: int = 0
    """Grows with every change."""

    @property
    def drive_id(self) -> str:
        """The drive of the item."""
        return drive_of(self.item)

    @property
    def receipt(self) -> Receipt:
        """What became of the person, as far as it is known."""
        return Receipt(self._outcome(), self.attempts, self.request_id)

    def _outcome(self) -> Outcome:
        if self.grant is not None:
            trouble = self.grant.mail if isinstance(self.grant.mail, MailTrouble) else None
            permission = Permission(
                self.grant.permission_id, self.grant.roles, invited_address=self.person.address, trouble=trouble
            )
            if self.state is State.ALREADY:
                return AlreadyHadAccess(self.person, permission)
            return Invited(self.person, permission, self.grant.mail, self.grant.created)
        if self.state is State.REFUSED and self.failure is not None:
            return Refused(self.person, self.failure)
        if self.in_doubt or self.state is State.SENDING:
            unclear = self.failure is not None and proof_of(self.failure) is Proof.UNKNOWN
            return Unknown(self.person, self.failure if self.failure and unclear else NoAnswer(Silence.CONNECTION_LOST))
        return NotSent(self.person, self.failure or Cancelled())
