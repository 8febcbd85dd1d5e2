"""What a desktop hands over: files and links dropped on a window, and on the icon (`QFileOpenEvent` of macOS)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent

from drive_share_gui.ui.open_windows import Opening
from drive_share_gui.ui.wish import Wish
from tests.ui.several_windows import Desktop, several_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drive_share_gui.ui.application import ShareApplication
    from drive_share_gui.ui.share_window import ShareWindow

LINK = "https://contoso.example/:x:/g/EaB?e=4%3A&x=%20"


@pytest.fixture
def desktop(qtbot: QtBot, qapp: ShareApplication) -> Iterator[Desktop]:
    with several_windows(qtbot) as desktop:
        qapp.handed.connect(desktop.windows.take_over)
        yield desktop
        qapp.handed.disconnect(desktop.windows.take_over)


def listed(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setData("text/uri-list", "".join(f"{address}\r\n" for address in addresses).encode())
    return data


def written(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drop(window: ShareWindow, data: QMimeData) -> bool:
    """Drag something over a window and let go there; say whether it is taken."""
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    over = QDragEnterEvent(QPoint(300, 8), action, data, buttons, keys)
    over.ignore()
    QCoreApplication.sendEvent(window, over)
    if over.isAccepted():
        QCoreApplication.sendEvent(window, QDropEvent(QPointF(300, 8), action, data, buttons, keys))
    return over.isAccepted()


def asked_for(desktop: Desktop) -> list[tuple[str, ...]]:
    """Name what every window is for."""
    return [(wish.reference, *wish.also) for wish in (session.wish for session in desktop.sessions)]


@pytest.mark.parametrize(
    ("data", "items"),
    [
        (listed("file:///home/ann/a%20b.txt"), ("file:/home/ann/a b.txt",)),
        (listed("file:///a", "file:///b", "file:///a"), ("file:/a", "file:/b")),
        (listed("# two", "file:///-platform", "file:///--help"), ("file:/-platform", "file:/--help")),
        (listed("file://fileserver/share/a"), ("file:////fileserver/share/a",)),
        (listed(LINK), (LINK,)),
        (listed(LINK, "file:///a"), (LINK, "file:/a")),
        (listed("drive-share:?item=id:01BUDGET"), ("id:01BUDGET",)),
    ],
)
def test_files_and_links_dropped_on_a_window_open_one_beside_it(
    data: QMimeData, items: tuple[str, ...], desktop: Desktop
) -> None:
    desktop.ask("id:1")
    assert drop(desktop.shown[0], data)
    desktop.wait()
    assert asked_for(desktop) == [("id:1",), items]


@pytest.mark.parametrize(
    "data",
    [
        written("/Documents/Budget.xlsx"),
        written("--help"),
        listed(),
        listed("drive-share:?item=file:/etc/passwd"),
        listed("drive-share:?item=id:1&to=a@x.org"),
        listed(*(f"file:///{number}" for number in range(101))),
        QMimeData(),
    ],
)
def test_what_is_no_file_and_no_link_is_not_taken_by_the_window(data: QMimeData, desktop: Desktop) -> None:
    desktop.ask("id:1")
    assert not drop(desktop.shown[0], data)
    assert len(desktop.shown) == 1


def test_what_is_dropped_on_a_named_drive_is_looked_for_there(desktop: Desktop) -> None:
    desktop.windows.open(Opening(Wish("id:1", "D2"), desktop.around))
    desktop.wait()
    assert drop(desktop.shown[0], listed("file:///a"))
    desktop.wait()
    assert [session.wish.drive_id for session in desktop.sessions] == ["D2", "D2"]


def hand_over(qapp: ShareApplication, *addresses: str) -> None:
    """Send what macOS sends: an event for every single file."""
    for address in addresses:
        QCoreApplication.postEvent(qapp, QFileOpenEvent(QUrl(address)))


def test_files_dropped_on_the_icon_while_a_window_is_open_get_one_of_their_own(
    desktop: Desktop, qapp: ShareApplication, qtbot: QtBot
) -> None:
    desktop.ask("id:1")
    hand_over(qapp, "file:///a%20b", "file:///-platform", "drive-share:?item=id:2")
    qtbot.waitUntil(lambda: len(desktop.shown) == 2)
    desktop.wait()
    assert asked_for(desktop) == [("id:1",), ("file:/a b", "file:/-platform", "id:2")]


def test_files_the_program_is_started_with_come_into_its_first_window(desktop: Desktop, qapp: ShareApplication) -> None:
    hand_over(qapp, "file:///a", "file:///b")
    desktop.windows.open(Opening(Wish(), desktop.around))
    desktop.wait()
    assert asked_for(desktop) == [("file:/a", "file:/b")]


def test_files_open_a_window_where_none_is_open(desktop: Desktop, qapp: ShareApplication, qtbot: QtBot) -> None:
    QCoreApplication.sendEvent(qapp, QFileOpenEvent("/home/ann/50%25 #1.txt"))
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    desktop.wait()
    assert asked_for(desktop) == [("file:/home/ann/50%25 #1.txt",)]


@pytest.mark.parametrize("address", ["drive-share:?item=file:/etc/passwd", "drive-share:?to=a@x.org", "drive-share:"])
def test_a_hostile_link_opens_nothing(address: str, desktop: Desktop, qapp: ShareApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(qapp.handed):
        hand_over(qapp, address)
    assert desktop.all == []
