"""Lists that come in pages: followed only within the same service, and never for ever."""

from collections.abc import Iterator, Mapping
from typing import Final, NoReturn, TypeAlias

from drive_share_gui.adapters.drive_api.address import Address, same_origin
from drive_share_gui.adapters.drive_api.caller import Caller, Found, Question
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.failure import Riddle, SharingError, UnclearAnswer

MAX_PAGES: Final = 100
MAX_ENTRIES: Final = 20_000
"""Entries of one list; an item is shared with 5,000 people at most (fact sheet §8)."""

Entry: TypeAlias = Mapping[str, Json]


def object_of(found: Found) -> Entry:
    """Give the object an answer is; raises SharingError where it is none."""
    return found.body if isinstance(found.body, dict) else _refuse(found)


def entries_of(found: Found) -> tuple[Entry, ...]:
    """Give the entries of ``{"value": [{…}, …]}``; raises SharingError for every other shape."""
    value = object_of(found).get("value")
    if not isinstance(value, list):
        _refuse(found)
    entries = tuple(entry for entry in value if isinstance(entry, dict))
    return entries if len(entries) == len(value) else _refuse(found)


def pages(caller: Caller, address: Address) -> Iterator[tuple[Entry, ...]]:
    """Read page after page; raises SharingError where the next one cannot or must not be had.

    A link to another place than this service is not followed: the token would go there
    (reliability: row 69, R2). Nor is one that was followed before, or more than 100, or one after
    far too many entries.
    """
    seen: set[str] = set()
    taken = 0
    question = Question("GET", address)
    while True:
        found = caller.read(question)
        entries = entries_of(found)
        taken += len(entries)
        if taken > MAX_ENTRIES:
            _refuse(found)
        yield entries
        link = object_of(found).get("@odata.nextLink")
        if link is None:
            return
        if not isinstance(link, str) or not same_origin(link, caller.base_url):
            _refuse(found)
        if link in seen or len(seen) + 1 >= MAX_PAGES:
            _refuse(found)
        seen.add(link)
        question = Question("GET", address, link=link)


def _refuse(found: Found) -> NoReturn:
    raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_SHAPE, found.status), found.request_id)
