"""A small line of text that explains what is beside it: calm, or about a problem."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.theme import scaled, theme_of

_SMALL = 0.92


class HintLabel(QLabel):
    """Keeps the height of one line while it is empty, so that nothing jumps; a problem is said aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(scaled(self.font(), _SMALL))
        self._colour()

    def show_hint(self, text: str, *, problem: bool = False) -> None:
        """Show `text`, which must be safe to show."""
        if (text, problem) == (self.text(), self._problem):
            return
        self.setText(text)
        self._problem = problem
        self._colour()
        if problem:
            announce(self, text)

    @property
    def problem(self) -> bool:
        """Whether the text is about a problem."""
        return self._problem

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another palette."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.ApplicationPaletteChange, QEvent.Type.ThemeChange}:
            self._colour()

    def _colour(self) -> None:
        """Derive the colour from the window's palette, not from the one set here before."""
        above = self.parentWidget()
        palette = QPalette(above.palette() if above else self.palette())
        theme = theme_of(palette)
        palette.setColor(QPalette.ColorRole.WindowText, theme.problem if self._problem else theme.quiet)
        self.setPalette(palette)
