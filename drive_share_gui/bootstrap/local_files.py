"""The local files of this computer's user, as the command line and the window name them."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drive_share_gui.application.local_ports import SyncFolders
    from drive_share_gui.cli.command_line import Dialog


def sync_folders(environ: Mapping[str, str]) -> "SyncFolders":
    """Give the folders that sync clients keep for this user."""
    from drive_share_gui.adapters.sync_folders import folders_here

    return folders_here(environ, Path(os.path.expanduser("~")))  # noqa: PTH111 - Path.home() may raise


def is_kept(folders: "SyncFolders", path: str) -> bool:
    """Whether a path, which could also be one on the drive, lies in a folder that is kept in sync."""
    from drive_share_gui.application.find_local_file import is_in_a_folder

    return is_in_a_folder(folders, path)


def item_texts(dialog: "Dialog", folders: "Callable[[], SyncFolders]") -> list[str]:
    """Give the items of the dialog as they would be typed; the first is empty for picking one there.

    `folders` is asked only for what could be a path here as well as one on the drive.
    """

    def text(item: str) -> str:
        is_here = item.startswith("/") and dialog.drive_id is None and is_kept(folders(), item)
        return _as_typed(item) if is_here else item

    first = text(dialog.item or "") if dialog.path is None else _as_typed(dialog.path)
    return [first, *map(text, dialog.also)]


def _as_typed(path: str) -> str:
    from drive_share_gui.domain.local_path import as_typed  # not before the first paint, where no file is named

    return as_typed(path)
