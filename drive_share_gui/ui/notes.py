"""Lines under a field that say what is missing or what a choice would cause."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.icons import Sign, draw_badge
from drive_share_gui.ui.theme import ICON, SPACE, theme_of
from drive_share_gui.ui.tinted_label import Tint, TintedLabel


@dataclass(frozen=True, slots=True)
class Note:
    """One line; a problem keeps the invitation from being sent, anything else is for information."""

    text: str
    is_problem: bool = False


class Notes(QWidget):
    """Shows any number of lines and takes no room without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[Note, ...] = ()
        self._lines: list[NoteLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE // 2)
        self.hide()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What it shows."""
        return self._notes

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these lines, and say aloud those that are new."""
        if tuple(notes) == self._notes:
            return
        before, self._notes = self._notes, tuple(notes)
        while len(self._lines) < len(notes):
            self._lines.append(NoteLine(self))
            self._column.addWidget(self._lines[-1])
        for number, line in enumerate(self._lines):
            line.show_note(self._notes[number] if number < len(notes) else None)
        self.setVisible(bool(notes))
        announce(self, " ".join(note.text for note in notes if note not in before))


class NoteLine(QWidget):
    """One line with its sign."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._label = TintedLabel(Tint.TEXT, self)
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(0)
        row.addSpacing(ICON + SPACE)
        row.addWidget(self._label)
        self.setMinimumHeight(ICON + 2)

    def show_note(self, note: Note | None) -> None:
        """Show a line, or nothing."""
        self._note = note
        if note is not None:
            self._label.set_tint(Tint.PROBLEM if note.is_problem else Tint.TEXT)
            self._label.setText(note.text)
        self.setVisible(note is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign beside the first line."""
        del event
        if self._note is None:
            return
        theme = theme_of(self.palette())
        top = max(0.0, (self._label.fontMetrics().height() - ICON) / 2) + 1
        left = self.width() - ICON if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
        colour = theme.problem if self._note.is_problem else theme.caution
        draw_badge(QPainter(self), Sign.CAUTION, QRectF(left, top, ICON, ICON), colour, theme.window)
