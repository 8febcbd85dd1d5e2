"""What earlier starts left in the journal is counted, shown, and settled as the person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import NoAccount
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.keeping import MessageLost
from drive_share_gui.domain.outcome import Invited, Mail, Receipt
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.settling import CALM
from drive_share_gui.ui.share_state import Phase, SetAside, StillOpen
from tests.application.fakes import permission_for
from tests.ui.earlier_rows import asked_about, being_sent, in_doubt, never_sent
from tests.ui.share_shown import REPORT, SHEET, Behind, Shown

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.account_journal import AccountJournal
    from drive_share_gui.ui.result_rows import ResultRow
    from drive_share_gui.ui.share_state import ShareState
    from tests.application.fakes import FakeClock

pytestmark = pytest.mark.usefixtures("qapp")


def leave_some(book: AccountJournal, clock: FakeClock) -> None:
    row = in_doubt(book, SHEET, "ann@x.org")
    clock.elapsed += 200
    asked_about(book, row)
    never_sent(book, REPORT, "bob@x.org", "carl@x.org")
    never_sent(book, SHEET, "dora@x.org")


def opened(behind: Behind) -> Behind:
    behind.presenter.earlier.begin()
    behind.presenter.show_earlier()
    return behind


def states(behind: Behind) -> dict[str, State]:
    return {row.person.address: row.state for row in behind.connection.book().journal.rows()}


def now(behind: Behind) -> ShareState:
    return behind.presenter.state


def row_of(behind: Behind, address: str) -> ResultRow:
    return next(row for row in now(behind).earlier if row.person.address == address)


def test_the_bar_counts_what_needs_a_look_and_can_be_put_off() -> None:
    behind = Behind(earlier=leave_some).begin()
    assert now(behind).standing is None
    behind.presenter.earlier.begin()
    assert now(behind).standing == StillOpen(4)
    assert behind.drive.requests == []
    behind.presenter.dismiss()
    assert now(behind).standing is None
    assert len(now(behind).earlier) == 4


def test_what_is_settled_or_of_another_account_is_not_counted() -> None:
    def leave(book: AccountJournal, _clock: FakeClock) -> None:
        row = being_sent(book, SHEET, "done@x.org")
        book.answer(row, Receipt(Invited(row.person, permission_for(row.person), Mail.SENT), 1))
        other = type(book)(book.journal, "somebody else", book.may_run, book.quiet_window)
        never_sent(other, SHEET, "theirs@x.org")

    behind = Behind(earlier=leave).begin()
    behind.presenter.earlier.begin()
    assert (now(behind).standing, now(behind).earlier) == (None, ())


def test_what_this_window_sends_is_not_from_earlier() -> None:
    behind = Behind().begin()
    behind.runner.hold = True
    behind.invite("new@x.org")
    behind.presenter.earlier.begin()
    behind.runner.release()
    assert now(behind).earlier == ()


def test_showing_them_leads_there_and_back() -> None:
    behind = Behind(earlier=leave_some).begin()
    opened(behind)
    assert now(behind).phase is Phase.EARLIER
    behind.presenter.leave_earlier()
    assert now(behind).phase is Phase.EDITING


def test_an_item_found_meanwhile_takes_nobody_away_from_there() -> None:
    behind = Behind(earlier=leave_some)
    behind.runner.hold = True
    behind.begin()
    behind.presenter.show_earlier()
    behind.runner.release()
    assert (now(behind).phase, now(behind).item) == (Phase.EARLIER, SHEET)
    behind.presenter.leave_earlier()
    assert now(behind).phase is Phase.EDITING


def test_what_never_went_out_is_sent_as_the_same_invitation_only_when_asked_to() -> None:
    behind = opened(Behind(earlier=leave_some))
    behind.presenter.settling.decide(Label.SEND, (row_of(behind, "bob@x.org"), row_of(behind, "dora@x.org")))
    sent = [(request.people[0].address, request.place, request.message) for request in behind.drive.requests]
    assert sent == [("bob@x.org", REPORT.place, "Hello"), ("dora@x.org", SHEET.place, "Hello")]
    assert isinstance(row_of(behind, "bob@x.org").outcome, Invited)
    assert states(behind)["carl@x.org"] is State.QUEUED


def test_what_never_went_out_can_be_left_and_anything_forgotten() -> None:
    behind = opened(Behind(earlier=leave_some))
    behind.presenter.settling.decide(Label.LEAVE, (row_of(behind, "bob@x.org"),))
    assert row_of(behind, "bob@x.org").is_left
    behind.presenter.settling.decide(Label.FORGET, (row_of(behind, "ann@x.org"),))
    assert "ann@x.org" not in states(behind)
    assert len(now(behind).earlier) == 3
    behind.presenter.settling.decide(Label.FORGET, now(behind).earlier)
    assert (states(behind), now(behind).earlier) == ({}, ())
    assert behind.drive.requests == []


def test_a_question_of_an_earlier_start_is_answered_by_a_click() -> None:
    behind = opened(Behind(earlier=leave_some))
    assert row_of(behind, "ann@x.org").asks
    behind.presenter.settling.decide(Label.SEND_AGAIN, (row_of(behind, "ann@x.org"),))
    assert isinstance(row_of(behind, "ann@x.org").outcome, Invited)
    assert len(behind.drive.requests) == 1


def test_what_is_in_doubt_from_earlier_is_looked_for_by_itself() -> None:
    behind = Behind(earlier=lambda book, _clock: in_doubt(book, SHEET, "ann@x.org")).begin()
    behind.presenter.earlier.begin()
    behind.drive.listed = [(permission_for(row_of(behind, "ann@x.org").person),)]
    behind.presenter.settling.tick()
    assert isinstance(row_of(behind, "ann@x.org").outcome, Invited)
    assert now(behind).standing is None


def test_a_message_that_was_lost_keeps_its_row_from_being_sent_and_is_said_there() -> None:
    behind = opened(Behind(earlier=leave_some))
    behind.connection.reopen()
    behind.presenter.settling.decide(Label.SEND, (row_of(behind, "bob@x.org"),))
    assert row_of(behind, "bob@x.org").obstacle == MessageLost()
    assert behind.drive.requests == []


def test_whom_another_window_is_at_is_shown_without_choices_until_it_is_settled() -> None:
    def leave(book: AccountJournal, _clock: FakeClock) -> None:
        being_sent(book, SHEET, "ann@x.org")
        never_sent(book, SHEET, "bob@x.org")

    behind = opened(Behind(earlier=leave))
    assert [row.is_elsewhere for row in now(behind).earlier] == [True, True]
    assert now(behind).standing is None
    behind.presenter.settling.decide(Label.FORGET, now(behind).earlier)
    assert len(states(behind)) == 2
    book = behind.connection.book()
    row = book.journal.rows()[0]
    book.answer(row, Receipt(Invited(row.person, permission_for(row.person), Mail.SENT), 1))
    for _ in range(CALM):
        behind.presenter.settling.tick()
    assert isinstance(row_of(behind, "ann@x.org").outcome, Invited)
    assert row_of(behind, "bob@x.org").never_went_out


def test_a_journal_that_was_set_aside_is_said_once_with_its_place(drive_share_home: Path) -> None:
    folder = drive_share_home / "journal"
    folder.mkdir(mode=0o700, parents=True)
    drive_share_home.chmod(0o700)
    (folder / "journal.db").write_bytes(b"no journal at all" * 300)
    behind = Behind().begin()
    behind.presenter.earlier.begin()
    standing = now(behind).standing
    assert isinstance(standing, SetAside)
    assert standing.folder.startswith(str(drive_share_home))
    behind.presenter.dismiss()
    assert now(behind).standing is None


def test_a_journal_that_cannot_be_opened_is_said_only_when_it_is_needed() -> None:
    behind = Behind().begin()
    behind.connection.journal_failure = NoAccount()
    behind.presenter.earlier.begin()
    assert (now(behind).standing, now(behind).trouble) == (None, None)


def test_the_view_groups_people_by_item_and_offers_what_fits(qtbot: QtBot) -> None:
    shown = Shown(earlier=leave_some).begin()
    qtbot.addWidget(shown.window)
    shown.presenter.earlier.begin()
    [show] = [button for button in shown.dialog.banner.buttons() if button.text() == Label.SHOW.plain]
    show.click()
    page = shown.dialog.earlier
    assert page is not None
    assert shown.dialog.pages.currentWidget() is page
    lines = [line.name if isinstance(line, Item) else line.person.address for line in page.model.rows]
    assert lines == ["Budget.xlsx", "ann@x.org", "dora@x.org", "Report.docx", "bob@x.org", "carl@x.org"]
    assert page.view.actions_of(0) == ()
    assert page.view.actions_of(1) == ("Check again", "Send again", "Leave it", "Forget")
    assert page.view.actions_of(2) == ("Send", "Leave it", "Forget")
    page.unsent.buttons[Label.LEAVE].click()
    assert not page.unsent.isVisible()
    page.questions.buttons[Label.SEND_AGAIN].click()
    assert [request.people[0].address for request in shown.drive.requests] == ["ann@x.org"]
    page.forget.click()
    assert len(now(shown).earlier) == 4
    page.sure.buttons[Label.KEEP_THEM].click()
    assert not page.sure.isVisible()
    page.forget.click()
    page.sure.buttons[Label.FORGET_THEM].click()
    assert (states(shown), page.model.rows) == ({}, ())
    page.done.click()
    assert shown.dialog.pages.currentWidget() is shown.dialog.form


def test_return_on_a_question_opens_the_menu_of_its_answers(qtbot: QtBot) -> None:
    shown = Shown(earlier=leave_some).begin()
    qtbot.addWidget(shown.window)
    opened(shown)
    page = shown.dialog.earlier
    assert page is not None
    page.view.setCurrentIndex(page.model.index(1, 0))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    [menu] = page.view.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Check again", "Send again", "Leave it", "Forget"]
    menu.actions()[2].trigger()
    menu.close()
    assert row_of(shown, "ann@x.org").is_left
    assert shown.drive.requests == []
