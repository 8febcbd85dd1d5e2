"""The journal takes nothing while answers come in: they are told, and kept late; nothing else is sent meanwhile."""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground, open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.application.progress import Progress, Sent, Settled
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_journal import Course, resume
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import SharingError, StoppedAfter
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from drive_share_gui.domain.outcome import Invited, NotSent, Outcome
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from tests.adapters.failing_database import Fate, fated
from tests.application.fakes import ITEM, FakeClock, FakeService

ANN, BOB = Person("ann@example.org"), Person("bob@example.org")
INVITATION = Invitation(ITEM, (ANN, BOB), Role.READ, "", Options())
FOR_GOOD = 1_000_000
LONGEST = 10.0
"""Seconds that trying again may take in all."""


@dataclass
class FullDisk:
    """A sending to Ann and Bob; from Ann's request on, so many calls of the database fail."""

    calls: int
    service: FakeService = field(default_factory=FakeService)
    clock: FakeClock = field(default_factory=FakeClock)
    told: list[Progress] = field(default_factory=list[Progress])

    def __post_init__(self) -> None:
        home = Path(os.environ["DRIVE_SHARE_HOME"])
        self.fate = Fate(0)
        ground = Ground(clock=self.clock, connect=fated(self.fate))
        store = open_store(home, Sealing(MemoryCredentials(), home), ground)
        self.book = AccountJournal(store.journal, "ann", 60.0, 120.0)
        self.service.on_invite = self._fill

    def _fill(self, _request: InviteRequest) -> None:
        if not self.fate.fails:
            self.fate.fails, self.fate.times = self.fate.calls + 1, self.calls

    def send(self) -> Sent:
        report, cancel = self.told.append, threading.Event()
        return send_invitations(self.service, self.clock, INVITATION, self.book, report=report, cancel=cancel)

    def resume(self) -> list[tuple[Person, type[Outcome]]]:
        """Leave both as a killed program does, and send them later; give whose outcome was not kept, and what it is."""
        self.book.abandon(self.book.queue(INVITATION).rows)
        lost: list[tuple[Person, type[Outcome]]] = []
        course = Course(
            self.told.append, threading.Event(), lambda row, receipt: lost.append((row.person, type(receipt.outcome)))
        )
        try:
            resume(self.service, self.clock, self.book, self.book.journal.rows(), course)
        except SharingError as error:
            assert isinstance(error.failure, NotJournaled)  # noqa: PT017 - why the rest stays
        return lost

    def states(self) -> list[State]:
        self.fate.times = 0
        return [row.state for row in self.book.journal.rows()]


def test_an_answer_that_could_not_be_kept_at_once_is_kept_before_the_next_request() -> None:
    disk = FullDisk(calls=1)
    sent = disk.send()
    assert (sent.unkept, disk.states()) == ((), [State.DONE, State.DONE])
    assert disk.clock.elapsed == 0.0


def test_while_an_answer_is_not_kept_nothing_more_is_sent_and_it_is_tried_again_at_the_end() -> None:
    disk = FullDisk(calls=5)
    sent = disk.send()
    assert len(disk.service.requests) == 1
    outcomes = [receipt.outcome for receipt in sent.receipts]
    assert isinstance(outcomes[0], Invited)
    full = NotJournaled(JournalProblem.NOT_WRITABLE)
    assert outcomes[1] == NotSent(BOB, StoppedAfter(full))
    assert (sent.unkept, disk.states()) == ((), [State.DONE, State.WAITING])
    assert 0.0 < disk.clock.elapsed <= LONGEST


def test_an_answer_that_cannot_be_kept_at_all_is_told_with_that_and_looked_up_at_the_next_start() -> None:
    disk = FullDisk(calls=FOR_GOOD)
    sent = disk.send()
    assert isinstance(sent.receipts[0].outcome, Invited)
    assert sent.unkept == (ANN, BOB)
    assert [told.receipt for told in disk.told if isinstance(told, Settled)] == list(sent.receipts)
    assert disk.clock.elapsed <= LONGEST
    assert disk.states() == [State.SENDING, State.QUEUED]


def test_what_became_of_somebody_who_is_sent_to_later_is_told_where_it_cannot_be_kept_too() -> None:
    disk = FullDisk(calls=FOR_GOOD)
    assert disk.resume() == [(ANN, Invited), (BOB, NotSent)]
    assert disk.states() == [State.SENDING, State.QUEUED]


def test_nobody_is_told_of_when_it_was_kept_in_the_end() -> None:
    disk = FullDisk(calls=5)
    assert disk.resume() == []
    assert disk.states() == [State.DONE, State.WAITING]
