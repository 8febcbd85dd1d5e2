"""What the words after `drive-share` ask for: a verb, or the dialog; read without loading anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from drive_share_gui.cli.full_path import full_path

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

HELP: Final = """\
usage: drive-share [options] [ITEM]      open the dialog; without ITEM, pick one there
       drive-share invite ITEM --to WHO  send invitations, print one line a person
       drive-share find ITEM             show the item a reference means
       drive-share access ITEM           who has access now
       drive-share journal               what is not settled yet, and what was sent lately
       drive-share practice-drive        serve the practice drive until interrupted
       drive-share sign-in               sign in with Microsoft; also: sign-out, accounts
       drive-share integrate install     an entry in the menus of file managers; also: remove, status
       drive-share test-connection       which step on the way to the drive does not work
       drive-share proxy-login           log in to the proxy of this network

ITEM  id:01ABC…   path:/Documents/Budget.xlsx   https://… (a sharing link or web address)
      file:/home/ann/OneDrive/Budget.xlsx (a local file in a folder that is kept in sync)
      Without a prefix the program says which reading it took.
      Instead of ITEM, --path FILE takes a local file whatever it is called.

where to find the drive (for the dialog and for every verb that talks to a drive):
  --practice            the practice drive: nothing leaves this computer, no account needed
  --account NAME        an account that is signed in (default: the one that fits the item, or signed in last)
  --service-url URL     a service, with the token in the environment variable DRIVE_SHARE_TOKEN
  --dialect NAME        how it is spoken to: graph (the default) or onedrive
  --drive ID            another drive than your own

for the dialog:
  --to WHO              people to begin with
  --picture FILE        draw the dialog into a PNG file and end; with --practice --to, after inviting them

  --help, --version     with a verb, --help shows all its options

DRIVE_SHARE_HOME puts every file the program keeps under one folder. The log there, drive-share.log, names nobody:
it holds no person, item, address or message, only what was asked of the service and what came of it.
exit status: 0 everyone has access, 1 someone has not or is unknown, 2 bad usage or bad input and nothing sent,
3 nothing sent (no such item, not signed in, drive out of reach, journal not writable), 130 interrupted,
70 a fault in this program.
"""

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


def _bound(words: Sequence[str]) -> list[str]:
    """Bind every `--path` to the word after it, so that no name of a file is ever read as an option or a verb."""
    bound, left = list[str](), iter(words)
    for word in left:
        if word == "--":
            return [*bound, word, *left]
        value = next(left, None) if word == "--path" else None
        value = "./--" if value == "--" else value  # argparse drops such a value
        bound.append(word if value is None else f"{word}={value}")
    return bound


def _first_real_word(words: Sequence[str]) -> int | None:
    skip = False
    for place, word in enumerate(words):
        if word == "--":
            return None
        if not skip and not word.startswith("-"):
            return place
        skip = word in _DIALOG_TEXTS
    return None


@dataclass(slots=True)
class _Reading:
    """The options of the dialog as far as they were read."""

    texts: dict[str, str] = field(default_factory=dict[str, str])
    items: list[str] = field(default_factory=list[str])
    practice: bool = False


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
    return Dialog(next(iter(reading.items), None), reading.practice, **reading.texts)


def _contradiction(reading: _Reading) -> str:
    """Say which options do not go together, or ""."""
    texts = reading.texts
    if len(reading.items) + ("path" in texts) > 1:
        return "The dialog shares one item at a time. Put a name with spaces in quotes."
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
    elif word == "--practice":
        reading.practice = True
    elif name in _DIALOG_TEXTS:
        given = value if equals else next(left, None)
        if not given:
            return f"{name} needs a value."
        reading.texts[_DIALOG_TEXTS[name]] = full_path(given) if name == "--path" else given
    elif word.startswith("-"):
        return f"There is no option {word}. See drive-share --help"
    else:
        reading.items.append(word)
    return ""
