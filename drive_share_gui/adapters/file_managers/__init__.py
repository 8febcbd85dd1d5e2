"""Menu entries of file managers, one module each; this user's alone, and nobody else's is touched."""

from collections.abc import Mapping
from pathlib import Path

from drive_share_gui.adapters.file_managers.computer import EntryWords, this_computer
from drive_share_gui.adapters.file_managers.entries import Entries, entries_of
from drive_share_gui.adapters.folder_list import FILE_NAME
from drive_share_gui.application.local_ports import SyncFolders


def file_managers(environ: Mapping[str, str], home: Path, folders: SyncFolders, words: EntryWords) -> Entries:
    """Give the entries on this computer; `home` is where this program keeps its own files."""
    folder_list = home / FILE_NAME
    computer = this_computer(environ, folder_list, words)
    return Entries(lambda: entries_of(computer), folders, folder_list)


__all__ = ["Entries", "EntryWords", "file_managers"]
