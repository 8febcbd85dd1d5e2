"""Reads which item and which action a raw URL path means, in every spelling that real clients use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from urllib.parse import unquote

from drive_share_gui.practice.answer import INVALID, Refusal, item_not_found
from drive_share_gui.practice.dialect import Dialect
from drive_share_gui.practice.people import ME

BASE_PATH: Final = "/v1.0"
ROOT: Final = "root"
_ILLEGAL: Final = re.compile(r"[/\\*<>?:|\x00-\x1f\x7f]")
_SEARCH: Final = re.compile(r"(?:microsoft\.graph\.)?search\(q=(.*)\)", re.DOTALL)
_GRAPH_ACTIONS: Final = {
    "invite": "invite",
    "microsoft.graph.invite": "invite",
    "oneDrive.invite": "invite",
    "createLink": "createLink",
    "microsoft.graph.createLink": "createLink",
    "children": "children",
    "permissions": "permissions",
}
_SPECIFICATION_ACTIONS: Final = {
    "action.invite": "invite",
    "action.createLink": "createLink",
    "view.search": "search",
}


class Resource(Enum):
    """What kind of thing an address names."""

    ME = auto()
    PEOPLE = auto()
    DRIVES = auto()
    DRIVE = auto()
    RECENT = auto()
    SHARED_WITH_ME = auto()
    SHARE = auto()
    ITEM = auto()


_LISTS: Final = {
    "recent": Resource.RECENT,
    "view.recent": Resource.RECENT,
    "sharedWithMe": Resource.SHARED_WITH_ME,
    "view.sharedWithMe": Resource.SHARED_WITH_ME,
}


@dataclass(frozen=True, slots=True)
class Address:
    """What a request path names; an item is a start (an id, a special folder, a share) and names below it."""

    resource: Resource
    dialect: Dialect = Dialect.GRAPH
    drive: str | None = None
    """The drive's id, or None for the caller's own drive."""
    start: str = ROOT
    """An item id, or `root`."""
    special: str = ""
    share: str = ""
    names: tuple[str, ...] = ()
    action: str = ""
    argument: str = ""
    """The permission's id, or the text searched for."""


def dialect_of(raw_path: str) -> Dialect:
    """Tell in which dialect to refuse a request, even one whose address cannot be read."""
    old = raw_path.startswith(f"{BASE_PATH}/drive/") or "/action." in raw_path
    return Dialect.SPECIFICATION if old else Dialect.GRAPH


def read_address(raw_path: str) -> Address:
    """Read the path as it came over the wire, before any unescaping (fact sheet §7 and §12.2).

    Each segment is unescaped once, by itself, so that `%2F` in a name never separates names.
    """
    if not raw_path.startswith(BASE_PATH + "/"):
        raise _no_such_segment(raw_path.lstrip("/").partition("/")[0])
    raw_segments = raw_path.removeprefix(BASE_PATH).split("/")
    try:
        segments = [unquote(raw, errors="strict") for raw in raw_segments if raw]
    except UnicodeDecodeError:
        raise Refusal(400, INVALID, "The path is not valid UTF-8.", "invalidPath") from None
    return _Reader(segments).read()


