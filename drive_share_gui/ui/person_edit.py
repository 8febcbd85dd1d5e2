"""The line in which people are typed or pasted; it says when an entry is finished."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from drive_share_gui.ui.labels import Label

_ENDS: Final = frozenset(",;")
_LINE_ENDS: Final = frozenset("\n\r\t\u2028\u2029")
_LONGEST: Final = 5_000_000
_LEAVING: Final = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason}
)


class PersonEdit(QLineEdit):
    """Takes names and addresses; a comma, Return, a pasted list or leaving it finishes an entry."""

    finished = Signal(str)
    """A text with one or more entries."""
    back_wanted = Signal()
    """Backspace or the left arrow at the beginning: to the chips before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(Label.PEOPLE_HINT.plain)
        self.setAccessibleDescription(Label.PEOPLE_HELP.plain)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setAutoFillBackground(False)
        self._length = 0
        self.textEdited.connect(self._on_text_edited)

    def finish(self) -> None:
        """Give away what is typed."""
        text = self.text()
        if text.strip():
            self.finished.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Return; go to the chips at the beginning."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            if _offer_is_chosen():
                event.ignore()  # Return takes the suggestion
            else:
                self.finish()
            return
        backwards = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if event.key() in {Qt.Key.Key_Backspace, backwards} and at_start and not event.modifiers():
            self.back_wanted.emit()
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish an address that somebody leaves behind."""
        super().focusOutEvent(event)
        if event.reason() in _LEAVING and "@" in self.text():
            self.finish()

    def _on_text_edited(self, text: str) -> None:
        pasted = len(text) - self._length > 1
        self._length = len(text)
        if ends_an_entry(text, pasted=pasted):
            self.finished.emit(text)


_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


def _offer_is_chosen() -> bool:
    popup = QApplication.activePopupWidget()
    return isinstance(popup, QAbstractItemView) and popup.currentIndex().isValid()


def ends_an_entry(text: str, *, pasted: bool) -> bool:
    """Whether typing `text` so far finished an entry: a comma alone does not, names have them."""
    if not _LINE_ENDS.isdisjoint(text):
        return True
    if "@" not in text or text.count('"') % 2:
        return False
    return text[-1] in _ENDS or (pasted and not _ENDS.isdisjoint(text))
