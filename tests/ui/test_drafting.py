"""What is typed is kept and comes back: saved in order, restored, offered, and gone once it was sent."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.application.find_item import Found
from drive_share_gui.application.keep_draft import AccountDrafts, DraftFile, Typed
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import NoAnswer, NoPractice, SignInNeeded, Silence
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.draft_news import NotKept, Offered, Restored
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_state import Phase
from drive_share_gui.ui.wish import Wish
from tests.adapters.journal_ground import LastingMemory
from tests.ui.share_shown import DRIVE, SHEET, Behind, FakeConnection, RecentShares, ShareDrive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.journal_ports import CredentialStore
    from drive_share_gui.ui.background import BackgroundRunner
    from drive_share_gui.ui.draft_news import DraftNews
    from drive_share_gui.ui.form import Form

pytestmark = pytest.mark.usefixtures("qapp")

MESSAGE = "Please look at the third quarter.\n"
OTHER = replace(SHEET, place=ById("01OTHER", "D"), name="Other.xlsx")


class Windows:
    """Windows of one computer, one after the other or at once, with one keyring and one journal."""

    def __init__(self) -> None:
        self.keyring: CredentialStore | None = LastingMemory()
        self.opened: list[Behind] = []

    def open(self, reference: str = "id:01BUDGET", people: str = "", drive: ShareDrive | None = None) -> Behind:
        """Open a window that keeps what is typed in it."""
        behind = Behind(drive)
        behind.connection.keyring = self.keyring
        behind.clock.elapsed = 60.0 * len(self.opened)
        self.opened.append(behind)
        behind.presenter.drafting.begin()
        return behind.begin(reference, people)

    def close(self, behind: Behind) -> None:
        """Close a window as the session does."""
        behind.presenter.drafting.save()
        behind.connection.store.close()

    def kept(self) -> list[Typed]:
        """Give what the file holds for the item, the newest first."""
        return kept_for(self.opened[-1])


@pytest.fixture
def windows() -> Iterator[Windows]:
    windows = Windows()
    yield windows
    for behind in windows.opened:
        behind.connection.store.close()


def kept_for(behind: Behind) -> list[Typed]:
    drafts = AccountDrafts(behind.connection.store.drafts, "ann")
    return [earlier.typed for earlier in drafts.earlier((SHEET,), DraftFile())]


def form_in(behind: Behind) -> Form:
    return behind.presenter.state.form


def news_in(behind: Behind) -> DraftNews | None:
    return behind.presenter.state.draft


def said_to_end(behind: Behind) -> bool:
    """Whether the window says that the message ends with the program."""
    return behind.presenter.state.is_message_in_memory


def type_all(behind: Behind) -> Typed:
    """Fill in everything, and let the pause pass."""
    filling = behind.presenter.filling
    filling.add_people("Ann Archer <ann@contoso.com>; joe@")
    filling.type_person("bob@fab")
    filling.set_role(Role.WRITE)
    filling.set_options(Options(send_mail=False, password="pässword"))
    filling.set_message(MESSAGE)
    behind.presenter.drafting.save()
    return filling.form.typed


def test_everything_typed_is_back_in_the_next_window_and_that_is_said(windows: Windows) -> None:
    behind = windows.open()
    typed = type_all(behind)
    windows.close(behind)
    after = windows.open()
    assert form_in(after).typed == typed
    news = news_in(after)
    assert isinstance(news, Restored)
    assert (news.earlier.saved, news.earlier.message_lost) == (behind.clock.now(), False)


def test_it_is_saved_within_the_pause_without_anybody_asking(runner: BackgroundRunner, qtbot: QtBot) -> None:
    connection = FakeConnection(ShareDrive())
    presenter = SharePresenter(connection, runner, connection.clock, RecentShares())
    presenter.drafting.begin()
    presenter.begin(Wish("id:01BUDGET"))
    qtbot.waitUntil(lambda: presenter.state.item is not None)
    drafts = connection.store.drafts
    for length in range(1, len(MESSAGE) + 1):
        presenter.filling.set_message(MESSAGE[:length])

    def saved() -> bool:
        return any(
            (draft := drafts.load(key)) and draft.message == MESSAGE for key in drafts.keys("ann", "D", "01BUDGET")
        )

    qtbot.waitUntil(saved)
    connection.store.close()


def test_saves_keep_their_order_and_those_that_wait_become_one(windows: Windows) -> None:
    behind = windows.open()
    behind.runner.hold = True
    for text in ("H", "He", "Hel", "Hell", "Hello"):
        behind.presenter.filling.set_message(text)
        behind.presenter.drafting.save()
    assert len(behind.runner.jobs) == 1
    behind.runner.jobs.pop()()
    assert [typed.message for typed in windows.kept()] == ["H"]
    assert len(behind.runner.jobs) == 1
    behind.runner.release()
    assert [typed.message for typed in windows.kept()] == ["Hello"]


def test_what_was_typed_while_the_last_save_ran_is_saved_when_everything_ends(windows: Windows) -> None:
    behind = windows.open()
    behind.runner.hold = True
    behind.presenter.filling.set_message("Hel")
    behind.presenter.drafting.save()
    behind.presenter.filling.set_message("Hello")
    behind.presenter.drafting.save()
    behind.runner.release()
    assert [typed.message for typed in windows.kept()] == ["Hello"]


def test_an_emptied_form_leaves_no_draft(windows: Windows) -> None:
    behind = windows.open()
    behind.presenter.filling.set_message("Hello")
    behind.presenter.drafting.save()
    behind.presenter.filling.set_message("")
    behind.presenter.drafting.save()
    assert windows.kept() == []


def test_what_is_typed_before_an_item_is_there_moves_to_the_item(windows: Windows) -> None:
    behind = Behind()
    behind.connection.keyring = windows.keyring
    windows.opened.append(behind)
    behind.presenter.drafting.begin()
    behind.presenter.filling.set_message("Hello")
    behind.presenter.drafting.save()
    drafts = behind.connection.store.drafts
    assert len(drafts.keys("ann")) == 1
    behind.begin()
    behind.presenter.drafting.save()
    assert drafts.keys("ann") == ()
    assert [typed.message for typed in windows.kept()] == ["Hello"]


def test_a_draft_goes_along_to_another_item(windows: Windows) -> None:
    behind = windows.open()
    typed = type_all(behind)
    behind.presenter.take_item(Found(OTHER, DRIVE))
    behind.presenter.drafting.save()
    assert windows.kept() == []
    assert form_in(behind).typed == typed
    behind.presenter.take_item(Found(SHEET, DRIVE))
    behind.presenter.drafting.save()
    assert windows.kept() == [typed]


def test_where_something_is_typed_already_the_saved_draft_is_offered_and_neither_is_lost(windows: Windows) -> None:
    first = windows.open()
    typed = type_all(first)
    windows.close(first)
    behind = windows.open(people="carl@contoso.com")
    now = form_in(behind).typed
    assert isinstance(news_in(behind), Offered)
    behind.presenter.drafting.save()
    assert windows.kept() == [now, typed]
    behind.presenter.drafting.bring_back()
    assert form_in(behind).typed == typed
    assert isinstance(news_in(behind), Restored)
    assert set(windows.kept()) == {now, typed}
    behind.presenter.drafting.dismiss()
    assert isinstance(news_in(behind), Offered)
    behind.presenter.drafting.bring_back()
    assert form_in(behind).typed == now
    assert set(windows.kept()) == {now, typed}


def test_the_same_typed_again_is_neither_offered_nor_kept_twice(windows: Windows) -> None:
    windows.close(windows.open(people="ann@contoso.com"))
    behind = windows.open(people="ann@contoso.com")
    assert news_in(behind) is None
    behind.presenter.drafting.save()
    assert len(windows.kept()) == 1


def test_what_was_typed_while_the_sign_in_turned_out_to_have_expired_is_offered_once_the_item_is_there(
    windows: Windows,
) -> None:
    behind = windows.open(people="ann@contoso.com", drive=ShareDrive(find_failure=SignInNeeded()))
    assert behind.presenter.state.trouble == SignInNeeded()
    windows.close(behind)
    after = windows.open()
    news = news_in(after)
    assert isinstance(news, Offered)
    assert not news.earlier.is_for_item
    after.presenter.drafting.bring_back()
    after.presenter.drafting.save()
    assert [p.address for p in form_in(after).people] == ["ann@contoso.com"]


def test_two_windows_on_one_item_lose_nothing_of_each_other(windows: Windows) -> None:
    one, other = windows.open(), windows.open()
    one.presenter.filling.set_message("from one")
    one.presenter.drafting.save()
    other.presenter.filling.set_message("from the other")
    other.presenter.drafting.save()
    windows.close(one)
    windows.close(other)
    after = windows.open()
    assert form_in(after).message == "from the other"
    after.presenter.drafting.dismiss()
    news = news_in(after)
    assert isinstance(news, Offered)
    assert news.earlier.typed.message == "from one"


def test_starting_fresh_empties_the_form_and_offers_what_was_in_it(windows: Windows) -> None:
    first = windows.open()
    typed = type_all(first)
    windows.close(first)
    behind = windows.open()
    behind.presenter.drafting.start_fresh()
    assert form_in(behind).typed == Typed()
    assert isinstance(news_in(behind), Offered)
    windows.close(behind)
    assert form_in(windows.open()).typed == typed


def test_once_everybody_is_written_down_the_draft_goes_and_what_is_typed_for_others_stays(windows: Windows) -> None:
    behind = windows.open()
    type_all(behind)
    filling = behind.presenter.filling
    filling.replace(replace(filling.form, leftovers=(), pending=""))
    filling.set_options(Options())
    behind.runner.hold = True
    behind.presenter.share()
    behind.presenter.drafting.save()
    assert form_in(behind).people != ()
    behind.runner.release()
    behind.runner.hold = False
    assert form_in(behind).people == ()
    behind.presenter.drafting.save()
    assert windows.kept() == []
    assert form_in(behind).message == MESSAGE
    behind.presenter.share_with_more()
    filling.type_person("dora@")
    behind.presenter.drafting.save()
    assert [(typed.people, typed.pending, typed.message) for typed in windows.kept()] == [((), "dora@", MESSAGE)]


def test_a_draft_is_not_given_up_before_the_journal_holds_the_people(windows: Windows) -> None:
    behind = windows.open()
    seen: list[tuple[int, int]] = []
    store = behind.connection.store

    def look(_request: object) -> None:
        seen.append((len(kept_for(behind)), len(store.journal.rows())))

    behind.drive.on_invite = look
    behind.presenter.filling.set_message(MESSAGE)
    behind.presenter.filling.add_people("ann@contoso.com")
    behind.presenter.drafting.save()
    behind.presenter.share()
    behind.presenter.drafting.save()
    assert seen == [(1, 1)]
    assert [row.state for row in store.journal.rows()] == [State.DONE]
    assert windows.kept() == []


def test_what_could_not_be_written_down_stays_in_the_draft_until_it_is_sent_after_all(windows: Windows) -> None:
    behind = windows.open()
    behind.presenter.filling.set_message(MESSAGE)
    behind.connection.failure = NoPractice()
    behind.invite("ann@contoso.com")
    behind.presenter.dismiss()
    behind.presenter.drafting.save()
    assert [[p.address for p in typed.people] for typed in windows.kept()] == [["ann@contoso.com"]]
    behind.connection.failure = None
    behind.presenter.share()
    behind.presenter.drafting.save()
    assert windows.kept() == []


@pytest.mark.parametrize("answer", [NoAnswer(Silence.TIMEOUT), Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)])
def test_what_is_unknown_or_refused_is_the_journals_and_no_draft_any_more(
    windows: Windows, answer: NoAnswer | Refusal
) -> None:
    behind = windows.open()
    behind.presenter.filling.set_message(MESSAGE)
    behind.invite("ann@contoso.com", answer)
    behind.presenter.drafting.save()
    (row,) = behind.connection.store.journal.rows()
    assert behind.connection.store.journal.texts(row).message == MESSAGE
    assert windows.kept() == []


def test_mending_an_address_puts_what_is_typed_for_others_aside(windows: Windows) -> None:
    behind = windows.open()
    behind.invite("ann@contoso.com", Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400))
    behind.presenter.share_with_more()
    behind.presenter.filling.set_message("for somebody else")
    behind.presenter.edit(behind.presenter.state.rows[0])
    assert form_in(behind).pending == "ann@contoso.com"
    news = news_in(behind)
    assert isinstance(news, Offered)
    assert news.earlier.typed.message == "for somebody else"
    assert [typed.message for typed in windows.kept()] == ["for somebody else"]


def test_without_a_keyring_it_is_said_that_the_message_ends_with_the_program_and_later_that_it_is_gone(
    windows: Windows,
) -> None:
    windows.keyring = None
    behind = windows.open()
    behind.presenter.filling.add_people("ann@contoso.com")
    behind.presenter.drafting.save()
    assert not said_to_end(behind)
    behind.presenter.filling.set_message(MESSAGE)
    behind.presenter.drafting.save()
    assert said_to_end(behind)
    windows.close(behind)
    after = windows.open()
    assert [p.address for p in form_in(after).people] == ["ann@contoso.com"]
    news = news_in(after)
    assert isinstance(news, Restored)
    assert (news.earlier.message_lost, news.earlier.message_locked) == (True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes that open a folder to others.")
def test_what_cannot_be_kept_is_said_once_and_kept_as_soon_as_that_goes(
    windows: Windows, drive_share_home: Path
) -> None:
    behind = Behind()
    drive_share_home.mkdir(mode=0o700)
    drive_share_home.chmod(0o777)
    behind.presenter.drafting.begin()
    behind.begin()
    assert news_in(behind) == NotKept(NotJournaled(JournalProblem.FOLDER_OPEN_TO_OTHERS))
    behind.presenter.drafting.dismiss()
    behind.presenter.filling.set_message("Hel")
    behind.presenter.drafting.save()
    assert news_in(behind) is None
    drive_share_home.chmod(0o700)
    behind.presenter.filling.set_message("Hello")
    behind.presenter.drafting.save()
    windows.opened.append(behind)
    assert [typed.message for typed in windows.kept()] == ["Hello"]


def test_a_window_that_only_draws_a_picture_keeps_and_restores_nothing(windows: Windows) -> None:
    type_all(windows.open())
    behind = Behind()
    behind.connection.keyring = windows.keyring
    behind.begin()
    behind.presenter.filling.set_message("Hello")
    behind.presenter.drafting.save()
    assert news_in(behind) is None
    assert behind.presenter.state.phase is Phase.EDITING
    assert [typed.message for typed in windows.kept()] == [MESSAGE]
