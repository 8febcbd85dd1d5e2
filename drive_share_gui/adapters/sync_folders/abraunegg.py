"""Folders of the client “onedrive” of abraunegg, whose store knows the ID of every item; its tokens are never read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.sync_folders.abraunegg_config import profiles
from drive_share_gui.adapters.sync_folders.item_store import look_up
from drive_share_gui.adapters.sync_folders.kept_folder import by_path
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.local_file import (
    Located,
    Location,
    NotInOneDrive,
    NotUploadedYet,
    Outside,
    SyncClient,
    SyncFolder,
)
from drive_share_gui.domain.reference import item_by_id


class Abraunegg:
    """The client “onedrive” on this computer (a `SyncClientHere`)."""

    def __init__(self, environ: Mapping[str, str], home: Path) -> None:
        """Look for its settings in this home folder."""
        self._environ: Final = environ
        self._home: Final = home

    def kept_folders(self) -> Iterable["AbrauneggFolder"]:
        """Name the folder of every account."""
        for profile in profiles(self._environ, self._home):
            folder = SyncFolder(SyncClient.ABRAUNEGG, profile.sync_dir, drive_id=profile.drive_id)
            yield AbrauneggFolder(folder, profile.folder)


@dataclass(frozen=True, slots=True)
class AbrauneggFolder:
    """One account's folder (a `KeptFolder`)."""

    folder: SyncFolder
    settings: Path
    is_on_disk: bool = True

    def locate(self, names: tuple[str, ...]) -> Location:
        """Ask the store; go by the path where it cannot be read."""
        located = by_path(self.folder, names)
        stored = look_up(self.settings, names, self.folder.drive_id) if isinstance(located, Located) else None
        if not isinstance(located, Located) or stored is None:
            return located
        if stored.is_made_up:
            return NotInOneDrive(Outside.MADE_BY_CLIENT)
        if stored.place is None:
            return NotUploadedYet(self.folder.client)
        try:
            place = item_by_id(stored.place.item_id, stored.place.drive_id)
        except SharingError:
            return located
        return Located(self.folder, place, located.name)
