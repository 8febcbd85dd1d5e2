"""Thunar's file of custom actions as text: finds one action in it, puts it or takes it; all else stays as it is."""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

EMPTY: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n<actions>\n</actions>\n'
_KINDS: Final = ("directories", "audio-files", "image-files", "other-files", "text-files", "video-files")
_ROOT: Final = "actions"


class UnreadableActionsError(ValueError):
    """The file is none that Thunar reads."""


@dataclass(frozen=True, slots=True)
class Action:
    """One custom action."""

    unique_id: str
    name: str
    description: str
    command: str
    icon: str

    def as_xml(self) -> bytes:
        """Write it as Thunar does; it shows for one or more files of any kind."""
        lines = (
            ("icon", self.icon),
            ("name", self.name),
            ("submenu", ""),
            ("unique-id", self.unique_id),
            ("command", self.command),
            ("description", self.description),
            ("range", "*"),
            ("patterns", "*"),
        )
        texts = "".join(f"\t<{key}>{escape(text)}</{key}>\n" for key, text in lines)
        kinds = "".join(f"\t<{kind}/>\n" for kind in _KINDS)
        return f"<action>\n{texts}{kinds}</action>\n".encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Found:
    """An action as it stands in the file."""

    unique_id: str
    command: str
    start: int
    """Where it begins, in bytes."""
    end: int


@dataclass(frozen=True, slots=True)
class Actions:
    """The whole file, byte for byte."""

    text: bytes
    actions: tuple[Found, ...]
    end: int
    """Where the next action goes, in bytes."""

    def find(self, unique_id: str) -> tuple[Found, ...]:
        """Give those of this id; more than one where somebody copied it."""
        return tuple(action for action in self.actions if action.unique_id == unique_id)

    def without(self, unique_id: str) -> bytes:
        """Give the text without them, and without the end of the line each stood on."""
        text = self.text
        for action in reversed(self.find(unique_id)):
            end = action.end + (text[action.end : action.end + 1] == b"\n")
            text = text[: action.start] + text[end:]
        return text

    def with_action(self, action: Action) -> bytes:
        """Give the text with this action, in the place of the first of its id or behind all others."""
        place = next((found.start for found in self.find(action.unique_id)), self.end)
        rest = self.without(action.unique_id)
        text = rest[:place] + action.as_xml() + rest[place:]
        read_actions(text)
        return text


def read_actions(text: bytes) -> Actions:
    """Read the file. Raises UnreadableActionsError for anything but actions in UTF-8."""
    reading = _Reading()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, _: reading.open(name, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: reading.close(name, parser.CurrentByteIndex, text)
    parser.CharacterDataHandler = reading.texts.append
    try:
        text.decode("utf-8")
        parser.Parse(text, True)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise UnreadableActionsError from error
    if reading.end is None:
        raise UnreadableActionsError
    return Actions(text, tuple(reading.found), reading.end)


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    way: list[str] = field(default_factory=list[str])
    texts: list[str] = field(default_factory=list[str])
    told: dict[str, str] = field(default_factory=dict[str, str])
    start: int = 0
    found: list[Found] = field(default_factory=list[Found])
    end: int | None = None

    def open(self, name: str, place: int) -> None:
        self.way.append(name)
        self.texts.clear()
        if self.way == [_ROOT, "action"]:
            self.start, self.told = place, {}

    def close(self, name: str, place: int, text: bytes) -> None:
        match self.way:
            case ["actions", "action", _]:
                self.told.setdefault(name, "".join(self.texts).strip())
            case ["actions", "action"]:
                told = self.told
                end = text.index(b">", place) + 1
                self.found.append(Found(told.get("unique-id", ""), told.get("command", ""), self.start, end))
            case ["actions"] if text.startswith(b"</", place):
                self.end = place
            case _:
                pass
        self.way.pop()
