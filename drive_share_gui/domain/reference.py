"""From what a person typed to an item reference, or the reason it is none."""

import base64
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final, NoReturn
from urllib.parse import urlsplit

from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, ByLink, ByLocalFile, ByPath, ItemReference
from drive_share_gui.domain.local_path import is_windows_path, local_path

MAX_ID: Final = 256
MAX_LOCAL_PATH: Final = 4096
"""Bytes (PATH_MAX of Linux; more than any other system takes)."""
ILLEGAL_IN_NAMES: Final = frozenset('"*:<>?/\\|')
"""Signs that no OneDrive name can hold (fact sheet §7)."""

_LOOKS_LIKE_AN_ID: Final = re.compile(r"[0-9A-Fa-f]{8,}![0-9A-Za-z]+|01[0-9A-Z]{20,}|[0-9A-Fa-f-]{32,36}")


def parse_reference(text: str, drive_id: str | None = None) -> ItemReference:
    """Read ``id:…``, ``path:…``, ``https://…``, ``file:…`` or ``onedrive:…``; without a prefix, what it looks like.

    Raises SharingError(UnusableReference) with the reason and the text.
    """
    text = text.strip()
    if not text:
        _refuse(ReferenceProblem.EMPTY, text)
    prefix, colon, rest = text.partition(":")
    reader = _READERS.get(prefix.lower()) if colon else None
    if reader is not None:
        return reader(rest, text, drive_id)
    if is_windows_path(text):
        return ByLocalFile(text)
    if _LOOKS_LIKE_AN_ID.fullmatch(text):
        return item_by_id(text, drive_id)
    return item_by_path(text, drive_id)


def item_by_id(item_id: str, drive_id: str | None = None) -> ById:
    """Check an ID: one path segment, so neither ``.``, ``..``, ``/`` nor control characters."""
    item_id = item_id.strip()
    if not item_id:
        _refuse(ReferenceProblem.EMPTY, item_id)
    if len(item_id) > MAX_ID:
        _refuse(ReferenceProblem.ID_TOO_LONG, item_id)
    if item_id in {".", ".."} or "/" in item_id:
        _refuse(ReferenceProblem.NOT_AN_ID, item_id)
    _refuse_controls(item_id)
    return ById(item_id, drive_id)


def item_by_path(path: str, drive_id: str | None = None) -> ByPath:
    """Check a path name by name; it is normalised to NFC, the form the service stores.

    ``.`` and ``..`` are refused: a transport would resolve them to another item.
    """
    return item_by_names(tuple(name for name in path.strip().split("/") if name), drive_id)


def item_by_names(names: Sequence[str], drive_id: str | None = None) -> ByPath:
    """Check the names that lead to an item, as `item_by_path` does; each is kept with the spaces around it."""
    path = "/".join(names)
    _refuse_controls(path)
    for name in names:
        if name in {".", ".."}:
            _refuse(ReferenceProblem.DOT_SEGMENT, path)
        if not ILLEGAL_IN_NAMES.isdisjoint(name):
            _refuse(ReferenceProblem.ILLEGAL_SIGN, path)
    return ByPath(tuple(unicodedata.normalize("NFC", name) for name in names), drive_id)


def item_by_link(url: str) -> ByLink:
    """Check a sharing link or web address: https with a host; the rest is the service's business."""
    _refuse_controls(url)
    try:
        parts = urlsplit(url)
        host, scheme = parts.hostname, parts.scheme
    except ValueError:
        _refuse(ReferenceProblem.NOT_A_LINK, url)
    if scheme != "https":
        _refuse(ReferenceProblem.NOT_HTTPS, url)
    if not host or " " in url:
        _refuse(ReferenceProblem.NOT_A_LINK, url)
    return ByLink(url)


def item_by_local_path(path: str) -> ByLocalFile:
    """Check the path of a local file, which is kept to the letter: text, not endless, no NUL."""
    try:
        length = len(path.encode())
    except UnicodeEncodeError:
        _refuse(ReferenceProblem.NAME_NOT_TEXT, path)
    if not path:
        _refuse(ReferenceProblem.EMPTY, path)
    if length > MAX_LOCAL_PATH:
        _refuse(ReferenceProblem.LOCAL_PATH_TOO_LONG, path)
    if "\0" in path:
        _refuse(ReferenceProblem.CONTROL_CHARACTER, path)
    return ByLocalFile(path)


def share_id(url: str) -> str:
    """Encode a URL for ``/shares/{id}`` (Graph, shares: get, Encoding sharing URLs)."""
    return "u!" + base64.urlsafe_b64encode(url.encode()).decode("ascii").rstrip("=")


def _refuse(problem: ReferenceProblem, text: str) -> NoReturn:
    raise SharingError(UnusableReference(problem, text))


def _refuse_controls(text: str) -> None:
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
        _refuse(ReferenceProblem.CONTROL_CHARACTER, text)


_READERS: Final[dict[str, Callable[[str, str, str | None], ItemReference]]] = {
    "id": lambda rest, _text, drive_id: item_by_id(rest, drive_id),
    "path": lambda rest, _text, drive_id: item_by_path(rest, drive_id),
    "http": lambda _rest, text, _drive_id: item_by_link(text),
    "https": lambda _rest, text, _drive_id: item_by_link(text),
    "file": lambda _rest, text, _drive_id: ByLocalFile(local_path(text)),
    "onedrive": lambda _rest, text, _drive_id: ByLocalFile(text),
}
