"""Folders of rclone: mounted remotes of the type onedrive; rclone is asked, its configuration is not read."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from drive_share_gui.adapters.sync_folders.kept_folder import by_path
from drive_share_gui.adapters.sync_folders.mounts import Mount
from drive_share_gui.adapters.sync_folders.said import said
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ById
from drive_share_gui.domain.local_file import Located, Location, SyncClient, SyncFolder
from drive_share_gui.domain.reference import item_by_id

PATIENCE: Final = 5.0
"""Seconds rclone gets for one answer; for an item it asks the drive."""
_QUIET: Final = ("--ask-password=false", "--retries=1", "--low-level-retries=1")
_TYPE: Final = "onedrive"


@dataclass(frozen=True, slots=True)
class Rclone:
    """rclone on this computer (a `SyncClientHere`)."""

    mounts: Callable[[], tuple[Mount, ...]]
    environ: Mapping[str, str]
    patience: float = PATIENCE

    def kept_folders(self) -> Iterable["RcloneFolder"]:
        """Name the mounts whose remote is known to be a OneDrive: the same path elsewhere would be another file."""
        mounted = [mount for mount in self.mounts() if mount.kind == "fuse.rclone" and ":" in mount.source]
        remotes = self._remotes() if mounted else frozenset[str]()
        for mount in mounted:
            remote, _, inside = mount.source.partition(":")
            if remote in remotes:
                names = tuple(name for name in inside.split("/") if name)
                folder = SyncFolder(SyncClient.RCLONE, mount.point, inside=names)
                yield RcloneFolder(folder, remote, self.environ, self.patience)

    def _remotes(self) -> frozenset[str]:
        """Ask for the names and types of remotes; what else is in the configuration stays there."""
        text = said(("rclone", "listremotes", "--long", *_QUIET), self.environ, self.patience) or ""
        split = [line.rpartition(":") for line in text.splitlines()]
        return frozenset(name for name, _, kind in split if kind.strip() == _TYPE)


@dataclass(frozen=True, slots=True)
class RcloneFolder:
    """One mounted remote (a `KeptFolder`)."""

    folder: SyncFolder
    remote: str
    environ: Mapping[str, str]
    patience: float
    is_on_disk: bool = False

    def locate(self, names: tuple[str, ...]) -> Location:
        """Ask rclone for the item's ID; go by the path where it does not answer in time."""
        located = by_path(self.folder, names)
        if not isinstance(located, Located):
            return located
        path = f"{self.remote}:{'/'.join((*self.folder.inside, *names))}"
        place = _place(said(("rclone", "lsjson", "--stat", *_QUIET, "--", path), self.environ, self.patience))
        return located if place is None else Located(self.folder, place, located.name)


def _place(answer: str | None) -> ById | None:
    """Read the ID from rclone's description: the drive's, a ``#``, the item's."""
    try:
        said = json.loads(answer or "")
        drive_id, mark, item_id = str(said["ID"]).partition("#")
        return item_by_id(item_id, drive_id) if mark and drive_id else None
    except (ValueError, TypeError, KeyError, SharingError):
        return None
