"""The box with the chips and, behind the last one or below them, the line to type in."""

from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from drive_share_gui.ui.chip_view import GAP, ChipView
from drive_share_gui.ui.field_frame import FieldFrame
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.people_model import PeopleModel
from drive_share_gui.ui.person_edit import PersonEdit
from drive_share_gui.ui.theme import SPACE

_MOST_LINES: Final = 3
_LEAST_WIDTH: Final = 180
"""Room behind the last chip that is enough to type in."""
_FEW: Final = 60
"""People whose chips are measured; more than that fill the box in any case."""


class PeopleBox(FieldFrame):
    """Grows with the chips up to a few lines and scrolls from there on."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.chips = ChipView(model, self)
        self.edit = PersonEdit(self)
        self.edit.back_wanted.connect(self.chips.focus_last)
        self.chips.left_behind.connect(self.edit.setFocus)
        self._arranged: tuple[int, object] | None = None
        QWidget.setTabOrder(self.chips, self.edit)

    def show_pending(self, text: str) -> None:
        """Show what is typed, unless it is what stands there."""
        if text != self.edit.text():
            self.edit.setText(text)

    def arrange(self) -> None:
        """Place everything anew where the people or the width changed."""
        what = (self.width(), self._model.people)
        if self._arranged is None or what[0] != self._arranged[0] or what[1] is not self._arranged[1]:
            self._arranged = what
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the chips anew."""
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure once more, now that the style is known."""
        super().showEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead a click beside the chips to the line."""
        self.edit.setFocus()
        event.accept()

    def _place(self) -> None:
        pad, count = SPACE // 2, self._model.rowCount()
        line = self.fontMetrics().height() + SPACE
        inner = QRect(SPACE, pad, self.width() - 2 * SPACE, line)
        self.edit.setPlaceholderText("" if count else Label.PEOPLE_HINT.text)
        self.chips.setVisible(count > 0)
        if not count:
            self._settle(inner.adjusted(0, GAP // 2, 0, GAP // 2))
            return
        most = _MOST_LINES * (line + GAP) + GAP
        self.chips.setGeometry(QRect(QPoint(pad, pad), inner.size()).adjusted(0, 0, SPACE, most - line))
        end = self.chips.end() if count <= _FEW else QRect(0, most, self.width(), line)
        height = min(end.bottom() + 1 + GAP // 2, most)
        free = end.left() if self.isRightToLeft() else inner.width() - end.right()
        if free >= _LEAST_WIDTH and end.bottom() < most:
            left = inner.left() if self.isRightToLeft() else end.right() + pad + SPACE
            self._settle(QRect(left, pad + end.top(), free - SPACE, line))
        else:
            self._settle(inner.translated(0, height))
        self.chips.resize(self.chips.width(), height)
        self.chips.scrollToBottom()
        self.edit.raise_()

    def _settle(self, line: QRect) -> None:
        self.edit.setGeometry(line)
        self.setFixedHeight(line.bottom() + 1 + SPACE // 2 + GAP // 2)
