"""Runs the share window: on the screen at once, filled right after, gone when the person is through."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from drive_share_gui.ui.share_window import ShareWindow

if TYPE_CHECKING:
    from pathlib import Path

    from drive_share_gui.application.connection import Connection
    from drive_share_gui.application.ports import Clock, RecentItems
    from drive_share_gui.ui.share_session import ShareSession


def run(  # noqa: PLR0913 - everything the window needs from outside
    connection: "Connection",
    *,
    reference: str | None,
    drive_id: str | None,
    people: str,
    clock: "Clock",
    recent_items_factory: Callable[[], "RecentItems"],
    picture: "Path | None" = None,
) -> int:
    """Show the window until the person is through, or draw it into `picture`; give the exit status."""
    application = make_application()
    window = ShareWindow(reference or "", practice=connection.is_practice)
    sessions: list[ShareSession] = []

    def begin() -> None:
        from drive_share_gui.ui.share_session import ShareSession  # noqa: PLC0415 - not before the first paint

        session = ShareSession(window, connection, clock, recent_items_factory)
        sessions.append(session)
        session.begin(reference or "", people, drive_id, picture)

    window.painted.connect(begin)
    window.show()
    status = application.exec()
    for session in sessions:
        session.end()
    return status


def make_application() -> QApplication:
    """Give the application, with what the system knows it by."""
    qInstallMessageHandler(_pass_on)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("drive-share")
    application.setDesktopFileName("drive-share")
    application.setQuitOnLastWindowClosed(False)  # a hidden window may still be sending
    return application


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Let through what Qt has to say, but for what a picture without a screen makes it say at every window."""
    if sys.stderr is not None and not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
