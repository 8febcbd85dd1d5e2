"""PCManFM-Qt and PCManFM: an action in the format they share (FileManager-Actions)."""

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager
from drive_share_gui.adapters.file_managers.quoting import key_value, shell_command


def pcmanfm(computer: Computer) -> FileEntry:
    """Give their entry. It never names schemes: PCManFM 1.3 falls over such a line."""
    manager = FileManager("pcmanfm-qt", "PCManFM-Qt", computer.has("pcmanfm-qt", "pcmanfm"))
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
        f"Exec={key_value(command)} %F",
    )
    content = "\n".join((*lines, "")).encode("utf-8", "surrogateescape")
    return FileEntry(manager, (computer.data_file("file-manager/actions/drive-share.desktop", content),))
