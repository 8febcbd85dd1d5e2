"""The box around what can be typed into: it shows where the focus is and where something is missing."""

from PySide6.QtCore import QEvent, QMargins, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from drive_share_gui.ui.theme import RADIUS, SPACE, theme_of

PADDING = QMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)


class FieldFrame(QFrame):
    """A rounded box; whatever is in it is drawn without a frame of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focused = False
        self._problem = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def set_problem(self, problem: bool) -> None:  # noqa: FBT001 - a property, as Qt writes them
        """Show, or no longer show, that what is in it cannot be sent."""
        if problem is not self._problem:
            self._problem = problem
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; the line is thicker where the focus is, since colour alone says little."""
        del event
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._focused or self._problem else 1.0
        colour = theme.problem if self._problem else theme.link if self._focused else theme.edge
        painter.setPen(QPen(colour, width))
        painter.setBrush(theme.field if self.isEnabled() else theme.window)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in other colours."""
        super().changeEvent(event)
        self.update()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        focused = now is not None and self.isAncestorOf(now)
        if focused is not self._focused:
            self._focused = focused
            self.update()


def framed(view: QWidget, margin: int = 2) -> FieldFrame:
    """Give the box around a view; two pixels leave its line free."""
    frame = FieldFrame(view.parentWidget())
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(margin, margin, margin, margin)
    inside.addWidget(view)
    return frame
