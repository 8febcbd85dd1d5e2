"""The window does what its presenter says, keeps what was typed, and never blocks the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Unreachable
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import DriveKind
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.share_dialog import title_of
from drive_share_gui.ui.share_state import Phase
from tests.ui.pictures import FULL, earlier, granted
from tests.ui.share_shown import DRIVE, SHEET, ShareDrive, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., Shown]]:
    """Make windows, and keep them: one that nobody holds may be collected while it is painted."""
    kept: list[Shown] = []

    def make(drive: ShareDrive | None = None, *, practice: bool = False) -> Shown:
        shown = Shown(drive, practice=practice)
        kept.append(shown)
        qtbot.addWidget(shown.window)
        return shown

    yield make
    kept.clear()


def press(shown: Shown, name: str) -> None:
    """Press the button of the notice that is called so."""
    [button] = [b for b in shown.dialog.banner.buttons() if b.text().replace("&", "") == name]
    button.click()


def test_the_title_names_the_item(show: Callable[..., Shown]) -> None:
    shown = show().begin()
    assert shown.window.windowTitle() == "Share “\u2068Budget.xlsx\u2069”"
    odd = replace(shown.presenter.state, item=replace(SHEET, name="a[*]b"))
    assert title_of(odd).count("[*][*]") == 1


def test_the_header_says_where_the_item_is_and_whose(show: Callable[..., Shown]) -> None:
    place = show().begin().dialog.header.place.text().translate({0x2068: None, 0x2069: None})
    assert place == "Documents › Finance · 25 kB · olga@contoso.com"  # noqa: RUF001 - the sign between folders


def test_the_practice_mark_is_there_for_the_practice_drive_only(show: Callable[..., Shown]) -> None:
    assert show(practice=True).begin().dialog.strip.isVisible()
    assert not show().begin().dialog.strip.isVisible()


def test_control_return_shares(show: Callable[..., Shown], qtbot: QtBot) -> None:
    shown = show().begin(people="ann@contoso.com")
    shown.window.activateWindow()
    shown.dialog.form.message.editor.setFocus()
    qtbot.waitUntil(shown.dialog.form.message.editor.hasFocus)
    QTest.keyClicks(shown.dialog.form.message.editor, "Hello")
    QTest.keyClick(shown.dialog.form.message.editor, Qt.Key.Key_Return, CONTROL)
    assert [r.message for r in shown.drive.requests] == ["Hello"]
    assert shown.dialog.pages.currentWidget() is shown.page


def test_the_share_button_waits_for_somebody_to_share_with(show: Callable[..., Shown]) -> None:
    shown = show().begin()
    assert not shown.dialog.foot.share.isEnabled()
    QTest.keyClicks(shown.people.edit, "ann@contoso.com")
    assert shown.dialog.foot.share.isEnabled()
    shown.dialog.foot.share.click()
    assert shown.presenter.state.phase is Phase.RESULTS


def test_what_is_chosen_in_the_form_is_what_is_sent(show: Callable[..., Shown]) -> None:
    drive = ShareDrive(description=replace(DRIVE, kind=DriveKind.PERSONAL, takes_expiry=True, takes_password=True))
    shown = show(drive).begin(people="ann@contoso.com")
    shown.dialog.form.edit.click()
    shown.dialog.form.options.toggle.click()
    form = shown.dialog.form.options.form
    assert form is not None
    form.require_sign_in.click()
    form.expires.click()
    form.password.setText("secret")
    form.together.click()
    form.send_anyway.click()
    assert "also who has access already" in shown.dialog.form.options.toggle.text()
    shown.presenter.share()
    [request] = shown.drive.requests
    assert request.role is Role.WRITE
    assert not request.options.require_sign_in
    assert request.options.password == "secret"
    assert request.options.together
    assert request.options.send_anyway
    assert request.options.expires is not None
    assert request.options.expires.tzinfo is UTC
    assert request.options.expires > datetime.now(UTC)


def test_options_a_drive_does_not_take_are_not_offered(show: Callable[..., Shown]) -> None:
    shown = show().begin()
    shown.dialog.form.options.set_open(True)
    form = shown.dialog.form.options.form
    assert form is not None
    assert not form.password.isVisible()
    assert not form.until.isVisible()
    assert form.together.isVisible()


def test_a_choice_that_drops_the_message_is_said_at_once(show: Callable[..., Shown]) -> None:
    shown = show().begin(people="ann@contoso.com")
    shown.dialog.form.message.editor.setPlainText("Hello")
    shown.presenter.filling.set_options(Options(require_sign_in=False))
    assert "leaves the message out" in shown.dialog.form.options.notes.notes[0].text
    assert shown.dialog.foot.share.isEnabled()


def test_the_counter_counts_and_too_long_a_message_is_said_at_the_field(show: Callable[..., Shown]) -> None:
    shown = show().begin(people="ann@contoso.com")
    message = shown.dialog.form.message
    message.editor.setPlainText("x" * 1958)
    assert message.counter.text() == "1,958 of 2,000"
    message.editor.setPlainText("x" * 1999 + "🙂")
    assert message.counter.text() == "2,001 of 2,000"
    assert message.notes.isVisible()
    assert not shown.dialog.foot.share.isEnabled()


def test_copying_the_link_says_so_for_a_while(show: Callable[..., Shown]) -> None:
    shown = show().begin()
    shown.dialog.foot.copy_link.click()
    assert QApplication.clipboard().text() == SHEET.web_url
    assert shown.dialog.foot.copy_link.text() == Label.LINK_COPIED.text


def test_escape_leaves_when_nothing_would_be_left_undone(show: Callable[..., Shown], qtbot: QtBot) -> None:
    shown = show().begin()
    with qtbot.waitSignal(shown.dialog.left):
        QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert not shown.window.isVisible()


def test_closing_while_sending_asks_in_the_window_and_the_sending_goes_on(
    show: Callable[..., Shown], qtbot: QtBot
) -> None:
    shown = show().begin()
    shown.runner.hold = True
    shown.invite("ann@contoso.com")
    shown.window.close()
    assert shown.window.isVisible()
    assert shown.dialog.banner.isVisible()
    press(shown, Label.CLOSE_WINDOW.plain)
    assert not shown.window.isVisible()
    with qtbot.waitSignal(shown.dialog.left):
        shown.runner.release()
    assert len(shown.drive.requests) == 1


def test_a_window_closed_while_sending_comes_back_when_somebody_needs_a_look(
    show: Callable[..., Shown], qtbot: QtBot
) -> None:
    shown = show().begin()
    shown.runner.hold = True
    shown.invite("ann@contoso.com", Refusal(Reason.NOT_ALLOWED, "accessDenied", 403))
    shown.window.close()
    shown.window.close()
    assert not shown.window.isVisible()
    with qtbot.assertNotEmitted(shown.dialog.left):
        shown.runner.release()
    assert shown.window.isVisible()


def test_stopping_from_the_notice_stops(show: Callable[..., Shown]) -> None:
    shown = show().begin()
    shown.runner.hold = True
    shown.invite("ann@contoso.com")
    shown.window.close()
    press(shown, Label.STOP_SENDING.plain)
    assert not shown.dialog.banner.isVisible()
    assert shown.presenter.state.is_stopping
    shown.runner.release()
    assert shown.drive.requests == []


def test_a_drive_out_of_reach_is_said_above_the_picker_and_can_be_tried_again(show: Callable[..., Shown]) -> None:
    shown = show(ShareDrive(find_failure=Unreachable(Hurdle.NETWORK))).begin(people="ann@contoso.com")
    assert shown.dialog.pages.currentWidget() is shown.dialog.picker
    assert shown.dialog.banner.notice is not None
    shown.drive.find_failure = None
    press(shown, Label.TRY_AGAIN.plain)
    assert shown.dialog.pages.currentWidget() is shown.dialog.form
    assert shown.presenter.state.form.people[0].address == "ann@contoso.com"


def test_fix_names_the_host_before_anything_is_opened_and_copies_the_address(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("bob@contoso.com", granted("bob@contoso.com", FULL))
    shown.page.view.chosen.emit(0, Label.FIX.plain)
    notice = shown.dialog.banner.notice
    assert notice is not None
    assert "g.live.com" in notice.text
    press(shown, Label.COPY_ADDRESS.plain)
    assert QApplication.clipboard().text() == FULL.fix_url
    assert not shown.dialog.banner.isVisible()


def test_return_on_a_row_does_what_the_row_offers(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("carl@contoso.com", Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400))
    view = shown.page.view
    view.setCurrentIndex(shown.page.model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert shown.presenter.state.phase is Phase.EDITING
    assert shown.people.edit.text() == "carl@contoso.com"


def test_a_click_on_the_words_in_a_row_does_the_same(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("carl@contoso.com", NoAnswer(Silence.TIMEOUT))
    view = shown.page.view
    place = view.visualRect(shown.page.model.index(0, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.presenter.state.rows[0].looked_at is not None


def test_the_menu_of_a_row_offers_what_can_be_done(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("carl@contoso.com", NoAnswer(Silence.TIMEOUT))
    view = shown.page.view
    view.setCurrentIndex(shown.page.model.index(0, 0))
    menu = view.open_menu(view.mapToGlobal(view.rect().center()))
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [Label.CHECK_NOW.plain]
    menu.close()


def test_the_whole_list_is_copied_as_text(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("ann@contoso.com")
    shown.page.copy.click()
    assert QApplication.clipboard().text() == "ann@contoso.com: Can view · e-mail sent\n"


def test_details_follow_the_row_and_are_copied_in_one_piece(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("ann@contoso.com, bob@contoso.com")
    shown.page.unfold.click()
    assert shown.page.details.isVisible()
    shown.page.view.setCurrentIndex(shown.page.model.index(1, 0))
    shown.page.details.copy_all.click()
    assert "p-bob@contoso.com" in QApplication.clipboard().text()


def test_results_are_exported_through_a_file_dialog_that_does_not_block(
    show: Callable[..., Shown], tmp_path: Path, qtbot: QtBot
) -> None:
    shown = show().begin().invite("ann@contoso.com")
    shown.page.export.click()
    [dialog] = shown.window.findChildren(QFileDialog)
    path = tmp_path / "results.csv"
    dialog.fileSelected.emit(str(path))
    assert path.exists()
    assert shown.dialog.banner.notice is not None
    assert "results.csv" in shown.dialog.banner.notice.text
    dialog.close()
    qtbot.waitUntil(lambda: not shown.window.findChildren(QFileDialog))


def test_undo_and_trying_again_are_offered_where_they_can_work(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("ann@contoso.com, bob@contoso.com", Refusal(Reason.OTHER, "x", 400))
    assert shown.page.undo.isVisible()
    assert shown.page.again.isVisible()
    shown.page.again.click()
    assert not shown.page.again.isVisible()
    shown.page.undo.click()
    assert not shown.page.undo.isVisible()
    assert shown.page.summary.text() == "Access was removed again."


def test_those_from_earlier_are_sent_though_the_page_for_results_is_made_and_empty(qtbot: QtBot) -> None:
    shown = earlier()
    qtbot.addWidget(shown.window)
    qtbot.waitUntil(lambda: shown.dialog.results is not None)
    shown.presenter.settling.send(shown.presenter.state.earlier)
    assert not any(row.never_went_out for row in shown.presenter.state.earlier)


def test_results_can_be_gone_back_to(show: Callable[..., Shown]) -> None:
    shown = show().begin().invite("ann@contoso.com")
    shown.dialog.foot.more.click()
    assert shown.dialog.pages.currentWidget() is shown.dialog.form
    shown.dialog.foot.results.click()
    assert shown.dialog.pages.currentWidget() is shown.page


def test_the_mails_of_the_practice_drive_are_named_where_no_folder_can_be_opened(show: Callable[..., Shown]) -> None:
    shown = show(practice=True)
    shown.begin()
    shown.connection.outbox = "/nowhere/outbox"
    shown.presenter.name_outbox()
    assert shown.dialog.banner.notice is not None
    assert "/nowhere/outbox" in shown.dialog.banner.notice.text


def test_picking_another_item_goes_back_to_the_form(show: Callable[..., Shown]) -> None:
    shown = show().begin(people="ann@contoso.com")
    shown.dialog.header.change.click()
    assert shown.dialog.pages.currentWidget() is shown.dialog.picker
    shown.presenter.leave_choosing()
    assert shown.dialog.pages.currentWidget() is shown.dialog.form
    assert len(shown.presenter.state.form.people) == 1


def test_an_item_picked_in_the_window_is_shared(show: Callable[..., Shown], qtbot: QtBot) -> None:
    shown = show()
    shown.begin("")
    picker = shown.dialog.picker
    assert isinstance(picker, ItemPicker)
    assert not shown.dialog.foot.isVisible()
    shown.window.activateWindow()
    qtbot.waitUntil(picker.field.line.hasFocus)
    QTest.keyClicks(picker.field.line, "path:/Documents/Finance/Budget.xlsx")
    QTest.keyClick(picker.field.line, Qt.Key.Key_Return)
    assert shown.presenter.state.item == SHEET
    assert shown.dialog.pages.currentWidget() is shown.dialog.form
    qtbot.waitUntil(shown.people.edit.hasFocus)


def test_leaving_the_picker_without_an_item_closes_the_window(show: Callable[..., Shown], qtbot: QtBot) -> None:
    shown = show()
    shown.begin("")
    assert isinstance(shown.dialog.picker, ItemPicker)
    with qtbot.waitSignal(shown.dialog.left):
        shown.dialog.picker.bar.cancel.click()
    assert not shown.window.isVisible()


def test_the_list_of_results_is_made_in_a_quiet_moment_and_waits_for_rows_to_be_written_down(qtbot: QtBot) -> None:
    shown = Shown().begin(people="ann@contoso.com")
    qtbot.addWidget(shown.window)
    qtbot.waitUntil(lambda: shown.dialog.results is not None)
    shown.runner.hold = True
    shown.presenter.share()
    assert (shown.presenter.state.is_sending, shown.presenter.state.rows) == (True, ())
    assert shown.page.model.rowCount() == 0
    shown.runner.release()
    assert shown.page.model.rowCount() == 1
