"""The foot of the item picker: what would be shared, and the buttons that choose it or leave it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from drive_share_gui.domain.item import ItemKind
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.item_icons import draw_item
from drive_share_gui.ui.picker_labels import Word
from drive_share_gui.ui.plain_text import foreign, visible
from drive_share_gui.ui.theme import SPACE, theme_of

_ICON = 20


class ChoicePreview(QWidget):
    """The icon and name of what the button beside it would choose, in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._kind = ItemKind.FILE
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def name(self) -> str:
        """The name it shows, as characters."""
        return self._name

    def show_item(self, name: str, kind: ItemKind) -> None:
        """Show an item, or nothing for an empty name."""
        self._name, self._kind = visible(name), kind
        self.setAccessibleName(foreign(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw from the side where reading begins; a long name is shortened in its middle."""
        del event
        if not self._name:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        icon = QRectF(0, (self.height() - _ICON) / 2, _ICON, _ICON)
        words = QRectF(_ICON + SPACE, 0, self.width() - _ICON - SPACE, self.height())
        if self.isRightToLeft():
            icon.moveRight(self.width())
            words.moveLeft(0)
        draw_item(painter, self._kind, icon)
        painter.setPen(theme_of(self.palette()).text)
        short = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, foreign(short))


class ChoiceBar(QWidget):
    """Its button says what kind of thing it chooses, and does not change its width."""

    choose_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = ChoicePreview(self)
        self.cancel = Button(Word.CANCEL.text, Rank.PLAIN, self)
        self.choose = Button(Word.CHOOSE.text, Rank.MAIN, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.preview, 1)
        row.addSpacing(SPACE)
        row.addWidget(self.cancel)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self.choose_wanted)
        self.cancel.clicked.connect(self.cancelled)
        self.show_choice("", ItemKind.FILE)

    def show_choice(self, name: str, kind: ItemKind) -> None:
        """Show what the button chooses; an empty name for nothing."""
        word = Word.CHOOSE if not name else Word.CHOOSE_FOLDER if kind is ItemKind.FOLDER else Word.CHOOSE_FILE
        self.choose.setText(word.text)
        self.choose.setEnabled(bool(name))
        self.preview.show_item(name, kind)
