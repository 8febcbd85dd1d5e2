"""What the words after `drive-share` ask for: a verb, or the dialog; read without loading anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from drive_share_gui.application.opening import MOST_ITEMS
from drive_share_gui.cli.full_path import full_path, is_here

VERBS: Final = (
    "invite",
    "find",
    "access",
    "journal",
    "practice-drive",
    "sign-in",
    "sign-out",
    "accounts",
    "test-connection",
    "proxy-login",
    "integrate",
)

_DIALOG_TEXTS: Final = {
    "--drive": "drive_id",
    "--account": "account",
    "--service-url": "service_url",
    "--dialect": "dialect",
    "--picture": "picture",
    "--to": "people",
    "--path": "path",
}
_DIALECTS: Final = ("graph", "onedrive")
ALSO: Final = "--also"
_TAKE_A_VALUE: Final = (*_DIALOG_TEXTS, ALSO)
_ADDRESSES: Final = ("drive-share:", "file://")
OPEN: Final = "--open"
"""Before what a desktop gives, to the end: files and addresses, never references as people type them."""
SERVE: Final = "--dbus-service"
"""For the session bus, which starts the program with it; of no use to people."""

NO_DISPLAY: Final = "There is no display to open a window on. The same from the command line: drive-share invite --help"
NO_WINDOW: Final = "The window cannot be opened ({why}). The same from the command line: drive-share invite --help"


@dataclass(frozen=True, slots=True)
class Dialog:
    """Open the dialog, perhaps with an item and people."""

    item: str | None = None
    practice: bool = False
    drive_id: str | None = None
    service_url: str | None = None
    dialect: str = "graph"
    picture: str | None = None
    """The file to draw it into, instead of staying open; the people are invited before that."""
    people: str = ""
    account: str | None = None
    also: tuple[str, ...] = ()
    """Further items for the same people."""
    serves: bool = False
    """Open nothing until the desktop asks for it over the session bus, which started this process for that."""
    path: str | None = None
    """A local file, instead of an item; absolute."""


@dataclass(frozen=True, slots=True)
class Verb:
    """Do without a window."""

    name: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """Say how the program is used, or which version it is."""

    version: bool = False


@dataclass(frozen=True, slots=True)
class Unusable:
    """Words that ask for nothing this program has."""

    why: str


Command: TypeAlias = Dialog | Verb | Help | Unusable


def read_command(words: Sequence[str]) -> Command:
    """Read the words of a command line. The first one that is no option decides."""
    words = _bound(words)
    place = _first_real_word(words)
    if place is None:
        return _read_dialog(words)
    word = words[place]
    if word in VERBS:
        return Verb(word, (*words[:place], *words[place + 1 :]))
    return _read_dialog(words)


def words_of(dialog: Dialog) -> tuple[str, ...]:
    """Give words that `read_command` reads as this dialog again, whatever its item is called."""
    texts = {name: getattr(dialog, attribute) for name, attribute in _DIALOG_TEXTS.items()}
    options = [f"{name}={text}" for name, text in texts.items() if text]
    switches = [name for name, is_on in (("--practice", dialog.practice), (SERVE, dialog.serves)) if is_on]
    also = [f"{ALSO}={item}" for item in dialog.also]
    return (*switches, *options, *also, "--", *([] if dialog.item is None else [dialog.item]))


def _bound(words: Sequence[str]) -> list[str]:
    """Bind every `--path` to the word after it, so that no name of a file is ever read as an option or a verb."""
    bound, left = list[str](), iter(words)
    for word in left:
        if word in {"--", OPEN}:
            return [*bound, word, *left]
        value = next(left, None) if word == "--path" else None
        value = "./--" if value == "--" else value  # argparse drops such a value
        bound.append(word if value is None else f"{word}={value}")
    return bound


def _first_real_word(words: Sequence[str]) -> int | None:
    skip = False
    for place, word in enumerate(words):
        if word in {"--", OPEN}:
            return None
        if not skip and not word.startswith("-"):
            return place
        skip = word in _TAKE_A_VALUE
    return None


@dataclass(slots=True)
class _Reading:
    """The options of the dialog as far as they were read."""

    texts: dict[str, str] = field(default_factory=dict[str, str])
    items: list[str] = field(default_factory=list[str])
    also: list[str] = field(default_factory=list[str])
    opened: list[str] = field(default_factory=list[str])
    practice: bool = False
    serves: bool = False


def _read_dialog(words: Sequence[str]) -> Command:
    reading = _Reading()
    left = iter(words)
    for word in left:
        if word in {"--help", "-h", "--version"}:
            return Help(version=word == "--version")
        why = _take(word, left, reading)
        if why:
            return Unusable(why)
    why = _contradiction(reading)
    if why:
        return Unusable(why)
    items = _items(reading)
    if items is None:
        return Unusable("This link names no item: a link is drive-share:?item= and an item, percent-encoded.")
    first, also = next(iter(items), None), tuple(dict.fromkeys(items[1:]))
    return Dialog(first, reading.practice, also=also, serves=reading.serves, **reading.texts)


def _items(reading: _Reading) -> Sequence[str] | None:
    """Give all items as they would be typed; None where a link names none."""
    typed = (*reading.items, *reading.also)
    if not reading.opened and not any(item.lower().startswith(_ADDRESSES) for item in typed):
        return typed
    from drive_share_gui.domain.failure import SharingError  # noqa: PLC0415 - a window for anything else needs none of it
    from drive_share_gui.domain.program_link import is_address, item_named, item_opened  # noqa: PLC0415

    opened = [text if is_address(text) and not is_here(text) else full_path(text) for text in reading.opened]
    try:
        return [*map(item_named, typed), *map(item_opened, opened)]
    except SharingError:
        return None


def _contradiction(reading: _Reading) -> str:
    """Say which options do not go together, or ""."""
    texts = reading.texts
    if len(reading.items) + ("path" in texts) > 1:
        return f"Put a name with spaces in quotes, and {ALSO} before every further item."
    if len(reading.items) + len(reading.also) + len(reading.opened) > MOST_ITEMS:
        return f"The dialog takes up to {MOST_ITEMS} items at a time."
    if reading.practice + ("service_url" in texts) + ("account" in texts) > 1:
        return "Choose one of --practice, --service-url and --account."
    if {"picture", "people"} <= texts.keys() and not reading.practice:
        return "--picture with --to invites at once, so it is for --practice only. Use drive-share invite."
    return "" if texts.get("dialect", "graph") in _DIALECTS else "--dialect is graph or onedrive."


def _take(word: str, left: Iterator[str], reading: _Reading) -> str:
    """Take one word, with its value where it has one; give why it cannot be taken, or ""."""
    name, equals, value = word.partition("=")
    if word == "--":
        reading.items.extend(left)
    elif word == OPEN:
        reading.opened.extend(left)
    elif word == "--practice":
        reading.practice = True
    elif word == SERVE:
        reading.serves = True
    elif name in _TAKE_A_VALUE:
        given = value if equals else next(left, None)
        if not given:
            return f"{name} needs a value."
        if name == ALSO:
            reading.also.append(given)
        else:
            reading.texts[_DIALOG_TEXTS[name]] = full_path(given) if name == "--path" else given
    elif word.startswith("-"):
        return f"There is no option {word}. See drive-share --help"
    else:
        reading.items.append(word)
    return ""
