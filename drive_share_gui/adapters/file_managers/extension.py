"""The extension that GNOME Files, Nemo and Caja load into themselves: one text, filled in for each."""

import re
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import OwnFile
from drive_share_gui.application.opening import DESKTOP_ENTRY, MOST_ITEMS

_TEMPLATE: Final = Path(__file__).with_name("extension.py.in")
_OWN: Final = "`drive-share integrate remove` takes this file away again."
_BROUGHT: Final = "The package of Drive Share brings this file, for everyone on this computer."
_MARK: Final = re.compile("@([A-Z]+)@")


def extension(computer: Computer, title: str, namespace: str, *, for_everyone: bool = False) -> OwnFile:
    """Give the extension for the file manager whose objects have this name; it says so where Python looks.

    One for everyone reads the list of synced folders of whoever runs the file manager.
    """
    texts = {
        "ORIGIN": _BROUGHT if for_everyone else _OWN,
        "TITLE": title,
        "NAMESPACE": namespace,
        "COMMAND": ascii(list(computer.opening)),
        "FOLDERS": ascii("" if for_everyone else str(computer.folder_list)),
        "LABEL": ascii(computer.words.label),
        "TIP": ascii(computer.words.tip),
        "MANY": ascii(computer.words.too_many),
        "MOST": str(MOST_ITEMS),
        "BUS": ascii(DESKTOP_ENTRY),
    }
    filled = _MARK.sub(lambda mark: texts[mark.group(1)], _TEMPLATE.read_text("utf-8"))
    return computer.data_file(f"{namespace.lower()}-python/extensions/drive_share.py", filled.encode())


def has_python(computer: Computer, namespace: str) -> bool:
    """Whether the file manager can load extensions in Python."""
    name = namespace.lower()
    return computer.has_library(f"{name}/extensions-*/lib{name}-python.so")
