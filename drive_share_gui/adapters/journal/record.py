"""Small records as text in a column: written plainly, and believed only where they are as they were written."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Final, TypeAlias, TypeVar, cast

from drive_share_gui.adapters.journal.trouble import DamagedError
from drive_share_gui.adapters.strict_json import Json

_Word = TypeVar("_Word", bound=Enum)
_Value = TypeVar("_Value")

Column: TypeAlias = str | int | float | bytes | None
"""What a column of the database can hold."""
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


class Record:
    """Fields by name, each asked for with the type it must have; anything else is damage."""

    def __init__(self, fields: "Mapping[str, Json | bytes]") -> None:
        """Read from these."""
        self._fields: Final = fields

    def text(self, name: str) -> str:
        """Give a text."""
        return _of(self._fields.get(name), str)

    def number(self, name: str) -> float:
        """Give a number that may have a fraction."""
        value = self._fields.get(name)
        return value if isinstance(value, float) else float(_of(value, int))

    def whole(self, name: str) -> int:
        """Give a whole number."""
        return _of(self._fields.get(name), int)

    def flag(self, name: str) -> bool:
        """Give a yes or no; a column of the database holds 1 or 0 for it."""
        value = self._fields.get(name)
        return bool(value) if value in (0, 1) else _of(value, bool)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(_of(entry, str) for entry in self._list(name))

    def word(self, name: str, words: type[_Word]) -> _Word:
        """Give a member of an enumeration, which is written down by its name."""
        found = words.__members__.get(self.text(name))
        if found is None:
            raise DamagedError
        return found

    def value(self, name: str, words: type[_Word]) -> _Word:
        """Give a member of an enumeration that is written down by its value."""
        try:
            return words(self.text(name))
        except ValueError as error:
            raise DamagedError from error

    def time(self, name: str) -> datetime:
        """Give a time of day, with its time zone."""
        try:
            found = datetime.fromisoformat(self.text(name))
        except ValueError as error:
            raise DamagedError from error
        if found.tzinfo is None:
            raise DamagedError
        return found

    def record(self, name: str) -> "Record":
        """Give a record within this one."""
        return Record(_fields(self._fields.get(name)))

    def records(self, name: str) -> "tuple[Record, ...]":
        """Give a list of records."""
        return tuple(Record(_fields(entry)) for entry in self._list(name))

    def optional(self, name: str, read: Callable[[str], _Value]) -> _Value | None:
        """Read a field that may be missing with a method of this record."""
        return None if self._fields.get(name) is None else read(name)

    def _list(self, name: str) -> list[Json]:
        entries = self._fields.get(name)
        if not isinstance(entries, list):
            raise DamagedError
        return entries


def read_record(text: str) -> Record:
    """Read what `write_record` wrote. Raises DamagedError."""
    try:
        found = cast("Json", json.loads(text))
    except (ValueError, RecursionError) as error:
        raise DamagedError from error
    return Record(_fields(found))


def write_record(fields: Mapping[str, Json]) -> str:
    """Write a record as text that any database can hold, in ASCII."""
    return json.dumps(fields, separators=(",", ":"))


def storable(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Replace half surrogate pairs, which no database can store, by U+FFFD (reliability: row 28)."""
    return {n: _HALF_PAIR.sub("\ufffd", v) if isinstance(v, str) else v for n, v in columns.items()}


def time_text(moment: datetime) -> str:
    """Write a time of day so that it sorts as it passes."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _fields(value: "Json | bytes") -> dict[str, Json]:
    if not isinstance(value, dict):
        raise DamagedError
    return value


def _of(value: object, kind: type[_Value]) -> _Value:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise DamagedError
    return value
