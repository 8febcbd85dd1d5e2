"""The rows of the results: one a person, from waiting to be sent to what became of the invitation."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from functools import partial
from typing import Final, assert_never

from drive_share_gui.application.progress import Progress, Queued, Sending, Settled, Waiting
from drive_share_gui.application.take_back import TakenBack, can_be_taken_back
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.outcome import Invited, NotSent, Outcome, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import MailTrouble
from drive_share_gui.domain.person import Person

AUTOMATIC_CHECKS: Final = 3
"""Looks at the sharing list before the person is asked to decide (reliability §3)."""


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
    """Why there is a wait."""
    checks: int = 0
    looked_at: datetime | None = None
    """When the sharing list did not show this person."""
    taken_back: TakenBack | None = None

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
    def is_unknown(self) -> bool:
        """Whether nobody can say yet what became of it."""
        return not self.is_open and isinstance(self.outcome, Unknown)

    @property
    def may_be_sent_again(self) -> bool:
        """Whether another try cannot invite anybody twice: never where the outcome is unknown."""
        return self.step is Step.SETTLED and isinstance(self.outcome, Refused | NotSent)

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
    no_mail = isinstance(outcome, Invited) and isinstance(outcome.mail, MailTrouble)
    return no_mail or isinstance(outcome, Refused | NotSent)


class ResultRows:
    """All rows in the order people were asked for; a person has one row."""

    def __init__(self) -> None:
        self._rows: dict[str, ResultRow] = {}
        self._given: tuple[ResultRow, ...] | None = None
        self.ended = 0
        """How many rows wait for nothing more from the sending."""

    def rows(self) -> tuple[ResultRow, ...]:
        """Give every row as it is now: the same tuple until something changes."""
        if self._given is None:
            self._given = tuple(self._rows.values())
        return self._given

    def queue(self, invitation: Invitation) -> None:
        """Put the people of an invitation in the line; who had a row begins anew in it."""
        self._given = None
        for person in invitation.people:
            self._count(person, -1)
            self._rows[person.key] = ResultRow(person, invitation)

    def drop(self, person: Person) -> None:
        """Forget a row that was replaced by another person's."""
        self._given = None
        self._count(person, -1)
        self._rows.pop(person.key, None)

    def take_progress(self, news: Iterable[Progress], now: float, window: float) -> None:
        """Write down how sending goes on; who ends as unknown is looked up `window` seconds from `now`."""
        for progress in news:
            match progress:
                case Queued():
                    """They are shown as waiting to be sent already."""
                case Sending(people=people):
                    self._change(people, partial(replace, step=Step.SENDING, due=None, obstacle=None))
                case Waiting(people=people, seconds=seconds, failure=failure):
                    self._change(people, partial(replace, step=Step.WAITING, due=now + seconds, obstacle=failure))
                case Settled(receipt=receipt):
                    self._settle(receipt, now + window)
                case _:
                    assert_never(progress)

    def take_receipts(self, receipts: Iterable[Receipt], due: float) -> None:
        """Write down final receipts of rows that are still open."""
        for receipt in receipts:
            if self._rows[receipt.outcome.person.key].is_open:
                self._settle(receipt, due)

    def start_checking(self, keys: Container[str]) -> tuple[Receipt, ...]:
        """Mark the unknown rows of those people as being looked up, and give their receipts."""
        unknown = [row for key, row in self._rows.items() if row.is_unknown and key in keys]
        self._change([row.person for row in unknown], partial(replace, step=Step.CHECKING))
        return tuple(row.receipt for row in unknown if row.receipt)

    def take_checked(self, receipts: Iterable[Receipt], looked_at: datetime | None, now: float, window: float) -> None:
        """Write down what a look at the list brought; `looked_at` is None where it could not be read."""
        for receipt in receipts:
            person = receipt.outcome.person
            row = self._rows[person.key]
            checks = row.checks + 1
            due = now + window * 2**checks if checks < AUTOMATIC_CHECKS else None
            later = due if isinstance(receipt.outcome, Unknown) else None
            seen = looked_at or row.looked_at
            change = partial(replace, step=Step.SETTLED, receipt=receipt, due=later, checks=checks, looked_at=seen)
            self._change([person], change)

    def start_taking_back(self) -> tuple[Outcome, ...]:
        """Mark the rows whose access is being removed, and give their outcomes."""
        rows = [row for row in self._rows.values() if row.may_be_taken_back]
        self._change([row.person for row in rows], partial(replace, step=Step.TAKING_BACK))
        return tuple(row.outcome for row in rows if row.outcome)

    def take_taken_back(self, news: Iterable[TakenBack]) -> None:
        """Write down whose access is gone again, or why not."""
        for taken in news:
            self._change([taken.person], partial(replace, step=Step.SETTLED, taken_back=taken))

    def end_taking_back(self) -> None:
        """Return rows to what they were, where removing came to an end before their turn."""
        left = [row.person for row in self._rows.values() if row.step is Step.TAKING_BACK]
        self._change(left, partial(replace, step=Step.SETTLED))

    def _settle(self, receipt: Receipt, due: float) -> None:
        later = due if isinstance(receipt.outcome, Unknown) else None
        change = partial(replace, step=Step.SETTLED, receipt=receipt, obstacle=None, due=later)
        self._change([receipt.outcome.person], change)

    def _change(self, people: Iterable[Person], change: Callable[[ResultRow], ResultRow]) -> None:
        self._given = None
        for person in people:
            self._count(person, -1)
            self._rows[person.key] = change(self._rows[person.key])
            self._count(person, 1)

    def _count(self, person: Person, change: int) -> None:
        row = self._rows.get(person.key)
        if row is not None and not row.is_open:
            self.ended += change
