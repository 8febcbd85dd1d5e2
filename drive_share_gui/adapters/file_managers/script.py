"""The entry in the folder of scripts that GNOME Files and Caja show in every folder: where they lack an extension."""

from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager, OwnFile
from drive_share_gui.adapters.file_managers.extension import extension, has_python
from drive_share_gui.adapters.file_managers.packages import Package, family_of
from drive_share_gui.adapters.file_managers.quoting import shell_command

_SCRIPT: Final = """\
#!/bin/sh
# Drive Share: `drive-share integrate remove` takes this file away again.
# File managers hand over the names alone, and run this in the folder they lie in.
[ "$#" -gt 0 ] || set -- "$PWD"
for name do
    shift
    case $name in
        /*) set -- "$@" "$name" ;;
        *) set -- "$@" "$PWD/$name" ;;
    esac
done
exec {command} "$@"
"""


def extension_or_script(computer: Computer, manager: FileManager, namespace: str, bindings: Package) -> FileEntry:
    """Give the entry of a file manager: its extension, and the script as long as the bindings for it are missing."""
    module, stand_in = extension(computer, manager.title, namespace), script(computer, manager.name)
    if has_python(computer, namespace):
        return FileEntry(manager, (module,), (stand_in,))
    return FileEntry(manager, (module, stand_in), (), *bindings.here(family_of(computer.release)))


def script(computer: Computer, manager: str) -> OwnFile:
    """Give the script; its name is what the menu says."""
    path = computer.data / manager / "scripts" / computer.words.label.replace("/", " ")
    content = _SCRIPT.format(command=shell_command(computer.opening))
    return OwnFile(path, content.encode("utf-8", "surrogateescape"), is_program=True)
