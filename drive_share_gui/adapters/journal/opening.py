"""Opens the journal safely, or sets one aside that cannot be read and begins anew."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.file_lock import SharedLock, held
from drive_share_gui.adapters.journal import row_table
from drive_share_gui.adapters.journal.aside import Aside
from drive_share_gui.adapters.journal.database import Connect, Database, connect, wipe_is_due
from drive_share_gui.adapters.journal.drafts import SqliteDrafts
from drive_share_gui.adapters.journal.folder import private_folder
from drive_share_gui.adapters.journal.journal import SqliteJournal
from drive_share_gui.adapters.journal.kept_texts import KeptTexts
from drive_share_gui.adapters.journal.trouble import DamagedError, converted
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.journal_ports import Drafts, Journal
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.journal_row import Owner
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled

FOLDER: Final = "journal"
_OPENING: Final = "journal-opening.lock"
_IN_USE: Final = "journal-in-use.lock"


@dataclass(frozen=True, slots=True)
class Store:
    """The journal, the drafts beside it, and the way to end with both."""

    journal: Journal
    drafts: Drafts
    close: Callable[[], None]
    """Harmless when repeated."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the journal stands on; tests put in something else."""

    clock: Clock = field(default_factory=SystemClock)
    connect: Connect = connect
    owner: Owner | None = None
    """Who sends; None for this process."""


def open_store(home: Path, sealing: Sealing, ground: Ground | None = None) -> Store:
    """Open journal and drafts in a folder of their own in `home`.

    One that cannot be read is never deleted: its folder gets another name, which the new journal
    tells as `set_aside`, and nothing is sent from it. Raises SharingError(NotJournaled).
    """
    ground, aside = ground or Ground(), Aside(home)
    with converted():
        private_folder(home, FOLDER)
        with held(home / _OPENING), contextlib.ExitStack() as opened:
            in_use = SharedLock(home / _IN_USE)
            opened.callback(in_use.close)
            database = _open_or_set_aside(home, in_use, ground, aside)
            opened.callback(database.close)
            closing = opened.pop_all()
    texts = KeptTexts(sealing)
    journal = SqliteJournal(database, texts, ground.clock, aside=aside, owner=ground.owner)
    return Store(journal, SqliteDrafts(database, texts, ground.clock), closing.close)


def _open_or_set_aside(home: Path, in_use: SharedLock, ground: Ground, aside: Aside) -> Database:
    try:
        return _readable(home, ground)
    except DamagedError:
        if not in_use.alone():  # somebody still writes there
            raise
        aside.put(home / FOLDER, f"{ground.clock.now():%Y-%m-%dT%H%M%S}")
        in_use.share()
        return _readable(home, ground)


def _readable(home: Path, ground: Ground) -> Database:
    """Open the file and read all of it. Raises DamagedError where something in it cannot be understood."""
    database = Database(private_folder(home, FOLDER), ground.connect)
    try:
        with database.reading() as connection:
            row_table.found(connection)
            is_due = wipe_is_due(connection)
    except SharingError as error:
        database.close()
        if error.failure == NotJournaled(JournalProblem.DAMAGED):
            raise DamagedError from error
        raise
    if is_due:
        with contextlib.suppress(SharingError):  # still due, and tried again at the next start
            database.wipe()
    return database
