"""A thin line that fills as people are done."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from drive_share_gui.ui.theme import theme_of

_HEIGHT = 6
_STEPS = 200
"""Steps of a whole line that can be told apart."""


class ProgressLine(QProgressBar):
    """A progress bar to every screen reader; to the eye, a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(_HEIGHT)

    def show_progress(self, done: int, total: int) -> None:
        """Fill the line; Qt paints at once whenever a value is set, so only steps that can be seen are."""
        if self.maximum() != total:
            self.setMaximum(total)
        if done == total or abs(done - self.value()) * _STEPS >= total:
            self.setValue(done)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line from where reading begins."""
        del event
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        done = QRectF(whole)
        done.setWidth(whole.width() * self.value() / max(1, self.maximum()))
        if self.isRightToLeft():
            done.moveRight(whole.right())
        for area, colour in ((whole, theme.divider), (done, theme.accent)):
            painter.setBrush(colour)
            painter.drawRoundedRect(area, _HEIGHT / 2, _HEIGHT / 2)
