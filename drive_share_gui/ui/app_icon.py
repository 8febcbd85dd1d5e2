"""The icon of the program, for windows and the task bar."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

_SIZES = (16, 24, 32, 48, 64, 128, 256)
_GRID = 64.0


def app_icon() -> QIcon:
    """Make it; the file `resources/drive-share.svg` shows the same for desktops and installers."""
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / _GRID, size / _GRID)
        _draw(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _draw(painter: QPainter) -> None:
    ground = QLinearGradient(0, 0, 0, _GRID)
    ground.setColorAt(0, QColor("#2f7fd6"))
    ground.setColorAt(1, QColor("#1b4fa0"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(4, 4, 56, 56), 13, 13)
    lines = QPainterPath(QPointF(43, 19))
    lines.lineTo(21, 32)
    lines.lineTo(43, 45)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("white"), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("white"))
    for centre in (QPointF(43, 19), QPointF(21, 32), QPointF(43, 45)):
        painter.drawEllipse(centre, 7, 7)
