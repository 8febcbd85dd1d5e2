"""A real window on the practice drive, in a process of its own, that somebody types in.

    python -m tests.reliability.typing_window KEYRING type|close|tell

`type` fills everything in by the keyboard, says so, and waits to be killed; `close` closes the window
at once instead; `tell` says what a window holds once it has brought back what was typed, and closes.
"""

import json
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.journal.opening import open_store
from drive_share_gui.adapters.recent_items import RecentItemsFile
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.connection import Where
from drive_share_gui.application.ways import OpenJournal
from drive_share_gui.bootstrap import Parts
from drive_share_gui.ui.application import make_application
from drive_share_gui.ui.draft_news import Restored
from drive_share_gui.ui.share_dialog import ShareDialog
from drive_share_gui.ui.share_session import Behind, ShareSession
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.wish import Wish

ITEM: Final = "path:/Documents/Budget.xlsx"
PEOPLE: Final = "ann@example.org, joe@\r"
PENDING: Final = "bob@exam"
MESSAGE: Final = "Please look at the third quarter."
LOOK: Final = 10
"""Milliseconds between two looks at the window."""


class FileKeyring:
    """A keyring that outlives the process: secrets in a file, as no real one keeps them."""

    is_lasting = True

    def __init__(self, path: Path) -> None:
        """Keep them in `path`."""
        self._path: Final = path

    def load(self, name: str) -> str | None:
        """Give a secret."""
        path = self._path.with_name(f"{self._path.name}-{name}")
        return path.read_text() if path.exists() else None

    def save(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._path.with_name(f"{self._path.name}-{name}").write_text(secret)

    def delete(self, name: str) -> None:
        """Remove a secret."""
        self._path.with_name(f"{self._path.name}-{name}").unlink(missing_ok=True)


def say(**facts: object) -> None:
    """Write a line to whoever started this process, at once."""
    os.write(1, json.dumps(facts).encode() + b"\n")


def type_all(dialog: ShareDialog) -> None:
    """Fill everything in by the keyboard."""
    people = dialog.form.people.edit
    QTest.keyClicks(people, PEOPLE)
    QTest.keyClicks(people, PENDING)
    dialog.form.edit.click()
    QTest.keyClicks(dialog.form.message.editor, MESSAGE)


def act(session: ShareSession, window: ShareWindow, what: str) -> bool:
    """Do what was asked for, if the window is ready for it; false where it is not."""
    dialog, state = session.dialog, session.presenter.state
    if dialog is None or state.item is None or (what == "tell" and not isinstance(state.draft, Restored)):
        return False
    if what != "tell":
        type_all(dialog)
    form = session.presenter.state.form
    say(
        people=[person.address for person in form.people],
        leftovers=[leftover.text for leftover in form.leftovers],
        pending=form.pending,
        role=form.role.value,
        message=form.message,
        shown=[dialog.form.people.edit.text(), dialog.form.message.editor.toPlainText(), dialog.banner.isVisible()],
    )
    if what != "type":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    return True


def main() -> None:
    """Open the window, and act as soon as it is ready."""
    keyring, what = FileKeyring(Path(sys.argv[1])), sys.argv[2]
    application = make_application()

    def open_journal(home: Path) -> OpenJournal:
        return open_store(home, Sealing(keyring, home))

    parts = Parts(open_journal=open_journal)
    window = ShareWindow(ITEM, practice=True)
    home = parts.home(parts.environ)
    behind = Behind(parts.connection(Where(practice=True), ""), SystemClock(), lambda: RecentItemsFile(home))
    session = ShareSession(window, Wish(ITEM), behind)
    window.painted.connect(session.begin)
    window.left.connect(application.quit)
    timer = QTimer(application)

    def look() -> None:
        if act(session, window, what):
            timer.stop()

    timer.timeout.connect(look)
    timer.start(LOOK)
    window.show()
    QApplication.exec()
    session.end()


if __name__ == "__main__":
    main()
