"""Runs the share window: on the screen at once, filled right after, gone when the person is through."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from drive_share_gui.ui.share_window import ShareWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from drive_share_gui.ui.account_session import AccountSession, Around
    from drive_share_gui.ui.wish import Wish


def run(wish: "Wish", around: "Callable[[], Around]", *, practice: bool) -> int:
    """Show the window until the person is through, or draw it; give the exit status.

    `around` is asked for what the window works with as soon as it is on the screen.
    """
    application = make_application()
    window = ShareWindow(wish.reference, practice=practice)
    sessions: list[AccountSession] = []

    def begin() -> None:
        from drive_share_gui.ui.account_session import AccountSession  # noqa: PLC0415 - not before the first paint

        session = AccountSession(window, wish, around())
        sessions.append(session)
        session.begin()

    window.painted.connect(begin)
    window.show()
    status = application.exec()
    for session in sessions:
        session.end()
    return status


def make_application() -> QApplication:
    """Give the application, with what the system knows it by."""
    qInstallMessageHandler(pass_on)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("drive-share")
    application.setDesktopFileName("drive-share")
    application.setQuitOnLastWindowClosed(False)  # a hidden window may still be sending
    return application


def pass_on(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Let through what Qt has to say, but for what a picture without a screen makes it say at every window.

    It goes to the terminal and is kept nowhere: names of files and texts of others can be in it.
    """
    if sys.stderr is not None and not text.startswith("This plugin does not support"):
        from drive_share_gui.ui.plain_text import visible  # noqa: PLC0415 - Qt has nothing to say before the first paint

        sys.stderr.write(f"{visible(text)}\n")
