"""Asks the drive for people who match what is being typed, not at every key and never out of order."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.trouble import Trouble

TYPING_PAUSE: Final = 300
"""Milliseconds without a key before the drive is asked."""
_LENGTHS: Final = range(2, 100)
"""Characters of a text that is worth asking about."""


class Suggester(QObject):
    """Publishes people for the text typed last; an answer to an older text is dropped."""

    suggested = Signal(tuple)

    def __init__(self, connection: Connection, runner: Runner, typing_pause: int = TYPING_PAUSE) -> None:
        super().__init__()
        self._connection = connection
        self._runner = runner
        self._text = ""
        self._number = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(typing_pause)
        self._pause.timeout.connect(self.ask_now)

    def type_text(self, text: str) -> None:
        """Ask for people once typing pauses; what was suggested before is for another text."""
        text = text.strip()
        if text == self._text:
            return
        self._text = text
        self._number += 1
        self.suggested.emit(())
        if len(text) in _LENGTHS:
            self._pause.start()
        else:
            self._pause.stop()

    def ask_now(self) -> None:
        """Ask the drive."""
        work = partial(self._ask, self._text)
        self._runner.run(work, partial(self._on_people, self._number), self._on_nobody)

    def _ask(self, text: str) -> tuple[Person, ...]:
        return self._connection.open().suggest(text)

    def _on_people(self, number: int, people: tuple[Person, ...]) -> None:
        if number == self._number:
            self.suggested.emit(people)

    def _on_nobody(self, _trouble: Trouble) -> None:
        """Suggest nobody: typing goes on without, and sending will say what is wrong."""
