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


def full_path(path: str) -> str:
    """Give the absolute path of a local file; the ``onedrive:`` address of one stays as it is."""
    return path if path.startswith("onedrive:") else os.path.abspath(path)  # noqa: PTH100 - follows no link


def item_text(dialog: "Dialog", folders: "Callable[[], SyncFolders]") -> str:
    """Give the item of the dialog as it would be typed; empty for picking one there.

    `folders` is asked only for what could be a path here as well as one on the drive.
    """
    from drive_share_gui.domain.local_path import as_typed

    item = dialog.item or ""
    if dialog.path is not None:
        return as_typed(full_path(dialog.path))
    if item.startswith("/") and dialog.drive_id is None:
        from drive_share_gui.application.find_local_file import is_in_a_folder

        return as_typed(item) if is_in_a_folder(folders(), item) else item
    return item
