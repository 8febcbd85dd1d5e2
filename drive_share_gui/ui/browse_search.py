"""The field that searches the drive."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from drive_share_gui.ui.field_frame import PADDING, FieldFrame
from drive_share_gui.ui.icons import Sign, sign_icon
from drive_share_gui.ui.picker_labels import Word
from drive_share_gui.ui.theme import theme_of


class SearchField(FieldFrame):
    """Says what is typed; Return searches at once, Down goes to the list, Escape empties it."""

    edited = Signal(str)
    searched = Signal()
    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setFrame(False)
        self.line.setAcceptDrops(False)
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(Word.SEARCH.text)
        self.line.setAccessibleName(Word.SEARCH.plain)
        self.line.setAccessibleDescription(Word.SEARCH_HELP.text)
        icon = sign_icon(Sign.SEARCH, theme_of(self.palette()).quiet)
        self.line.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(PADDING)
        inside.addWidget(self.line)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.searched)

    def show_text(self, text: str) -> None:
        """Show what is searched for."""
        if self.line.text() != text:
            self.line.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list with Down; empty the field with Escape before anything else closes."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            self.edited.emit("")
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign in the colours of another palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for action in self.line.actions():
                action.setIcon(sign_icon(Sign.SEARCH, theme_of(self.palette()).quiet))
