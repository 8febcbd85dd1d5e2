"""From a local file to its item: the folders of every sync client on this computer, and which of them a file is in."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.sync_folders.abraunegg import Abraunegg
from drive_share_gui.adapters.sync_folders.gvfs import Gvfs
from drive_share_gui.adapters.sync_folders.kept_folder import KeptFolder, SyncClientHere
from drive_share_gui.adapters.sync_folders.microsoft_mac import MicrosoftOnMac
from drive_share_gui.adapters.sync_folders.mounts import is_far, mounts
from drive_share_gui.adapters.sync_folders.near_file import Sight, followed, has_lost_bytes, look_at
from drive_share_gui.adapters.sync_folders.onedriver import Onedriver
from drive_share_gui.adapters.sync_folders.path_rules import LINUX, MAC, WINDOWS, PathRules
from drive_share_gui.adapters.sync_folders.rclone import Rclone
from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById
from drive_share_gui.domain.local_file import Located, Location, NotInOneDrive, Outside, SyncFolder
from drive_share_gui.domain.reference import item_by_local_path

_FAR_ON_MAC: Final = ("/Volumes", "/Network", "/net")


class KnownFolders:
    """The folders of these sync clients (a `SyncFolders`)."""

    def __init__(
        self,
        clients: Sequence[SyncClientHere],
        rules: PathRules,
        is_far: Callable[[str], bool],
        gvfs: Gvfs | None = None,
    ) -> None:
        """Compare paths by these rules; touch nothing for which `is_far` holds, but what clients keep on disk."""
        self._clients: Final = clients
        self._rules: Final = rules
        self._is_far: Final = is_far
        self._gvfs: Final = gvfs

    def folders(self) -> tuple[SyncFolder, ...]:
        """Name them all."""
        return tuple(kept.folder for kept in self._kept())

    def locate(self, path: str) -> Location:
        """Say what a local file is a copy of. Raises SharingError(UnusableReference)."""
        item_by_local_path(path)
        if self._gvfs is not None and (location := self._gvfs.locate_address(path)) is not None:
            return location
        kept = self._kept()
        within = _longest(kept, self._rules, path, lambda folder: folder)
        if within is None and not self._rules.windows and self._rules.parts(path) is not None:
            within = _longest(kept, self._rules, self._followed(path), self._followed)
        if within is None:
            return NotInOneDrive()
        return self._located(*within, path)

    def _kept(self) -> list[KeptFolder]:
        return [kept for client in self._clients for kept in client.kept_folders()]

    def _located(self, kept: KeptFolder, names: tuple[str, ...], path: str) -> Location:
        """Ask the client; where it cannot prove that it has the file, see whether it can have it at all."""
        sight = self._look_at(path) if kept.is_on_disk else Sight.FILE_OR_FOLDER
        if sight is Sight.SOMETHING_ELSE:
            return NotInOneDrive(Outside.NO_ORDINARY_FILE)
        location = kept.locate(names)
        if not names or (isinstance(location, Located) and isinstance(location.place, ById)):
            return location
        if sight is Sight.NOTHING:
            if not self._rules.windows and has_lost_bytes(path):
                raise SharingError(UnusableReference(ReferenceProblem.NAME_NOT_TEXT, path))
            return NotInOneDrive(Outside.NOTHING_THERE)
        if kept.is_on_disk and self._leads_out(kept, path):
            return NotInOneDrive()
        return location

    def _look_at(self, path: str) -> Sight:
        return Sight.FILE_OR_FOLDER if self._is_far(path) else look_at(path)

    def _leads_out(self, kept: KeptFolder, path: str) -> bool:
        if self._rules.windows:
            return False
        return self._rules.below(self._followed(kept.folder.path), self._followed(path)) is None

    def _followed(self, path: str) -> str:
        return followed(path, self._is_far)


def _longest(
    kept: Sequence[KeptFolder], rules: PathRules, path: str, root_of: Callable[[str], str]
) -> tuple[KeptFolder, tuple[str, ...]] | None:
    """Give the innermost folder that holds `path`, and the names from there."""
    found = [(one, names) for one in kept if (names := rules.below(root_of(one.folder.path), path)) is not None]
    return min(found, key=lambda pair: len(pair[1]), default=None)


def folders_here(environ: Mapping[str, str], home: Path) -> KnownFolders:
    """Give the folders of the user with this home, on this computer."""
    if sys.platform == "win32":
        from drive_share_gui.adapters.sync_folders.microsoft_windows import (  # noqa: PLC0415 - there alone
            MicrosoftOnWindows,
            UserRegistry,
        )

        return KnownFolders([MicrosoftOnWindows(UserRegistry())], WINDOWS, lambda _: False)
    if sys.platform == "darwin":
        return KnownFolders([MicrosoftOnMac(home)], MAC, _is_far_on_mac)
    gvfs = Gvfs(mounts, environ)
    clients: list[SyncClientHere] = [Abraunegg(environ, home), Onedriver(mounts), Rclone(mounts, environ), gvfs]
    return KnownFolders(clients, LINUX, lambda path: is_far(path, mounts()), gvfs)


def _is_far_on_mac(path: str) -> bool:
    return any(MAC.below(far, path) is not None for far in _FAR_ON_MAC)
