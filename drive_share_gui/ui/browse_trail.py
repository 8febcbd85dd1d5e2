"""The way from the root of the drive to the folder one is in, each step a button."""

from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from drive_share_gui.domain.item import Drive
from drive_share_gui.ui.browse_spot import Folder
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign, draw_sign
from drive_share_gui.ui.picker_labels import Word, root_words
from drive_share_gui.ui.plain_text import foreign, plain_label, set_tool_tip, unmarked, visible
from drive_share_gui.ui.theme import ICON, SPACE, scaled, theme_of

_LONGEST_STEP: Final = 22
"""Average characters of a folder name before it is shortened."""


class Trail(QWidget):
    """Shows a way in one line; where room is short, the steps after the first hide behind an ellipsis."""

    wanted = Signal(Folder)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Folder, str] | None = None
        self.steps: list[Button] = []
        self.more = Button("…", Rank.LINK, self)
        self.more.setAccessibleName(Word.MORE_FOLDERS.text)
        self.more.clicked.connect(self._open_menu)
        self.here = plain_label(parent=self)
        self.here.setFont(scaled(self.font(), 1.0, bold=True))
        self._signs: list[QRectF] = []
        self.hidden: list[int] = []
        self.setAccessibleName(Word.WAY.text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_way(self, folder: Folder, drive: Drive | None) -> None:
        """Show the way to `folder`."""
        root = root_words(drive).plain
        if self._shown == (folder, root):
            return
        self._shown = (folder, root)
        for step in self.steps:
            step.hide()
            step.deleteLater()
        names = [root, *(visible(crumb.name) for crumb in folder.way)]
        self.steps = [self._make_step(name, Folder(folder.way[:depth])) for depth, name in enumerate(names[:-1])]
        for before, after in pairwise((self.more, *self.steps)):
            self.setTabOrder(before, after)
        self.here.setAccessibleName(names[-1])
        self._arrange()

    def sizeHint(self) -> QSize:
        """Be one line high, as wide as may be."""
        return QSize(20 * SPACE, self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the steps into the new width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew in another font or direction."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange}:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the signs between the steps, pointing where the window reads to."""
        del event
        painter = QPainter(self)
        sign = Sign.BACKWARDS if self.isRightToLeft() else Sign.FORWARDS
        for place in self._signs:
            draw_sign(painter, sign, place, theme_of(self.palette()).quiet)

    def _make_step(self, name: str, folder: Folder) -> Button:
        metrics = self.fontMetrics()
        short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_STEP * metrics.averageCharWidth())
        step = Button(unmarked(foreign(short)), Rank.LINK, self)
        step.setAccessibleName(name)
        if short != name:
            set_tool_tip(step, name)
        step.clicked.connect(partial(self.wanted.emit, folder))
        step.show()
        return step

    def _arrange(self) -> None:
        """Place what fits: the first step, the last ones, and where one is; hide the rest."""
        gap = ICON
        name = self.here.accessibleName()
        metrics = self.here.fontMetrics()
        here = min(metrics.horizontalAdvance(name), _LONGEST_STEP * metrics.averageCharWidth()) + SPACE
        widths = [step.sizeHint().width() + gap for step in self.steps]
        self.hidden = []
        while sum(widths) + here > self.width() and len(self.hidden) < len(self.steps) - 1:
            self.hidden.append(len(self.hidden) + 1)
            widths = [step.sizeHint().width() + gap for i, step in enumerate(self.steps) if i not in self.hidden]
            widths.append(self.more.sizeHint().width() + gap)
        left = 0
        self._signs = []
        for number, step in enumerate(self.steps):
            step.setVisible(number not in self.hidden)
            if number not in self.hidden:
                left = self._place(step, left)
            elif number == self.hidden[0]:
                left = self._place(self.more, left)
        self.more.setVisible(bool(self.hidden))
        room = max(self.width() - left - SPACE // 2, 0)
        short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self.here.setText(foreign(short))
        set_tool_tip(self.here, name if short != name else "")
        width = min(metrics.horizontalAdvance(short) + 1, room)
        self.here.setGeometry(self._mirrored(QRect(left + SPACE // 2, 0, width, self.height())))
        self.update()

    def _place(self, step: Button, left: int) -> int:
        """Put a step at `left` with its sign behind it, and give where the next one begins."""
        size = step.sizeHint()
        step.setGeometry(self._mirrored(QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())))
        sign = QRect(left + size.width(), (self.height() - ICON) // 2, ICON, ICON)
        self._signs.append(QRectF(self._mirrored(sign)).adjusted(2, 2, -2, -2))
        return left + size.width() + ICON

    def _mirrored(self, where: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), where)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in self.hidden:
            menu.addAction(unmarked(foreign(self.steps[number].accessibleName(), 60)), self.steps[number].click)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
