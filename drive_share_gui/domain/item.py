"""The item to share: how a person names it, and what the service says it is."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ById:
    """A driveItem by its ID; on the caller's own default drive where `drive_id` is None."""

    item_id: str
    drive_id: str | None = None


@dataclass(frozen=True, slots=True)
class ByPath:
    """A driveItem by the names that lead to it from the root; no names mean the root itself."""

    names: tuple[str, ...]
    drive_id: str | None = None

    @property
    def text(self) -> str:
        """The path as people write it."""
        return "/" + "/".join(self.names)


@dataclass(frozen=True, slots=True)
class ByLink:
    """An item by a sharing link or its web address, kept to the letter."""

    url: str


@dataclass(frozen=True, slots=True)
class ByLocalFile:
    """An item by the local file that a sync client keeps of it."""

    path: str


ItemReference: TypeAlias = ById | ByPath | ByLink | ByLocalFile
Place: TypeAlias = ById | ByPath
"""A reference that a request can be addressed to directly."""


class ItemKind(Enum):
    """What an item is, as far as it changes how it is shown or shared."""

    FOLDER = auto()
    DOCUMENT = auto()
    SHEET = auto()
    SLIDES = auto()
    PICTURE = auto()
    SOUND = auto()
    FILM = auto()
    PACKAGE = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A driveItem as the service described it."""

    place: ById
    """Where requests about it go: a shared item's own drive, never the placeholder."""
    name: str
    kind: ItemKind = ItemKind.FILE
    drive_id: str = ""
    path: str = ""
    """Where it lies, for people: ``/Documents/Budget.xlsx``; empty where the service did not say."""
    size: int | None = None
    """Bytes."""
    web_url: str = ""
    owner: str = ""
    is_root: bool = False
    from_others: bool = False
    """Whether it lies on somebody else's drive (`remoteItem`)."""
    local_name: str = ""
    """What the local file is called by which it was found, where that is another name."""

    @property
    def known_place(self) -> ById:
        """Its place with the drive, as far as that is known: the same for every account."""
        return replace(self.place, drive_id=self.place.drive_id or self.drive_id or None)

    @property
    def is_folder(self) -> bool:
        """Whether sharing it also shares what is in it."""
        return self.kind is ItemKind.FOLDER


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a folder or a search, as far as they were read."""

    items: tuple[Item, ...]
    complete: bool = True


class DriveKind(Enum):
    """`driveType`: decides which options the service takes (fact sheet §9)."""

    PERSONAL = auto()
    BUSINESS = auto()
    LIBRARY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive, and what its service offers with an invitation."""

    drive_id: str
    kind: DriveKind = DriveKind.OTHER
    owner: str = ""
    """Display name of the owner."""
    account: str = ""
    """The owner's mail address, where the service gives one."""
    takes_expiry: bool = False
    takes_password: bool = False
