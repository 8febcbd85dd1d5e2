"""The item picker as people use it: typing, dropping, choosing, and what it says when something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout

from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Unreachable
from drive_share_gui.domain.item import ById, DriveKind, Item, ItemKind
from drive_share_gui.ui.browse_notice import ListNotice
from drive_share_gui.ui.browse_shelf import ROOT
from drive_share_gui.ui.browse_spot import Folder, Lately
from drive_share_gui.ui.browse_tabs import DRIVE, LATELY
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter
from tests.ui.inline_runner import InlineRunner
from tests.ui.picker_shown import ShownPicker, press, type_text
from tests.ui.small_drive import BUDGET, DOCUMENTS, FINANCE, LINK, WELCOME, Recent, SmallDrive, item_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OFFLINE = Unreachable(Hurdle.NETWORK)
HOSTILE = Item(
    ById("D!1", "D"), '<img src="/etc/hostname.png">\u202efdp.exe & <b>', ItemKind.FOLDER, path="/<b>x</b>/y"
)


def drag(shown: ShownPicker, data: QMimeData) -> QDragEnterEvent:
    """Hold something over the picker."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(shown.picker, event)
    return event


def drop(shown: ShownPicker, data: QMimeData) -> None:
    """Let go of it there."""
    drag(shown, data)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(shown.picker, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def urls(*texts: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(text) for text in texts])
    return data


def text(content: str) -> QMimeData:
    data = QMimeData()
    data.setText(content)
    return data


def notice(shown: ShownPicker) -> str | None:
    """What stands in place of the list."""
    told = shown.panel.notice.notice
    return told.text if told else None


