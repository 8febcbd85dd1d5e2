"""Reads the store of items of the client “onedrive” from a private copy: the client keeps the original locked."""

import contextlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

from drive_share_gui.domain.item import ById

_FILES: Final = ("items.sqlite3", "items.sqlite3-wal")
_COLUMNS: Final = frozenset({"driveId", "id", "name", "type", "parentId", "remoteDriveId", "remoteId"})
"""What is asked for; the client's versions differ in the rest."""
_MOST: Final = 1_000_000_000
"""Bytes: a store of some million items; copying a larger one takes too long."""
_ATTEMPTS: Final = 3
_MADE_UP: Final = re.compile(r"[0-9A-Fa-f]{40}")
"""What the client has in place of an ID there: a hash (abraunegg/onedrive, sync.d, createFakeResponse)."""
_IS_ROOT: Final = "parentId IS NULL AND (type = 'root' OR name = 'root')"


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store says of a path."""

    place: ById | None
    """None where it holds no such item."""
    is_made_up: bool = False
    """Whether it is a folder on this computer alone, for files that others share."""


@dataclass(frozen=True, slots=True)
class _Row:
    drive_id: str
    item_id: str
    kind: str
    remote: ById | None


def look_up(folder: Path, names: tuple[str, ...], drive_id: str | None) -> Stored | None:
    """Ask the store in `folder` for a path below the root of the drive, or of the account's own one.

    None where the store cannot be read or trusted, or does not say which drive is meant.
    """
    for _ in range(_ATTEMPTS):
        with contextlib.suppress(OSError, sqlite3.Error, UnicodeError), _copied(folder) as database:
            if database is not None:
                return _walked(database, names, drive_id)
    return None


@contextmanager
def _copied(folder: Path) -> Generator[sqlite3.Connection | None]:
    """Open a private copy; None where it changed meanwhile, or is no store that is known here."""
    with tempfile.TemporaryDirectory(prefix="drive-share-") as private:
        before = _stamps(folder)
        if sum(stamp[0] for stamp in before) > _MOST:
            yield None
            return
        for name in _FILES:
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(folder / name, Path(private, name))
        if before != _stamps(folder):
            yield None
            return
        with contextlib.closing(sqlite3.connect(Path(private, _FILES[0]))) as database:
            yield database if _is_sound(database) else None


def _stamps(folder: Path) -> list[tuple[int, int, int]]:
    """Tell size, time and identity of each file, to notice that one was written to."""
    stamps = list[tuple[int, int, int]]()
    for name in _FILES:
        try:
            found = (folder / name).stat()
        except FileNotFoundError:
            if name == _FILES[0]:
                raise
            stamps.append((0, 0, 0))
        else:
            stamps.append((found.st_size, found.st_mtime_ns, found.st_ino))
    return stamps


def _is_sound(database: sqlite3.Connection) -> bool:
    database.execute("PRAGMA trusted_schema = OFF")
    (table,) = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'item' AND type = 'table'").fetchone()
    columns = {name for _, name, *_ in database.execute("PRAGMA table_info(item)")}
    return table == 1 and columns >= _COLUMNS and database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)


def _walked(database: sqlite3.Connection, names: tuple[str, ...], drive_id: str | None) -> Stored | None:
    """Walk from every root that can be meant; where several lead to an item, nobody knows which it is."""
    roots = _roots(database, drive_id)
    if not roots:
        return None
    ends = [end for root in roots if (end := _end(database, root, names)) is not None]
    if len(ends) > 1:
        return None
    if not ends:
        return Stored(None)
    end = ends[0]
    if end.remote is None and _MADE_UP.fullmatch(end.item_id):
        return Stored(None, is_made_up=True)
    return Stored(end.remote or ById(end.item_id, end.drive_id))


def _roots(database: sqlite3.Connection, drive_id: str | None) -> list[_Row]:
    """Give the root of the drive; without one, of every drive that is not there for a shared folder alone."""
    if drive_id:
        return _rows(database, f"{_IS_ROOT} AND lower(driveId) = lower(?1)", (drive_id,))
    lent = "SELECT lower(remoteDriveId) FROM item WHERE remoteDriveId IS NOT NULL"
    return _rows(database, f"{_IS_ROOT} AND lower(driveId) NOT IN ({lent})", ())


def _end(database: sqlite3.Connection, row: _Row, names: tuple[str, ...]) -> _Row | None:
    for name in names:
        at = row.remote or ById(row.item_id, row.drive_id)
        found = None
        for form in dict.fromkeys((name, normalize("NFC", name), normalize("NFD", name))):
            where = "driveId = ?1 AND parentId = ?2 AND name = ?3"
            found = found or next(iter(_rows(database, where, (at.drive_id, at.item_id, form))), None)
        if found is None:
            return None
        row = found
    return row


def _rows(database: sqlite3.Connection, where: str, values: tuple[str | None, ...]) -> list[_Row]:
    columns = "driveId, id, type, remoteDriveId, remoteId"
    return [
        _Row(drive, item, kind, ById(remote, remote_drive) if kind == "remote" and remote and remote_drive else None)
        for drive, item, kind, remote_drive, remote in database.execute(
            f"SELECT {columns} FROM item WHERE {where}",  # noqa: S608 - no value is in it
            values,
        )
    ]
