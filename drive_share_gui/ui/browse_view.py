"""The list in which people walk the drive and choose, with the mouse or the keyboard alone."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from drive_share_gui.domain.item import ById, Item
from drive_share_gui.ui.browse_delegate import BrowseDelegate
from drive_share_gui.ui.browse_model import BrowseModel, BrowseRole
from drive_share_gui.ui.picker_labels import Word
from drive_share_gui.ui.scroll_bar import SlimScrollBar

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class BrowseView(QListView):
    """Return opens, Space chooses, Backspace goes up; letters find a name that begins with them."""

    opened = Signal(Item)
    chosen = Signal(Item)
    here_chosen = Signal()
    """Space with nothing selected: the folder one is in is meant."""
    up_wanted = Signal()
    selected = Signal()
    """Another item is selected, or none is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = BrowseModel(self)
        self._delegate = BrowseDelegate(self)
        self._typed = QElapsedTimer()
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setMouseTracking(True)
        self.setAccessibleName(Word.ITEMS.text)
        self.setAccessibleDescription(Word.ITEMS_HELP.text)
        self.activated.connect(self._on_activated)

    def show_items(
        self, items: tuple[Item, ...], marked: ById | None, *, elsewhere: bool = False, folders_open: bool = True
    ) -> None:
        """Show other rows, with the item `marked` selected and in sight."""
        self._delegate.two_lines = elsewhere
        self.rows.show_items(items, elsewhere=elsewhere, folders_open=folders_open)
        index = self.rows.index_of(marked)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def selected_item(self) -> Item | None:
        """Give the item that is selected."""
        indexes = self.selectedIndexes()
        return self._item(indexes[0]) if indexes else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of a file chooser; leave all others to the list."""
        item = self.selected_item()
        if event.key() in _ENTER:
            if item is not None:
                self.opened.emit(item)
        elif event.key() == Qt.Key.Key_Backspace:
            self.up_wanted.emit()
        elif event.key() == Qt.Key.Key_Space and not self._is_typing():
            self._choose(item)
        elif event.key() in _STEPS and item is None and self.rows.rowCount():
            self.setCurrentIndex(self.currentIndex() if self.currentIndex().isValid() else self.rows.index(0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find the name that begins with the letters typed; a space then belongs to the name."""
        self._typed.start()
        super().keyboardSearch(search)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that another item is selected."""
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    def reset(self) -> None:
        """Tell that nothing is selected among other rows."""
        super().reset()
        self.selected.emit()

    def _is_typing(self) -> bool:
        return self._typed.isValid() and self._typed.elapsed() < QApplication.keyboardInputInterval()

    def _choose(self, item: Item | None) -> None:
        if item is not None:
            self.chosen.emit(item)
        else:
            self.here_chosen.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        item = self._item(index)
        if item is not None:
            self.opened.emit(item)

    def _item(self, index: QModelIndex) -> Item | None:
        item: object = index.data(BrowseRole.ITEM)
        return item if isinstance(item, Item) else None
