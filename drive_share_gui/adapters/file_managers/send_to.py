"""Windows: a shortcut under "Send to", which hands all selected files to one start of the program."""

from pathlib import Path

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager, OwnFile
from drive_share_gui.adapters.file_managers.quoting import windows_command
from drive_share_gui.adapters.file_managers.shell_link import shell_link


def send_to(computer: Computer, roaming: Path) -> FileEntry:
    """Give its entry; `roaming` is the folder `%APPDATA%`."""
    program, *arguments = computer.opening
    label = computer.words.label.rstrip("….")
    link = shell_link(program, windows_command(arguments), computer.words.tip)
    path = roaming / "Microsoft/Windows/SendTo" / f"{label}.lnk"
    return FileEntry(FileManager("send-to", "Windows, “Send to”", is_here=True), (OwnFile(path, link),))
