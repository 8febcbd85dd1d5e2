"""The i-th call of the database fails, for every i, in one sending: no request without a row, no answer lost."""

import sqlite3
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drive_share_gui.adapters.journal.opening import Ground
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.check_journal import check_journal
from drive_share_gui.application.ports import Answer, InviteRequest
from drive_share_gui.application.progress import Sent
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_journal import Course, resume
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.keeping import NotJournaled
from drive_share_gui.domain.outcome import Invited, NotSent
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.person import Person
from tests.adapters.failing_database import Fate, fated
from tests.adapters.journal_ground import ACCOUNT, GONE, LastingMemory, opened
from tests.application.books import everything_is_kept
from tests.application.fakes import ITEM, FakeClock, FakeService, grant

ANN, BOB, CARL = PEOPLE = tuple(Person(f"{name}@example.org") for name in ("ann", "bob", "carl"))
INVITATION = Invitation(ITEM, PEOPLE, Role.READ, "", Options())


@dataclass
class Drive(FakeService):
    """Remembers whom it gave access, and looks into the journal's file before it acts."""

    file: Path = Path()
    given: list[Permission] = field(default_factory=list[Permission])
    unclaimed: list[str] = field(default_factory=list[str])

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item.place == ITEM.place
        return tuple(self.given)

    def invite(self, request: InviteRequest) -> Answer:
        (person,) = request.people
        with closing(sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)) as database:
            states = database.execute("SELECT state FROM invitation WHERE address = ?", (person.address,)).fetchall()
        if states != [("sending",)]:
            self.unclaimed.append(f"{person.address}: {states}")
        self.requests.append(request)
        answer = grant(request)
        self.given += answer.permissions
        return answer

    def acted(self) -> Counter[Person]:
        return Counter(person for request in self.requests for person in request.people)


@dataclass(frozen=True)
class Trial:
    """One sending, some calls of which failed."""

    home: Path
    fate: Fate
    drive: Drive
    keyring: LastingMemory = field(default_factory=LastingMemory)

    def send(self) -> Sent | None:
        """Send; None where the journal refused from the start, so that nobody is told anything but that."""
        ground = Ground(clock=FakeClock(), connect=fated(self.fate), owner=GONE)
        try:
            with opened(self.home, self.keyring, ground) as store:
                book = AccountJournal(store.journal, ACCOUNT, 60.0, 120.0)
                cancel, clock = threading.Event(), FakeClock()
                return send_invitations(
                    self.drive, clock, INVITATION, book, report=lambda _progress: None, cancel=cancel
                )
        except SharingError as error:
            if isinstance(error.failure, NotJournaled):
                return None
            raise

    def settle(self) -> list[tuple[Person, State]]:
        """Start anew: take over what was left behind, look it up, and send what never left."""
        clock = FakeClock()
        with opened(self.home, self.keyring, Ground(clock=clock)) as store:
            assert store.journal.set_aside is None
            store.journal.adopt()
            book, cancel = AccountJournal(store.journal, ACCOUNT, 60.0, 120.0), threading.Event()
            rows = store.journal.rows()
            self.matches_the_drive([(row.person, row.state) for row in rows])
            check_journal(self.drive, clock, book, rows, 600.0, report=lambda _looking: None, cancel=cancel)
            course = Course(lambda _progress: None, cancel, everything_is_kept, 600.0)
            resume(self.drive, clock, book, store.journal.rows(), course)
            return [(row.person, row.state) for row in store.journal.rows()]

    def matches_the_drive(self, rows: list[tuple[Person, State]]) -> None:
        acted = self.drive.acted()
        assert [person for person, _ in rows] in ([], [*PEOPLE])
        assert rows or not acted
        for person, state in rows:
            if acted[person]:
                assert state in {State.DONE, State.UNKNOWN}
            else:
                assert state in {State.QUEUED, State.WAITING, State.UNKNOWN}


@pytest.mark.parametrize(("times", "every"), [(1, 1), (5, 4)], ids=["once", "for a while"])
@pytest.mark.parametrize("after", [False, True], ids=["before it did anything", "after it did it"])
def test_nothing_is_sent_without_a_row_and_no_answer_is_lost(
    tmp_path: Path, *, after: bool, times: int, every: int
) -> None:
    number, acted_on = 1 - every, Counter[int]()
    while True:
        number += every
        home = tmp_path / str(number)
        fate = Fate(number, after=after, times=times)
        trial = Trial(home, fate, Drive(file=home / "journal" / "journal.db"))
        sent = trial.send()
        assert trial.drive.unclaimed == []
        told_as_it_is(sent, trial.drive)
        acted_on[len(trial.drive.requests)] += 1
        ended = trial.settle()
        assert set(trial.drive.acted().values()) <= {1}
        for person, state in ended:
            expected = State.DONE if trial.drive.acted()[person] else State.ASK
            assert state is expected
        if not fate.failed:
            break
    assert number > 60
    assert acted_on[0] > 5
    assert acted_on[len(PEOPLE)] > 0


def told_as_it_is(sent: Sent | None, drive: Drive) -> None:
    """Everybody has one receipt, which says what the drive did; nothing was refused after something was sent."""
    acted = drive.acted()
    if sent is None:
        assert not acted
        return
    assert [receipt.outcome.person for receipt in sent.receipts] == [*PEOPLE]
    for receipt in sent.receipts:
        assert isinstance(receipt.outcome, Invited if acted[receipt.outcome.person] else NotSent)
    assert sent.unkept == (), "the journal takes everything as soon as it works again"