class _Reader:
    """Consumes the segments of one path from left to right."""

    def __init__(self, segments: list[str]) -> None:
        self._rest = segments

    def read(self) -> Address:
        match self._next():
            case "me":
                return self._below_person()
            case "users":
                if self._next().lower() not in {ME.id, ME.email}:
                    raise item_not_found()
                return self._below_person()
            case "drives":
                return self._below_drives()
            case "drive":
                return self._below_drive(None, Dialect.SPECIFICATION)
            case "shares":
                return self._below_share(self._next())
            case unknown:
                raise _no_such_segment(unknown)

    def _next(self) -> str:
        return self._rest.pop(0) if self._rest else ""

    def _below_person(self) -> Address:
        match self._next():
            case "":
                return Address(Resource.ME)
            case "people":
                return self._end(Address(Resource.PEOPLE))
            case "drives":
                return self._below_drives()
            case "drive":
                self._refuse_old_words()
                return self._below_drive(None, Dialect.GRAPH)
            case unknown:
                raise _no_such_segment(unknown)

    def _refuse_old_words(self) -> None:
        for segment in self._rest:
            if segment.startswith(("action.", "view.")):
                raise _no_such_segment(segment)

    def _below_drives(self) -> Address:
        drive = self._next()
        return self._below_drive(drive, Dialect.GRAPH) if drive else Address(Resource.DRIVES)

    def _below_drive(self, drive: str | None, dialect: Dialect) -> Address:
        head = self._next()
        if head == "":
            return Address(Resource.DRIVE, dialect, drive)
        if head in {"items", "special"}:
            return self._item(dialect, drive, self._next(), special=head == "special")
        if head == ROOT or head.startswith(ROOT + ":"):
            return self._item(dialect, drive, head)
        if head in _LISTS:
            return self._end(Address(_LISTS[head], dialect, drive))
        if _SEARCH.fullmatch(head) or head == "view.search":
            self._rest.insert(0, head)
            return self._item(dialect, drive, ROOT)
        raise _no_such_segment(head)

    def _below_share(self, share: str) -> Address:
        if not share:
            raise _no_such_segment(share)
        head = self._next()
        if not head:
            return Address(Resource.SHARE, share=share)
        if head == "driveItem" or head.partition(":")[0] == ROOT:
            return self._item(Dialect.GRAPH, None, head.replace("driveItem", ROOT), share=share)
        raise _no_such_segment(head)

    def _item(
        self, dialect: Dialect, drive: str | None, head: str, *, special: bool = False, share: str = ""
    ) -> Address:
        if ":/" in head:  # the client escaped the whole path: items/root%3A%2FDocs%2Fa.txt%3A
            head, *inner = [part for part in head.split("/") if part]
            self._rest[:0] = inner
        names = tuple(self._names()) if head.endswith(":") else ()
        start = head.removesuffix(":")
        if not start:
            raise _no_such_segment(head)
        action, argument, dialect = self._action(dialect)
        place = {"special": start} if special else {"start": start}
        return self._end(
            Address(Resource.ITEM, dialect, drive, share=share, names=names, action=action, argument=argument, **place)
        )

    def _names(self) -> Iterator[str]:
        """Give the names up to the segment that ends with a colon, or all that are left."""
        while self._rest:
            segment = self._next()
            name = segment.removesuffix(":")
            if name:
                if name in {".", ".."} or _ILLEGAL.search(name):
                    raise Refusal(400, INVALID, "The provided path is not valid.", "invalidPath")
                yield name
            if name != segment:
                return

    def _action(self, dialect: Dialect) -> tuple[str, str, Dialect]:
        name = self._next()
        if name == "":
            return "", "", dialect
        if found := _SEARCH.fullmatch(name):
            return "search", _unquoted(found[1]), dialect
        if name in _SPECIFICATION_ACTIONS:
            return _SPECIFICATION_ACTIONS[name], "", Dialect.SPECIFICATION
        if name not in _GRAPH_ACTIONS:
            raise _no_such_segment(name)
        action = _GRAPH_ACTIONS[name]
        argument = self._next() if action == "permissions" else ""
        if action in {"invite", "createLink"}:
            dialect = Dialect.GRAPH
        return action, argument, dialect

    def _end(self, address: Address) -> Address:
        if self._rest:
            raise _no_such_segment(self._rest[0])
        return address


def _unquoted(literal: str) -> str:
    """Read an OData string literal, whose apostrophes are doubled; a bare word is taken as it is."""
    if len(literal) > 1 and literal.startswith("'") and literal.endswith("'"):
        return literal[1:-1].replace("''", "'")
    return literal


def _no_such_segment(segment: str) -> Refusal:
    return Refusal(400, "BadRequest", f"Resource not found for the segment '{segment}'.")
