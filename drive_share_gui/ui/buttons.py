"""Buttons of the window: one that acts, those beside it, and links that only look like text."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStyle, QWidget

from drive_share_gui.ui.icons import Sign, draw_sign
from drive_share_gui.ui.theme import ICON, RADIUS, SPACE, Theme, mix, theme_of

_NATIVE_STYLES: Final = frozenset({"windows11", "windowsvista", "macos"})
_AFTER_TEXT: Final = frozenset({Sign.FORWARDS, Sign.BACKWARDS, Sign.DOWN})
_MNEMONIC: Final = Qt.TextFlag.TextShowMnemonic.value
_LINK_PADDING: Final = 2
_PRESSED: Final = 0.12


def is_native() -> bool:
    """Whether the system's own look is modern, so that controls draw themselves."""
    return QApplication.style().name().lower() in _NATIVE_STYLES


class Rank(Enum):
    """How much a button asks to be pressed."""

    MAIN = auto()
    """The one the window is for."""
    PLAIN = auto()
    LINK = auto()
    """Reads as text; for what is nearby and harmless."""


class Button(QPushButton):
    """A button in the colours of the system; native where the system's own look is modern."""

    def __init__(
        self, text: str, rank: Rank = Rank.PLAIN, parent: QWidget | None = None, *, sign: Sign | None = None
    ) -> None:
        super().__init__(text, parent)
        self.rank = rank
        self._sign = sign
        self._inside = False
        self._shrinks = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if rank is Rank.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_sign(self, sign: Sign | None) -> None:
        """Draw another sign before the text."""
        self._sign = sign
        self.update()

    def sizeHint(self) -> QSize:
        """Leave room for the text, and for a finger."""
        if self._native():
            return super().sizeHint()
        metrics = self.fontMetrics()
        width = metrics.size(_MNEMONIC, self.text()).width()
        width += ICON + SPACE // 2 if self._sign else 0
        if self.rank is Rank.LINK:
            return QSize(width + 2 * _LINK_PADDING, metrics.height() + SPACE)
        return QSize(max(width + 4 * SPACE, 10 * SPACE), metrics.height() + 2 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """Never shrink below the text, unless that was allowed."""
        return QSize(10 * SPACE, self.sizeHint().height()) if self._shrinks else self.sizeHint()

    def set_shrinking(self) -> None:
        """Cut the text where there is too little room, instead of asking for more."""
        self._shrinks = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over it."""
        self._inside = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer left."""
        self._inside = False
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it flat, with a ring where it has the focus."""
        if self._native():
            super().paintEvent(event)
            return
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        front = self._draw_back(painter, theme)
        if not self.isEnabled():
            front = mix(front, theme.accent if self._filled() else theme.window, 0.5)
        self._draw_text(painter, front)
        if self.hasFocus():
            _draw_ring(painter, QRectF(self.rect()), theme, inside=self._filled())

    def _native(self) -> bool:
        return self.rank is not Rank.LINK and is_native()

    def _filled(self) -> bool:
        return self.rank is Rank.MAIN and self.isEnabled()

    def _draw_back(self, painter: QPainter, theme: Theme) -> QColor:
        """Draw what is behind the text, and give the colour of the text."""
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pressed, over = self.isDown(), self._inside and self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.rank is Rank.LINK:
            font = painter.font()
            font.setUnderline(over or pressed)
            painter.setFont(font)
            return theme.link
        if self._filled():
            black = QColor("black")
            painter.setBrush(mix(theme.accent, black, _PRESSED if pressed else _PRESSED / 2 if over else 0))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            return theme.accent_text
        painter.setBrush(theme.hover if over or pressed else theme.field)
        painter.setPen(QPen(theme.divider if not self.isEnabled() else theme.edge, 1))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        return theme.text

    def _draw_text(self, painter: QPainter, colour: QColor) -> None:
        area, gap, text = self.rect(), ICON + SPACE // 2 if self._sign else 0, self.text()
        if self._shrinks:
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width() - gap, _MNEMONIC)
        if self._sign is not None:
            width = self.fontMetrics().size(_MNEMONIC, text).width()
            edge = (area.width() - width - gap) / 2
            where = QRectF(edge, (area.height() - ICON) / 2, ICON, ICON)
            at_right = self.isRightToLeft() != (self._sign in _AFTER_TEXT)
            if at_right:
                where.moveRight(area.width() - edge)
            draw_sign(painter, self._sign, where, colour)
            area.adjust(0, 0, -gap, 0) if at_right else area.adjust(gap, 0, 0, 0)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.ButtonText, colour)
        flags = Qt.AlignmentFlag.AlignCenter.value | _MNEMONIC
        if not self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self):
            flags |= Qt.TextFlag.TextHideMnemonic.value
        self.style().drawItemText(painter, area, flags, palette, True, text, QPalette.ColorRole.ButtonText)


def _draw_ring(painter: QPainter, area: QRectF, theme: Theme, *, inside: bool) -> None:
    """Draw the mark of the focus along the edge, or just within a filled button."""
    inset = 3.0 if inside else 1.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.accent_text if inside else theme.link, 2 if not inside else 1.5))
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), RADIUS - inset / 2, RADIUS - inset / 2)
