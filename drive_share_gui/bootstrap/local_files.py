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


def item_text(dialog: "Dialog", folders: "Callable[[], SyncFolders]") -> str:
    """Give the item of the dialog as it would be typed; empty for picking one there.

    `folders` is asked only for what could be a path here as well as one on the drive.
    """
    item = dialog.item or ""
    path = dialog.path
    if path is None and item.startswith("/") and dialog.drive_id is None and is_kept(folders(), item):
        path = item
    if path is None:
        return item
    from drive_share_gui.domain.local_path import as_typed

    return as_typed(path)
