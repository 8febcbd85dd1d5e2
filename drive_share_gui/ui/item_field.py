"""The field that takes a path, an ID or a link, and says how it reads what is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from drive_share_gui.ui.browse_hint import HintLabel
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.field_frame import PADDING, FieldFrame
from drive_share_gui.ui.pick_state import Asked, PickState
from drive_share_gui.ui.picker_labels import Word, reading_words, why_not
from drive_share_gui.ui.theme import SPACE, scaled
from drive_share_gui.ui.tinted_label import Tint, TintedLabel


class ItemField(QWidget):
    """Says what was typed and that it is to be looked up; draws how it reads, and why it names no item."""

    edited = Signal(str)
    look_up_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setFrame(False)
        self.line.setAcceptDrops(False)  # the whole picker takes drops
        self.line.setPlaceholderText(Word.FIELD_HINT.text)
        self.line.setAccessibleName(Word.HEADING.plain)
        self.line.setClearButtonEnabled(True)
        heading = TintedLabel(Tint.TEXT, self)
        heading.setText(Word.HEADING.text)
        heading.setFont(scaled(self.font(), 1.2, bold=True))
        heading.setBuddy(self.line)
        self._frame = FieldFrame(self)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(PADDING)
        inside.addWidget(self.line)
        self.look_up = Button(Word.FIND.text, Rank.PLAIN, self)
        self.hint = HintLabel(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, SPACE // 2)
        grid.addWidget(self._frame, 2, 0)
        grid.addWidget(self.look_up, 2, 1)
        grid.addWidget(self.hint, 3, 0, 1, 2)
        self.line.textEdited.connect(self.edited)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self.look_up_wanted)
        self.look_up.clicked.connect(self.look_up_wanted)
        self._on_text_changed("")

    def show_state(self, state: PickState) -> None:
        """Draw the text, how it reads, and what kept it from being picked."""
        if self.line.text() != state.text:
            self.line.setText(state.text)
        if state.field_hitch is not None:
            hint = why_not(state.field_hitch)
        elif state.fetching is Asked.IN_FIELD:
            hint = Word.LOOKING.text
        else:
            hint = reading_words(state.reading)
        self.hint.show_hint(hint, Tint.PROBLEM if state.field_hitch is not None else Tint.QUIET)
        self._frame.set_problem(state.field_hitch is not None)
        self.line.setAccessibleDescription(hint or Word.FIELD_HELP.text)

    def _on_text_changed(self, text: str) -> None:
        self.look_up.setEnabled(bool(text.strip()))
