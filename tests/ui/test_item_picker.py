"""The item picker as people use it: typing, names of others, screen readers, leaving and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout

from drive_share_gui.domain.failure import NoAnswer, Silence
from drive_share_gui.domain.item import ById, Item, ItemKind
from drive_share_gui.ui.browse_spot import Folder
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter
from tests.ui.inline_runner import InlineRunner
from tests.ui.picker_shown import ShownPicker, press, type_text
from tests.ui.small_drive import BUDGET, DOCUMENTS, FINANCE, LINK, Recent, SmallDrive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


HOSTILE = Item(
    ById("D!1", "D"), '<img src="/etc/hostname.png">\u202efdp.exe & <b>', ItemKind.FOLDER, path="/<b>x</b>/y"
)


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


def test_an_item_that_cannot_be_fetched_is_explained_at_the_field(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.drive.failure = NoAnswer(Silence.TIMEOUT)
    type_text("/a")
    press(Qt.Key.Key_Return)
    assert shown.field.hint.text() == "The drive did not answer in time."


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
