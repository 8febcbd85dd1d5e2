"""OneDrive in GNOME Files: ``onedrive:`` addresses and the folders through which other programs see them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from drive_share_gui.adapters.sync_folders.kept_folder import by_path
from drive_share_gui.adapters.sync_folders.mounts import Mount
from drive_share_gui.adapters.sync_folders.said import said
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ById
from drive_share_gui.domain.local_file import DriveRoot, Located, Location, NotUploadedYet, SyncClient, SyncFolder
from drive_share_gui.domain.reference import item_by_id

PATIENCE: Final = 5.0
"""Seconds GNOME's own program gets for one answer; it may ask the drive."""
_SCHEME: Final = "onedrive"
_OWN_DRIVE: Final = frozenset({"OneDrive", "My Files"})
"""What the account's own drive is called where it has no other name; others may stand beside it."""
_OF_WORK: Final = re.compile(r"(b![A-Za-z0-9_-]{64})(01[A-Z0-9]{32})")
_PERSONAL: Final = re.compile(r"([0-9a-f]{8,16})(\1![0-9A-Za-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gvfs:
    """GNOME's virtual file system on this computer (a `SyncClientHere`)."""

    mounts: Callable[[], tuple[Mount, ...]]
    environ: Mapping[str, str]
    patience: float = PATIENCE

    def kept_folders(self) -> Iterable["GvfsFolder"]:
        """Name the accounts that are mounted now."""
        for mount in self.mounts():
            if mount.kind == "fuse.gvfsd-fuse":
                for name in _listed(mount.point):
                    if name.startswith(f"{_SCHEME}:"):
                        folder = SyncFolder(SyncClient.GVFS, f"{mount.point}/{name}", _account(name))
                        yield GvfsFolder(folder, self.environ, self.patience)

    def locate_address(self, address: str) -> Location | None:
        """Say what an ``onedrive:`` address means; None for another."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme != _SCHEME or not parts.netloc:
            return None
        names = tuple(unquote(name) for name in parts.path.split("/") if name)
        folder = SyncFolder(SyncClient.GVFS, f"{_SCHEME}://{parts.netloc}", unquote(parts.netloc))
        return GvfsFolder(folder, self.environ, self.patience, address).locate(names)


@dataclass(frozen=True, slots=True)
class GvfsFolder:
    """One account: the first name below it is that of a drive (a `KeptFolder`)."""

    folder: SyncFolder
    environ: Mapping[str, str]
    patience: float
    address: str = ""
    """What to ask about, where that is no path."""
    is_on_disk: bool = False

    def locate(self, names: tuple[str, ...]) -> Location:
        """Ask for the item's ID; without one, only the account's own drive can be addressed by path."""
        if len(names) <= 1:
            return DriveRoot()
        located = by_path(self.folder, names[1:])
        target = self.address or "/".join((self.folder.path, *names))
        place = _place(said(("gio", "info", "-a", "id::file", "--", target), self.environ, self.patience))
        if place is not None:
            return Located(self.folder, place, names[-1])
        return located if names[0] in _OWN_DRIVE else NotUploadedYet(self.folder.client)


def _listed(folder: str) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in Path(folder).iterdir()))
    except OSError:
        return ()


def _account(name: str) -> str:
    """Read ``onedrive:host=contoso.com,user=ann``."""
    fields = [field.partition("=") for field in name.partition(":")[2].split(",")]
    told = {key: unquote(value) for key, _, value in fields}
    user, host = told.get("user", ""), told.get("host", "")
    return f"{user}@{host}" if user and host else ""


def _place(answer: str | None) -> ById | None:
    """Take drive and item apart, which stand there without a sign between them.

    What is read comes after everything that names hold: a name could have lines of its own.
    """
    for line in (answer or "").rpartition("\nattributes:\n")[2].splitlines():
        key, _, value = line.strip().partition(": ")
        split = _OF_WORK.fullmatch(value) or _PERSONAL.fullmatch(value)
        if key == "id::file" and split is not None:
            try:
                return item_by_id(split[2], split[1])
            except SharingError:
                return None
    return None
