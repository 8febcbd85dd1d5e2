"""A line of text that shortens itself where there is not enough room, and tells the rest on demand."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from drive_share_gui.ui.plain_text import tool_tip
from drive_share_gui.ui.theme import theme_of

_LEAST_SIGNS = 12


class ElidedLabel(QLabel):
    """One line of plain text, cut in the middle; a screen reader gets all of it."""

    def __init__(self, parent: QWidget | None = None, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show `text`, which must be prepared for showing."""
        if text != self.text():
            self.setText(text)
            self._explain()

    def minimumSizeHint(self) -> QSize:
        """Stay readable, however narrow the window."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * _LEAST_SIGNS, metrics.height() + 2)

    def sizeHint(self) -> QSize:
        """Ask for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()), metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it does not fit."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        del event
        theme = theme_of(self.palette())
        palette = QPalette(self.palette())
        role = QPalette.ColorRole.WindowText
        palette.setColor(role, theme.quiet if self._quiet else theme.text)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        flags = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextSingleLine.value
        painter = QPainter(self)
        self.style().drawItemText(painter, self.rect(), flags, palette, self.isEnabled(), text, role)

    def _explain(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else tool_tip(self.text()))
