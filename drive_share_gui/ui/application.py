"""Runs the share windows: on the screen at once, filled right after, gone when the person is through."""

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMessageLogContext, QTimer, QtMsgType, QUrl, Signal, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from drive_share_gui.application.opening import DESKTOP_ENTRY
from drive_share_gui.ui.open_windows import Opening, OpenWindows

if TYPE_CHECKING:
    from collections.abc import Callable

    from drive_share_gui.application.opening import Asked
    from drive_share_gui.ui.first_process import Entrance
    from drive_share_gui.ui.porter import Porter

PATIENCE: Final = 10_000
"""Milliseconds a process that the desktop started for a call waits for the call."""


class ShareApplication(QApplication):
    """The application of Qt, which a desktop can hand files and links to."""

    handed = Signal(tuple)
    """Files' addresses and links, all that came at once: macOS sends what is dropped on the icon, or opened with it."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._handed: tuple[str, ...] = ()

    def event(self, event: QEvent) -> bool:
        """Take what was handed over: one event a file, also where several were dropped together."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if not self._handed:
            QTimer.singleShot(0, self, self._hand_on)
        self._handed += (event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded),)
        return True

    def _hand_on(self) -> None:
        handed, self._handed = self._handed, ()
        self.handed.emit(handed)


def run(opening: Opening | None, read: "Callable[[Asked], Opening | None]", entrance: "Entrance | None" = None) -> int:
    """Show a window until the person is through, or draw it; give the exit status.

    Without an opening it waits for the desktop to ask for one. `read` is as for `OpenWindows`.
    """
    application = make_application()
    windows = OpenWindows(read)
    application.handed.connect(windows.take_over)
    windows.none_left.connect(application.quit)
    porters: list[Porter] = []

    def listen() -> None:
        from drive_share_gui.ui.porter import Porter  # noqa: PLC0415 - not before the first paint

        if entrance is not None and not porters:
            porters.append(Porter(entrance, windows))

    if opening is None:
        listen()
        QTimer.singleShot(PATIENCE, windows, windows.leave_if_none)
    else:
        windows.painted.connect(listen)
        windows.open(opening)
    status = application.exec()
    for porter in porters:
        porter.end()
    windows.end()
    return status


def make_application() -> ShareApplication:
    """Give the application, with what the system knows it by.

    It gets no word of the command line: Qt would take a file's name for one of its own options.
    """
    qInstallMessageHandler(pass_on)
    application = ShareApplication(sys.argv[:1])
    application.setApplicationName("drive-share")
    application.setDesktopFileName(DESKTOP_ENTRY)
    application.setQuitOnLastWindowClosed(False)  # a hidden window may still be sending
    return application


def pass_on(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Let through what Qt has to say, but for what a picture without a screen makes it say at every window.

    It goes to the terminal and is kept nowhere: names of files and texts of others can be in it.
    """
    if sys.stderr is not None and not text.startswith("This plugin does not support"):
        from drive_share_gui.ui.plain_text import visible  # noqa: PLC0415 - Qt has nothing to say before the first paint

        sys.stderr.write(f"{visible(text)}\n")
