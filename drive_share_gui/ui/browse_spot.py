"""Where somebody looking for an item is: at what was shared lately, in a folder of the drive, or in a search."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import TypeAlias, assert_never

from PySide6.QtCore import QCollator, QLocale, Qt

from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.item import ByPath, Item, Listing, Place


@dataclass(frozen=True, slots=True)
class Crumb:
    """One folder on the way from the root."""

    name: str
    folder: Item | ByPath
    """Only its path is known where the way comes from the path of an item below it."""

    @property
    def place(self) -> Place:
        """The reference by which the folder is fetched."""
        return self.folder if isinstance(self.folder, ByPath) else self.folder.place


@dataclass(frozen=True, slots=True)
class Lately:
    """The items shared lately from this computer."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the drive; no crumbs mean its root."""

    way: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What a search of the drive found."""

    text: str
    behind: Folder | Lately
    """Where the search began, and where it ends when its text is cleared."""


Spot: TypeAlias = Lately | Folder | Results


def inside(spot: Spot, folder: Item) -> Folder:
    """Go into a folder shown at `spot`."""
    if isinstance(spot, Folder):
        return Folder((*spot.way, Crumb(folder.name, folder)))
    return Folder((*_way_to(folder), Crumb(folder.name, folder)))


def above(spot: Spot) -> Folder | Lately | None:
    """Go up one level; None where there is none."""
    match spot:
        case Folder(way=way):
            return Folder(way[:-1]) if way else None
        case Results(behind=behind):
            return behind
        case Lately():
            return None
        case _:
            assert_never(spot)


def look_at(spot: Folder | Results, service: SharingService, drive_id: str | None = None) -> Listing:
    """Read what is to be seen at `spot`: folders first and by name, a search in the service's order.

    The root is that of the drive `drive_id`, or of the caller's own; a search is always of the
    caller's own. May block; raises SharingError.
    """
    if isinstance(spot, Results):
        return service.search(spot.text)
    if not spot.way:
        root = service.find(ByPath((), drive_id)) if drive_id else None
        return _in_order(service.children(root))
    last = spot.way[-1].folder
    return _in_order(service.children(service.find(last) if isinstance(last, ByPath) else last))


def _way_to(item: Item) -> Iterable[Crumb]:
    """Name the folders above an item by its path; nothing for what lies on somebody else's drive."""
    if item.from_others:
        return
    names = tuple(name for name in item.path.split("/") if name)[:-1]
    for depth, name in enumerate(names, start=1):
        yield Crumb(name, ByPath(names[:depth], item.place.drive_id))


def _in_order(listing: Listing) -> Listing:
    """Sort as the language of the window does, numbers by their value: “2” before “10”."""
    locale = QLocale()
    collator = QCollator(QLocale(QLocale.Language.English) if locale.language() == QLocale.Language.C else locale)
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def by_name(one: Item, other: Item) -> int:
        return collator.compare(one.name, other.name)

    in_order = sorted(listing.items, key=cmp_to_key(by_name))
    return replace(listing, items=tuple(sorted(in_order, key=lambda item: not item.is_folder)))
