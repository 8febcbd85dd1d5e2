"""Nemo: an extension in Python where it can load one, else an action."""

from collections.abc import Iterable
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager, OwnFile
from drive_share_gui.adapters.file_managers.extension import extension, has_python
from drive_share_gui.adapters.file_managers.quoting import key_value, key_values, shell_command

_NOWHERE: Final = "/dev/null/*;"


def nemo(computer: Computer) -> FileEntry:
    """Give its entry."""
    manager = FileManager("nemo", "Nemo", computer.has("nemo"), "nemo -q")
    module, simple = extension(computer, "Nemo", "Nemo"), action(computer)
    if has_python(computer, "Nemo"):
        return FileEntry(manager, (module,), (simple,))
    return FileEntry(manager, (simple,), (module,))


def _places(folders: Iterable[str]) -> Iterable[str]:
    """Give patterns for these folders and all inside: without a `?` or `*`, only the last name would be compared.

    Nemo reads `~` as the home, wherever it stands.
    """
    for folder in folders:
        plain = folder.replace("~", "?")
        yield from (f"{plain[:-1]}?", f"{plain}/*")


def action(computer: Computer) -> OwnFile:
    """Give the action; Nemo before 6.2 shows it in every folder.

    `Quote=double` makes Nemo quote names for GLib, which runs the command without a shell.
    """
    command = shell_command(computer.opening).replace("%", "%%")
    lines = (
        "[Nemo Action]",
        "Active=true",
        f"Name={key_value(computer.words.label.replace('%', '%%'))}",
        f"Comment={key_value(computer.words.tip.replace('%', '%%'))}",
        f"Exec={key_value(command)} %F",
        "Icon-Name=emblem-shared",
        "Selection=notnone",
        "Extensions=any;",
        "UriScheme=file",
        "Quote=double",
        "EscapeSpaces=false",
        f"Locations={key_values(_places(computer.synced)) or _NOWHERE}",
    )
    content = "\n".join((*lines, "")).encode("utf-8", "surrogateescape")
    return computer.data_file("nemo/actions/drive-share.nemo_action", content)
