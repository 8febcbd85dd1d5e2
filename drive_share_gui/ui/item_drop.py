"""Reads what was dropped on the window: files, links, or a text that names an item."""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QUrl

from drive_share_gui.application.opening import MOST_ITEMS
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.local_path import as_typed, local_path
from drive_share_gui.domain.program_link import is_link, item_named
from drive_share_gui.ui.pick_state import Drop


def read_drop(data: QMimeData) -> tuple[str, ...] | Drop:
    """Give the items as they would be typed, each once, or why there are none.

    A file becomes ``file:`` and its path, or its whole address where a field could not hold the path;
    a link stays as it was to the letter.
    """
    try:
        items = tuple(dict.fromkeys(_listed(data) if data.hasUrls() else map(_named, _lines(data.text()))))
    except SharingError:
        return Drop.NOTHING_USABLE
    if len(items) > MOST_ITEMS:
        return Drop.TOO_MANY
    return items or Drop.NOTHING_USABLE


def _listed(data: QMimeData) -> Iterator[str]:
    """Read a list of addresses as it came (RFC 2483): `data.urls()` writes some of them in another way."""
    for line in _lines(bytes(data.data("text/uri-list").data()).decode("utf-8", "replace")):
        url = QUrl.fromEncoded(line.encode())
        if url.isLocalFile():
            yield as_typed(local_path(bytes(url.toEncoded().data()).decode("ascii")))
        elif not line.startswith("#"):
            yield _named(line)


def _named(line: str) -> str:
    return item_named(line) if is_link(line) else line


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
