"""GNOME Files: an extension in Python, and a script as long as it cannot load one."""

from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager
from drive_share_gui.adapters.file_managers.extension import extension, has_python
from drive_share_gui.adapters.file_managers.packages import Family, Package, family_of
from drive_share_gui.adapters.file_managers.script import script

_TITLE: Final = "GNOME Files"
_BINDINGS: Final = Package(
    "nautilus-python",
    {Family.DEBIAN: "python3-nautilus", Family.ARCH: "python-nautilus", Family.SUSE: "python3-nautilus"},
)


def nautilus(computer: Computer) -> FileEntry:
    """Give its entry."""
    manager = FileManager("nautilus", _TITLE, computer.has("nautilus"), "nautilus -q")
    module, stand_in = extension(computer, _TITLE, "Nautilus"), script(computer, "nautilus")
    if has_python(computer, "Nautilus"):
        return FileEntry(manager, (module,), (stand_in,))
    return FileEntry(manager, (module, stand_in), (), *_BINDINGS.here(family_of(computer.release)))
