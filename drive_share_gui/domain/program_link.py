"""Reads what a desktop opens this program with: addresses of local files, and ``drive-share:`` links."""

from typing import Final
from urllib.parse import parse_qsl, urlsplit

from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.local_path import as_typed, local_path

SCHEME: Final = "drive-share"
_MAX_LENGTH: Final = 4_000
_FROM_LINKS: Final = ("id:", "path:", "https:")
"""A link may come from any web page: it names an item of a drive, never a file of this computer."""


def item_named(text: str) -> str:
    """Give the item as it would be typed: what is no such address or link stays as it is.

    A link is ``drive-share:?item=`` and an ID, path or web address with its prefix, percent-encoded, and nothing
    more: it can open a dialog for an item and do nothing else. Raises SharingError(UnusableReference).
    """
    if is_link(text):
        return _linked_item(text)
    if text[: len("file://")].lower() == "file://":
        return _local_file(text)
    return text


def item_opened(text: str) -> str:
    """Give the item that a desktop opens the program with: a link, an address, or else a file of this computer.

    Raises SharingError(UnusableReference).
    """
    return item_named(text) if is_address(text) else as_typed(text)


def is_link(text: str) -> bool:
    """Whether it is meant as a link of this program."""
    return text[: len(SCHEME) + 1].lower() == f"{SCHEME}:"


def is_address(text: str) -> bool:
    """Whether what a desktop gives is an address, and not the path of a file; GNOME Files has ``onedrive:``."""
    return text.lower().startswith((f"{SCHEME}:", "file://", "https://", "onedrive:"))


def _linked_item(link: str) -> str:
    problem = UnusableReference(ReferenceProblem.NOT_A_LINK, link)
    if len(link) > _MAX_LENGTH or not link.isascii() or not link.isprintable():
        raise SharingError(problem)
    try:
        parts = urlsplit(link)
        given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=1)
    except ValueError:
        raise SharingError(problem) from None
    names, items = [name for name, _ in given], [item for _, item in given]
    if parts.netloc or parts.path.strip("/") or parts.fragment or names != ["item"]:
        raise SharingError(problem)
    if not items[0].startswith(_FROM_LINKS) or not items[0].isprintable():
        raise SharingError(problem)
    return items[0]


def _local_file(uri: str) -> str:
    """Give the file that a URI names (RFC 8089), on this computer."""
    if uri[len("file://") :].partition("/")[0].lower() not in {"", "localhost"}:
        raise SharingError(UnusableReference(ReferenceProblem.NOT_A_LINK, uri))
    return as_typed(local_path(uri))
