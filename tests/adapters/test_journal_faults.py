"""Whatever call of the database fails: one clear failure, nothing half written, and the journal goes on."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drive_share_gui.adapters.journal.opening import Ground, Store
from drive_share_gui.application.journal_ports import CredentialStore, DraftKey, SavedDraft
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, NoAnswer, SharingError, Silence
from drive_share_gui.domain.journal_event import Answered, Looked
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from drive_share_gui.domain.outcome import Unknown
from drive_share_gui.domain.person import Person
from tests.adapters.failing_database import Fate, fated
from tests.adapters.journal_ground import (
    ACCOUNT,
    ANN,
    BOB,
    GONE,
    LastingMemory,
    answered,
    claim_one,
    invitation,
    let_go,
    opened,
    record_one,
)

CODES = {
    sqlite3.SQLITE_IOERR_WRITE: JournalProblem.NOT_WRITABLE,
    sqlite3.SQLITE_FULL: JournalProblem.DISK_FULL,
    sqlite3.SQLITE_BUSY_SNAPSHOT: JournalProblem.BUSY,
    sqlite3.SQLITE_READONLY: JournalProblem.NOT_WRITABLE,
}
CHECKOUT = Path(__file__).resolve().parents[2]
DRAFT = DraftKey(ACCOUNT, "D!1", "01A")


@dataclass
class Life:
    """Does one thing after another with a journal, each once more if it fails, and keeps what must be so."""

    store: Store
    rows: dict[str, Row] = field(default_factory=dict[str, Row])
    refused: list[Failure] = field(default_factory=list[Failure])

    def do(self, act: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
        found = self.try_twice(act)
        self.rows |= {row.row_id: row for row in found}
        return found

    def try_twice(self, act: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
        try:
            return act()
        except SharingError as error:
            self.refused.append(error.failure)
        assert self.store.journal.rows() == tuple(self.rows.values()), "what was refused changed nothing"
        return act()


def live(life: Life) -> None:
    journal, drafts = life.store.journal, life.store.drafts
    ann, bob = life.do(lambda: journal.queue(ACCOUNT, invitation(ANN, BOB)).rows)
    (claimed,) = life.do(lambda: (claim_one(life.store, ann),))
    life.do(lambda: (record_one(life.store, claimed, answered(claimed)),))
    (claimed,) = life.do(lambda: (claim_one(life.store, bob),))
    (unknown,) = life.do(lambda: (record_one(life.store, claimed, lost(claimed)),))
    life.do(lambda: (record_one(life.store, unknown, Looked(1, None)),))
    life.do(journal.adopt)
    life.do(lambda: (drafts.save(DRAFT, SavedDraft("carl@example.org", message="Hello")), ())[1])


def lost(row: Row) -> Answered:
    return answered(row, Unknown(row.person, NoAnswer(Silence.TIMEOUT)))


@contextmanager
def opened_at_last(home: Path, keyring: CredentialStore, fate: Fate, refused: list[Failure]) -> Generator[Store]:
    """Open a journal, at the second try if the first one fails."""
    ground = Ground(connect=fated(fate))
    with ExitStack() as stack:
        try:
            store = stack.enter_context(opened(home, keyring, ground))
        except SharingError as error:
            refused.append(error.failure)
            store = stack.enter_context(opened(home, keyring, ground))
        yield store


def test_any_call_of_the_database_may_fail_and_the_next_try_succeeds(tmp_path: Path) -> None:
    """As the sync clients do it: in round i the i-th access fails; the last round is the one without a failure."""
    number = 0
    while True:
        number += 1
        code = list(CODES)[number % len(CODES)]
        fate, keyring, home, refused = Fate(number, code), LastingMemory(), tmp_path / str(number), list[Failure]()
        with opened_at_last(home, keyring, fate, refused) as store:
            life = Life(store, refused=refused)
            live(life)
        assert refused == ([NotJournaled(CODES[code])] if fate.failed else [])
        with opened(home, keyring) as store:
            assert store.journal.set_aside is None
            assert store.journal.rows() == tuple(life.rows.values())
            assert [row.state for row in store.journal.rows()] == [State.DONE, State.UNKNOWN]
            draft = store.drafts.load(DRAFT)
            assert draft is not None
            assert (draft.people, draft.message) == ("carl@example.org", "Hello")
        if not fate.failed:
            break
    assert number > 60


def test_a_commit_that_fails_after_it_reached_the_disk_is_never_taken_for_a_leave_to_send(tmp_path: Path) -> None:
    number = 0
    while True:
        number += 1
        fate, home, refused = Fate(number, after=True), tmp_path / str(number), list[Failure]()
        with opened(home) as store:
            (row,) = let_go(store, *store.journal.queue(ACCOUNT, invitation(ANN)).rows)
        may_leave = False
        try:
            with opened(home, ground=Ground(connect=fated(fate), owner=GONE)) as store:
                claim_one(store, row)
                may_leave = True
        except SharingError as error:
            refused.append(error.failure)
        assert may_leave is (refused == [])
        with opened(home) as store:
            assert store.journal.set_aside is None
            (found,) = store.journal.rows()
            assert found.state in ({State.SENDING} if may_leave else {State.QUEUED, State.SENDING})
            store.journal.adopt()
            assert store.journal.rows()[0].state in {State.QUEUED, State.UNKNOWN}
        if not fate.failed:
            break
    assert number > 25


def test_forgetting_that_fails_anywhere_is_finished_by_the_next_start(tmp_path: Path) -> None:
    number = 0
    while True:
        number += 1
        fate, home, refused = Fate(0), tmp_path / str(number), list[Failure]()
        with opened(home, ground=Ground(connect=fated(fate))) as store:
            (row,) = store.journal.queue(ACCOUNT, invitation(Person("kanarie@example.org"))).rows
            fate.fails = fate.calls + number
            try:
                store.journal.forget([row.row_id])
            except SharingError as error:
                refused.append(error.failure)
            failed, fate.fails = fate.failed, 0
            gone = store.journal.rows() == ()
        assert refused == ([NotJournaled(JournalProblem.NOT_WRITABLE)] if failed else [])
        with opened(home) as store:
            assert store.journal.rows() == (() if gone else (row,))
            files = b"".join(path.read_bytes() for path in (home / "journal").iterdir())
            assert (b"kanarie" in files) is not gone
        if not failed:
            assert gone
            break
    assert number > 5


def test_a_disk_that_is_full_is_said_so_and_what_was_written_before_stays(drive_share_home: Path) -> None:
    """The limit on the size of files stands for a full disk, and needs no rights."""
    program = f"""
