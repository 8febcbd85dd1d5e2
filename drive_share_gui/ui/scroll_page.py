"""A page that scrolls up and down where the screen is small, and else looks as if it did not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from drive_share_gui.ui.scroll_bar import SlimScrollBar


class ScrollPage(QScrollArea):
    """Takes its content by `hold`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(self, in_field=False))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hold(self, inside: QWidget) -> None:
        """Show this, on the ground of the window."""
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
