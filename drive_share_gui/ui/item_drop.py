"""Reads what was dropped on the item picker: one file, one link, or a text that names an item."""

from PySide6.QtCore import QMimeData

from drive_share_gui.domain.local_path import as_typed, local_path
from drive_share_gui.ui.pick_state import Drop


def read_drop(data: QMimeData) -> str | Drop:
    """Give the text for the field, or why there is none.

    A file becomes ``file:`` and its path, or its whole address where the field could not hold the path;
    a link stays as it was to the letter.
    """
    urls = data.urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return as_typed(local_path(bytes(urls[0].toEncoded().data()).decode("ascii")))
    text = bytes(data.data("text/uri-list").data()).decode("utf-8", "replace") if urls else data.text()
    lines = [line.strip() for line in text.splitlines()]
    named = [line for line in lines if line and not (urls and line.startswith("#"))]
    if len(named) > 1:
        return Drop.SEVERAL
    return named[0] if named else Drop.NOTHING_USABLE
