"""Draws the small signs of the window, sharp at every size and in any colour."""

from enum import Enum
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

GRID: Final = 24.0
"""Signs are drawn on a square of this side."""


class Sign(Enum):
    """A sign as strokes: M and L move and draw to a point, C draws a curve, O a circle, Z closes."""

    CHECK = "M 5.5 12.5 L 10 17 L 18.5 7.5"
    CROSS = "M 7 7 L 17 17 M 17 7 L 7 17"
    QUESTION = "M 8.6 9.2 C 8.6 4.6 15.6 4.8 15.4 9.2 C 15.3 11.8 12 11.6 12 14.6 M 12 18.3 L 12 18.4"
    CAUTION = "M 12 6 L 12 13.4 M 12 17.8 L 12 17.9"
    CLOCK = "O 12 12 9 M 12 7 L 12 12 L 15.5 14"
    RING = "O 12 12 8"
    SENDING = "M 6 12 L 6.1 12 M 12 12 L 12.1 12 M 18 12 L 18.1 12"
    UNDO = "M 8.5 5 L 4.5 9 L 8.5 13 M 4.5 9 L 14 9 C 21 9 21 18.5 14 18.5 L 9.5 18.5"
    FORWARDS = "M 9.5 6 L 15.5 12 L 9.5 18"
    BACKWARDS = "M 14.5 6 L 8.5 12 L 14.5 18"
    DOWN = "M 6 9.5 L 12 15.5 L 18 9.5"
    FLASK = (
        "M 9 3.5 L 15 3.5 M 10.3 3.5 L 10.3 9.5 L 5 18.5 C 4.2 20.4 5 20.8 6.4 20.8 L 17.6 20.8 "
        "C 19 20.8 19.8 20.4 19 18.5 L 13.7 9.5 L 13.7 3.5 M 7.2 15 L 16.8 15"
    )
    LINK = (
        "M 10 14 C 12 16 14 15.6 15.2 14.4 L 18.8 10.8 C 23 6.4 17.6 1 13.2 5.2 L 12 6.4 "
        "M 14 10 C 12 8 10 8.4 8.8 9.6 L 5.2 13.2 C 1 17.6 6.4 23 10.8 18.8 L 12 17.6"
    )
    OUTSIDE = "M 13.5 5 L 19 5 L 19 10.5 M 19 5 L 11 13 M 17 14.5 L 17 19 L 5 19 L 5 7 L 9.5 7"
    SEARCH = "O 10.5 10.5 6 M 15 15 L 20 20"
    UP = "M 12 19 L 12 5 M 6 11 L 12 5 L 18 11"
    INFORMATION = "M 12 11 L 12 17.6 M 12 6.8 L 12 6.9"


@cache
def outline(sign: Sign) -> QPainterPath:
    """Give the strokes of a sign on the grid."""
    path = QPainterPath()
    words = sign.value.split()
    position = 0
    while position < len(words):
        letter = words[position]
        count = {"M": 2, "L": 2, "C": 6, "O": 3, "Z": 0}[letter]
        _add(path, letter, [float(word) for word in words[position + 1 : position + 1 + count]])
        position += 1 + count
    return path


def _add(path: QPainterPath, letter: str, values: list[float]) -> None:
    match letter, values:
        case "M", [x, y]:
            path.moveTo(x, y)
        case "L", [x, y]:
            path.lineTo(x, y)
        case "C", [x1, y1, x2, y2, x, y]:
            path.cubicTo(x1, y1, x2, y2, x, y)
        case "O", [x, y, radius]:
            path.addEllipse(QPointF(x, y), radius, radius)
        case _:
            path.closeSubpath()


def draw_sign(painter: QPainter, sign: Sign, where: QRectF, colour: QColor, width: float = 2.0) -> None:
    """Draw a sign into `where` with strokes of `width` on its grid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / GRID, where.height() / GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(outline(sign))
    painter.restore()


def draw_badge(painter: QPainter, sign: Sign, where: QRectF, colour: QColor, front: QColor) -> None:
    """Draw a sign on a filled disc."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(where)
    painter.restore()
    inset = where.width() * 0.17
    draw_sign(painter, sign, where.adjusted(inset, inset, -inset, -inset), front, 3.2)


def sign_icon(sign: Sign, colour: QColor, size: int = 16) -> QIcon:
    """Make an icon of a sign, also for screens of double and triple density."""
    icon = QIcon()
    for density in (1, 2, 3):
        pixmap = QPixmap(size * density, size * density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_sign(painter, sign, QRectF(pixmap.rect()), colour)
        painter.end()
        pixmap.setDevicePixelRatio(density)
        icon.addPixmap(pixmap)
    return icon
