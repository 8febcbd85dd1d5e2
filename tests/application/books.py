"""A real journal for tests: in the test's own home, its texts kept in memory."""

import os
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground, Store, open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Receipt


def everything_is_kept(row: Row, receipt: Receipt) -> None:
    """Be told of outcomes the journal did not take, where it takes all."""
    raise AssertionError(row, receipt)


def new_store(clock: Clock, home: Path | None = None, *, keyring: CredentialStore | None = None) -> Store:
    """Open the journal of this test's home, or of another; what it waits for passes by `clock`."""
    home = home or Path(os.environ.get("DRIVE_SHARE_HOME") or tempfile.mkdtemp())
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return open_store(home, Sealing(keyring or MemoryCredentials(), home), Ground(clock=clock))


def new_book(clock: Clock, quiet_window: float = 120.0) -> AccountJournal:
    """Give the journal in the name of an account."""
    return AccountJournal(new_store(clock).journal, "ann", 60.0, quiet_window)


@contextmanager
def passing_book(clock: Clock, quiet_window: float = 120.0) -> Generator[AccountJournal]:
    """Give one in a folder of its own, which is gone after the block: for what runs beside others."""
    with tempfile.TemporaryDirectory() as home, closing(new_store(clock, Path(home))) as store:
        yield AccountJournal(store.journal, "ann", 60.0, quiet_window)
