"""The journal's file: opened so that nothing acknowledged is lost, with one writer at a time."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from drive_share_gui.adapters.journal.folder import private_file
from drive_share_gui.adapters.journal.schema import APPLICATION_ID, MIGRATIONS
from drive_share_gui.adapters.journal.trouble import DamagedError, converted, not_journaled, problem_of
from drive_share_gui.domain.keeping import JournalProblem

FILE_NAME: Final = "journal.db"
PATIENCE: Final = 20.0
"""Seconds a write waits for the writes of other processes."""
_FULL: Final = 2
_WIPE: Final = "wipe"

Connect: TypeAlias = Callable[[Path], sqlite3.Connection]
Migrations: TypeAlias = Sequence[Sequence[str]]


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for all threads of this process; transactions are begun and ended by hand."""
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


class Database:
    """One connection, used by one thread at a time.

    Every method raises SharingError(NotJournaled); what a transaction wrote is then undone.
    """

    def __init__(self, folder: Path, connect: Connect = connect, migrations: Migrations = MIGRATIONS) -> None:
        """Open the file in `folder`; raises DamagedError, sqlite3.Error or OSError where that does not go."""
        self._path: Final = folder / FILE_NAME
        self._connect: Final = connect
        self._migrations: Final = migrations
        self._using: Final = threading.RLock()
        self._connection: sqlite3.Connection | None = self._opened()

    @contextlib.contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Hold the one right to write; everything is on the disk when this ends well, and nothing otherwise."""
        with self._using, converted(), self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Read what is true at one instant."""
        with self._using, converted(), self._transaction("BEGIN") as connection:
            yield connection

    def wipe(self) -> None:
        """Leave no byte of what was deleted in any file.

        After a deletion alone it is still in the write-ahead log, and in the file until that log is
        worked in (reliability §4, Privacy). The file is written anew as well, so that nothing
        depends on how pages were filled before. Until all of this went well, the next start does it.
        """
        with self._using, converted():
            connection = self._present()
            connection.execute("VACUUM")
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise not_journaled(JournalProblem.BUSY)
            with self._transaction("BEGIN IMMEDIATE"):
                connection.execute("DELETE FROM chore WHERE name = ?", (_WIPE,))

    def close(self) -> None:
        """Close the file; harmless when repeated."""
        with self._using, contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Generator[sqlite3.Connection]:
        connection = self._present()
        try:
            connection.execute(begin)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            self._undo(connection)
            raise

    def _undo(self, connection: sqlite3.Connection) -> None:
        """Go back to before the transaction, if need be by closing the file: it is opened again when next used."""
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            self.close()

    def _present(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        log = self._path.with_name(FILE_NAME + "-wal")
        if log.exists() and log.stat().st_size and not (self._path.exists() and self._path.stat().st_size):
            raise DamagedError  # the log of a journal that is gone
        private_file(self._path)
        connection = self._connect(self._path)
        try:
            _check(connection, len(self._migrations))
            _make_durable(connection)
            _migrate(connection, self._migrations)
        except sqlite3.DatabaseError as error:
            connection.close()
            if problem_of(error) is JournalProblem.DAMAGED:
                raise DamagedError from error
            raise
        except BaseException:
            connection.close()
            raise
        return connection


def note_wipe(connection: sqlite3.Connection) -> None:
    """Write down, in the transaction that deletes, that a wipe is due."""
    connection.execute("INSERT OR IGNORE INTO chore (name) VALUES (?)", (_WIPE,))


def wipe_is_due(connection: sqlite3.Connection) -> bool:
    """Whether something was deleted and not wiped yet."""
    return connection.execute("SELECT 1 FROM chore WHERE name = ?", (_WIPE,)).fetchone() is not None


def _make_durable(connection: sqlite3.Connection) -> None:
    """Ask for every promise the journal rests on, and read back whether it was given."""
    for setting in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    for setting in ("temp_store = MEMORY", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {setting}")
    wiping = connection.execute("PRAGMA secure_delete = ON").fetchone()
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    synchronous = connection.execute("PRAGMA synchronous").fetchone()
    if (mode, synchronous, wiping) != (("wal",), (_FULL,), (1,)):
        raise not_journaled(JournalProblem.NOT_DURABLE)


def _check(connection: sqlite3.Connection, newest: int) -> None:
    """Refuse what is damaged, somebody else's, or too new, before anything is changed in it."""
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise DamagedError
    if _pragma(connection, "application_id") not in {0, APPLICATION_ID}:
        raise DamagedError
    if _pragma(connection, "user_version") > newest:
        raise not_journaled(JournalProblem.NEWER_PROGRAM)


def _migrate(connection: sqlite3.Connection, migrations: Migrations) -> None:
    """Bring the tables to the present form, a step a transaction."""
    while (version := _pragma(connection, "user_version")) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        if _pragma(connection, "user_version") == version:
            for statement in migrations[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
