"""The way from the root of the drive to the folder one is in, each step a button."""

from functools import partial
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
        self._steps: list[Button] = []
        self._more = Button("…", Rank.LINK, self)
        self._more.setAccessibleName(Word.MORE_FOLDERS.text)
        self._more.clicked.connect(self._open_menu)
        self._here = plain_label(parent=self)
        self._here.setFont(scaled(self.font(), 1.0, bold=True))
        self._signs: list[QRectF] = []
        self._hidden: list[int] = []
        self.setAccessibleName(Word.WAY.text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_way(self, folder: Folder, drive: Drive | None) -> None:
        """Show the way to `folder`."""
        root = root_words(drive).plain
        if self._shown == (folder, root):
            return
        self._shown = (folder, root)
        for step in self._steps:
            step.hide()
            step.deleteLater()
        names = [root, *(visible(crumb.name) for crumb in folder.way)]
        self._steps = [self._make_step(name, Folder(folder.way[:depth])) for depth, name in enumerate(names[:-1])]
        self._here.setAccessibleName(names[-1])
        self._arrange()

    def sizeHint(self) -> QSize:
        """Be one line high, as wide as may be."""
        return QSize(20 * SPACE, self._more.sizeHint().height())

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
        for place in self._signs:
            painter.save()
            if self.isRightToLeft():
                painter.translate(2 * place.center().x(), 0)
                painter.scale(-1, 1)
            draw_sign(painter, Sign.CHEVRON, place, theme_of(self.palette()).quiet)
            painter.restore()

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
        name = self._here.accessibleName()
        metrics = self._here.fontMetrics()
        here = metrics.horizontalAdvance(name) + SPACE
        widths = [step.sizeHint().width() + gap for step in self._steps]
        self._hidden = []
        while sum(widths) + here > self.width() and len(self._hidden) < len(self._steps) - 1:
            self._hidden.append(len(self._hidden) + 1)
            widths = [step.sizeHint().width() + gap for i, step in enumerate(self._steps) if i not in self._hidden]
            widths.append(self._more.sizeHint().width() + gap)
        left = 0
        self._signs = []
        for number, step in enumerate(self._steps):
            step.setVisible(number not in self._hidden)
            if number not in self._hidden:
                left = self._place(step, left)
            elif number == self._hidden[0]:
                left = self._place(self._more, left)
        self._more.setVisible(bool(self._hidden))
        room = max(self.width() - left - SPACE // 2, 0)
        short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self._here.setText(foreign(short))
        set_tool_tip(self._here, name if short != name else "")
        self._here.setGeometry(self._mirrored(QRect(left + SPACE // 2, 0, room, self.height())))
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
        for number in self._hidden:
            menu.addAction(unmarked(foreign(self._steps[number].accessibleName(), 60)), self._steps[number].click)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
