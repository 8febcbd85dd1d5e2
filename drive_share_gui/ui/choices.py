"""Radio buttons and check boxes whose outlines can be seen on light and on dark ground."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QStyle

from drive_share_gui.ui.buttons import is_native
from drive_share_gui.ui.icons import Sign, draw_sign
from drive_share_gui.ui.theme import RADIUS, SPACE, theme_of

_SIDE: Final = 18
_MNEMONIC: Final = Qt.TextFlag.TextShowMnemonic.value


class RadioChoice(QRadioButton):
    """One of several; native where the system's own look is modern."""

    def sizeHint(self) -> QSize:
        """Leave room for the ring and the words."""
        return super().sizeHint() if is_native() else _size_of(self)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, dot and words."""
        if is_native():
            super().paintEvent(event)
            return
        painter, place = _begin(self)
        theme = theme_of(self.palette())
        if self.isChecked():
            painter.setPen(QPen(theme.accent, 1))
            painter.setBrush(theme.accent)
            painter.drawEllipse(place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_text)
            inset = _SIDE * 0.3
            painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))
        else:
            painter.setPen(QPen(theme.edge, 1.5))
            painter.setBrush(theme.field)
            painter.drawEllipse(place)
        _draw_words(painter, self)


class TickBox(QCheckBox):
    """On or off; native where the system's own look is modern."""

    def sizeHint(self) -> QSize:
        """Leave room for the box and the words."""
        return super().sizeHint() if is_native() else _size_of(self)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        if is_native():
            super().paintEvent(event)
            return
        painter, place = _begin(self)
        theme = theme_of(self.palette())
        checked = self.isChecked()
        painter.setPen(QPen(theme.accent if checked else theme.edge, 1 if checked else 1.5))
        painter.setBrush(theme.accent if checked else theme.field)
        painter.drawRoundedRect(place, RADIUS / 1.5, RADIUS / 1.5)
        if checked:
            draw_sign(painter, Sign.CHECK, place.adjusted(1, 1, -1, -1), theme.accent_text, 3)
        _draw_words(painter, self)


def _size_of(button: QAbstractButton) -> QSize:
    words = button.fontMetrics().size(_MNEMONIC, button.text())
    return QSize(_SIDE + 2 * SPACE + words.width(), max(_SIDE, words.height()) + SPACE // 2)


def _begin(button: QAbstractButton) -> tuple[QPainter, QRectF]:
    """Give a painter, and the place of ring or box."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = button.width() - _SIDE - 2 if button.isRightToLeft() else 2
    place = QRectF(left, (button.height() - _SIDE) / 2, _SIDE, _SIDE)
    return painter, place.adjusted(1, 1, -1, -1)


def _draw_words(painter: QPainter, button: QAbstractButton) -> None:
    theme = theme_of(button.palette())
    gap = _SIDE + SPACE
    area = QRect(0 if button.isRightToLeft() else gap, 0, button.width() - gap, button.height())
    flags = _MNEMONIC | (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
    if not button.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, button):
        flags |= Qt.TextFlag.TextHideMnemonic.value
    palette = QPalette(button.palette())
    palette.setColor(QPalette.ColorRole.WindowText, theme.text if button.isEnabled() else theme.quiet)
    painter.setLayoutDirection(button.layoutDirection())
    role = QPalette.ColorRole.WindowText
    button.style().drawItemText(painter, area, flags, palette, True, button.text(), role)
    if button.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.link, 2))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
