"""Turns what a database or a disk complains of into the reasons the program knows, in one place."""

import contextlib
import errno
import sqlite3
from collections.abc import Generator
from typing import Final

from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BY_CODE: Final = {
    sqlite3.SQLITE_FULL: JournalProblem.DISK_FULL,
    sqlite3.SQLITE_BUSY: JournalProblem.BUSY,
    sqlite3.SQLITE_LOCKED: JournalProblem.BUSY,
    sqlite3.SQLITE_CORRUPT: JournalProblem.DAMAGED,
    sqlite3.SQLITE_NOTADB: JournalProblem.DAMAGED,
}
_PRIMARY: Final = 0xFF
"""The part of a result code that is not its extension (SQLite, Result and Error Codes)."""


class DamagedError(Exception):
    """What is written in the journal cannot be read, or not be believed."""


def not_journaled(problem: JournalProblem) -> SharingError:
    """Build the error that says so."""
    return SharingError(NotJournaled(problem))


@contextlib.contextmanager
def converted() -> Generator[None]:
    """Raise SharingError(NotJournaled) for whatever a database, a disk or a damaged record raises."""
    try:
        yield
    except DamagedError as error:
        raise not_journaled(JournalProblem.DAMAGED) from error
    except sqlite3.Error as error:
        raise not_journaled(problem_of(error)) from error
    except TimeoutError as error:
        raise not_journaled(JournalProblem.BUSY) from error
    except OSError as error:
        full = error.errno in _FULL
        raise not_journaled(JournalProblem.DISK_FULL if full else JournalProblem.NOT_WRITABLE) from error


def problem_of(error: sqlite3.Error) -> JournalProblem:
    """Read SQLite's result code."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return _BY_CODE.get(code & _PRIMARY, JournalProblem.NOT_WRITABLE)
