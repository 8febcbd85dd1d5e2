"""The menu entries of all file managers there are on this kind of computer."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.caja import caja
from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.dolphin import dolphin
from drive_share_gui.adapters.file_managers.entry import Entry
from drive_share_gui.adapters.file_managers.finder import finder
from drive_share_gui.adapters.file_managers.nautilus import nautilus
from drive_share_gui.adapters.file_managers.nemo import nemo
from drive_share_gui.adapters.file_managers.pcmanfm import pcmanfm
from drive_share_gui.adapters.file_managers.thunar import ThunarEntry
from drive_share_gui.adapters.folder_list import write_folder_list
from drive_share_gui.adapters.own_file import not_saved
from drive_share_gui.application.local_ports import EntryState, MenuEntry, SyncFolders

_RIGHT: Final = frozenset({EntryState.INSTALLED, EntryState.PART_MISSING})
_GONE: Final = frozenset({EntryState.NOT_INSTALLED, EntryState.NO_FILE_MANAGER, EntryState.LEFT_ALONE})


class Entries:
    """All entries (the `FileManagers`)."""

    def __init__(self, entries: Callable[[], Sequence[Entry]], folders: SyncFolders, folder_list: Path) -> None:
        """Look after these, and keep the list of synced folders; what an entry is to be may depend on that."""
        self._entries: Final = entries
        self._folders: Final = folders
        self._folder_list: Final = folder_list

    def status(self) -> tuple[MenuEntry, ...]:
        """Say how every entry stands."""
        return tuple(entry.stand() for entry in self._entries())

    def install(self, names: tuple[str, ...] = ()) -> tuple[MenuEntry, ...]:
        """Put the entries of these file managers that are here, or of all; raises SharingError(NotSaved)."""
        _each([self._refresh])
        _each(entry.put for entry in self._chosen(names) if entry.stand().state is not EntryState.NO_FILE_MANAGER)
        return self.status()

    def remove(self, names: tuple[str, ...] = ()) -> tuple[MenuEntry, ...]:
        """Take our entries away, and with the last one the list they read; raises SharingError(NotSaved)."""
        _each(entry.take for entry in self._chosen(names))
        told = self.status()
        if _GONE.issuperset(entry.state for entry in told):
            _each([lambda: self._folder_list.unlink(missing_ok=True)])
        return told

    def refresh(self) -> None:
        """Write the synced folders down for entries to read, and into those that have them in them.

        What stood right before stands right afterwards, and nothing else is changed. Raises SharingError(NotSaved).
        """
        _each([self._refresh])

    def _chosen(self, names: tuple[str, ...]) -> list[Entry]:
        return [entry for entry in self._entries() if not names or entry.name in names]

    def _refresh(self) -> None:
        right = [entry.name for entry in self._entries() if entry.stand().state in _RIGHT]
        write_folder_list(self._folder_list, self._folders.folders())
        for entry in self._entries():
            if entry.name in right:
                entry.put()


def entries_of(computer: Computer) -> list[Entry]:
    """Give the entry of every file manager that this operating system can have."""
    if sys.platform == "win32":
        from drive_share_gui.adapters.file_managers.explorer import ExplorerEntry  # noqa: PLC0415 - of this system only
        from drive_share_gui.adapters.file_managers.registry import UserRegistry  # noqa: PLC0415
        from drive_share_gui.adapters.file_managers.send_to import send_to  # noqa: PLC0415

        return [ExplorerEntry(computer, UserRegistry()), send_to(computer, Path(os.environ["APPDATA"]))]
    if sys.platform == "darwin":
        return [finder(computer, Path.home() / "Library/Services")]
    return [*(make(computer) for make in (nautilus, nemo, caja, dolphin)), ThunarEntry(computer), pcmanfm(computer)]


def _each(steps: Iterable[Callable[[], None]]) -> None:
    """Take every step, whatever becomes of the others; then raise SharingError(NotSaved) for the first that failed."""
    failed: OSError | None = None
    for step in steps:
        try:
            step()
        except OSError as error:
            failed = failed or error
    if failed is not None:
        raise not_saved(failed) from failed
