"""The menus of this computer's file managers, as the command line and the window know them."""

import contextlib
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drive_share_gui.application.local_ports import FileManagers, MenuOffer, SyncFolders

OFFERED: Final = "menus-offered"


def file_managers(
    environ: MutableMapping[str, str],
    home: Callable[[MutableMapping[str, str]], Path],
    folders: Callable[[Mapping[str, str]], "SyncFolders"],
) -> "FileManagers":
    """Give their entries. Raises SharingError(NotSaved) where the program has no home."""
    from drive_share_gui.adapters.file_managers import EntryWords, file_managers
    from drive_share_gui.domain.failure import NotSaved, SharingError
    from drive_share_gui.ui.integration_words import entry_words

    try:
        kept = home(environ)
    except OSError as error:
        raise SharingError(NotSaved()) from error
    return file_managers(environ, kept, folders(environ), EntryWords(*entry_words()))


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
    """Write the synced folders down anew, behind the window, where an entry reads them."""
    from drive_share_gui.adapters.folder_list import FILE_NAME, is_read, write_folder_list

    def refresh() -> None:
        with contextlib.suppress(OSError):  # the old list stays, and the next start tries again
            write_folder_list(path, folders(environ).folders())

    path = home / FILE_NAME
    if is_read(path, environ):
        threading.Thread(target=refresh, name="drive-share", daemon=True).start()
