"""The two places to look for an item: what was shared lately, and the drive."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionTab, QTabBar, QWidget

from drive_share_gui.domain.item import Drive
from drive_share_gui.ui.browse_shelf import Shelf
from drive_share_gui.ui.browse_spot import Lately
from drive_share_gui.ui.picker_labels import Word, root_words
from drive_share_gui.ui.theme import RADIUS, SPACE, theme_of

LATELY, DRIVE = 0, 1
_LINE: Final = 3.0


class SpotTabs(QTabBar):
    """Tabs that are words with a line below; hidden where nothing was shared lately."""

    lately_wanted = Signal()
    drive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addTab(Word.LATELY.text)
        self.addTab(Word.MY_FILES.text)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(Word.PLACES.text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._go)
        self.tabBarClicked.connect(self._on_clicked)

    def show_shelf(self, shelf: Shelf) -> None:
        """Mark the place one is at."""
        self.setVisible(shelf.has_recent)
        self._name_drive(shelf.drive)
        self.blockSignals(True)
        self.setCurrentIndex(LATELY if isinstance(shelf.spot, Lately) else DRIVE)
        self.blockSignals(False)

    def tabSizeHint(self, index: int) -> QSize:
        """Leave room for the word and the line."""
        words = self.tabText(index)
        width = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()
        return QSize(width + 3 * SPACE, self.fontMetrics().height() + 2 * SPACE)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never shorten a word."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, the line below the present one, and a ring where the focus is."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._draw(painter, index)

    def _draw(self, painter: QPainter, index: int) -> None:
        theme = theme_of(self.palette())
        area, present = QRectF(self.tabRect(index)), index == self.currentIndex()
        option = QStyleOptionTab()
        self.initStyleOption(option, index)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_MouseOver and not present:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -_LINE), RADIUS, RADIUS)
        if present:
            line = area.adjusted(1.5 * SPACE, area.height() - _LINE, -1.5 * SPACE, 0)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(line, _LINE / 2, _LINE / 2)
        if present and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.link, 1.5))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -_LINE - 1), RADIUS, RADIUS)
        painter.setPen(theme.text if present else theme.quiet)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
        if not self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self):
            flags |= Qt.TextFlag.TextHideMnemonic.value
        painter.drawText(area.adjusted(0, 0, 0, -_LINE), flags, self.tabText(index))

    def _name_drive(self, drive: Drive | None) -> None:
        words = root_words(drive).text
        if self.tabText(DRIVE) != words:
            self.setTabText(DRIVE, words)

    def _on_clicked(self, index: int) -> None:
        """Go there also from deeper inside: the present tab does not change then."""
        if index == self.currentIndex():
            self._go(index)

    def _go(self, index: int) -> None:
        if index == LATELY:
            self.lately_wanted.emit()
        else:
            self.drive_wanted.emit()
