"""What is dropped on the item picker: a file, a link, a text, and what is none of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from drive_share_gui.application.find_item import Found
from drive_share_gui.domain.item import ByLocalFile
from drive_share_gui.domain.reference import parse_reference
from tests.ui.picker_shown import ShownPicker, type_text
from tests.ui.small_drive import BUDGET, LINK, WELCOME

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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


@pytest.mark.parametrize("name", [b"/sync/a ", b"/sync/a\nb", b"/sync/caf\xe9", b"/sync/\xe2\x80\xaea"])
def test_a_name_that_no_field_can_hold_is_dropped_as_an_address(name: bytes, qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(b"file://" + quote_from_bytes(name).encode())])
    drop(shown, data)
    assert shown.field.line.text() == f"file://{quote_from_bytes(name)}"
    assert parse_reference(shown.field.line.text()) == ByLocalFile(os.fsdecode(name))


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
    "data",
    [
        urls(f"file:///sync{BUDGET.path}", f"file:///sync{WELCOME.path}", f"file:///sync{BUDGET.path}"),
        text(f"{BUDGET.path}\n\n {WELCOME.path} \n"),
        text(f"drive-share:?item=path:{BUDGET.path}\ndrive-share:?item=path:{WELCOME.path}"),
    ],
)
def test_several_files_links_or_lines_are_taken_together_each_once(data: QMimeData, qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    found = list[Found]()
    shown.picker.picked.connect(found.append)
    drop(shown, data)
    assert [(one.item, one.others) for one in found] == [(BUDGET, (WELCOME,))]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (urls(*(f"file:///{number}" for number in range(101))), "So many items cannot be shared together"),
        (text("  \n"), "This names no item"),
        (text("drive-share:?item=file:/etc/passwd"), "This names no item"),
    ],
)
def test_what_names_no_item_or_too_many_is_not_taken_and_the_text_stays(
    data: QMimeData, why: str, qtbot: QtBot
) -> None:
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
