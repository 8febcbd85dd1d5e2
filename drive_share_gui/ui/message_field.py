"""The message to everybody, and how much room is left for it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.domain.invitation import MESSAGE_LIMIT, Problem, utf16_length
from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.draft_words import describe_memory
from drive_share_gui.ui.field_frame import FieldFrame
from drive_share_gui.ui.form_wording import count_signs
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.notes import Note, Notes
from drive_share_gui.ui.scroll_bar import SlimScrollBar
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel, heading
from drive_share_gui.ui.wording import describe_problem

NEAR_THE_END: Final = MESSAGE_LIMIT - 100
"""UTF-16 units from which the counter changes its colour."""
_LINES: Final = 3


class MessageField(QWidget):
    """Several lines of plain text with a counter."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = QPlainTextEdit(self)
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(Label.MESSAGE.plain)
        self.editor.viewport().setAutoFillBackground(False)
        self.editor.document().setDocumentMargin(SPACE // 2)
        self.editor.setVerticalScrollBar(SlimScrollBar(self.editor))
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * _LINES + SPACE)
        self.editor.textChanged.connect(self._on_text_changed)
        self._frame = FieldFrame(self)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        inside.addWidget(self.editor)
        self.counter = TintedLabel(Tint.QUIET, self, small=True)
        self.keeping = TintedLabel(Tint.QUIET, self, small=True)
        """Says that the message ends with the program, where it does."""
        self.keeping.hide()
        self.notes = Notes(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._heading())
        column.addWidget(self._frame, 1)
        column.addWidget(self.keeping)
        column.addWidget(self.notes)
        self._length = -1

    def show_state(self, state: ShareState) -> None:
        """Show the message and whether it is too long; what is being typed is left alone."""
        message = state.form.message
        if message != self.editor.toPlainText():
            self.editor.setPlainText(message)
        self._count(message)
        problems = [problem for problem in state.problems if problem is Problem.MESSAGE_TOO_LONG]
        self.notes.show_notes([Note(describe_problem(problem), is_problem=True) for problem in problems])
        self._say_how_long_it_is_kept(describe_memory() if state.is_message_in_memory else "")
        self._frame.set_problem(bool(problems))

    def _heading(self) -> QHBoxLayout:
        optional = TintedLabel(Tint.QUIET, self)
        optional.setText(f"({Label.OPTIONAL.text})")
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(heading(Label.MESSAGE, self.editor, self))
        row.addWidget(optional)
        row.addStretch()
        row.addWidget(self.counter)
        return row

    def _count(self, message: str) -> None:
        length = utf16_length(message)
        if length == self._length:
            return
        self._length = length
        over, near = length > MESSAGE_LIMIT, length > NEAR_THE_END
        self.counter.set_tint(Tint.PROBLEM if over else Tint.CAUTION if near else Tint.QUIET)
        self.counter.setText(count_signs(message) if length else "")

    def _say_how_long_it_is_kept(self, text: str) -> None:
        if text != self.keeping.text():
            self.keeping.setText(text)
            self.keeping.setVisible(bool(text))
            announce(self, text)

    def _on_text_changed(self) -> None:
        self.typed.emit(self.editor.toPlainText())
