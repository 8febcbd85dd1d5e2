"""Everything the share window draws at one moment, decided before a widget hears of it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from drive_share_gui.application.find_item import Missing
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.invitation import Caution, Problem
from drive_share_gui.domain.item import Drive, Item
from drive_share_gui.domain.outcome import Refused
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.draft_news import DraftNews
from drive_share_gui.ui.expired import is_expired
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.result_rows import ResultRow, Step, needs_a_look
from drive_share_gui.ui.trouble import Trouble
from drive_share_gui.ui.web_link import WebLink


class Phase(Enum):
    """Which part of the window is in front."""

    CHOOSING = auto()
    """An item is being picked."""
    EDITING = auto()
    RESULTS = auto()
    """Rows, while they are being sent and after."""
    EARLIER = auto()
    """What earlier starts left unsettled."""


class Leaving(Enum):
    """What closing the window now would leave undone."""

    STILL_SENDING = auto()
    STILL_UNSURE = auto()


@dataclass(frozen=True, slots=True)
class SetAside:
    """The last journal could not be read."""

    folder: str
    """Where it lies now."""


@dataclass(frozen=True, slots=True)
class StillOpen:
    """So many invitations of earlier starts need a look."""

    number: int


@dataclass(frozen=True, slots=True)
class MenusOffered:
    """Nothing put the entries into the menus of file managers yet."""


Standing: TypeAlias = SetAside | StillOpen | MenusOffered
"""What is so since the start, and said until it is dismissed."""


@dataclass(frozen=True, slots=True)
class ShareState:
    """One moment; made anew at every change, its parts the same objects where they did not change."""

    phase: Phase = Phase.CHOOSING
    is_practice: bool = False
    account: Account | None = None
    """In whose name everything is done, where that takes an account."""
    reference: str = ""
    """What was asked for at the start, as it was typed."""
    is_finding: bool = False
    item: Item | None = None
    others: tuple[Item, ...] = ()
    """Items that the same people are invited to."""
    missing: tuple[Missing, ...] = ()
    """What was asked for with them and cannot be had, until that is dismissed."""
    drive: Drive | None = None
    form: Form = Form()  # noqa: RUF009 - it is frozen
    draft: DraftNews | None = None
    """What there is to say about what was typed before."""
    is_message_in_memory: bool = False
    """Whether the message is kept only as long as this program runs."""
    is_reading_people: bool = False
    problems: tuple[Problem, ...] = ()
    """What keeps the invitation from being sent, as far as it should be said now."""
    cautions: tuple[Caution, ...] = ()
    may_share: bool = False
    trouble: Trouble | None = None
    leaving: Leaving | None = None
    """Asked because the window was to be closed."""
    page: WebLink | None = None
    """A web page that would mend something, shown before it is opened."""
    standing: Standing | None = None
    rows: tuple[ResultRow, ...] = ()
    ended: int = 0
    """How many rows wait for nothing more from the sending."""
    earlier: tuple[ResultRow, ...] = ()
    """Rows of earlier starts, for any item."""
    now: float = 0.0
    """The moment that waits in rows are counted from, in monotonic seconds."""
    outbox: str = ""
    """The folder with the practice drive's mails, where it is to be named."""
    unkept: int = 0
    """Of how many people the journal did not take what became of them."""
    saved: str = ""
    """The file the results were saved in just now."""
    is_sending: bool = False
    is_stopping: bool = False
    is_busy: bool = False
    """Whether anything is being sent, looked up or taken back."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All that people are invited to."""
        return () if self.item is None else (self.item, *self.others)

    @property
    def calls_back(self) -> bool:
        """Whether a window that was closed during the sending has something to show."""
        unsettled = any(row.is_unknown or needs_a_look(row) for row in self.rows)
        return not self.is_busy and (unsettled or bool(self.unkept) or self.trouble is not None)

    @property
    def left_undone(self) -> Leaving | None:
        """What closing the window now would leave undone."""
        if self.is_sending or any(row.step is Step.TAKING_BACK for row in self.rows):
            return Leaving.STILL_SENDING
        return Leaving.STILL_UNSURE if any(row.is_unknown for row in self.rows) else None

    @property
    def has_news(self) -> bool:
        """Whether there is something to say that has just come up."""
        asked = self.leaving is not None or self.page is not None
        told = bool(self.saved or self.outbox or self.unkept)
        return asked or told or self.trouble is not None or self.draft is not None

    @property
    def is_whole(self) -> bool:
        """Whether the page in front takes the window for itself, without the item above it."""
        return self.phase in {Phase.CHOOSING, Phase.EARLIER}

    @property
    def needs_sign_in(self) -> bool:
        """Whether the sign-in of the account has expired, and something waits for it."""
        return self.account is not None and not self.is_sending and is_expired(self.trouble, self.rows)

    @property
    def lacks_permission(self) -> bool:
        """Whether too little was asked for: at work, `Files.ReadWrite` is about one's own drive (fact sheet §9)."""
        item, account = self.item, self.account
        if self.is_busy or item is None or not item.from_others or account is None or account.is_personal:
            return False
        failures = (row.outcome.failure for row in self.rows if isinstance(row.outcome, Refused))
        return any(isinstance(failure, Refusal) and failure.reason is Reason.NOT_ALLOWED for failure in failures)

    @property
    def may_go_back(self) -> bool:
        """Whether there are results that the form hides."""
        return bool(self.rows)

    @property
    def may_undo(self) -> bool:
        """Whether this sending gave access that can be removed again."""
        return not self.is_busy and any(row.may_be_taken_back for row in self.rows)

    @property
    def may_try_again(self) -> bool:
        """Whether somebody provably was not invited and can be asked again without harm."""
        return not self.is_busy and any(row.may_be_sent_again for row in self.rows)

    @property
    def own_domain(self) -> str:
        """The mail domain of the account; empty where it is not known."""
        account = self.drive.account if self.drive else ""
        return account.rpartition("@")[2].lower()
