"""Draws the share window into a file once it has done what was asked for, and ends the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from drive_share_gui.ui.background import BackgroundRunner
from drive_share_gui.ui.share_dialog import ShareDialog
from drive_share_gui.ui.share_state import Phase

DRAWN = 0
NOT_DRAWN = 1


class Picture(QObject):
    """Invites the people that were named at the start, if any, and pictures what came of it."""

    def __init__(
        self,
        path: Path,
        dialog: ShareDialog,
        runner: BackgroundRunner,
        end: Callable[[int], None] = QApplication.exit,
    ) -> None:
        super().__init__(dialog)
        self._end = end
        self._path = path
        self._dialog = dialog
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        runner.idle.connect(self._timer.start)

    def _go_on(self) -> None:
        """Nothing is under way any more: go one step further."""
        state = self._dialog.presenter.state
        if state.phase is Phase.EDITING and state.may_share:
            self._dialog.presenter.share()
        else:
            drawn = self._dialog.window().grab().save(str(self._path), "PNG")
            self._end(DRAWN if drawn else NOT_DRAWN)
