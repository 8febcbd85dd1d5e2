"""Draws what an item is: a folder, or a sheet of paper with the sign of its kind."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from drive_share_gui.domain.item import ItemKind

_COLOURS: Final = {
    ItemKind.FOLDER: "#e0a526",
    ItemKind.DOCUMENT: "#2b66c2",
    ItemKind.SHEET: "#1d7f48",
    ItemKind.SLIDES: "#c8552b",
    ItemKind.PICTURE: "#7d52b5",
    ItemKind.SOUND: "#b0457f",
    ItemKind.FILM: "#a83b3b",
    ItemKind.PACKAGE: "#75614d",
    ItemKind.FILE: "#6a7280",
}
_GRID: Final = 40.0


def draw_item(painter: QPainter, kind: ItemKind, where: QRectF) -> None:
    """Draw the icon of an item of this kind into `where`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / _GRID, where.height() / _GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    colour = QColor(_COLOURS[kind])
    if kind is ItemKind.FOLDER:
        _folder(painter, colour)
    else:
        _sheet_of_paper(painter, colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = QPen(QColor("white"), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(line)
        painter.drawPath(_picture(kind))
    painter.restore()


def _folder(painter: QPainter, colour: QColor) -> None:
    back = QPainterPath()
    back.addRoundedRect(QRectF(3, 7, 17, 14), 3, 3)
    back.addRoundedRect(QRectF(3, 10, 34, 23), 3, 3)
    painter.setBrush(colour.darker(112))
    back.setFillRule(Qt.FillRule.WindingFill)
    painter.drawPath(back)
    front = QPainterPath()
    front.addRoundedRect(QRectF(3, 14, 34, 19), 3, 3)
    painter.setBrush(colour)
    painter.drawPath(front)


def _sheet_of_paper(painter: QPainter, colour: QColor) -> None:
    paper = QPainterPath(QPointF(10, 3))
    paper.lineTo(24, 3)
    paper.lineTo(33, 12)
    paper.lineTo(33, 34)
    paper.quadTo(33, 37, 30, 37)
    paper.lineTo(10, 37)
    paper.quadTo(7, 37, 7, 34)
    paper.lineTo(7, 6)
    paper.quadTo(7, 3, 10, 3)
    painter.setBrush(colour)
    painter.drawPath(paper)
    corner = QPainterPath(QPointF(24, 3))
    corner.lineTo(33, 12)
    corner.lineTo(26, 12)
    corner.quadTo(24, 12, 24, 10)
    painter.setBrush(colour.lighter(150))
    painter.drawPath(corner)


def _picture(kind: ItemKind) -> QPainterPath:
    """Give the white strokes that tell one kind of file from another."""
    path = QPainterPath()
    match kind:
        case ItemKind.DOCUMENT:
            _lines(path, (13, 18, 27, 18), (13, 24, 27, 24), (13, 30, 22, 30))
        case ItemKind.SHEET:
            path.addRect(QRectF(12.5, 17, 15, 14))
            _lines(path, (12.5, 24, 27.5, 24), (20, 17, 20, 31))
        case ItemKind.SLIDES:
            path.addRect(QRectF(12.5, 18, 15, 10))
            _lines(path, (20, 28, 20, 32))
        case ItemKind.PICTURE:
            path.addPolygon([QPointF(12, 31), QPointF(18, 22), QPointF(21.5, 27), QPointF(24, 24), QPointF(28.5, 31)])
            path.closeSubpath()
            path.addEllipse(QPointF(25.5, 18.5), 1.6, 1.6)
        case ItemKind.SOUND:
            _lines(path, (18, 29, 18, 17), (18, 17, 26, 19.5))
            path.addEllipse(QPointF(15.8, 29), 2.2, 2.2)
        case ItemKind.FILM:
            path.addPolygon([QPointF(16, 17.5), QPointF(26.5, 24), QPointF(16, 30.5)])
            path.closeSubpath()
        case ItemKind.PACKAGE:
            path.addRect(QRectF(13, 20, 14, 11))
            _lines(path, (13, 20, 16, 16), (16, 16, 24, 16), (24, 16, 27, 20))
        case _:
            _lines(path, (13, 24, 27, 24))
    return path


def _lines(path: QPainterPath, *lines: tuple[float, float, float, float]) -> None:
    for x1, y1, x2, y2 in lines:
        path.moveTo(x1, y1)
        path.lineTo(x2, y2)
