"""What the item picker shows at one moment, and how a typed text will be read."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Problem
from drive_share_gui.domain.item import ById, ByLink, ByLocalFile, ByPath
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.ui.browse_shelf import Shelf
from drive_share_gui.ui.trouble import Trouble


class Reading(Enum):
    """What a typed text will be taken for."""

    PATH = auto()
    BARE_NAME = auto()
    """A path of one name, which could also be meant as an ID."""
    ID = auto()
    LINK = auto()
    LOCAL_FILE = auto()


class Drop(Enum):
    """Why something dropped on the window was not taken."""

    TOO_MANY = auto()
    NOTHING_USABLE = auto()


class Asked(Enum):
    """Where an item was named that is being fetched."""

    IN_FIELD = auto()
    IN_LIST = auto()


Hitch: TypeAlias = Trouble | Problem | Drop
"""Whatever keeps an item from being picked."""


@dataclass(frozen=True, slots=True)
class PickState:
    """Everything the picker draws; made anew at every change."""

    shelf: Shelf
    text: str = ""
    """Of the field, as typed."""
    reading: Reading | None = None
    fetching: Asked | None = None
    """Where the item was named that is being fetched now."""
    field_hitch: Hitch | None = None
    """Why the item named in the field could not be picked."""
    list_hitch: Hitch | None = None
    """Why an item of the list could not be picked."""


def read(text: str) -> Reading | None:
    """Say what `text` will be taken for, also while it is still being typed; None for nothing."""
    text = text.strip()
    if not text:
        return None
    try:
        reference = parse_reference(text)
    except SharingError:
        return _BY_PREFIX.get(text.partition(":")[0].lower(), Reading.PATH)
    if isinstance(reference, ByPath):
        bare = reference.names == (text,) and "." not in text
        return Reading.BARE_NAME if bare else Reading.PATH
    return _BY_KIND[type(reference)]


_BY_KIND: Final = {ById: Reading.ID, ByLink: Reading.LINK, ByLocalFile: Reading.LOCAL_FILE}
_BY_PREFIX: Final = {
    "id": Reading.ID,
    "path": Reading.PATH,
    "http": Reading.LINK,
    "https": Reading.LINK,
    "file": Reading.LOCAL_FILE,
    "onedrive": Reading.LOCAL_FILE,
}