# ---------------------------------------------------------------- the field


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("/Documents/Budget.xlsx", "Path on the drive"),
        ("Budget", "Path on the drive. For an item ID, write id: before it"),
        ("id:01ABC", "Item ID"),
        ("https://1drv.ms/x", "Sharing link"),
        ("file:/sync/a.txt", "File on this computer"),
    ],
)
def test_the_reading_is_shown_and_heard_while_one_types(typed: str, hint: str, qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    type_text(typed)
    assert shown.field.hint.text() == hint
    assert shown.field.line.accessibleDescription() == hint


def test_return_in_the_field_picks_what_it_names(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    type_text("/Documents")
    press(Qt.Key.Key_Return)
    assert shown.picked == [DOCUMENTS]


def test_find_is_offered_only_for_a_text(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    assert not shown.field.look_up.isEnabled()
    type_text(LINK)
    shown.field.look_up.click()
    assert shown.picked == [BUDGET]


def test_what_cannot_be_found_keeps_its_text_and_is_explained_below_it(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    type_text("/Nowhere.txt")
    press(Qt.Key.Key_Return)
    assert shown.field.line.text() == "/Nowhere.txt"
    assert "does not exist any more" in shown.field.hint.text()
    type_text("x")
    assert shown.field.hint.text() == "Path on the drive"


def test_no_sentence_about_looking_speaks_of_invitations(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.drive.failure = NoAnswer(Silence.TIMEOUT)
    type_text("/a")
    press(Qt.Key.Key_Return)
    assert shown.field.hint.text() == "The drive did not answer in time. Try once more."


def test_return_and_escape_reach_no_button_of_the_window_around_it(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    dialog, share = QDialog(), QPushButton("Share")
    qtbot.addWidget(dialog)
    pressed: list[bool] = []
    share.clicked.connect(pressed.append)
    share.setDefault(True)
    column = QVBoxLayout(dialog)
    column.addWidget(shown.picker)
    column.addWidget(share)
    dialog.show()
    dialog.activateWindow()
    shown.picker.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.line)
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert (pressed, dialog.isVisible(), shown.dismissals) == ([], True, 1)


# ---------------------------------------------------------------- dropping


def test_a_dropped_file_becomes_a_reference_and_is_looked_up(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    drop(shown, urls(f"file:///sync{BUDGET.path}"))
    assert shown.field.line.text() == f"file:/sync{BUDGET.path}"
    assert shown.picked == [BUDGET]


def test_a_dropped_file_name_is_taken_to_the_letter(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    name = '/sync/-a "b" %20 #1 +;é.txt'
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name)])
    drop(shown, data)
    assert shown.field.line.text() == f"file:{name}"


def test_a_dropped_link_stays_as_it_was(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    link = "https://onedrive.live.com/redir?resid=12!34&authKey=%21AB"
    data = QMimeData()
    data.setData("text/uri-list", f"# from a browser\r\n{link}\r\n".encode())
    drop(shown, data)
    assert shown.field.line.text() == link
    drop(shown, text(f"  {LINK}\n"))
    assert shown.picked == [BUDGET]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (urls("file:///a", "file:///b"), "One item can be shared at a time"),
        (text("/a\n/b"), "One item can be shared at a time"),
        (text("  \n"), "This names no item"),
    ],
)
def test_what_is_not_one_item_is_not_taken_and_the_text_stays(data: QMimeData, why: str, qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    type_text("/mine")
    drop(shown, data)
    assert shown.field.line.text() == "/mine"
    assert shown.field.hint.text().startswith(why)


def test_a_picture_held_over_it_is_not_taken(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    before = shown.picker.grab().toImage()
    picture = QMimeData()
    picture.setData("image/png", b"\x89PNG")
    assert not drag(shown, picture).isAccepted()
    assert drag(shown, text(LINK)).isAccepted()
    assert shown.picker.grab().toImage() != before
    QApplication.sendEvent(shown.picker, QDragLeaveEvent())
    assert shown.picker.grab().toImage() == before


# ---------------------------------------------------------------- the list


def test_it_shows_first_what_was_shared_lately_and_one_click_away_the_drive(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, None, BUDGET, DOCUMENTS)
    assert shown.names() == ["Budget.xlsx", "Documents"]
    assert shown.panel.tabs.isVisible()
    assert not shown.panel.trail.isVisible()
    shown.panel.tabs.setCurrentIndex(DRIVE)
    assert (shown.presenter.state.shelf.spot, shown.panel.trail.isVisible()) == (ROOT, True)
    shown.panel.tabs.setCurrentIndex(LATELY)
    assert shown.presenter.state.shelf.spot == Lately()


def test_nothing_shared_lately_leaves_only_the_drive(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    assert not shown.panel.tabs.isVisible()
    assert shown.names() == ["Documents", "Welcome.docx"]
    assert shown.panel.status.text() == "2 items"
    assert shown.panel.account.text() == "\u2068ann@example.org\u2069"


def test_the_foot_says_what_choose_would_choose(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    assert (shown.bar.name.text(), shown.bar.choose.isEnabled()) == ("", False)
    shown.view.setCurrentIndex(shown.view.rows.index_of(WELCOME.place))
    assert shown.bar.name.text() == "\u2068Welcome.docx\u2069"
    assert shown.bar.choose.text() == "&Choose this file"
    shown.view.setCurrentIndex(shown.view.rows.index_of(DOCUMENTS.place))
    assert shown.bar.choose.text() == "&Choose this folder"
    shown.bar.choose.click()
    assert shown.picked == [DOCUMENTS]


def test_the_open_folder_can_be_chosen_and_the_root_only_where_the_drive_allows_it(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.presenter.walk.go_into(DOCUMENTS)
    assert shown.bar.name.text() == "\u2068Documents\u2069"
    shown.bar.choose.click()
    assert shown.picked == [DOCUMENTS]
    business = ShownPicker(qtbot, SmallDrive(kind=DriveKind.LIBRARY))
    assert business.bar.name.text() == "\u2068Files\u2069"
    business.bar.choose.click()
    assert [item.is_root for item in business.picked] == [True]


def test_an_item_that_is_gone_is_said_below_the_list_and_the_list_stays(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.drive.items = ()
    shown.view.opened.emit(WELCOME)
    assert "does not exist any more" in shown.panel.status.text()
    assert shown.names() == ["Documents", "Welcome.docx"]
    assert shown.field.hint.text() == ""


def test_a_list_that_was_cut_says_so_and_what_to_do(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(complete=False))
    assert shown.panel.status.text() == "Only the first 2 are shown; search instead."
    shown.presenter.walk.search("e")
    shown.presenter.walk.search_at_once()
    assert shown.panel.status.text() == "Only the first 4 are shown; search for more words."


def test_an_empty_folder_and_an_empty_search_say_so(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(items=()))
    assert notice(shown) == "This folder is empty."
    shown.presenter.walk.search("<b>x")
    shown.presenter.walk.search_at_once()
    assert notice(shown) == "Nothing found for “\u2068<b>x\u2069”."


def test_a_drive_out_of_reach_is_explained_in_the_list_with_a_way_to_try_again(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(failure=OFFLINE))
    assert notice(shown) == "The drive cannot be reached. Check the connection."
    shown.drive.failure = None
    shown.panel.notice.again.emit()
    assert notice(shown) is None
    assert shown.names() == ["Documents", "Welcome.docx"]


def test_a_slow_answer_is_mentioned_after_a_while_and_not_before(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.runner.hold = True
    shown.presenter.walk.go_into(DOCUMENTS)
    assert shown.names() == ["Documents", "Welcome.docx"]
    assert notice(shown) is None
    qtbot.waitUntil(lambda: notice(shown) is not None)
    assert (notice(shown), shown.names()) == ("Loading…", [])
    assert not shown.bar.choose.isEnabled()
    shown.runner.release()
    assert (notice(shown), shown.names()) == (None, ["Finance"])


def test_a_drive_that_is_slow_from_the_start_is_mentioned_too(qtbot: QtBot) -> None:
    runner = InlineRunner(hold=True)
    picker = ItemPicker(PickPresenter(SmallDrive().open, Recent(), runner))
    qtbot.addWidget(picker)
    picker.show()
    qtbot.waitUntil(lambda: picker.panel.notice.notice is not None)
    assert picker.panel.notice.notice == ListNotice("Loading…")
    runner.release()
    assert picker.panel.notice.notice is None


def test_thousands_of_items_are_rows_of_one_view(qtbot: QtBot) -> None:
    many = tuple(item_at(f"/IMG {number}.jpg", ItemKind.PICTURE, number) for number in range(5_000))
    shown = ShownPicker(qtbot, SmallDrive(items=many))
    assert shown.view.rows.rowCount() == 5_000
    assert shown.panel.status.text() in {"5000 items", "5,000 items"}
    assert len(shown.view.findChildren(QLabel)) < 5


# ---------------------------------------------------------------- all of it


def test_names_of_the_service_are_nowhere_read_as_markup_or_keys(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(items=(HOSTILE,)), HOSTILE)
    shown.view.setCurrentIndex(shown.view.rows.index(0))
    shown.presenter.walk.go(Folder())
    shown.presenter.walk.go_into(HOSTILE)
    shown.presenter.walk.go_into(FINANCE)
    shown.presenter.take_drop("/<b>x")
    for label in shown.picker.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "<b>" not in label.toolTip()
        assert "\u202e" not in label.text()
    for button in shown.picker.findChildren(QPushButton):
        assert "\u202e" not in button.text()
        assert " & <" not in button.text()


def test_every_control_has_a_name_for_a_screen_reader(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, None, BUDGET)
    shown.presenter.walk.go_into(FINANCE)
    controls = [shown.line, shown.search, shown.view, shown.panel.tabs]
    assert all(control.accessibleName() for control in controls)
    assert all(button.accessibleName() or button.text() for button in shown.picker.findChildren(QPushButton))


def test_a_screen_reader_hears_each_row_as_a_sentence(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    rows = QAccessible.queryAccessibleInterface(shown.view)
    heard = [rows.child(number).text(QAccessible.Text.Name) for number in range(rows.childCount())]
    assert heard == ["\u2068Documents\u2069, folder", "\u2068Welcome.docx\u2069, document, 16 kB"]


def test_choose_keeps_its_width_whatever_it_says(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    before = shown.bar.choose.width()
    shown.view.setCurrentIndex(shown.view.rows.index(0))
    shown.picker.grab()
    assert (shown.bar.choose.text(), shown.bar.choose.width()) == ("&Choose this folder", before)


def test_leaving_and_coming_back_begins_anew_and_keeps_the_text(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    type_text("/mine")
    shown.runner.hold = True
    shown.presenter.walk.go_into(DOCUMENTS)
    shown.bar.cancel.click()
    assert shown.dismissals == 1
    shown.runner.jobs.clear()
    shown.runner.hold = False
    shown.picker.hide()
    shown.picker.show()
    assert (shown.names(), shown.field.line.text()) == (["Documents", "Welcome.docx"], "/mine")


@pytest.mark.usefixtures("qapp")
def test_closing_it_while_the_drive_answers_harms_nothing() -> None:
    runner = InlineRunner(hold=True)
    presenter = PickPresenter(SmallDrive().open, Recent(), runner)
    picker = ItemPicker(presenter)
    presenter.start()
    shiboken6.delete(picker)
    runner.release()
    assert [item.name for item in presenter.state.shelf.listing.items] == ["Documents", "Welcome.docx"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_fits_into_a_small_screen_in_both_directions(direction: Qt.LayoutDirection, qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, None, BUDGET)
    shown.picker.setLayoutDirection(direction)
    for folder in (DOCUMENTS, FINANCE):
        shown.presenter.walk.go_into(folder)
    hint = shown.picker.minimumSizeHint()
    assert hint.width() <= 480
    assert hint.height() <= 400
