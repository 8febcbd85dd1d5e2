"""What every sync client is asked: which folders it keeps, and what a file in one of them is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from drive_share_gui.domain.local_file import DriveRoot, Located, Location, SyncFolder
from drive_share_gui.domain.reference import item_by_names


class KeptFolder(Protocol):
    """A folder that a sync client keeps."""

    @property
    def folder(self) -> SyncFolder:
        """What is known of it."""
        ...

    @property
    def is_on_disk(self) -> bool:
        """Whether its files lie on this computer, so that looking at one waits for nobody."""
        ...

    def locate(self, names: tuple[str, ...]) -> Location:
        """Say where on the drive those names lead to. Raises SharingError(UnusableReference)."""
        ...


class SyncClientHere(Protocol):
    """A sync client on this computer."""

    def kept_folders(self) -> Iterable[KeptFolder]:
        """Name its folders; none where it is not here."""
        ...


@dataclass(frozen=True, slots=True)
class PlainFolder:
    """A folder whose files have the same path on the drive (a `KeptFolder`)."""

    folder: SyncFolder
    is_on_disk: bool = True

    def locate(self, names: tuple[str, ...]) -> Location:
        """Go by the names alone."""
        return by_path(self.folder, names)


def by_path(folder: SyncFolder, names: tuple[str, ...]) -> Location:
    """Address an item by its path on the drive. Raises SharingError(UnusableReference)."""
    whole = (*folder.inside, *names)
    if not whole:
        return DriveRoot()
    return Located(folder, item_by_names(whole, folder.drive_id), whole[-1])
