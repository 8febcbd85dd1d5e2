"""Unfolds what the service said about one person, and copies it in one piece."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.domain.item import Item
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.field_frame import FieldFrame
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.result_details import Detail, as_text, details_of, link_of
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.scroll_bar import SlimScrollBar
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel
from drive_share_gui.ui.translation import translate

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class DetailsPanel(FieldFrame):
    """Names and values; the buttons copy them."""

    copy_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._link = ""
        self._lines: list[tuple[TintedLabel, TintedLabel]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.copy_link = Button(translate("Details", "Copy the sharing link"), Rank.LINK, self)
        self.copy_link.clicked.connect(lambda: self.copy_wanted.emit(self._link))
        self.copy_all = Button(translate("Details", "C&opy details"), Rank.LINK, self)
        self.copy_all.clicked.connect(lambda: self.copy_wanted.emit(self._text))
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_all)
        buttons.addWidget(self.copy_link)
        buttons.addStretch()
        self._area = FittingScrollArea(self._grid, self)
        self._area.setAccessibleName(translate("Details", "Details"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._area)
        column.addLayout(buttons)

    def show_row(self, row: ResultRow | None, item: Item | None, now: float) -> None:
        """Show what is known about a row, or a hint where none is chosen."""
        if row is None:
            hint = Detail(translate("Details", "Details"), translate("Details", "Choose a person above."))
            details: tuple[Detail, ...] = (hint,)
            self._text = self._link = ""
        else:
            details = details_of(row, now)
            self._text, self._link = as_text(details, item), link_of(row)
        while len(self._lines) < len(details):
            self._add_line()
        for number, (name, value) in enumerate(self._lines):
            detail = details[number] if number < len(details) else None
            name.setVisible(detail is not None)
            value.setVisible(detail is not None)
            if detail is not None:
                name.setText(detail.name)
                value.setText(foreign(detail.value))
        self._area.updateGeometry()
        self.copy_all.setVisible(bool(self._text))
        self.copy_link.setVisible(bool(self._link))

    def _add_line(self) -> None:
        name, value = TintedLabel(Tint.QUIET, self, small=True), TintedLabel(Tint.TEXT, self, small=True)
        value.setWordWrap(True)
        value.setTextInteractionFlags(_SELECTABLE)
        name.setBuddy(value)
        row = len(self._lines)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.append((name, value))


class FittingScrollArea(QScrollArea):
    """As high as what is in it where there is room, and less where there is not."""

    def __init__(self, layout: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = QWidget(self)
        self._inside.setLayout(layout)
        layout.setContentsMargins(0, 0, SPACE, 0)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Ask for the height of everything."""
        width = max(self.viewport().width(), 1)
        height = self._inside.heightForWidth(width) if self._inside.hasHeightForWidth() else 0
        return QSize(0, max(height, self._inside.sizeHint().height()))
