"""Draws one item of a list: its icon, its name, where it lies, and its size."""

from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drive_share_gui.domain.item import Item
from drive_share_gui.ui.browse_model import BrowseRole, Index
from drive_share_gui.ui.icons import Sign, draw_sign
from drive_share_gui.ui.item_icons import draw_item
from drive_share_gui.ui.theme import ICON, RADIUS, SPACE, mix, scaled, theme_of

SMALL: Final = 0.9
"""Size of the second line against the first."""
_ICON: Final = 24
_LARGE_ICON: Final = 32
_MOST_TRAILING: Final = 0.45
"""How much of the room that is left a text at the far end may take."""
_SELECTED: Final = 0.82
"""How much of the ground shows through the colour of a selected row."""


class BrowseDelegate(QStyledItemDelegate):
    """Draws rows of one height: with one line in a folder, with two where rows say where items lie."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.two_lines = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every row the same height."""
        del index
        height = option.fontMetrics.height()
        if self.two_lines:
            return QSize(0, max(height + QFontMetrics(scaled(option.font, SMALL)).height(), _LARGE_ICON) + 2 * SPACE)
        return QSize(0, max(height, _ICON) + SPACE + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, mirrored where the window reads from right to left."""
        item = index.data(BrowseRole.ITEM)
        if isinstance(item, Item):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(option.direction)
            _Row(painter, option, two_lines=self.two_lines).draw(item, index)
            painter.restore()


class _Row:
    """One row being drawn from left to right; every part is mirrored just before it is drawn."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, *, two_lines: bool) -> None:
        self._painter = painter
        self._theme = theme_of(option.palette)
        self._direction = option.direction
        self._bounds = option.rect
        self._state = option.state
        self._font = option.font
        self._small = scaled(option.font, SMALL)
        self._two_lines = two_lines
        self._icon = _LARGE_ICON if two_lines else _ICON
        self._left = option.rect.left() + SPACE + 2
        self._right = option.rect.right() + 1 - SPACE - 2

    def draw(self, item: Item, index: Index) -> None:
        """Draw everything from the edges inwards; the name gets what is left."""
        self._draw_back()
        draw_item(self._painter, item.kind, self._mirrored(self._centred(self._left, self._icon)))
        self._left += self._icon + SPACE + 4
        if index.data(BrowseRole.OPENS):
            self._draw_chevron()
        self._draw_trailing(str(index.data(BrowseRole.SIZE)), self._font)
        name, place = str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(BrowseRole.PLACE))
        rise = 0.0
        if not self._two_lines:
            self._draw_trailing(place, self._small)
        elif place:
            rise = QFontMetrics(self._small).height() / 2
            self._draw_line(place, self._small, self._theme.quiet, self._left, QFontMetrics(self._font).height() / 2)
        self._draw_line(name, self._font, self._theme.text, self._left, -rise)

    def _draw_back(self) -> None:
        area = QRectF(self._bounds).adjusted(1.0, 1.0, -1.0, -1.0)
        selected = bool(self._state & QStyle.StateFlag.State_Selected)
        self._painter.setPen(Qt.PenStyle.NoPen)
        if selected or self._state & QStyle.StateFlag.State_MouseOver:
            theme = self._theme
            self._painter.setBrush(mix(theme.accent, theme.field, _SELECTED) if selected else theme.hover)
            self._painter.drawRoundedRect(area, RADIUS, RADIUS)
        if self._state & QStyle.StateFlag.State_HasFocus:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self._theme.link, 1.5))
            self._painter.drawRoundedRect(area, RADIUS, RADIUS)

    def _draw_trailing(self, text: str, font: QFont) -> None:
        """Draw a text of the second rank at the far end; the name keeps most of the room."""
        if text:
            width = min(QFontMetrics(font).horizontalAdvance(text) + 1, (self._right - self._left) * _MOST_TRAILING)
            self._draw_line(text, font, self._theme.quiet, self._right - width)
            self._right -= int(width) + 2 * SPACE

    def _draw_chevron(self) -> None:
        """Draw the sign of a folder that Enter goes into, pointing where the window reads to."""
        where = self._mirrored(self._centred(self._right - ICON, ICON))
        self._right -= ICON + SPACE
        sign = Sign.FORWARDS if self._direction is Qt.LayoutDirection.LeftToRight else Sign.BACKWARDS
        draw_sign(self._painter, sign, where, self._theme.quiet)

    def _draw_line(self, text: str, font: QFont, colour: QColor, left: float, below: float = 0.0) -> None:
        """Draw one line from `left` on, a long text shortened in its middle, read in its own direction."""
        if not text:
            return
        metrics = QFontMetrics(font)
        where = QRectF(left, 0, self._right - left, metrics.height())
        where.moveTop(QRectF(self._bounds).center().y() - metrics.height() / 2 + below)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(where.width()))
        self._painter.setFont(font)
        self._painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self._mirrored(where), flags | Qt.TextFlag.TextSingleLine, f"\u2068{short}\u2069")

    def _centred(self, left: float, side: float) -> QRectF:
        return QRectF(left, QRectF(self._bounds).center().y() - side / 2, side, side)

    def _mirrored(self, where: QRectF) -> QRectF:
        if self._direction is Qt.LayoutDirection.LeftToRight:
            return where
        bounds = QRectF(self._bounds)
        return QRectF(bounds.left() + bounds.right() - where.right(), where.top(), where.width(), where.height())
