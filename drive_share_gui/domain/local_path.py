"""The path of a local file as text that people and programs hand over: plain, or as a ``file:`` address."""

import re
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

_PREFIX: Final = "file:"
_ON_WINDOWS: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_DRIVE_IN_ADDRESS: Final = re.compile(r"/[A-Za-z]:(?:/|$)")


def local_path(text: str) -> str:
    """Read ``file:/home/ann/Budget.xlsx`` to the letter, and ``file:///home/ann/My%20Budget.xlsx`` as an address.

    Bytes of an address that are no UTF-8 become surrogates, as Python has them in file names.
    Another computer in an address stays one: ``//host/share``.
    """
    rest = text[len(_PREFIX) :] if text[: len(_PREFIX)].lower() == _PREFIX else text
    if not rest.startswith("//"):
        return rest
    host, slash, path = rest[2:].partition("/")
    path = unquote_to_bytes(slash + path).decode("utf-8", "surrogateescape")
    if host.lower() not in {"", "localhost"}:
        return f"//{host}{path}"
    return path[1:] if _DRIVE_IN_ADDRESS.match(path) else path


def as_typed(path: str) -> str:
    """Write a path so that `parse_reference` gives back the same to the letter, whatever is in it."""
    plain = _PREFIX + path
    if path.isprintable() and path == path.strip() and not path.startswith("//"):
        return plain
    slashed = "/" + path.replace("\\", "/") if _ON_WINDOWS.match(path) else path
    return f"{_PREFIX}//{quote_from_bytes(slashed.encode('utf-8', 'surrogateescape'), safe='/:')}"


def is_windows_path(text: str) -> bool:
    """Whether only Windows writes paths like that, so that it names nothing on a drive."""
    return _ON_WINDOWS.match(text) is not None
