"""The foot of the item picker: what would be shared, and the buttons that choose it or leave it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from drive_share_gui.domain.item import ItemKind
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.elided_label import ElidedLabel
from drive_share_gui.ui.item_header import ItemPicture
from drive_share_gui.ui.picker_labels import Word
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.theme import SPACE

_PICTURE = QSize(20, 20)
_WORDS = (Word.CHOOSE, Word.CHOOSE_FILE, Word.CHOOSE_FOLDER)


class ChoiceBar(QWidget):
    """Its button says what kind of thing it chooses, and keeps its width."""

    choose_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = ItemPicture(self)
        self._picture.setFixedSize(_PICTURE)
        self.name = ElidedLabel(self)
        self.cancel = Button(Word.CANCEL.text, Rank.PLAIN, self)
        self.choose = Button(Word.CHOOSE.text, Rank.MAIN, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._picture)
        row.addWidget(self.name, 1)
        row.addSpacing(SPACE)
        row.addWidget(self.cancel)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self.choose_wanted)
        self.cancel.clicked.connect(self.cancelled)
        self.choose.setMinimumWidth(max(self._width_with(word) for word in _WORDS))
        self.show_choice("", ItemKind.FILE)

    def show_choice(self, name: str, kind: ItemKind) -> None:
        """Show what the button chooses; an empty name for nothing."""
        word = Word.CHOOSE if not name else Word.CHOOSE_FOLDER if kind is ItemKind.FOLDER else Word.CHOOSE_FILE
        self.choose.setText(word.text)
        self.choose.setEnabled(bool(name))
        self._picture.show_kind(kind)
        self._picture.setVisible(bool(name))
        self.name.show_text(foreign(name))

    def _width_with(self, word: Word) -> int:
        self.choose.setText(word.text)
        return self.choose.sizeHint().width()
