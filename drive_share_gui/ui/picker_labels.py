"""The words of the item picker: its labels, what it counts, and why something cannot be picked."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QLocale

from drive_share_gui.domain.invitation import Problem
from drive_share_gui.domain.item import Drive, DriveKind, Item, ItemKind
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.pick_state import Drop, Hitch, Reading
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.trouble import OwnMistake
from drive_share_gui.ui.wording import describe_problem, explain


class Word(Enum):
    """A fixed text; ``&`` marks the key that reaches its control."""

    HEADING = "Choose what to share"
    FIELD_HINT = "Path, item ID or sharing link, or drop a file here"
    FIELD_HELP = "Takes a path on the drive, an item ID or a sharing link. Return finds the item."
    FIND = "&Find"
    LOOKING = "Looking it up…"

    LATELY = "Shared &lately"
    FILES = "&Files"
    MY_FILES = "&My files"
    PLACES = "Where to look"
    UP = "Up one level"
    WAY = "Folder"
    MORE_FOLDERS = "Folders above"
    SEARCH = "Search"
    SEARCH_HELP = "Finds files and folders anywhere on the drive."
    ITEMS = "Items"
    ITEMS_HELP = "Return opens a folder or chooses a file. Space chooses a folder. Backspace goes up."

    LOADING = "Loading…"
    EMPTY = "This folder is empty."
    TRY_AGAIN = "&Try again"
    FETCHING = "Asking the drive for it…"

    CANCEL = "Cancel"
    CHOOSE = "&Choose"
    CHOOSE_FILE = "&Choose this file"
    CHOOSE_FOLDER = "&Choose this folder"

    @property
    def text(self) -> str:
        """The text in the language of the window."""
        return translate("Picker", self.value)

    @property
    def plain(self) -> str:
        """The text without its key mark: what a screen reader says."""
        return self.text.replace("&", "")


_READINGS: Final = {
    Reading.PATH: "Path on the drive",
    Reading.BARE_NAME: "Path on the drive. For an item ID, write id: before it",
    Reading.ID: "Item ID",
    Reading.LINK: "Sharing link",
    Reading.LOCAL_FILE: "File on this computer",
}

_DROPS: Final = {
    Drop.TOO_MANY: "So many items cannot be shared together. Drop up to 100, or share their folder.",
    Drop.NOTHING_USABLE: "This names no item. Drop a file or a link.",
}

_KINDS: Final = {
    ItemKind.FOLDER: "folder",
    ItemKind.DOCUMENT: "document",
    ItemKind.SHEET: "spreadsheet",
    ItemKind.SLIDES: "presentation",
    ItemKind.PICTURE: "picture",
    ItemKind.SOUND: "sound",
    ItemKind.FILM: "video",
    ItemKind.PACKAGE: "notebook",
    ItemKind.FILE: "file",
}


def reading_words(reading: Reading | None) -> str:
    """Say how the text in the field will be read; nothing while it is empty."""
    return translate("Picker", _READINGS[reading]) if reading else ""


def kind_words(kind: ItemKind) -> str:
    """Name a kind of item."""
    return translate("Picker", _KINDS[kind])


def root_words(drive: Drive | None) -> Word:
    """Name the root of a drive: a person's own files, or those of a library."""
    return Word.FILES if drive is not None and drive.kind is DriveKind.LIBRARY else Word.MY_FILES


def count_words(count: int) -> str:
    """Say how many items are listed."""
    text = translate("Picker", "1 item") if count == 1 else translate("Picker", "{count} items")
    return text.format(count=QLocale().toString(count))


def cut_words(count: int, *, in_search: bool) -> str:
    """Say that a list was not read to its end, and what to do about it."""
    if in_search:
        text = translate("Picker", "Only the first {count} are shown; search for more words.")
    else:
        text = translate("Picker", "Only the first {count} are shown; search instead.")
    return text.format(count=QLocale().toString(count))


def nothing_found_words(text: str) -> str:
    """Say that a search found nothing."""
    return translate("Picker", "Nothing found for {text}.").format(text=f"“{foreign(text, 60)}”")


def owner_words(item: Item) -> str:
    """Say whose drive an item of somebody else lies on."""
    if not item.owner:
        return translate("Picker", "From another drive")
    return translate("Picker", "From the drive of {owner}").format(owner=foreign(item.owner, 60))


def why_not(hitch: Hitch) -> str:
    """Say why nothing was picked or listed."""
    match hitch:
        case Drop():
            return translate("Picker", _DROPS[hitch])
        case Problem():
            return describe_problem(hitch)
        case OwnMistake():
            return describe_trouble(hitch)
        case Refusal(reason=Reason.NOT_ALLOWED):
            return translate("Picker", "This account may not open it.")
        case _:
            return explain(hitch)
