"""The whole job with the keys alone, in an order that makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from drive_share_gui.domain.failure import NoAnswer, Silence
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.share_state import Phase, ShareState
from tests.ui.share_shown import Shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    made = Shown()
    qtbot.addWidget(made.window)
    made.begin()
    made.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.people.edit)
    return made


def now(shown: Shown) -> ShareState:
    return shown.presenter.state


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def tab_order(first: QWidget) -> list[QWidget]:
    """Where the Tab key leads from here until it comes round again."""
    found = [first]
    while len(found) < 40:
        press(KEY.Key_Tab)
        if focused() is first:
            return found
        found.append(focused())
    pytest.fail("The Tab key does not come round.")


def test_the_focus_begins_where_people_are_named(shown: Shown) -> None:
    assert focused() is shown.people.edit


def test_tab_goes_through_the_form_as_it_is_read(shown: Shown) -> None:
    shown.presenter.filling.add_people("ann@contoso.com")
    order = tab_order(shown.people.edit)
    form, foot = shown.dialog.form, shown.dialog.foot
    wanted = [
        shown.people.edit,
        form.view,
        form.message.editor,
        form.options.toggle,
        foot.copy_link,
        foot.close_window,
        foot.share,
        shown.dialog.header.change,
        shown.people.from_file,
        shown.people.chips,
    ]
    assert order == wanted


def test_everybody_is_invited_with_the_keys_alone(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClicks(focused(), "ann@contoso.com, carl@contoso.com, dora@contoso.com")
    shown.drive.answers = [
        Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400),
        NoAnswer(Silence.TIMEOUT),
    ]
    press(KEY.Key_Return)
    press(KEY.Key_E, ALT)
    qtbot.waitUntil(lambda: now(shown).form.role is Role.WRITE)
    press(KEY.Key_S, ALT)
    assert focused() is shown.dialog.form.message.editor
    QTest.keyClicks(focused(), "Hello")
    press(KEY.Key_Tab)
    press(KEY.Key_Space)
    assert shown.dialog.form.options.is_open
    press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now(shown).phase is Phase.RESULTS
    assert [request.message for request in shown.drive.requests] == ["Hello"] * 3
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.page.view)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert now(shown).rows[1].looked_at is not None
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    assert now(shown).phase is Phase.EDITING
    assert shown.people.edit.text() == "ann@contoso.com"


def test_every_result_action_is_reached_with_tab(shown: Shown, qtbot: QtBot) -> None:
    shown.invite("ann@contoso.com, bob@contoso.com", Refusal(Reason.OTHER, "x", 400))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.page.view)
    order = tab_order(shown.page.view)
    page, foot = shown.page, shown.dialog.foot
    assert order[:6] == [page.view, page.undo, page.export, page.copy, page.again, page.unfold]
    assert {foot.copy_link, foot.more, foot.close_window, shown.dialog.header.change} == set(order[6:])


def letters_of(window: QWidget) -> list[str]:
    """The letters that lead somewhere with Alt, of everything that can be seen."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        leads = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and bool(widget.buddy()))
        if leads and widget.isVisible() and isinstance(widget, QAbstractButton | QLabel):
            text = widget.text().replace("&&", "")
            found += [text.partition("&")[2][0].lower()] if "&" in text else []
    return sorted(found)


def test_every_letter_of_the_form_leads_to_one_thing_only(shown: Shown) -> None:
    """A key that leads to two things leads to neither."""
    shown.dialog.form.options.set_open(True)
    letters = letters_of(shown.window)
    assert letters == sorted(set(letters))
    assert len(letters) >= 10


def test_every_letter_of_the_results_leads_to_one_thing_only(shown: Shown) -> None:
    shown.invite("ann@contoso.com, bob@contoso.com", Refusal(Reason.OTHER, "x", 400))
    shown.page.set_details_open(True)
    letters = letters_of(shown.window)
    assert letters == sorted(set(letters))
    assert len(letters) >= 8
