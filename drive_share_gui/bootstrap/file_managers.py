"""The menus of this computer's file managers, as the command line and the window know them."""

from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drive_share_gui.application.local_ports import FileManagers, SyncFolders


def file_managers(
    environ: MutableMapping[str, str],
    home: Callable[[MutableMapping[str, str]], Path],
    folders: Callable[[Mapping[str, str]], "SyncFolders"],
) -> "FileManagers":
    """Give their entries. Raises SharingError(NotSaved) where the program has no home."""
    from drive_share_gui.adapters.file_managers import EntryWords, file_managers
    from drive_share_gui.domain.failure import NotSaved, SharingError
    from drive_share_gui.ui.integration_words import ENTRY_LABEL, ENTRY_TIP

    try:
        kept = home(environ)
    except OSError as error:
        raise SharingError(NotSaved()) from error
    return file_managers(environ, kept, folders(environ), EntryWords(ENTRY_LABEL, ENTRY_TIP))
