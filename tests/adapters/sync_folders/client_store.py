"""Stores of items as versions of the client “onedrive” make them, and a process that keeps one locked as it does."""

import sqlite3
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

DRIVE: Final = "7ab5c1d2e3f40516"
LENT: Final = "b!Lent"

VERSION_18: Final = (
    "driveId id name remoteName type eTag cTag mtime parentId quickXorHash sha256Hash remoteDriveId remoteParentId "
    "remoteId remoteType deltaLink syncStatus size relocDriveId relocParentId"
)
"""Columns of version 2.5 of the client."""
VERSION_11: Final = (
    "driveId id name type eTag cTag mtime parentId crc32Hash sha1Hash quickXorHash remoteDriveId remoteId deltaLink "
    "syncStatus"
)
"""Columns of version 2.4.23, which Debian 12 has."""

_LOCKER: Final = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA locking_mode = EXCLUSIVE")
database.execute("PRAGMA journal_mode = WAL")
for statement in sys.argv[2:]:
    database.execute(statement)
print("locked", flush=True)
sys.stdin.read()
"""


class Row(NamedTuple):
    """One item of a store."""

    drive: str
    item: str
    name: str
    kind: str
    parent: str | None
    remote_drive: str | None = None
    remote_item: str | None = None

    @property
    def statement(self) -> str:
        """The SQL that puts it there."""
        columns = ("driveId", "id", "name", "type", "parentId", "remoteDriveId", "remoteId", "mtime")
        values = (*self, "2026-11-23T00:00:00Z")
        quoted = ", ".join("NULL" if value is None else "'" + value.replace("'", "''") + "'" for value in values)
        return f"INSERT INTO item ({', '.join(columns)}) VALUES ({quoted})"  # noqa: S608 - test data


ROWS: Final = (
    Row(DRIVE, f"{DRIVE.upper()}!1", "root", "root", None),
    Row(DRIVE, f"{DRIVE.upper()}!2", "Documents", "dir", f"{DRIVE.upper()}!1"),
    Row(DRIVE, f"{DRIVE.upper()}!3", "Budget.xlsx", "file", f"{DRIVE.upper()}!2"),
    Row(DRIVE, f"{DRIVE.upper()}!4", "From Bob", "remote", f"{DRIVE.upper()}!1", LENT, "01BOBSFOLDER"),
    Row(LENT, "01BOBSROOT", "root", "root", None),
    Row(LENT, "01BOBSFOLDER", "Bob's papers", "dir", None),
    Row(LENT, "01BOBSFILE", "Plan.docx", "file", "01BOBSFOLDER"),
    Row(DRIVE, f"{DRIVE.upper()}!5", "Far away", "remote", f"{DRIVE.upper()}!1", "b!Gone", "01FAR"),
    Row(DRIVE, "A" * 40, "Files Shared With Me", "dir", f"{DRIVE.upper()}!1"),
    Row(DRIVE, "B1" * 20, "Bob (bob@contoso.example)", "dir", "A" * 40),
    Row(DRIVE, "01BOBSLIST", "List.xlsx", "remote", "B1" * 20, LENT, "01BOBSLIST"),
    Row(DRIVE, f"{DRIVE.upper()}!6", "caf\u00e9.txt", "file", f"{DRIVE.upper()}!1"),
)


def make_store(folder: Path, rows: Iterable[Row] = ROWS, columns: str = VERSION_18) -> Path:
    """Make a store that nobody has open."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "items.sqlite3"
    listed = ", ".join(f"{column} TEXT" for column in columns.split())
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute(f"CREATE TABLE item ({listed}, PRIMARY KEY (driveId, id))")
        database.execute("CREATE INDEX name_idx ON item (name)")
        database.execute("CREATE INDEX remote_idx ON item (remoteDriveId, remoteId)")
        database.execute("CREATE INDEX item_children_idx ON item (driveId, parentId)")
        database.execute("CREATE INDEX selectByPath_idx ON item (name, driveId, parentId)")
        database.execute("PRAGMA user_version = 18")
        database.execute("BEGIN")
        for row in rows:
            database.execute(row.statement)
        database.execute("COMMIT")
    return file


@contextmanager
def kept_open(store: Path, added: Iterable[Row] = ()) -> Generator[None]:
    """Let another process hold the store as the running client does, with rows that are in its WAL only."""
    words = [sys.executable, "-c", _LOCKER, str(store), *(row.statement for row in added)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"locked\n"
        yield
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(10) == 0
