"""The program around the window: it fills, it ends, it draws itself, it admits mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from drive_share_gui.ui.application import pass_on
from drive_share_gui.ui.late_recent_items import LateRecentItems
from drive_share_gui.ui.picture import DRAWN, NOT_DRAWN, Picture
from drive_share_gui.ui.share_dialog import ShareDialog
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_session import Behind, ShareSession
from drive_share_gui.ui.share_state import Phase
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.suggester import Suggester
from drive_share_gui.ui.theme import theme_of
from drive_share_gui.ui.wish import Wish
from tests.application.fakes import FakeClock
from tests.ui.share_shown import SHEET, FakeConnection, RecentShares, ShareDrive

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drive_share_gui.ui.background import BackgroundRunner
    from drive_share_gui.ui.share_state import ShareState


class Opened:
    """A window filled by a session, as the program does it."""

    def __init__(self, qtbot: QtBot, reference: str = "id:01") -> None:
        self.window = ShareWindow(reference, practice=True)
        qtbot.addWidget(self.window)
        behind = Behind(FakeConnection(ShareDrive(), is_practice=True), FakeClock(), RecentShares)
        self.session = ShareSession(self.window, Wish(reference), behind)
        self.window.painted.connect(self.session.begin)
        self.window.show()

    @property
    def state(self) -> ShareState:
        return self.session.presenter.state


def test_the_frame_is_drawn_before_it_is_filled(qtbot: QtBot) -> None:
    window = ShareWindow("path:/Documents/Budget.xlsx", practice=True)
    qtbot.addWidget(window)
    image = window.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(40, 80)}
    assert len(colours) > 1
    assert image.pixelColor(300, 160) == window.palette().base().color()


def test_a_window_that_is_closed_before_it_is_filled_ends_the_program(qtbot: QtBot) -> None:
    window = ShareWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.leave_wanted):
        window.close()


def test_the_window_is_filled_after_the_first_paint_and_the_item_found(qtbot: QtBot) -> None:
    opened = Opened(qtbot)
    qtbot.waitUntil(lambda: opened.state.item == SHEET)
    assert opened.state.phase is Phase.EDITING
    assert not opened.window.windowIcon().isNull()
    opened.session.end()


def test_without_an_item_one_is_picked(qtbot: QtBot) -> None:
    opened = Opened(qtbot, reference="")
    qtbot.waitUntil(lambda: opened.session.dialog is not None and opened.session.dialog.picker is not None)
    assert opened.state.phase is Phase.CHOOSING
    opened.session.end()


@pytest.mark.parametrize(("folder", "status"), [("", DRAWN), ("nowhere", NOT_DRAWN)])
def test_a_picture_shows_the_results_of_inviting_everybody_named(
    folder: str, status: int, runner: BackgroundRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    path, ended, drive = tmp_path / folder / "picture.png", list[int](), ShareDrive()
    connection = FakeConnection(drive)
    presenter = SharePresenter(connection, runner, FakeClock(), RecentShares())
    presenter.begin(Wish("id:01", people="ann@contoso.com, bob@contoso.com"))
    window = ShareWindow()
    qtbot.addWidget(window)
    dialog = ShareDialog(window, presenter, Suggester(connection, runner), QWidget)
    picture = Picture(path, dialog, runner, ended.append)
    qtbot.waitUntil(lambda: ended == [status])
    assert picture.parent() is dialog
    assert len(drive.requests) == 2
    image = QImage(str(path))
    assert image.isNull() is bool(folder)
    greens = [image.pixelColor(x, y).name() for x in range(20, 70) for y in range(100, 260) if not folder]
    assert (theme_of(window.palette()).good.name() in greens) is not bool(folder)


def test_the_record_of_shared_items_is_opened_once_and_late() -> None:
    made: list[RecentShares] = []

    def make() -> RecentShares:
        made.append(RecentShares())
        return made[-1]

    late = LateRecentItems(make)
    assert made == []
    late.add(SHEET)
    assert late.load() == (SHEET,)
    assert len(made) == 1


def test_what_qt_says_is_one_line_and_moves_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    pass_on(QtMsgType.QtWarningMsg, QMessageLogContext(), "a\n2026-01-01 INFO sent to x\x1b[2J\u202e" + "x" * 9000)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("a ⏎ 2026-01-01 INFO sent to x[U+001B][2J[U+202E]xxx")
    assert "\u202e" not in said
    assert len(said) < 400
