"""The windows of one process, each with a drive in memory behind it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtWidgets import QApplication

from drive_share_gui.application.connection import Where
from drive_share_gui.cli.command_line import Dialog, read_command
from drive_share_gui.ui.account_session import AccountSession, Around
from drive_share_gui.ui.open_windows import Opening, OpenWindows
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.wish import Wish
from tests.application.fakes import FakeClock
from tests.ui.share_shown import FakeConnection, RecentShares, ShareDrive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.opening import Asked


@dataclass
class CountedConnection(FakeConnection):
    """Counts how often it is closed."""

    closed: int = 0

    def close(self) -> None:
        self.closed += 1


@dataclass
class Desktop:
    """The windows of one process, and the ways to drives behind them."""

    qtbot: QtBot
    connections: list[CountedConnection] = field(default_factory=list[CountedConnection])
    ended: list[bool] = field(default_factory=list[bool])

    def __post_init__(self) -> None:
        self.windows = OpenWindows(self.read)
        self.windows.none_left.connect(lambda: self.ended.append(True))

    def ask(self, reference: str, people: str = "", *, practice: bool = True, whose: str = "") -> None:
        """Ask for a window, and wait until all there are have been filled."""
        self.windows.open(Opening(Wish(reference, people=people), self.around, practice=practice, whose=whose))
        self.wait()
        self.qtbot.waitUntil(lambda: all(s.now.presenter.state.item or not reference for s in self.sessions))

    def wait(self) -> None:
        """Wait until all windows are filled."""
        self.qtbot.waitUntil(lambda: len(self.sessions) == len(self.shown) > 0)

    def around(self) -> Around:
        return Around(Where(practice=True), self.connect, self.nobody, FakeClock(), RecentShares, self.nobody)

    def read(self, asked: Asked) -> Opening | None:
        """Read what the system hands over as the program does."""
        command = read_command(asked.words)
        if not isinstance(command, Dialog):
            return None
        return Opening(Wish(command.item or "", also=command.also), self.around)

    def connect(self, where: Where) -> CountedConnection:
        assert where.practice
        self.connections.append(CountedConnection(ShareDrive(), is_practice=True))
        return self.connections[-1]

    def nobody(self) -> NoReturn:
        raise AssertionError

    @property
    def shown(self) -> list[ShareWindow]:
        return [window for window in self.all if window.isVisible()]

    @property
    def all(self) -> list[ShareWindow]:
        return [window for window in QApplication.topLevelWidgets() if isinstance(window, ShareWindow)]

    @property
    def sessions(self) -> list[AccountSession]:
        return self.windows.sessions


@contextmanager
def several_windows(qtbot: QtBot) -> Iterator[Desktop]:
    """Give them, and end all of them."""
    before = sys.excepthook
    desktop = Desktop(qtbot)
    yield desktop
    desktop.windows.end()
    for window in desktop.all:
        window.deleteLater()
    sys.excepthook = before
