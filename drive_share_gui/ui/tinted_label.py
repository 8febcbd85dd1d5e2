"""Labels of plain text in a colour that means something, and the headings of fields."""

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.theme import Theme, scaled, theme_of

_SMALL = 0.92


class Tint(Enum):
    """What the colour of a text says."""

    TEXT = "text"
    QUIET = "quiet"
    CAUTION = "caution"
    PROBLEM = "problem"

    def of(self, theme: Theme) -> QColor:
        """Give the colour in a theme."""
        match self:
            case Tint.TEXT:
                return theme.text
            case Tint.QUIET:
                return theme.quiet
            case Tint.CAUTION:
                return theme.caution
            case Tint.PROBLEM:
                return theme.problem


class TintedLabel(QLabel):
    """A label that never reads its text as markup and keeps its meaning when the colours change."""

    def __init__(self, tint: Tint = Tint.TEXT, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if small:
            self.setFont(scaled(self.font(), _SMALL))
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._tint = tint
        self._colour()

    def set_tint(self, tint: Tint) -> None:
        """Give the text another meaning."""
        if tint is not self._tint:
            self._tint = tint
            self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark and back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        role = QPalette.ColorRole.WindowText
        colour = self._tint.of(theme_of(QApplication.palette()))
        if self.palette().color(role) != colour:
            palette = QPalette(self.palette())
            palette.setColor(role, colour)
            self.setPalette(palette)


def heading(label: Label, field: QWidget | None, parent: QWidget) -> TintedLabel:
    """Make the heading of a field: its key leads there, and a screen reader names the field by it."""
    made = TintedLabel(Tint.TEXT, parent)
    made.setFont(scaled(made.font(), 1, bold=True))
    if field is not None:
        made.setBuddy(field)
    made.setText(label.text if field is not None else label.plain)
    return made
