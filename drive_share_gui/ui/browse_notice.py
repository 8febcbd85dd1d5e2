"""What stands in the list while it has no rows: that it is being read, is empty, or cannot be had."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

from drive_share_gui.domain.item import ItemKind
from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.item_header import ItemPicture
from drive_share_gui.ui.picker_labels import Word
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel


@dataclass(frozen=True, slots=True)
class ListNotice:
    """A sentence, with a picture of an empty folder or not, and whether trying again may help."""

    text: str
    picture: bool = False
    again: bool = False


class NoticeInList(QWidget):
    """Lies over an empty list; the focus stays in the list."""

    again = Signal()

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area.viewport())
        self._notice: ListNotice | None = None
        self._picture = ItemPicture(self)
        self._picture.show_kind(ItemKind.FOLDER)
        self._label = TintedLabel(Tint.QUIET, self)
        self._label.setForegroundRole(QPalette.ColorRole.WindowText)  # lists have another one
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(Word.TRY_AGAIN.text, Rank.PLAIN, self)
        self._button.clicked.connect(self.again)
        inner = QVBoxLayout(self)
        inner.setSpacing(SPACE)
        inner.addStretch(2)
        inner.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(self._label)
        inner.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(3)
        outer = QVBoxLayout(area.viewport())
        outer.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        outer.addWidget(self)
        self.hide()

    @property
    def notice(self) -> ListNotice | None:
        """What it shows."""
        return self._notice

    def show_notice(self, notice: ListNotice | None) -> None:
        """Show `notice` and say it aloud once, or hide."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is not None:
            self._label.setText(notice.text)
            self._picture.setVisible(notice.picture)
            self._button.setVisible(notice.again)
            announce(self, notice.text)
