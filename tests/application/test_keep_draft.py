"""Drafts of several windows: each writes its own, all come back as they were typed, and none is written over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drive_share_gui.application.keep_draft import AccountDrafts, DraftFile, Typed
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.mail_address import Unusable, notes_on
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover
from tests.adapters.journal_ground import ITEM, LastingMemory, SetClock
from tests.application.books import new_store
from tests.application.fakes import ITEM as OTHER_ITEM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drive_share_gui.adapters.journal.opening import Store

ANN = Typed((Person("ann@example.org", 'Ann "A." Archer'),), message="Hello, Ann")
BOB = Typed(pending="bob@exam", role=Role.WRITE)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 22, 14, 5, tzinfo=UTC))


@pytest.fixture
def store(clock: SetClock) -> Iterator[Store]:
    store = new_store(clock, keyring=LastingMemory())
    yield store
    store.close()


@pytest.fixture
def drafts(store: Store) -> AccountDrafts:
    return AccountDrafts(store.drafts, "ann")


def found(drafts: AccountDrafts) -> list[Typed]:
    return [earlier.typed for earlier in drafts.earlier((ITEM,), DraftFile())]


TEXTS = st.text(max_size=20)


def named(name: str) -> Person:
    return Person("ann@example.org", name, notes_on("ann@example.org", name))


TYPED = st.builds(
    Typed,
    people=st.lists(TEXTS.map(named), max_size=2).map(tuple),
    leftovers=st.lists(
        st.builds(Leftover, TEXTS, st.sampled_from(Unusable), TEXTS, st.none() | st.integers(1)), max_size=3
    ).map(tuple),
    pending=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    role=st.sampled_from(Role),
    message=TEXTS,
    options=st.builds(Options, st.booleans(), st.booleans(), st.none(), TEXTS, st.booleans(), st.booleans()),
)


@settings(max_examples=25)
@given(typed=TYPED)
def test_whatever_is_typed_comes_back_as_it_was(typed: Typed) -> None:
    store = new_store(SetClock(), keyring=LastingMemory())
    drafts, file = AccountDrafts(store.drafts, "ann"), DraftFile()
    assert file.save(drafts, (ITEM,), typed)
    (earlier,) = drafts.earlier((ITEM,), DraftFile())
    assert earlier.typed == typed
    assert [person.notes for person in earlier.typed.people] == [person.notes for person in typed.people]
    file.drop(drafts)
    store.close()


def test_two_windows_keep_a_draft_each_and_the_newest_comes_first(drafts: AccountDrafts, clock: SetClock) -> None:
    one, other = DraftFile(), DraftFile()
    one.save(drafts, (ITEM,), ANN)
    clock.go(1)
    other.save(drafts, (ITEM,), BOB)
    clock.go(1)
    assert found(drafts) == [BOB, ANN]
    one.save(drafts, (ITEM,), Typed(pending="ann@"))
    assert found(drafts) == [Typed(pending="ann@"), BOB]


def test_a_draft_that_is_continued_stays_until_what_continues_it_is_saved(drafts: AccountDrafts) -> None:
    DraftFile().save(drafts, (ITEM,), ANN)
    (earlier,) = drafts.earlier((ITEM,), DraftFile())
    assert found(drafts) == [ANN]
    earlier.file.save(drafts, (ITEM,), BOB)
    assert found(drafts) == [BOB]


def test_what_continues_a_draft_somebody_else_goes_on_writing_leaves_that_alone(drafts: AccountDrafts) -> None:
    other = DraftFile()
    other.save(drafts, (ITEM,), ANN)
    (earlier,) = drafts.earlier((ITEM,), DraftFile())
    earlier.file.save(drafts, (ITEM,), BOB)
    other.save(drafts, (ITEM,), ANN)
    assert set(found(drafts)) == {ANN, BOB}


def test_a_draft_without_an_item_moves_to_the_item(drafts: AccountDrafts) -> None:
    file = DraftFile()
    file.save(drafts, (), ANN)
    assert [e.is_for_item for e in drafts.earlier((ITEM,), DraftFile())] == [False]
    file.save(drafts, (ITEM,), ANN)
    assert [e.is_for_item for e in drafts.earlier((ITEM,), DraftFile())] == [True]
    assert drafts.earlier((OTHER_ITEM,), DraftFile()) == ()


def test_what_is_typed_for_the_item_comes_before_what_was_typed_for_none(
    drafts: AccountDrafts, clock: SetClock
) -> None:
    DraftFile().save(drafts, (ITEM,), ANN)
    clock.go(60)
    DraftFile().save(drafts, (), BOB)
    assert found(drafts) == [ANN, BOB]


def test_a_draft_that_says_the_same_goes_with_the_one_it_was_absorbed_by(drafts: AccountDrafts) -> None:
    DraftFile().save(drafts, (ITEM,), ANN)
    current = DraftFile()
    current.save(drafts, (ITEM,), ANN)
    (earlier,) = drafts.earlier((ITEM,), current)
    current.absorb(earlier.file)
    assert drafts.earlier((ITEM,), current) == ()
    current.save(drafts, (ITEM,), ANN)
    assert found(drafts) == [ANN]
    current.drop(drafts)
    assert found(drafts) == []


def test_another_account_sees_nothing_of_it(drafts: AccountDrafts) -> None:
    DraftFile().save(drafts, (ITEM,), ANN)
    assert AccountDrafts(drafts.drafts, "bob").earlier((ITEM,), DraftFile()) == ()


def test_a_message_whose_key_cannot_be_had_now_stays_until_it_can_or_is_forgotten(
    drive_share_home: Path, clock: SetClock
) -> None:
    keyring = LastingMemory()

    def opened(*, locked: bool) -> tuple[Store, AccountDrafts]:
        store = new_store(clock, keyring=None if locked else keyring)
        return store, AccountDrafts(store.drafts, "ann")

    store, drafts = opened(locked=False)
    DraftFile().save(drafts, (ITEM,), ANN)
    store.close()
    store, drafts = opened(locked=True)
    (earlier,) = drafts.earlier((ITEM,), DraftFile())
    assert (earlier.typed.people, earlier.typed.message) == (ANN.people, "")
    assert (earlier.message_lost, earlier.message_locked) == (True, True)
    earlier.file.save(drafts, (ITEM,), BOB)
    earlier.file.drop(drafts)
    store.close()
    store, drafts = opened(locked=False)
    assert found(drafts) == [ANN]
    store.close()
    store, drafts = opened(locked=True)
    (earlier,) = drafts.earlier((ITEM,), DraftFile())
    earlier.file.forget(drafts)
    assert found(drafts) == []
    store.close()
    assert (drive_share_home / "journal" / "journal.db").exists()
