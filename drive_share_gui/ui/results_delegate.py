"""Draws one result: a sign, the person, and under it what became of the invitation."""

from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, NotSent, Refused
from drive_share_gui.domain.permission import MailTrouble
from drive_share_gui.ui.icons import Sign, draw_badge, draw_sign
from drive_share_gui.ui.item_icons import draw_item
from drive_share_gui.ui.result_rows import ResultRow, Step
from drive_share_gui.ui.results_model import ROW, STATUS
from drive_share_gui.ui.theme import LEADING, RADIUS, SPACE, Theme, scaled, theme_of

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_BADGE = 22
_MORE = 5
"""By how much the icon of an item is larger, on each side."""


class ResultDelegate(QStyledItemDelegate):
    """All rows have one height: a line for the person, and one or two for what became of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.status_lines = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Take the lines and some air."""
        del index
        return QSize(0, (1 + self.status_lines) * option.fontMetrics.height() + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(ROW)
        if not isinstance(row, ResultRow | Item):
            return
        theme = theme_of(QApplication.palette())
        rect: QRect = option.rect
        mirrored = QApplication.isRightToLeft()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = rect.right() - _BADGE - SPACE if mirrored else rect.left() + SPACE
        where = QRectF(left, rect.center().y() - _BADGE / 2, _BADGE, _BADGE)
        if isinstance(row, Item):
            draw_item(painter, row.kind, where.adjusted(-_MORE, -_MORE, _MORE, _MORE))
        else:
            _draw_look(painter, row, where, theme)
        gap = _BADGE + 3 * SPACE
        area = rect.adjusted(SPACE, SPACE, -gap, -SPACE) if mirrored else rect.adjusted(gap, SPACE, -SPACE, -SPACE)
        lines = wrapped(str(index.data(STATUS)), option.fontMetrics, area.width(), self.status_lines)
        line = option.fontMetrics.height()
        place = QRect(area.left(), rect.center().y() - (1 + len(lines)) * line // 2, area.width(), line)
        painter.setFont(scaled(option.font, 1, bold=True))
        _draw_line(painter, place, theme.text, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.setFont(QFont(option.font))
        for number, text in enumerate(lines, start=1):
            _draw_line(painter, place.translated(0, number * line), theme.quiet, text)
        painter.restore()


def text_width(rect_width: int) -> int:
    """Give the room for text in a row of this width."""
    return rect_width - _BADGE - 4 * SPACE


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Break a text between words into at most `most` lines."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(words)) > width:
        fitting = next(
            (n for n in range(len(words), 0, -1) if metrics.horizontalAdvance(" ".join(words[:n])) <= width), 1
        )
        lines.append(" ".join(words[:fitting]))
        words = words[fitting:]
    return [*lines, " ".join(words)]


def draw_ground(painter: QPainter, rect: QRect, theme: Theme, *, selected: bool, focused: bool) -> None:
    """Draw the ground of the row the keyboard is at, and the line that parts it from the next."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.divider, 1))
    painter.drawLine(rect.left() + SPACE, rect.bottom(), rect.right() - SPACE, rect.bottom())
    if selected:
        painter.setPen(QPen(theme.link, 1.5) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), RADIUS, RADIUS)
    painter.restore()


def look_of(row: ResultRow, theme: Theme) -> tuple[Sign, QColor, bool]:  # noqa: PLR0911 - one look a state
    """Give sign and colour of a row, and whether it is a filled disc: something final."""
    outcome = row.outcome
    if row.taken_back is not None and row.taken_back.failure is None:
        return Sign.UNDO, theme.quiet, False
    if row.is_elsewhere or row.is_left:
        return Sign.CLOCK if row.is_elsewhere else Sign.RING, theme.quiet, False
    match row.step, outcome:
        case (Step.QUEUED, _):
            return Sign.RING, theme.quiet, False
        case (Step.SENDING | Step.TAKING_BACK, _):
            return Sign.SENDING, theme.link, False
        case (Step.WAITING, _):
            return Sign.CLOCK, theme.caution, False
        case (_, Invited(mail=MailTrouble())) | (_, NotSent()):
            return Sign.CAUTION, theme.caution, True
        case (_, Invited()):
            return Sign.CHECK, theme.good, True
        case (_, AlreadyHadAccess()):
            return Sign.CHECK, theme.quiet, True
        case (_, Refused()):
            return Sign.CROSS, theme.problem, True
        case _:
            return Sign.QUESTION, theme.doubt, True


def _draw_look(painter: QPainter, row: ResultRow, where: QRectF, theme: Theme) -> None:
    sign, colour, filled = look_of(row, theme)
    if filled:
        draw_badge(painter, sign, where, colour, theme.field)
    else:
        draw_sign(painter, sign, where, colour)


def _draw_line(painter: QPainter, area: QRect, colour: QColor, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setPen(colour)
    painter.drawText(area, LEADING, shown)
