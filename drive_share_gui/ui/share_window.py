"""The frame of the share window: on the screen before anything else is loaded, filled right after."""

from typing import Final

from PySide6.QtCore import QMimeData, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

WIDTH: Final = 600
HEIGHT: Final = 560
"""Wanted size; a small screen gets less."""
LEAST_WIDTH: Final = 480
FRAME: Final = 20
"""Room for a window's frame, where the system does not tell it before the window is shown."""
_MARGIN, _STRIP, _ICON, _RADIUS = 24, 30, 44, 6


class ShareWindow(QDialog):
    """Draws what was asked for and the outlines of the form, until it gets its content.

    It keeps to the few classes of Qt that start fast: the rest loads when this can be seen already.
    """

    painted = Signal()
    """The first paint is over: heavy work may begin."""
    leave_wanted = Signal()
    """Somebody wants the window closed; it is hidden by whoever decides that."""
    dropped = Signal(tuple)
    """Files or links, as texts of items, that nothing inside the window took."""
    left = Signal()
    """The person is through with it, and nothing is under way any more."""

    def __init__(self, reference: str = "", *, practice: bool = False) -> None:
        super().__init__()
        self._reference = reference
        self._top = _MARGIN + (_STRIP if practice else 0)
        self._content: QWidget | None = None
        self._layout: QVBoxLayout | None = None
        self._is_painted = False
        self._after_paint = QTimer(self)
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self.painted)
        self.setAcceptDrops(True)
        self.setWindowTitle("Share")
        self.setMinimumWidth(LEAST_WIDTH)
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(self.room()))

    def room(self) -> QSize:
        """Give the size of the screen, less what stands around a window."""
        return self.screen().availableGeometry().size() - QSize(FRAME, 2 * FRAME)

    def grow(self, lacking: int) -> None:
        """Grow by so much, as far as the screen goes; never shrink."""
        self.resize(self.width(), max(self.height(), min(self.height() + lacking, self.room().height())))

    def fill(self, content: QWidget) -> None:
        """Put this content in front; what was there before is hidden and kept."""
        if self._layout is None:
            self._layout = QVBoxLayout(self)
            self._layout.setContentsMargins(0, 0, 0, 0)
        if self._content is not None and self._content is not content:
            self._content.hide()
        self._content = content
        self._layout.addWidget(content)
        content.show()

    def reject(self) -> None:
        """Ask for closing: what happens then is decided elsewhere."""
        self.leave_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Do as Escape does."""
        event.ignore()
        self.leave_wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files and links come."""
        if _named(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which items were dropped."""
        named = _named(event.mimeData())
        if named:
            event.acceptProposedAction()
            self.dropped.emit(named)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outlines; tell when the window can be seen."""
        super().paintEvent(event)
        if self._content is None:
            self._draw_outlines(QPainter(self))
        if not self._is_painted:
            self._is_painted = True
            self._after_paint.start()

    def _draw_outlines(self, painter: QPainter) -> None:
        ink, ground, field = self.palette().windowText().color(), self.palette().window().color(), self.palette().base()
        painter.setPen(_between(ink, ground, 0.8))
        painter.setBrush(field)
        width, height, top = self.width() - 2 * _MARGIN, self.height(), self._top
        if self._reference:
            self._outline(painter, QRect(_MARGIN, top + 86, width, 34))
            self._outline(painter, QRect(_MARGIN, top + 206, width, height - top - 306))
            self._draw_reference(painter, ink)
        else:
            self._outline(painter, QRect(_MARGIN, top + 17, width - 88, 31))
            self._outline(painter, QRect(_MARGIN, top + 138, width, height - top - 215))

    def _outline(self, painter: QPainter, area: QRect) -> None:
        if self.isRightToLeft():
            area.moveRight(self.width() - area.left())
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def _draw_reference(self, painter: QPainter, ink: QColor) -> None:
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ink)
        left = _MARGIN + _ICON + 16
        text = "".join(sign for sign in self._reference if sign.isprintable())
        width = painter.fontMetrics().horizontalAdvance(text)
        if width > self.width() - left - _MARGIN:
            return  # it will be shown shortened in a moment
        painter.drawText(self.width() - left - width if self.isRightToLeft() else left, self._top + 18, text)


def _named(data: QMimeData) -> tuple[str, ...]:
    """Give the texts of the items that a drop names; a text alone is none: it can be meant for the form."""
    from drive_share_gui.ui.item_drop import read_drop  # noqa: PLC0415 - not before the first paint

    named = read_drop(data) if data.hasUrls() else ()
    return named if isinstance(named, tuple) else ()


def _between(ink: QColor, ground: QColor, share: float) -> QColor:
    return QColor(
        round(ink.red() + (ground.red() - ink.red()) * share),
        round(ink.green() + (ground.green() - ink.green()) * share),
        round(ink.blue() + (ground.blue() - ink.blue()) * share),
    )
