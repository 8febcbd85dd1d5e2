"""A narrow scroll bar without arrows, where the system's own look has no modern one."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from drive_share_gui.ui.theme import mix, theme_of

_NATIVE_STYLES: Final = frozenset({"windows11", "windowsvista", "macos"})
_WIDTH: Final = 12
_INSET: Final = 3.0


class SlimScrollBar(QScrollBar):
    """Vertical; as wide as a finger needs, with a handle that is darker under the pointer."""

    def __init__(self, parent: QWidget | None = None, *, in_field: bool = True) -> None:
        """Stand on the ground of fields, or, not `in_field`, on that of the window."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._in_field = in_field
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Take little room."""
        return super().sizeHint() if _native() else QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle alone."""
        if _native():
            super().paintEvent(event)
            return
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.field if self._in_field else theme.window)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
        near = self.underMouse() or self.isSliderDown()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.edge if near else mix(theme.edge, theme.field, 0.4))
        area = QRectF(handle).adjusted(_INSET, 0, -_INSET, 0)
        painter.drawRoundedRect(area, area.width() / 2, area.width() / 2)


def _native() -> bool:
    return QApplication.style().name().lower() in _NATIVE_STYLES
