"""Makes what is kept on this computer; each part loads when it is needed."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drive_share_gui.application.ports import RecentItems
    from drive_share_gui.application.ways import OpenJournal


def recent_items(home: Path) -> "RecentItems":
    """Give the record of items shared lately."""
    from drive_share_gui.adapters.recent_items import RecentItemsFile

    return RecentItemsFile(home)


def open_journal(home: Path) -> "OpenJournal":
    """Open the journal. Raises SharingError(NotJournaled)."""
    from drive_share_gui.adapters.credentials import KeyringCredentials
    from drive_share_gui.adapters.journal.opening import open_store
    from drive_share_gui.adapters.sealing import Sealing

    return open_store(home, Sealing(KeyringCredentials(home), home))
