"""The rows of the results: one a person, from waiting to be sent to what became of the invitation."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import TypeAlias, assert_never

from drive_share_gui.application.progress import Progress, Queued, Sending, Settled, Waiting
from drive_share_gui.application.take_back import TakenBack, can_be_taken_back
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.item import ById
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, NotSent, Outcome, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import MailTrouble
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.row_choices import is_asked_blindly, may_be_sent_again, never_went_out

Key: TypeAlias = tuple[ById, str]
"""An item, and a person's key."""


class Step(Enum):
    """How far one person's invitation is."""

    QUEUED = auto()
    SENDING = auto()
    WAITING = auto()
    """The service asked to wait, or could not be reached."""
    SETTLED = auto()
    CHECKING = auto()
    """The sharing list is being read because the outcome is unknown."""
    TAKING_BACK = auto()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person; rows are the same object as long as nothing about them changes."""

    person: Person
    invitation: Invitation
    """The one this person was part of: its role and message are kept for another try."""
    step: Step = Step.QUEUED
    receipt: Receipt | None = None
    due: float | None = None
    """Monotonic seconds at which the next try or look comes."""
    obstacle: Failure | None = None
    """Why there is a wait, or why it stays as it is."""
    journaled: Row | None = None
    """How the journal has it, once sending has told."""
    is_elsewhere: bool = False
    """Whether another window has it in hand."""
    taken_back: TakenBack | None = None

    @property
    def key(self) -> Key:
        """Name the row among those of one window."""
        return self.invitation.item.place, self.person.key

    @property
    def outcome(self) -> Outcome | None:
        """What became of it; None while that is open."""
        return self.receipt.outcome if self.receipt else None

    @property
    def is_open(self) -> bool:
        """Whether nothing final is known because it is still being sent."""
        step = self.step
        return step is Step.QUEUED or step is Step.SENDING or step is Step.WAITING

    @property
    def is_removed(self) -> bool:
        """Whether access was given and taken back again."""
        return self.taken_back is not None and self.taken_back.failure is None

    @property
    def has_access(self) -> bool:
        """Whether the person is known to have access now."""
        return isinstance(self.outcome, Invited | AlreadyHadAccess) and not self.is_removed

    @property
    def is_left(self) -> bool:
        """Whether the person decided to leave it."""
        return self.journaled is not None and self.journaled.state is State.DROPPED

    @property
    def is_unknown(self) -> bool:
        """Whether nobody can say yet what became of it."""
        return not self.is_open and isinstance(self.outcome, Unknown) and not self.is_left

    @property
    def asks(self) -> bool:
        """Whether it was looked for long enough, so that the person has to decide."""
        return self.is_here and self.journaled is not None and may_be_sent_again(self.journaled)

    @property
    def asks_blindly(self) -> bool:
        """Whether the person has to decide because the service does not show who has access."""
        return self.is_here and self.journaled is not None and is_asked_blindly(self.journaled)

    @property
    def web_page(self) -> str:
        """The address of a page that helps with this row, as the service gave it."""
        outcome = self.outcome
        if isinstance(outcome, Invited) and isinstance(outcome.mail, MailTrouble):
            return outcome.mail.fix_url
        return self.invitation.item.web_url if self.asks_blindly else ""

    @property
    def never_went_out(self) -> bool:
        """Whether it is from earlier, and provably never left."""
        return self.is_here and self.journaled is not None and never_went_out(self.journaled)

    @property
    def is_here(self) -> bool:
        """Whether something can be done about it in this window now."""
        return self.step is Step.SETTLED and not self.is_elsewhere

    @property
    def looked_at(self) -> datetime | None:
        """When the sharing list did not show this person last."""
        last = self.journaled.looks.last if self.journaled is not None else None
        return last.wall if last is not None else None

    @property
    def may_be_sent_again(self) -> bool:
        """Whether another try cannot invite anybody twice: never where the outcome is unknown."""
        return self.is_here and isinstance(self.outcome, Refused | NotSent)

    @property
    def may_be_taken_back(self) -> bool:
        """Whether this sending gave access that is still there."""
        gone = self.taken_back is not None and self.taken_back.failure is None
        return self.step is Step.SETTLED and self.outcome is not None and can_be_taken_back(self.outcome) and not gone


def needs_a_look(row: ResultRow) -> bool:
    """Whether a person has to decide or mend something about this row."""
    outcome = row.outcome
    if row.taken_back is not None:
        return row.taken_back.failure is not None
    if row.is_left or row.is_elsewhere:
        return False
    no_mail = isinstance(outcome, Invited) and isinstance(outcome.mail, MailTrouble)
    return no_mail or row.asks or isinstance(outcome, Refused | NotSent)


def result_of(row: Row) -> ResultRow:
    """Give what the journal says about a row, without what only the answer itself told."""
    invitation = Invitation(row.item, (row.person,), row.role, "", row.options)
    return ResultRow(row.person, invitation, Step.SETTLED, row.receipt, journaled=row)


def people_of(progress: Progress) -> tuple[Person, ...]:
    """Name those whose rows are others by this."""
    return (progress.receipt.outcome.person,) if isinstance(progress, Settled) else progress.people


def after_progress(row: ResultRow, progress: Progress, now: float) -> ResultRow:
    """Give a person's row after this; waits begin `now`."""
    match progress:
        case Queued():
            return replace(row, step=Step.QUEUED, due=None, obstacle=None)
        case Sending():
            return replace(row, step=Step.SENDING, due=None, obstacle=None)
        case Waiting(seconds=seconds, failure=failure):
            return replace(row, step=Step.WAITING, due=now + seconds, obstacle=failure)
        case Settled(receipt=receipt, row=journaled):
            told = journaled.receipt if journaled.in_doubt else receipt
            return replace(row, step=Step.SETTLED, receipt=told, due=None, obstacle=None, journaled=journaled)
        case _:
            assert_never(progress)
