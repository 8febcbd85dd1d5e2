"""PCManFM-Qt and PCManFM: an action in the format they share (FileManager-Actions)."""

from collections.abc import Iterable
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager, OwnFile
from drive_share_gui.adapters.file_managers.quoting import key_value, key_values, shell_command
from drive_share_gui.application.opening import MOST_ITEMS

_NOWHERE: Final = "/dev/null;"


def pcmanfm(computer: Computer) -> FileEntry:
    """Give their entry; where PCManFM is, it shows in every folder, for that finds no file right inside a named one."""
    manager = FileManager("pcmanfm-qt", "PCManFM-Qt", computer.has("pcmanfm-qt", "pcmanfm"))
    return FileEntry(manager, (action(computer, None if computer.has("pcmanfm") else computer.synced),))


def action(computer: Computer, folders: Iterable[str] | None) -> OwnFile:
    """Give the action, to be shown in these folders; None for all. It names no schemes: PCManFM falls over those."""
    command = shell_command(computer.opening).replace("%", "%%")
    lines = (
        "[Desktop Entry]",
        "Type=Action",
        f"Name={key_value(computer.words.label)}",
        f"Tooltip={key_value(computer.words.tip)}",
        "Icon=emblem-shared",
        "Profiles=selection;",
        "",
        "[X-Action-Profile selection]",
        f"Name={key_value(computer.words.label)}",
        "MimeTypes=all/all;",
        f"SelectionCount=<{MOST_ITEMS + 1}",
        *([] if folders is None else [f"Folders={key_values(folders) or _NOWHERE}"]),
        f"Exec={key_value(command)} %F",
    )
    content = "\n".join((*lines, "")).encode("utf-8", "surrogateescape")
    return computer.data_file("file-manager/actions/drive-share.desktop", content)
