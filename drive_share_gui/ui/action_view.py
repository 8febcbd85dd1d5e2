"""Rows that carry things to do: each thing is a text in a column of its own, for the mouse, and in a menu."""

from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from drive_share_gui.ui.plain_text import unmarked
from drive_share_gui.ui.scroll_bar import SlimScrollBar
from drive_share_gui.ui.theme import SPACE, TRAILING, theme_of

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ACTIONS: Final = Qt.ItemDataRole.UserRole + 10
"""Role of column 0: the names of all things that can be done with the row, the usual one first."""


class ActionView(QTreeView):
    """A list with rows of one height. Column 0 is the row; the columns after it hold its actions."""

    chosen = Signal(int, str)
    """Row, and the name of what is to be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setHeaderHidden(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)

    def arrange_columns(self, delegate: QStyledItemDelegate, widths: tuple[int, ...]) -> None:
        """Draw rows with `delegate`; actions get columns of fixed widths."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(0, delegate)
        for column, width in enumerate(widths, start=1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
            self.setItemDelegateForColumn(column, LinkDelegate(self))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        action = index.data(Qt.ItemDataRole.DisplayRole)
        if event.button() is Qt.MouseButton.LeftButton and index.column() > 0 and action:
            self.chosen.emit(index.row(), str(action))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click does something."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        acts = index.column() > 0 and bool(index.data(Qt.ItemDataRole.DisplayRole))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space do the usual thing with the row."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            row = self.currentIndex().row()
            actions = self.actions_of(row)
            if actions:
                self.chosen.emit(row, actions[0])
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything that can be done with the row."""
        self.open_menu(event.globalPos())

    def open_menu(self, where: QPoint) -> QMenu | None:
        """Open the menu of the current row."""
        row = self.currentIndex().row()
        actions = self.actions_of(row)
        if not actions:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in actions:
            menu.addAction(unmarked(action)).triggered.connect(lambda _=False, name=action: self.chosen.emit(row, name))
        menu.popup(where)
        return menu

    def actions_of(self, row: int) -> tuple[str, ...]:
        """Name what can be done with a row."""
        model = self.model()
        found: tuple[str, ...] | None = model.index(row, 0).data(ACTIONS) if row >= 0 else None
        return tuple(found or ())


class LinkDelegate(QStyledItemDelegate):
    """Draws an action as the text of a link."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room around the text; none where there is none."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(option.fontMetrics.horizontalAdvance(text) + 3 * SPACE if text else 0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the text at the end of the row."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        theme = theme_of(QApplication.palette())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font = QFont(option.font)
        font.setUnderline(bool(state & QStyle.StateFlag.State_MouseOver))
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.link)
        area = rect.adjusted(SPACE, 0, -SPACE, 0)
        shown = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, TRAILING, shown)
        painter.restore()
