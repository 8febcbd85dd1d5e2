"""Folders of Microsoft's own client on macOS, known by their names alone: its settings are not read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.sync_folders.kept_folder import KeptFolder, PlainFolder
from drive_share_gui.domain.local_file import Location, NotInOneDrive, Outside, SyncClient, SyncFolder

_OF_PROVIDERS: Final = "Library/CloudStorage"
_LIBRARIES: Final = "OneDrive-SharedLibraries-"
"""Libraries of sites, each a drive of its own: a path there does not say which."""
_PERSONAL: Final = frozenset({"OneDrive", "OneDrive-Personal", "OneDrive - Personal"})


class MicrosoftOnMac:
    """OneDrive on this computer (a `SyncClientHere`)."""

    def __init__(self, home: Path) -> None:
        """Look in this home folder."""
        self._home: Final = home

    def kept_folders(self) -> Iterable[KeptFolder]:
        """Name the folder of every account, of this client and of older ones, and those of libraries."""
        for parent in (self._home / _OF_PROVIDERS, self._home):
            for name in _listed(parent):
                folder = SyncFolder(SyncClient.MICROSOFT, str(parent / name), is_personal=name in _PERSONAL)
                if name.startswith(_LIBRARIES):
                    yield LibrariesFolder(folder)
                elif name in _PERSONAL or name.startswith(("OneDrive-", "OneDrive - ")):
                    yield PlainFolder(folder)


@dataclass(frozen=True, slots=True)
class LibrariesFolder:
    """A folder with libraries of sites in it (a `KeptFolder`)."""

    folder: SyncFolder
    is_on_disk: bool = True

    def locate(self, names: tuple[str, ...]) -> Location:
        """Say that it is in one of them."""
        del names
        return NotInOneDrive(Outside.SOME_LIBRARY)


def _listed(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in folder.iterdir()))
    except OSError:
        return ()
