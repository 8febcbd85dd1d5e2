"""GNOME Files: an extension in Python, and a script as long as it cannot load one."""

from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager
from drive_share_gui.adapters.file_managers.packages import Family, Package
from drive_share_gui.adapters.file_managers.script import extension_or_script

_BINDINGS: Final = Package(
    "nautilus-python",
    {Family.DEBIAN: "python3-nautilus", Family.ARCH: "python-nautilus", Family.SUSE: "python3-nautilus"},
)


def nautilus(computer: Computer) -> FileEntry:
    """Give its entry."""
    manager = FileManager("nautilus", "GNOME Files", computer.has("nautilus"), "nautilus -q")
    return extension_or_script(computer, manager, "Nautilus", _BINDINGS)
