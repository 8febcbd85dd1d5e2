"""A real journal for tests: in the test's own home, its texts kept in memory."""

import os
import tempfile
from pathlib import Path

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground, Store, open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.application.ports import Clock


def new_store(clock: Clock, keyring: CredentialStore | None = None) -> Store:
    """Open the journal of this test's home; what it waits for passes by `clock`."""
    home = Path(os.environ.get("DRIVE_SHARE_HOME") or tempfile.mkdtemp())
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return open_store(home, Sealing(keyring or MemoryCredentials(), home), Ground(clock=clock))


def new_book(clock: Clock, quiet_window: float = 120.0) -> AccountJournal:
    """Give the journal in the name of an account."""
    return AccountJournal(new_store(clock).journal, "ann", 60.0, quiet_window)