import resource, sys
sys.path.insert(0, {str(CHECKOUT)!r})
from pathlib import Path
from tests.adapters.journal_ground import *
from drive_share_gui.domain.failure import SharingError
with opened(Path({str(drive_share_home)!r})) as store:
    kept = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for number in range(1000):
            kept += store.journal.queue(ACCOUNT, invitation(Person(f"{{number}}@example.org"))).rows
    except SharingError as error:
        print(error.failure.problem.name, len(kept), store.journal.rows() == tuple(kept))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    problem, count, unchanged = done.stdout.split()
    assert (problem, unchanged) == ("NOT_WRITABLE", "True")
    with opened(drive_share_home) as store:
        assert len(store.journal.rows()) == int(count) > 5
        assert store.journal.queue(ACCOUNT, invitation(ANN)).rows


def test_a_small_disk_that_fills_up_is_said_so(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(tmp_path)], check=False)
    if mounted.returncode != 0:
        pytest.skip("Only root may make a small disk, and not everywhere.")
    try:
        kept: list[Row] = []
        with opened(tmp_path / "home") as store:
            with pytest.raises(SharingError) as error:
                fill(store, kept)
            assert error.value.failure == NotJournaled(JournalProblem.DISK_FULL)
            assert store.journal.rows() == tuple(kept)
            assert len(kept) > 3
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def fill(store: Store, kept: list[Row]) -> None:
    """Write rows until it does not go any more."""
    for number in range(1000):
        kept += store.journal.queue(ACCOUNT, invitation(Person(f"{number}@example.org"))).rows
