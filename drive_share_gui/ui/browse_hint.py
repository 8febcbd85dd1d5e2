"""A small line of text that explains what is beside it: calm, or about a problem."""

from PySide6.QtWidgets import QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.tinted_label import Tint, TintedLabel


class HintLabel(TintedLabel):
    """Keeps the height of one line while it is empty, so that nothing jumps; a problem is said aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tint.QUIET, parent, small=True)
        self.setWordWrap(True)

    def show_hint(self, text: str, tint: Tint = Tint.QUIET) -> None:
        """Show `text`, which must be prepared for showing."""
        self.set_tint(tint)
        if text != self.text():
            self.setText(text)
            if tint is Tint.PROBLEM:
                announce(self, text)
