"""What the journal promises to those who send: everything is written down first, once, and comes back as it was."""

import sqlite3
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground
from drive_share_gui.application.journal_ports import Change, DraftKey, SavedDraft
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, NoAnswer, SharingError, Silence, Throttled
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.journal_event import Answered, Chosen, Looked, Orphaned
from drive_share_gui.domain.journal_row import Choice, Kept, Row, Texts
from drive_share_gui.domain.keeping import (
    Elsewhere,
    HandledElsewhere,
    JournalProblem,
    MessageLost,
    NotJournaled,
)
from drive_share_gui.domain.outcome import NotSent, Refused, Unknown, found_in_list
from drive_share_gui.domain.permission import Grantee, Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.adapters.journal_ground import (
    ACCOUNT,
    ANN,
    BOB,
    DEPARTURE,
    GONE,
    ITEM,
    MESSAGE,
    LastingMemory,
    SetClock,
    answered,
    claim_one,
    invitation,
    let_go,
    opened,
    queue_one,
    record_one,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NO_ANSWER = NoAnswer(Silence.TIMEOUT)


def failure_of(error: pytest.ExceptionInfo[SharingError]) -> Failure:
    return error.value.failure


def test_everybody_of_one_press_is_written_down_and_comes_back_after_a_restart(drive_share_home: Path) -> None:
    keyring = LastingMemory()
    people = tuple(Person(f"person{number}@example.org", "Ünï") for number in range(50))
    with opened(drive_share_home, keyring) as store:
        rows = store.journal.queue(ACCOUNT, invitation(*people, password="pässword")).rows
        assert [row.person for row in rows] == list(people)
        assert {row.state for row in rows} == {State.QUEUED}
        assert len({row.row_id for row in rows}) == len({row.send_id for row in rows}) == len(people)
    with opened(drive_share_home, keyring) as store:
        assert store.journal.rows() == rows
        for row in rows:
            assert store.journal.texts(row) == Texts(MESSAGE, "pässword")
            assert row.options == Options()


def test_one_request_for_all_has_one_number_and_is_claimed_as_a_whole(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        rows = store.journal.queue(ACCOUNT, together(ANN, BOB)).rows
        assert len({row.send_id for row in rows}) == 1
        claimed = store.journal.claim(rows, DEPARTURE)
        assert [row.state for row in claimed] == [State.SENDING] * 2
        changes = [Change(row, answered(row)) for row in claimed]
        assert [row.state for row in store.journal.record(changes)] == [State.DONE] * 2


def test_nobody_with_an_open_row_for_the_item_gets_a_second_one(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        first = queue_one(store)
        again = store.journal.queue(ACCOUNT, invitation(replace(ANN, address="ANN@example.org"), BOB))
        assert [row.person for row in again.rows] == [BOB]
        assert again.unsettled == (first,)
        other = replace(ITEM, place=ById("01B", "D!1"))
        assert store.journal.queue(ACCOUNT, invitation(ANN, item=other)).rows
        record_one(store, claim_one(store, first), answered(replace(first, attempts=1)))
        assert store.journal.queue(ACCOUNT, invitation(ANN)).unsettled == ()


def test_who_is_in_nobodys_hands_and_never_left_makes_way_for_the_new_row(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        (first,) = let_go(store, queue_one(store))
        again = store.journal.queue(ACCOUNT, invitation(ANN, message="Another text"))
        assert again.unsettled == ()
        assert store.journal.rows() == again.rows
        assert store.journal.texts(again.rows[0]) == Texts("Another text")
        with pytest.raises(SharingError) as error:
            claim_one(store, first)
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)


def test_what_a_program_that_is_gone_had_in_hand_is_free_for_all(drive_share_home: Path) -> None:
    with opened(drive_share_home, ground=Ground(owner=GONE)) as gone:
        ann, bob, carl = gone.journal.queue(ACCOUNT, invitation(ANN, BOB, Person("carl@example.org"))).rows
    with opened(drive_share_home) as store:
        assert store.journal.in_hand([ann, bob, carl]) == ()
        assert store.journal.queue(ACCOUNT, invitation(ANN)).unsettled == ()
        (taken,) = store.journal.take([bob])
        assert store.journal.adopt() == (), "nothing of it left"
        assert [row.owner for row in store.journal.rows()] == [taken.owner, None, taken.owner]
        assert claim_one(store, carl).state is State.SENDING


def test_what_one_has_in_hand_nobody_else_takes_claims_or_replaces(drive_share_home: Path) -> None:
    with opened(drive_share_home) as one, opened(drive_share_home, ground=Ground(owner=GONE)) as other:
        row = queue_one(one)
        assert other.journal.in_hand([row]) == (row,)
        assert other.journal.take([row]) == ()
        assert other.journal.queue(ACCOUNT, invitation(ANN)).unsettled == (row,)
        with pytest.raises(SharingError) as error:
            claim_one(other, row)
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)
        waiting = record_one(one, claim_one(one, row), answered(replace(row, attempts=1), throttled(row), wait=31.0))
        assert other.journal.in_hand([waiting]) == (waiting,), "it is tried again by the same program"
        let_go(one, waiting)
        assert [row.state for row in other.journal.take([waiting])] == [State.WAITING]


def throttled(row: Row) -> NotSent:
    return NotSent(row.person, Throttled(31.0))


def test_a_row_is_claimed_once_and_one_request_at_a_time_goes_to_an_item(drive_share_home: Path) -> None:
    with opened(drive_share_home) as one, opened(drive_share_home) as two:
        ann, bob = one.journal.queue(ACCOUNT, invitation(ANN, BOB)).rows
        claimed = claim_one(one, ann)
        with pytest.raises(SharingError) as error:
            claim_one(two, ann)
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)
        with pytest.raises(SharingError) as error:
            claim_one(two, bob)
        assert failure_of(error) == HandledElsewhere(Elsewhere.ITEM)
        record_one(one, claimed, answered(claimed))
        assert claim_one(two, bob).state is State.SENDING
        assert one.journal.rows(ACCOUNT, ITEM)[1].state is State.SENDING


def test_another_item_is_not_kept_waiting(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        claim_one(store, queue_one(store))
        other = store.journal.queue(ACCOUNT, invitation(ANN, item=Item(ById("01B"), "Other"))).rows[0]
        assert claim_one(store, other).state is State.SENDING


def test_a_claim_that_is_barred_changes_nothing(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        ann, bob = store.journal.queue(ACCOUNT, together(ANN, BOB)).rows
        record_one(store, bob, Chosen())
        with pytest.raises(SharingError):
            store.journal.claim([ann, bob], DEPARTURE)
        assert store.journal.row(ann.row_id) == ann


def test_a_settled_row_keeps_what_is_known_and_drops_the_message(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        row = claim_one(store, queue_one(store))
        done = record_one(store, row, answered(row))
        assert store.journal.row(row.row_id) == done
        assert (done.state, done.kept, done.grant is None) == (State.DONE, Kept.NOTHING, False)
        assert store.journal.texts(done) == Texts()
        columns = column_texts(drive_share_home, "message", "password")
        assert columns == [(None, None)]


def column_texts(home: Path, *names: str) -> list[tuple[bytes | None, ...]]:
    connection = sqlite3.connect(home / "journal" / "journal.db")
    try:
        return connection.execute(f"SELECT {', '.join(names)} FROM invitation").fetchall()  # noqa: S608 - names of columns
    finally:
        connection.close()


def test_a_refused_row_keeps_its_message_for_another_try(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        row = claim_one(store, queue_one(store))
        refusal = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
        refused = record_one(store, row, answered(row, Refused(ANN, refusal)))
        assert refused.receipt.outcome == Refused(ANN, refusal)
        assert store.journal.texts(refused).message == MESSAGE


def test_a_wait_survives_a_restart(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        row = claim_one(store, queue_one(store))
        row = record_one(store, row, answered(row, NotSent(ANN, Throttled(31.0)), wait=31.0))
    with opened(drive_share_home, ground=Ground(clock)) as store:
        (kept,) = store.journal.rows()
        assert kept == row
        assert kept.failure == Throttled(31.0)
        with pytest.raises(ValueError, match="wait"):
            claim_one(store, kept)
        clock.go(31)
        assert claim_one(store, kept).attempts == 2


def test_a_row_whose_sender_is_gone_becomes_unknown_and_is_not_sent(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock, owner=GONE)) as store:
        row = claim_one(store, queue_one(store))
    clock.go(7)
    with opened(drive_share_home, ground=Ground(clock)) as store:
        assert store.journal.rows() == (row,)
        (orphan,) = store.journal.adopt()
        assert store.journal.rows() == (orphan,)
        assert orphan.state is State.UNKNOWN
        assert orphan.check_after is not None
        assert orphan.check_after.until == row.updated + timedelta(seconds=DEPARTURE.quiet_window)
        assert store.journal.adopt() == ()
        with pytest.raises(SharingError) as error:
            claim_one(store, row)
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)


def test_a_dead_sender_does_not_bar_the_item(drive_share_home: Path) -> None:
    with opened(drive_share_home, ground=Ground(owner=GONE)) as store:
        ann, bob = store.journal.queue(ACCOUNT, invitation(ANN, BOB)).rows
        claim_one(store, ann)
    with opened(drive_share_home) as store:
        assert claim_one(store, bob).state is State.SENDING
        assert store.journal.rows()[0].state is State.UNKNOWN


def test_a_living_sender_keeps_its_row_until_it_cannot_be_sending_any_more(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        claim_one(store, queue_one(store))
        clock.go(60 + 119)
        assert store.journal.adopt() == ()
        clock.go(1)
        assert [row.state for row in store.journal.adopt()] == [State.UNKNOWN]


def test_what_was_before_is_kept_for_looking_the_person_up_later(drive_share_home: Path) -> None:
    before = (
        Permission("1", ("read",), (Grantee(object_id="o-ann", address="ann@example.org"),)),
        Permission("2", ("owner",), (Grantee(object_id="o-bob", address="bob@example.org", name="Bob's Secret Name"),)),
    )
    listed = (Permission("9", ("write",), (Grantee(object_id="o-ann"),)), *before)
    with opened(drive_share_home) as store:
        row = claim_one(store, queue_one(store), replace(DEPARTURE, baseline=before))
        row = record_one(store, row, answered(row, Unknown(ANN, NO_ANSWER)))
    with opened(drive_share_home) as store:
        kept = store.journal.rows()[0]
        assert kept == row
        assert found_in_list(ANN, listed, kept.baseline) == listed[0] == found_in_list(ANN, listed, before)
        assert found_in_list(ANN, before, kept.baseline) is None
        assert "bob" not in str(kept.baseline).lower(), "what only concerns others is not kept"
        done = record_one(store, kept, Looked(1, listed[0]))
        assert (done.state, done.baseline) == (State.DONE, None)


def test_a_list_that_could_not_be_read_is_not_taken_for_an_empty_one(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        assert claim_one(store, queue_one(store), replace(DEPARTURE, baseline=None)).baseline is None
        assert store.journal.rows()[0].baseline is None


def test_a_decision_is_written_down_with_its_time(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        row = claim_one(store, queue_one(store))
        row = record_one(store, row, answered(row, Unknown(ANN, NO_ANSWER)))
        for _ in range(3):
            clock.go(120)
            row = record_one(store, row, Looked(1, None))
        assert row.state is State.ASK
        with pytest.raises(SharingError) as error:
            claim_one(store, row)
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)
        again = claim_one(store, row, replace(DEPARTURE, clicked=True))
        assert [(click.choice, click.at) for click in again.clicks] == [(Choice.SEND_AGAIN, clock.now())]
        assert store.journal.rows() == (again,)
        assert store.journal.texts(again).message == MESSAGE


def test_two_who_tell_of_the_same_row_do_not_trip_over_each_other(drive_share_home: Path) -> None:
    with opened(drive_share_home) as one, opened(drive_share_home) as two:
        row = queue_one(one)
        claim_one(two, row)
        with pytest.raises(SharingError) as error:
            record_one(one, row, Chosen())
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)


def test_a_step_that_never_is_raises_and_changes_nothing(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        row, other = let_go(store, queue_one(store), queue_one(store, BOB))
        with pytest.raises(ValueError, match="Orphaned"):
            store.journal.record([Change(other, Chosen()), Change(row, Orphaned())])
        assert store.journal.rows() == (row, other)


def test_without_a_keyring_a_message_stays_in_memory_and_its_loss_is_said(drive_share_home: Path) -> None:
    with opened(drive_share_home, MemoryCredentials()) as store:
        row = queue_one(store)
        assert row.kept is Kept.IN_MEMORY
        assert store.journal.texts(row).message == MESSAGE
    with opened(drive_share_home, MemoryCredentials()) as store:
        with pytest.raises(SharingError) as error:
            store.journal.texts(store.journal.rows()[0])
        assert failure_of(error) == MessageLost()
        assert store.journal.queue(ACCOUNT, invitation(BOB, message="")).rows[0].kept is Kept.NOTHING


def test_only_settled_rows_are_purged_and_only_old_ones(drive_share_home: Path) -> None:
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        people = [Person(f"{state.value}@example.org") for state in (State.DONE, State.UNKNOWN, State.QUEUED)]
        done, unknown, queued = store.journal.queue(ACCOUNT, invitation(*people)).rows
        record_one(store, claim_one(store, done), answered(replace(done, attempts=1)))
        lost = answered(replace(unknown, attempts=1), Unknown(unknown.person, NO_ANSWER))
        record_one(store, claim_one(store, unknown), lost)
        clock.go(29 * 86400)
        assert store.journal.purge(timedelta(days=30)) == 0
        clock.go(2 * 86400)
        assert store.journal.purge(timedelta(days=30)) == 1
        assert [row.row_id for row in store.journal.rows()] == [unknown.row_id, queued.row_id]


def test_what_is_being_sent_cannot_be_forgotten(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        row = claim_one(store, queue_one(store))
        with pytest.raises(SharingError) as error:
            store.journal.forget([row.row_id])
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)
        assert store.journal.rows() == (row,)
        record_one(store, row, answered(row))
        assert store.journal.forget([row.row_id]) == 1
        assert store.journal.rows() == ()
        with pytest.raises(SharingError) as error:
            record_one(store, row, answered(row))
        assert failure_of(error) == HandledElsewhere(Elsewhere.ROW)


def test_rows_are_found_by_account_and_item(drive_share_home: Path) -> None:
    other = Item(ById("01B"), "Other")
    with opened(drive_share_home) as store:
        mine = queue_one(store)
        elsewhere = store.journal.queue("bob's drive", invitation(ANN)).rows[0]
        another = store.journal.queue(ACCOUNT, invitation(ANN, item=other)).rows[0]
        assert store.journal.rows() == (mine, elsewhere, another)
        assert store.journal.rows(ACCOUNT) == (mine, another)
        assert store.journal.rows(ACCOUNT, ITEM) == (mine,)
        assert store.journal.rows(item=other) == (another,)
        assert store.journal.row("nobody") is None


def test_a_draft_comes_back_as_it_was_typed(drive_share_home: Path) -> None:
    keyring, key = LastingMemory(), DraftKey(ACCOUNT, "D!1", "01A")
    options = Options(require_sign_in=False, send_mail=False, password="pässword", together=True, send_anyway=True)
    draft = SavedDraft("ann@example.org, bo", "joe@", Role.WRITE, options, MESSAGE)
    with opened(drive_share_home, keyring) as store:
        assert store.drafts.load(key) is None
        assert store.drafts.save(key, SavedDraft("a"))
        assert store.drafts.save(key, draft)
    with opened(drive_share_home, keyring) as store:
        found = store.drafts.load(key)
        assert found is not None
        assert replace(found, saved=None) == draft
        assert store.drafts.load(DraftKey(ACCOUNT, "D!1", "01B")) is None
        store.drafts.drop(key)
        store.drafts.drop(key)
        assert store.drafts.load(key) is None


def test_without_a_keyring_the_people_of_a_draft_come_back_and_the_loss_of_its_message_is_said(
    drive_share_home: Path,
) -> None:
    with opened(drive_share_home, MemoryCredentials()) as store:
        assert store.drafts.save(DraftKey(), SavedDraft("ann@example.org", message=MESSAGE)) is False
        found = store.drafts.load(DraftKey())
        assert found is not None
        assert (found.message, found.message_lost) == (MESSAGE, False)
    with opened(drive_share_home, MemoryCredentials()) as store:
        found = store.drafts.load(DraftKey())
        assert found is not None
        assert (found.people, found.message, found.message_lost) == ("ann@example.org", "", True)


def test_what_a_draft_continues_goes_in_the_same_piece_and_others_stay(drive_share_home: Path) -> None:
    keys = [DraftKey(ACCOUNT, "D!1", "01A", writer) for writer in ("a", "b", "c")]
    clock = SetClock()
    with opened(drive_share_home, ground=Ground(clock)) as store:
        for key in keys:
            clock.go(1)
            store.drafts.save(key, SavedDraft(key.writer))
        store.drafts.save(DraftKey(ACCOUNT, "D!1", "01B", "d"), SavedDraft())
        assert store.drafts.keys(ACCOUNT, "D!1", "01A") == tuple(reversed(keys))
        store.drafts.save(keys[2], SavedDraft("c continues a"), [keys[0], keys[2]])
        assert store.drafts.keys(ACCOUNT, "D!1", "01A") == (keys[2], keys[1])


class SlowKeyring(LastingMemory):
    """Notes what is in the file at the moment it is asked for the key."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Callable[[], object] = lambda: None
        self.seen: list[object] = []

    def load(self, name: str) -> str | None:
        self.seen.append(self.look())
        return super().load(name)


def test_people_are_in_the_file_before_the_keyring_is_asked_for_the_key_of_the_message(drive_share_home: Path) -> None:
    keyring, key = SlowKeyring(), DraftKey(ACCOUNT, "D!1", "01A", "a")
    with opened(drive_share_home, keyring) as store:

        def people_in_file() -> str | None:
            draft = store.drafts.load(key)
            return draft.people if draft else None

        keyring.look = people_in_file
        assert store.drafts.save(key, SavedDraft("ann@example.org", message=MESSAGE))
    assert keyring.seen[0] == "ann@example.org"
    keyring.look = lambda: None
    with opened(drive_share_home, keyring) as store:
        draft = store.drafts.load(key)
        assert draft is not None
        assert draft.message == MESSAGE


def test_half_a_surrogate_pair_keeps_nothing_from_being_written(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        row = queue_one(store, Person("ann@example.org", "A\udcff"))
        assert store.journal.rows()[0].person.name == "A\ufffd"
        row = claim_one(store, row)
        odd = answered(row, Unknown(row.person, NO_ANSWER))
        record_one(store, row, Answered(replace(odd.receipt, request_id="\ud800"), odd.attempt))
        assert store.journal.rows()[0].request_id == "\ufffd"


def test_closing_twice_is_harmless_and_leaves_one_file_of_this_user(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        queue_one(store)
        store.close()
    folder = drive_share_home / "journal"
    assert [path.name for path in folder.iterdir()] == ["journal.db"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "journal.db").stat().st_mode) == 0o600


def test_a_journal_made_by_a_newer_program_is_left_alone(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        queue_one(store)
    connection = sqlite3.connect(drive_share_home / "journal" / "journal.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (drive_share_home / "journal" / "journal.db").read_bytes()
    with pytest.raises(SharingError) as error, opened(drive_share_home):
        pass
    assert failure_of(error) == NotJournaled(JournalProblem.NEWER_PROGRAM)
    assert (drive_share_home / "journal" / "journal.db").read_bytes() == before
    assert [path.name for path in (drive_share_home / "journal").iterdir()] == ["journal.db"]


def test_rows_show_no_message_and_no_password(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        row: Row = store.journal.queue(ACCOUNT, invitation(password="open sesame")).rows[0]
        assert "röad" not in repr(row) + repr(store.journal.texts(row))
        assert "sesame" not in repr(row) + repr(store.journal.texts(row))
