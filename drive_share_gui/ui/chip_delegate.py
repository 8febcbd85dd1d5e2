"""Draws a person on the list as a chip: initials, name, a mark for outsiders, and the way off the list."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from drive_share_gui.domain.person import Person
from drive_share_gui.ui.form_wording import initials_of
from drive_share_gui.ui.icons import Sign, draw_sign
from drive_share_gui.ui.people_model import IS_OUTSIDE, PERSON
from drive_share_gui.ui.theme import LEADING, SPACE, Theme, scaled, theme_of

_HUES: Final = (210, 265, 320, 350, 20, 150, 180)
_MARK: Final = 14
_WIDEST: Final = 320


class ChipDelegate(QStyledItemDelegate):
    """Measures and draws chips; `is_removal` tells a click on the cross from one on the chip."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._widths: dict[Person, int] = {}

    def forget(self) -> None:
        """Measure everything anew: other people, another domain, another font."""
        self._widths.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Leave room for everything, but never take more than the line."""
        metrics: QFontMetrics = option.fontMetrics
        height = metrics.height() + SPACE
        person: Person = index.data(PERSON)
        width = self._widths.get(person)
        if width is None:
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            width = height + metrics.horizontalAdvance(text) + _MARK + 3 * SPACE
            width += _MARK + SPACE // 2 if index.data(IS_OUTSIDE) else 0
            width = self._widths[person] = min(width, _WIDEST)
        return QSize(width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one chip."""
        person = index.data(PERSON)
        if not isinstance(person, Person):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = theme_of(QApplication.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        _draw_ground(painter, QRectF(rect), theme, selected=selected)
        mirrored = QApplication.isRightToLeft()
        disc, text, mark, cross = (
            _mirrored(part, rect, mirrored) for part in _parts(rect, bool(index.data(IS_OUTSIDE)))
        )
        _draw_initials(painter, QRectF(disc), person)
        front = theme.accent_text if selected else theme.text
        if not mark.isEmpty():
            draw_sign(painter, Sign.OUTSIDE, QRectF(mark), front if selected else theme.caution)
        draw_sign(painter, Sign.CROSS, QRectF(cross), front if selected else theme.quiet)
        shown = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.setPen(front)
        painter.drawText(text, LEADING, shown)
        painter.restore()

    def is_removal(self, rect: QRect, point: QPoint) -> bool:
        """Whether `point` lies on the cross of the chip in `rect`."""
        cross = _mirrored(_parts(rect, outside=False)[3], rect, QApplication.isRightToLeft())
        return cross.adjusted(-SPACE // 2, -SPACE, SPACE, SPACE).contains(point)


def _parts(rect: QRect, outside: bool) -> tuple[QRect, QRect, QRect, QRect]:  # noqa: FBT001 - a fact of the chip
    """Give the places of initials, text, mark and cross, from left to right."""
    side = rect.height() - 4
    middle = rect.center().y() - _MARK // 2 + 1
    disc = QRect(rect.left() + 2, rect.top() + 2, side, side)
    cross = QRect(rect.right() - _MARK - SPACE + 1, middle, _MARK, _MARK)
    mark = QRect(cross.left() - _MARK - SPACE // 2, middle, _MARK, _MARK) if outside else QRect()
    end = (mark if outside else cross).left() - SPACE // 2
    left = disc.right() + SPACE
    return disc, QRect(left, rect.top(), end - left, rect.height()), mark, cross


def _mirrored(part: QRect, rect: QRect, mirrored: bool) -> QRect:  # noqa: FBT001 - a fact of the window
    if not mirrored or part.isEmpty():
        return part
    return QRect(rect.left() + rect.right() - part.right(), part.top(), part.width(), part.height())


def _draw_ground(painter: QPainter, rect: QRectF, theme: Theme, *, selected: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen if selected else QPen(theme.divider, 1))
    painter.setBrush(theme.accent if selected else theme.chip)
    half = rect.height() / 2
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), half, half)


def _draw_initials(painter: QPainter, disc: QRectF, person: Person) -> None:
    hue = _HUES[sum(person.key.encode()) % len(_HUES)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHsl(hue, 110, 95))
    painter.drawEllipse(disc)
    painter.save()
    painter.setFont(scaled(painter.font(), 0.78, bold=True))
    painter.setPen(QColor("white"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter.value, initials_of(person))
    painter.restore()
