"""What sending tells as it goes, and at its end."""

from dataclasses import dataclass
from typing import TypeAlias

from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Baseline, Receipt
from drive_share_gui.domain.person import Person


@dataclass(frozen=True, slots=True)
class Queued:
    """These people are written down, to be sent."""

    people: tuple[Person, ...]
    rows: tuple[Row, ...] = ()
    """Where, in the same order."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A request for these people is on its way."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next try for these people comes after `seconds`."""

    people: tuple[Person, ...]
    seconds: float
    failure: Failure


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one person, and how the journal has it."""

    receipt: Receipt
    row: Row


Progress: TypeAlias = Queued | Sending | Waiting | Settled


@dataclass(frozen=True, slots=True)
class Sent:
    """All receipts, in the order asked, the rows behind them, and the permissions there were before."""

    receipts: tuple[Receipt, ...]
    baseline: Baseline
    rows: tuple[Row, ...] = ()
    unkept: tuple[Person, ...] = ()
    """Those whose receipt the journal did not take, however often it was asked: the next start looks them up."""
