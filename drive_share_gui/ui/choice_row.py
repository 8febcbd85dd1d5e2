"""A line that names some invitations, and what can be done with all of them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel

_SEVERAL: Final = {Label.LEAVE: Label.LEAVE_THEM}


class ChoiceRow(QWidget):
    """Hidden while there is nothing to choose."""

    chosen = Signal(Label)

    def __init__(self, labels: tuple[Label, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = TintedLabel(Tint.TEXT, self)
        self.buttons = {label: Button(label.text, Rank.LINK, self) for label in labels}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._text)
        for label, button in self.buttons.items():
            button.clicked.connect(lambda _=False, label=label: self.chosen.emit(label))
            row.addWidget(button)
        row.addStretch()
        self.hide()

    def show_count(self, number: int, words: Callable[[int], str]) -> None:
        """Name so many in these words; nothing to choose among none."""
        self.show_choice(words(number) if number else "", are_several=number > 1)

    def show_choice(self, text: str, *, are_several: bool) -> None:
        """Name them by `text`; nothing to choose without one."""
        self._text.setText(text)
        for label, button in self.buttons.items():
            named = _SEVERAL.get(label, label) if are_several else label
            button.setText(named.text)
            button.setAccessibleDescription(text)
            button.updateGeometry()
        self.setVisible(bool(text))
