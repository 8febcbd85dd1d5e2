"""Caja: an extension in Python, and a script as long as it cannot load one."""

from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager
from drive_share_gui.adapters.file_managers.extension import extension, has_python
from drive_share_gui.adapters.file_managers.packages import Family, Package, family_of
from drive_share_gui.adapters.file_managers.script import script

_BINDINGS: Final = Package("python-caja", {Family.DEBIAN: "python3-caja", Family.SUSE: "python3-caja"})


def caja(computer: Computer) -> FileEntry:
    """Give its entry."""
    manager = FileManager("caja", "Caja", computer.has("caja"), "caja -q")
    module = extension(computer, "Caja", "Caja")
    stand_in = script(computer, "caja")
    if has_python(computer, "Caja"):
        return FileEntry(manager, (module,), (stand_in,))
    return FileEntry(manager, (module, stand_in), (), *_BINDINGS.here(family_of(computer.release)))
