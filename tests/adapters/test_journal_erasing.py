"""What is forgotten leaves no byte in any file, and what people wrote never lies in clear on the disk at all."""

import base64
import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from drive_share_gui.adapters.journal.opening import Ground
from drive_share_gui.application.journal_ports import DraftKey, SavedDraft
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import NoAnswer, SharingError, Silence
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_event import Chosen
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from drive_share_gui.domain.outcome import Refused, Unknown
from drive_share_gui.domain.permission import Grantee, Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.adapters.journal_ground import (
    ACCOUNT,
    DEPARTURE,
    ITEM,
    LastingMemory,
    SetClock,
    answered,
    claim_one,
    invitation,
    opened,
    record_one,
)

CANARY = "kanarie-"
MESSAGE = f"{CANARY}message: the budget of the merger, and the pässword is under the mat"
PASSWORD = f"{CANARY}password"


def spellings(text: str) -> Iterable[bytes]:
    """Give a text in every form it could lie in a file; base64 in its three alignments, without the edges."""
    for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield raw
        for shift in range(3):
            encoded = base64.b64encode(b"\0" * shift + raw)
            yield encoded[4 : 4 * (len(encoded) // 4) - 4]


def found_in(home: Path, *texts: str) -> set[str]:
    """Name the texts some file under `home` holds."""
    files = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    return {
        f"{text} in {path.name}"
        for path, data in files.items()
        for text in texts
        if any(spelling in data for spelling in spellings(text))
    }


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for number, spelling in enumerate(spellings("some canary")):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(b"..." + spelling + b"...")
        assert found_in(tmp_path, "some canary") == {f"some canary in {number}.bin"}
        path.unlink()


def test_message_and_password_are_never_on_the_disk_in_clear(drive_share_home: Path) -> None:
    keyring, options = LastingMemory(), Options(password=PASSWORD)
    with opened(drive_share_home, keyring) as store:
        rows = store.journal.queue(ACCOUNT, Invitation(ITEM, (Person("a@x.org"),), Role.READ, MESSAGE, options)).rows
        store.drafts.save(DraftKey(), SavedDraft(message=MESSAGE, options=options))
        row = claim_one(store, rows[0])
        assert found_in(drive_share_home, CANARY, "a@x.org") == {"a@x.org in journal.db-wal"}
        record_one(store, row, answered(row))
    assert found_in(drive_share_home, CANARY, "a@x.org") == {"a@x.org in journal.db"}


@pytest.mark.parametrize("seed", range(12))
def test_what_is_forgotten_leaves_no_byte_however_the_journal_was_used_before(
    drive_share_home: Path, seed: int
) -> None:
    """Rows grow, shrink and move between pages as they go through their states; some are forgotten, some stay."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        people = tuple(
            Person(f"{CANARY}{number}-{chance.getrandbits(64):x}@example.org", f"{CANARY}name {number}")
            for number in range(60)
        )
        rows = list(store.journal.queue(ACCOUNT, invitation(*people, message=MESSAGE, password=PASSWORD)).rows)
        chance.shuffle(rows)
        for row in rows[: chance.randrange(20, 60)]:
            before = tuple(
                Permission(f"{number}" * chance.randrange(1, 60), ("read",), (Grantee(address=row.person.address),))
                for number in range(chance.randrange(40))
            )
            claimed = claim_one(store, row, replace(DEPARTURE, baseline=before))
            outcome = chance.choice(
                [
                    None,
                    Unknown(row.person, NoAnswer(Silence.TIMEOUT)),
                    Refused(row.person, Refusal(Reason.OTHER, f"{CANARY}{'c' * chance.randrange(500)}", 400)),
                ]
            )
            record_one(store, claimed, answered(claimed, outcome))
        kept = list(store.journal.rows())
        gone = chance.sample(kept, chance.randrange(1, 50))
        addresses = [row.person.address for row in gone]
        assert store.journal.forget([row.row_id for row in gone]) == len(gone)
        assert found_in(drive_share_home, *addresses) == set()
        assert store.journal.rows() == tuple(row for row in kept if row not in gone)
        assert store.journal.forget() == len(kept) - len(gone)
        assert found_in(drive_share_home, CANARY) == set()
    assert found_in(drive_share_home, CANARY) == set()


def test_forgetting_everything_takes_the_drafts_along(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        for number in range(20):
            store.drafts.save(DraftKey(ACCOUNT, "D", "01A"), SavedDraft(f"{CANARY}{number}@example.org" * 50))
        store.drafts.save(DraftKey(ACCOUNT, "D", "01B"), SavedDraft(f"{CANARY}other@example.org", message=MESSAGE))
        assert store.journal.forget() == 0
        assert store.drafts.load(DraftKey(ACCOUNT, "D", "01B")) is None
        assert found_in(drive_share_home, CANARY) == set()


def test_a_draft_that_is_forgotten_leaves_no_byte_and_takes_nothing_else_along(drive_share_home: Path) -> None:
    key, other = DraftKey(ACCOUNT, "D", "01A", "one"), DraftKey(ACCOUNT, "D", "01A", "other")
    with opened(drive_share_home) as store:
        for number in range(20):
            store.drafts.save(key, SavedDraft(f"{CANARY}{number}@example.org" * 50, pending=CANARY, message=MESSAGE))
        store.drafts.save(other, SavedDraft("joe@example.org"))
        store.drafts.forget(key)
        assert store.drafts.keys(ACCOUNT, "D", "01A") == (other,)
        assert found_in(drive_share_home, CANARY) == set()


def test_what_is_purged_leaves_no_byte_either(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        rows = store.journal.queue(ACCOUNT, invitation(Person(f"{CANARY}@example.org"), message="")).rows
        assert record_one(store, rows[0], Chosen()).state is State.DROPPED
        clock.go(31 * 86400)
        assert store.journal.purge(timedelta(days=30)) == 1
        assert found_in(drive_share_home, CANARY) == set()


def test_only_drafts_that_nobody_took_up_again_are_purged_and_leave_no_byte(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        old, taken_up = DraftKey(ACCOUNT, "D", "01A", "w1"), DraftKey(ACCOUNT, "D", "01A", "w2")
        store.drafts.save(old, SavedDraft(f"{CANARY}@example.org", message=MESSAGE))
        store.drafts.save(taken_up, SavedDraft("joe@example.org"))
        clock.go(60 * 86400)
        store.drafts.save(taken_up, SavedDraft("joe@example.org"))
        assert store.drafts.purge(timedelta(days=90)) == 0
        clock.go(31 * 86400)
        assert store.drafts.purge(timedelta(days=90)) == 1
        assert store.drafts.keys(ACCOUNT, "D", "01A") == (taken_up,)
        assert found_in(drive_share_home, CANARY) == set()


def test_while_another_window_reads_forgetting_says_so_and_the_next_start_finishes_it(drive_share_home: Path) -> None:
    with opened(drive_share_home, ground=Ground(connect=impatient)) as store:
        store.journal.queue(ACCOUNT, invitation(Person(f"{CANARY}@example.org")))
        with closing(sqlite3.connect(drive_share_home / "journal" / "journal.db", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM invitation").fetchall()
            with pytest.raises(SharingError) as error:
                store.journal.forget()
        assert error.value.failure == NotJournaled(JournalProblem.BUSY)
        assert store.journal.rows() == ()
        assert found_in(drive_share_home, CANARY)
    with opened(drive_share_home):
        assert found_in(drive_share_home, CANARY) == set()


def impatient(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0.1, isolation_level=None, check_same_thread=False)
