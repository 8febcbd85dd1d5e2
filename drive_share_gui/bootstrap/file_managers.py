"""The menus of this computer's file managers, as the command line and the window know them."""

import contextlib
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drive_share_gui.adapters.file_managers import Entries
    from drive_share_gui.application.local_ports import FileManagers, MenuOffer, SyncFolders

OFFERED: Final = "menus-offered"


def file_managers(
    environ: MutableMapping[str, str],
    home: Callable[[MutableMapping[str, str]], Path],
    folders: Callable[[Mapping[str, str]], "SyncFolders"],
) -> "FileManagers":
    """Give their entries. Raises SharingError(NotSaved) where the program has no home."""
    from drive_share_gui.domain.failure import NotSaved, SharingError

    try:
        return _entries(environ, home(environ), folders(environ))
    except OSError as error:
        raise SharingError(NotSaved()) from error


def menu_offer(
    environ: Mapping[str, str], home: Path, managers: "Callable[[], FileManagers]"
) -> "Callable[[], MenuOffer] | None":
    """Give what offers the entries unasked, where this program came as one file; None where something installed it."""
    from drive_share_gui.adapters.file_managers.computer import portable_file

    file = portable_file(environ, Path(sys.executable)) if getattr(sys, "frozen", False) else ""
    if not file:
        return None

    def offer() -> "MenuOffer":
        from drive_share_gui.adapters.file_managers.one_file_offer import OneFileOffer

        return OneFileOffer(file, home / OFFERED, managers)

    return offer


def refresh_folder_list(
    environ: MutableMapping[str, str], home: Path, folders: Callable[[Mapping[str, str]], "SyncFolders"]
) -> None:
    """Write the synced folders down anew, behind the window, where an entry reads them and they have changed."""
    from drive_share_gui.adapters.folder_list import FILE_NAME, is_current, is_read
    from drive_share_gui.domain.failure import SharingError

    def refresh() -> None:
        synced = folders(environ)
        if not is_current(path, synced.folders()):
            with contextlib.suppress(SharingError):  # the old list stays, and the next start tries again
                _entries(environ, home, synced).refresh()

    path = home / FILE_NAME
    if is_read(path, environ):
        threading.Thread(target=refresh, name="drive-share", daemon=True).start()


def _entries(environ: Mapping[str, str], home: Path, folders: "SyncFolders") -> "Entries":
    from drive_share_gui.adapters.file_managers import EntryWords, file_managers
    from drive_share_gui.ui.integration_words import entry_words

    return file_managers(environ, home, folders, EntryWords(*entry_words()))
