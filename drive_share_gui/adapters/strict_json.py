"""Reads JSON from a service, and nothing that is only nearly JSON."""

import json
import re
from typing import Final, NoReturn, TypeAlias, cast

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 50_000
"""Values in one answer, as far as signs tell: 1 MiB of ``{},`` would take seconds and 80 MB to read."""
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


class UnreadableError(Exception):
    """The bytes are not JSON, or not such as any service means."""


def read_json(data: bytes) -> Json:
    """Read `data`, which must be UTF-8 without a mark; the label of the answer does not matter.

    Raises UnreadableError also for NaN, a key given twice, more than 32 levels, endless numbers and
    far too many values: what two readers could read differently is not read at all (reliability:
    rows 27, 29, 60).
    Half a surrogate pair, which nothing could write down again, becomes U+FFFD (row 28).
    """
    if sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise UnreadableError
    try:
        text = data.decode()
        value = cast("Json", json.loads(text, parse_constant=_no_constant, object_pairs_hook=_without_repeats))
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    return _checked(value, MAX_DEPTH)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _without_repeats(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key comes twice"
        raise ValueError(message)
    return found


def _checked(value: Json, levels: int) -> Json:
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, list | dict) and levels == 0:
        raise UnreadableError
    if isinstance(value, list):
        return [_checked(entry, levels - 1) for entry in value]
    if isinstance(value, dict):
        return {_whole(key): _checked(entry, levels - 1) for key, entry in value.items()}
    return value


def _whole(text: str) -> str:
    return text if text.isascii() else _HALF_PAIR.sub("\ufffd", text)
