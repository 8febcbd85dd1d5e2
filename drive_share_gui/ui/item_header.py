"""Names the item that is being shared: icon, name, where it lies, how large, whose account."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.domain.item import Drive, Item, ItemKind
from drive_share_gui.ui.account_switcher import AccountSwitcher
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.elided_label import ElidedLabel
from drive_share_gui.ui.item_icons import draw_item
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign, foreign_way
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import SPACE, scaled
from drive_share_gui.ui.translation import translate

_PICTURE = 44
_STEP = " › "  # noqa: RUF001 - the sign between folders
_JOINT = " · "
_KILOBYTE = 1000
_MEGABYTE = 1_000_000


class ItemHeader(QWidget):
    """The item, and the way to another one."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = ItemPicture(self)
        self.name = ElidedLabel(self)
        self.name.setFont(scaled(self.font(), 1.25, bold=True))
        self.place = ElidedLabel(self, quiet=True)
        self.change = Button(Label.CHANGE.text, Rank.LINK, self)
        self.change.clicked.connect(self.change_wanted)
        self.account = AccountSwitcher(self)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.name)
        texts.addWidget(self.place)
        ways = QVBoxLayout()
        ways.setSpacing(2)
        for way in (self.change, self.account):
            ways.addWidget(way, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._picture)
        row.addLayout(texts, 1)
        row.addLayout(ways)

    def show_state(self, state: ShareState) -> None:
        """Show the item, or what is being looked for; while one is picked, the account alone."""
        for part in (self._picture, self.name, self.place, self.change):
            part.setVisible(not state.is_whole)
        self.account.setEnabled(not state.is_busy)
        item = state.item
        if state.is_finding or item is None:
            self._picture.show_kind(ItemKind.FILE)
            self.name.show_text(foreign(state.reference))
            self.place.show_text(translate("Form", "Looking for it…"))
        elif state.others:
            self._picture.show_kind(_kind_of(item, *state.others))
            self.name.show_text(translate("Form", "{number} items").format(number=1 + len(state.others)))
            self.place.show_text(_JOINT.join(map(name_both, state.items)))
        else:
            self._picture.show_kind(item.kind)
            self.name.show_text(foreign(item.name))
            self.place.show_text(describe_place(item, None if state.account else state.drive))
        self.change.setEnabled(not state.is_busy)


class ItemPicture(QWidget):
    """The icon of a kind of item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ItemKind.FILE
        self.setFixedSize(QSize(_PICTURE, _PICTURE))

    def show_kind(self, kind: ItemKind) -> None:
        """Draw another icon."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        del event
        draw_item(QPainter(self), self._kind, QRectF(self.rect()))


def _kind_of(*items: Item) -> ItemKind:
    """Give the kind all items are of, or the one that stands for any."""
    kinds = {item.kind for item in items}
    return kinds.pop() if len(kinds) == 1 else ItemKind.FILE


def describe_place(item: Item, drive: Drive | None) -> str:
    """Say where an item lies, how large it is, and whose it is: only what the service told."""
    folders = [name for name in item.path.split("/")[:-1] if name]
    parts = [foreign_way(folders, _STEP, 60)]
    if item.size is not None and not item.is_folder:
        parts.append(foreign(describe_size(item.size)))
    if item.from_others and item.owner:
        parts.append(translate("Form", "owned by {owner}").format(owner=foreign(item.owner, 60)))
    if drive is not None:
        parts.append(foreign(drive.account or drive.owner, 80))
    if item.local_name:
        parts.append(_name_here(item))
    return _JOINT.join(part for part in parts if part)


def name_both(item: Item) -> str:
    """Name an item, and the local file it was found by where that is called something else."""
    name = foreign(item.name, 60)
    return f"{name} ({_name_here(item)})" if item.local_name else name


def _name_here(item: Item) -> str:
    return translate("Form", "here called {name}").format(name=foreign(item.local_name, 60))


def describe_size(size: int) -> str:
    """Give a size in the units of people."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - it brings 800 names, and none is needed before an item is found

    decimals = 0 if size < _MEGABYTE else 1
    text = QLocale().formattedDataSize(size, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)
    return text if size >= _KILOBYTE else translate("Form", "{size} bytes").format(size=size)
