"""The extension that GNOME Files, Nemo and Caja load into themselves: one text, filled in for each."""

import re
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import OwnFile

_TEMPLATE: Final = Path(__file__).with_name("extension.py.in")
_MARK: Final = re.compile("@([A-Z]+)@")


def extension(computer: Computer, title: str, namespace: str) -> OwnFile:
    """Give the extension for the file manager whose objects have this name; it says so where Python looks."""
    texts = {
        "TITLE": title,
        "NAMESPACE": namespace,
        "COMMAND": ascii(list(computer.opening)),
        "FOLDERS": ascii(str(computer.folder_list)),
        "LABEL": ascii(computer.words.label),
        "TIP": ascii(computer.words.tip),
    }
    filled = _MARK.sub(lambda mark: texts[mark.group(1)], _TEMPLATE.read_text("utf-8"))
    folder = computer.data / f"{namespace.lower()}-python" / "extensions"
    return OwnFile(folder / "drive_share.py", filled.encode())


def has_python(computer: Computer, namespace: str) -> bool:
    """Whether the file manager can load extensions in Python."""
    name = namespace.lower()
    return computer.has_library(f"{name}/extensions-*/lib{name}-python.so")
