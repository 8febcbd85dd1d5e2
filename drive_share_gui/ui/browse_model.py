"""The items of a folder, a search or the lately shared, as rows for a view."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from drive_share_gui.domain.item import ById, Item
from drive_share_gui.ui.item_header import describe_size
from drive_share_gui.ui.picker_labels import kind_words, owner_words, root_words
from drive_share_gui.ui.plain_text import foreign, foreign_way, tool_tip, visible

Index: TypeAlias = QModelIndex | QPersistentModelIndex

STEP: Final = " \u203a "
"""Between one folder and the next; it points the other way where text runs from right to left."""


class BrowseRole(IntEnum):
    """What a row tells besides Qt's own roles."""

    ITEM = Qt.ItemDataRole.UserRole
    PLACE = Qt.ItemDataRole.UserRole + 1
    """Where the item lies, in words; empty where that is plain from the folder one is in."""
    SIZE = Qt.ItemDataRole.UserRole + 2
    """In words; empty for folders."""
    OPENS = Qt.ItemDataRole.UserRole + 3
    """Whether Enter goes into it."""


class BrowseModel(QAbstractListModel):
    """Rows over an immutable tuple of items. Names are the service's: shown as characters, never as markup."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()
        self._elsewhere = False
        self._folders_open = True

    @property
    def items(self) -> tuple[Item, ...]:
        """The items behind the rows."""
        return self._items

    @property
    def elsewhere(self) -> bool:
        """Whether rows say where their items lie."""
        return self._elsewhere

    def show_items(self, items: tuple[Item, ...], *, elsewhere: bool = False, folders_open: bool = True) -> None:
        """Replace all rows; the same ones again leave everything as it is."""
        if (items, elsewhere, folders_open) == (self._items, self._elsewhere, self._folders_open):
            return
        self.beginResetModel()
        self._items, self._elsewhere, self._folders_open = items, elsewhere, folders_open
        self.endResetModel()

    def index_of(self, place: ById | None) -> QModelIndex:
        """Find the row of an item; invalid where it is not listed."""
        item_id = place.item_id if place else ""
        rows = (row for row, item in enumerate(self._items) if item.place.item_id == item_id)
        return self.index(next(rows, -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Count the items; rows have none below them."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell one thing about one item; None for what a row does not tell."""
        if index.model() is not self or not 0 <= index.row() < len(self._items):
            return None
        tell = _TELL.get(role)
        return tell(self, self._items[index.row()]) if tell else None

    def place(self, item: Item) -> str:
        """Say where an item lies, unless that is the very folder one is in."""
        return place_words(item) if self._elsewhere or item.from_others else ""

    def opens(self, item: Item) -> bool:
        """Whether Enter goes into an item."""
        return item.is_folder and self._folders_open

    def sentence(self, item: Item) -> str:
        """Say everything a row shows, for people who hear it."""
        parts = (foreign(item.name), kind_words(item.kind), size_words(item), self.place(item))
        return ", ".join(part for part in parts if part)


_TELL: Final[dict[int, Callable[[BrowseModel, Item], object]]] = {
    Qt.ItemDataRole.DisplayRole: lambda _, item: visible(item.name),
    Qt.ItemDataRole.ToolTipRole: lambda _, item: tool_tip(visible(item.name)),
    Qt.ItemDataRole.AccessibleTextRole: BrowseModel.sentence,
    BrowseRole.ITEM: lambda _, item: item,
    BrowseRole.PLACE: BrowseModel.place,
    BrowseRole.SIZE: lambda _, item: size_words(item),
    BrowseRole.OPENS: BrowseModel.opens,
}


def size_words(item: Item) -> str:
    """Give the size of a file as people read it; nothing for a folder."""
    return "" if item.is_folder or item.size is None else describe_size(item.size)


def place_words(item: Item) -> str:
    """Say in which folder an item lies, or on whose drive."""
    if item.from_others:
        return owner_words(item)
    names = [name for name in item.path.split("/") if name][:-1]
    if not names:
        return root_words(None).plain if item.path else ""
    return foreign_way(names, STEP)
