"""Naming people: typing, pasting, dropping, removing, with the keys alone as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from drive_share_gui.domain.person import Person
from drive_share_gui.ui.people_box import PeopleBox
from drive_share_gui.ui.person_edit import ends_an_entry
from tests.ui.share_shown import ShareDrive, Shown

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KEY = Qt.Key


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    made = Shown(ShareDrive(people=(Person("anna@contoso.com", "Anna Bell"), Person("anne@contoso.com"))))
    qtbot.addWidget(made.window)
    made.begin()
    made.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.people.edit)
    return made


def addresses(shown: Shown) -> list[str]:
    return [person.address for person in shown.presenter.state.form.people]


@pytest.mark.parametrize(
    ("text", "pasted", "ends"),
    [
        ("ann@x.org,", False, True),
        ("ann@x.org;", False, True),
        ("ann@x.org", False, False),
        ("Doe,", False, False),
        ("Doe, Jane <jane@x.org>", False, False),
        ('"Doe, Jane" <jane@x.org>,', False, True),
        ('"Doe@x,', False, False),
        ("ann@x.org\nbob@x.org", True, True),
        ("ann@x.org, bob@x.org", True, True),
        ("ann@x.org", True, False),
        ("", False, False),
    ],
)
def test_a_comma_ends_an_address_and_not_a_name(text: str, pasted: bool, ends: bool) -> None:  # noqa: FBT001 - a table
    assert ends_an_entry(text, pasted=pasted) is ends


def test_typing_and_a_comma_make_a_chip(shown: Shown) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com,")
    assert addresses(shown) == ["ann@contoso.com"]
    assert shown.people.edit.text() == ""


def test_return_makes_a_chip_and_sends_nothing(shown: Shown) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com")
    QTest.keyClick(shown.people.edit, KEY.Key_Return)
    assert addresses(shown) == ["ann@contoso.com"]
    assert shown.drive.requests == []


def test_return_in_an_empty_line_sends_nothing(shown: Shown) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com,")
    QTest.keyClick(shown.people.edit, KEY.Key_Return)
    assert shown.drive.requests == []


def test_a_pasted_list_becomes_chips_and_leftovers(shown: Shown) -> None:
    QApplication.clipboard().setText('"Ann Archer" <ann@contoso.com>; bob@fabrikam.com\r\njoe@\nann@contoso.com')
    QTest.keyClick(shown.people.edit, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert addresses(shown) == ["ann@contoso.com", "bob@fabrikam.com"]
    assert [entry.text for entry in shown.presenter.state.form.leftovers] == ["joe@"]
    assert shown.people.leftovers.isVisible()
    assert "ann@contoso.com" in shown.people.folded.text()
    assert shown.people.count.text().startswith("2 people")


def test_an_address_left_behind_with_tab_becomes_a_chip(shown: Shown) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com")
    QTest.keyClick(shown.people.edit, KEY.Key_Tab)
    assert addresses(shown) == ["ann@contoso.com"]


def test_backspace_goes_to_the_last_chip_and_then_removes_it(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com,bob@contoso.com,")
    QTest.keyClick(shown.people.edit, KEY.Key_Backspace)
    qtbot.waitUntil(shown.people.chips.hasFocus)
    assert addresses(shown) == ["ann@contoso.com", "bob@contoso.com"]
    QTest.keyClick(shown.people.chips, KEY.Key_Backspace)
    assert addresses(shown) == ["ann@contoso.com"]
    QTest.keyClick(shown.people.chips, KEY.Key_Delete)
    assert addresses(shown) == []
    qtbot.waitUntil(shown.people.edit.hasFocus)


def test_the_right_arrow_on_the_last_chip_leads_back_to_the_line(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com,")
    QTest.keyClick(shown.people.edit, KEY.Key_Left)
    qtbot.waitUntil(shown.people.chips.hasFocus)
    QTest.keyClick(shown.people.chips, KEY.Key_Right)
    qtbot.waitUntil(shown.people.edit.hasFocus)


def test_a_click_on_the_cross_removes_and_one_beside_it_does_not(shown: Shown) -> None:
    QTest.keyClicks(shown.people.edit, "ann@contoso.com,")
    chips = shown.people.chips
    rect = chips.visualRect(chips.model().index(0, 0))
    QTest.mouseClick(chips.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert addresses(shown) == ["ann@contoso.com"]
    QTest.mouseClick(chips.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 14, rect.center().y()))
    assert addresses(shown) == []


def test_a_leftover_is_mended_or_removed_with_the_keys(shown: Shown) -> None:
    shown.presenter.filling.add_people("bob\u200b@contoso.com; joe@")
    view = shown.people.leftovers
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, KEY.Key_Return)
    assert addresses(shown) == ["bob@contoso.com"]
    QTest.keyClick(view, KEY.Key_Delete)
    assert shown.presenter.state.form.leftovers == ()
    assert not view.isVisible()


def test_suggestions_come_after_a_pause_and_one_is_taken(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.people.edit, "anna")
    popup = shown.people.completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, KEY.Key_Down)
    QTest.keyClick(popup, KEY.Key_Return)
    qtbot.waitUntil(lambda: addresses(shown) == ["anna@contoso.com"])
    assert shown.presenter.state.form.people[0].name == "Anna Bell"
    assert shown.people.edit.text() == ""
    assert not popup.isVisible()


def test_an_answer_to_what_is_not_typed_any_more_is_dropped(shown: Shown, qtbot: QtBot) -> None:
    shown.runner.hold = True
    QTest.keyClicks(shown.people.edit, "anna")
    qtbot.waitUntil(lambda: bool(shown.runner.jobs))
    shown.people.edit.setText("xyz")
    suggested: list[tuple[Person, ...]] = []
    shown.suggester.suggested.connect(suggested.append)
    shown.runner.jobs.pop(0)()
    assert suggested == []


def test_one_letter_is_not_sent_to_the_service(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.people.edit, "a")
    QTest.keyClicks(shown.people.edit, "n")
    qtbot.waitUntil(lambda: bool(shown.drive.asked_for))
    assert shown.drive.asked_for == ["an"]


def test_a_dropped_file_is_read(shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("email\nann@contoso.com\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(shown, data)
    assert addresses(shown) == ["ann@contoso.com"]


def test_a_dropped_text_is_read(shown: Shown) -> None:
    data = QMimeData()
    data.setText("ann@contoso.com, bob@contoso.com")
    drop(shown, data)
    assert len(addresses(shown)) == 2


def drop(shown: Shown, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    shown.people.dropEvent(event)


def test_the_line_stands_behind_the_last_chip_or_below_all(shown: Shown, qtbot: QtBot) -> None:
    box = shown.people.box
    assert isinstance(box, PeopleBox)
    alone = box.height()
    shown.presenter.filling.add_people("ann@contoso.com")
    assert box.edit.x() > 100
    assert box.height() - alone < 6
    shown.presenter.filling.add_people(", ".join(f"someone.long{n}@contoso.com" for n in range(30)))
    assert box.edit.x() < 20
    full = box.height()
    shown.presenter.filling.add_people(", ".join(f"other{n}@contoso.com" for n in range(100)))
    assert box.height() == full
    qtbot.waitUntil(lambda: box.chips.verticalScrollBar().maximum() > 0)
