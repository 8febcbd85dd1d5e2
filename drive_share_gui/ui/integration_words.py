"""In words, how the entry of a file manager stands, and what it says itself."""

from typing import Final

from drive_share_gui.application.local_ports import EntryState, MenuEntry
from drive_share_gui.application.opening import MOST_ITEMS
from drive_share_gui.ui.translation import translate

ENTRY_LABEL: Final = "Share with OneDrive…"
_ENTRY_TIP: Final = "Give people access to this item"
_ENTRY_TOO_MANY: Final = "Share with OneDrive: up to {count} at a time"


def entry_words() -> tuple[str, str, str]:
    """Give what an entry says: its label, its tip, and its label where too much is selected."""
    return ENTRY_LABEL, _ENTRY_TIP, _ENTRY_TOO_MANY.format(count=MOST_ITEMS)


def describe_entry(entry: MenuEntry) -> str:
    """Say how it stands, and what to do about it."""
    if entry.missing and entry.state in _WITHOUT_PACKAGE:
        return translate("Integration", _WITHOUT_PACKAGE[entry.state]).format(package=entry.missing)
    return translate("Integration", _STATES[entry.state])


def explain_menus(count: int | None) -> str:
    """Say what the entries are for; `count` of file managers there are here, None as long as nobody looked."""
    if count == 0:
        return translate("Integration", "No file manager that takes an entry is on this computer.")
    return translate(
        "Integration",
        "Puts “{label}” into the menu of a right-click, for you alone. Entries of others are not touched.",
    ).format(label=ENTRY_LABEL)


def offer_menus() -> str:
    """Ask whether to put the entries there."""
    text = translate("Integration", "Put “{label}” into the menu of a right-click on files and folders?")
    return text.format(label=ENTRY_LABEL)


def describe_restart(entry: MenuEntry) -> str:
    """Say when the file manager shows a change that was made just now, or ""."""
    if not entry.restart:
        return ""
    return translate("Integration", "{title} shows the change when it is started again: {command}").format(
        title=entry.title, command=entry.restart
    )


_STATES: Final = {
    EntryState.INSTALLED: "Installed",
    EntryState.OUTDATED: "Out of date. Install it again.",
    EntryState.NOT_INSTALLED: "Not installed",
    EntryState.NO_FILE_MANAGER: "Not on this computer",
    EntryState.PART_MISSING: "Installed, and something it needs is missing.",
    EntryState.FOR_EVERYONE: "Installed, for everyone on this computer",
    EntryState.TWICE: "There twice: a package has put it there for everyone as well. Remove yours.",
    EntryState.LEFT_ALONE: "Its own file of actions cannot be read, so nothing was changed there.",
}
_WITHOUT_PACKAGE: Final = {
    EntryState.PART_MISSING: "{package} is not installed. Until it is, look for the entry under Scripts.",
    EntryState.NOT_INSTALLED: (
        "Not installed. {package} is not installed either; without it, the entry stands under Scripts."
    ),
    EntryState.OUTDATED: "{package} is not installed any more. Install the entry again, and it stands under Scripts.",
}
