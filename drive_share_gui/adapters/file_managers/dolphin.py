"""Dolphin and every other program of KDE that shows files (KF5 from 5.85 on, and KF6): a service menu."""

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager
from drive_share_gui.adapters.file_managers.quoting import exec_command, key_value
from drive_share_gui.application.opening import MOST_ITEMS


def dolphin(computer: Computer) -> FileEntry:
    """Give its entry; KDE runs a service menu of the user's own only where it may be executed."""
    manager = FileManager("dolphin", "Dolphin", computer.has("dolphin"))
    command = computer.opening
    if "%" in command[0]:  # KDE looks for a program of the name with the sign still doubled
        command = ("/usr/bin/env", *command)
    lines = (
        "[Desktop Entry]",
        "Type=Service",
        f"Name={key_value(computer.words.label)}",
        "MimeType=all/all;",
        "X-KDE-Priority=TopLevel",
        "X-KDE-Protocols=file",
        f"X-KDE-MaxNumberOfUrls={MOST_ITEMS}",
        "Actions=driveShare;",
        "",
        "[Desktop Action driveShare]",
        f"Name={key_value(computer.words.label)}",
        "Icon=emblem-shared",
        f"Exec={key_value(exec_command(command))} %F",
    )
    content = "\n".join((*lines, "")).encode("utf-8", "surrogateescape")
    return FileEntry(manager, (computer.data_file("kio/servicemenus/drive-share.desktop", content, is_program=True),))
