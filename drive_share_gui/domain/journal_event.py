"""What can happen to a row of the journal."""

from dataclasses import dataclass
from typing import TypeAlias

from drive_share_gui.domain.journal_row import Choice, Owner
from drive_share_gui.domain.outcome import Baseline, Receipt
from drive_share_gui.domain.permission import Permission


@dataclass(frozen=True, slots=True)
class Taken:
    """A process is to send it, and nobody else then, as long as that process runs and does not let go."""

    owner: Owner


@dataclass(frozen=True, slots=True)
class Claimed:
    """A process is about to send it; `may_run` is how many seconds its request can last."""

    owner: Owner
    baseline: Baseline
    may_run: float
    quiet_window: float
    """Seconds after its end, should it stay without an answer, until its trace can be looked for."""
    clicked: bool = False
    """Whether the person asked for it, knowing that it may have arrived before."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An attempt ended, or is not made at all: somebody had access before, or the way is barred."""

    receipt: Receipt
    attempt: int
    """The row's number of attempts that this is about."""
    wait: float | None = None
    """Seconds before the next try, where one will be made."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The list was read after an attempt; `complete` only with all its pages."""

    attempt: int
    found: Permission | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ListRefused:
    """The service does not show the list to this account, and will not later (reliability: row 70)."""

    attempt: int


@dataclass(frozen=True, slots=True)
class Orphaned:
    """Whoever had it in hand is gone, or lets go; if it was being sent, nobody knows how far that went."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person decided, other than to send it again, which is a claim."""

    choice: Choice = Choice.LEAVE


@dataclass(frozen=True, slots=True)
class Unblocked:
    """What an account or a proxy wanted was given: on with it."""


Event: TypeAlias = Taken | Claimed | Answered | Looked | ListRefused | Orphaned | Chosen | Unblocked
