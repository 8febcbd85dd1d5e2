"""Caja: an extension in Python, and a script as long as it cannot load one."""

from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager
from drive_share_gui.adapters.file_managers.packages import Family, Package
from drive_share_gui.adapters.file_managers.script import extension_or_script

_BINDINGS: Final = Package("python-caja", {Family.DEBIAN: "python3-caja", Family.SUSE: "python3-caja"})


def caja(computer: Computer) -> FileEntry:
    """Give its entry."""
    manager = FileManager("caja", "Caja", computer.has("caja"), "caja -q")
    return extension_or_script(computer, manager, "Caja", _BINDINGS)
