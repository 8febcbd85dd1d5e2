"""The practice drive's memory: one SQLite file that several servers may share and that survives a restart."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FILE_NAME: Final = "practice-drive.sqlite3"
_WAIT_MILLISECONDS: Final = 10_000
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS items (
    drive_id TEXT NOT NULL, id TEXT NOT NULL, parent_id TEXT, name TEXT NOT NULL, name_key TEXT NOT NULL,
    is_folder INTEGER NOT NULL, size INTEGER NOT NULL, modified TEXT NOT NULL, version INTEGER NOT NULL,
    special TEXT NOT NULL, remote_drive TEXT NOT NULL, remote_id TEXT NOT NULL, PRIMARY KEY (drive_id, id));
CREATE INDEX IF NOT EXISTS items_by_parent ON items (drive_id, parent_id, name_key);
CREATE TABLE IF NOT EXISTS permissions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, drive_id TEXT NOT NULL, item_id TEXT NOT NULL, id TEXT NOT NULL,
    email TEXT NOT NULL, email_key TEXT NOT NULL, role TEXT NOT NULL, sign_in INTEGER NOT NULL, redeemed TEXT NOT NULL,
    expires TEXT NOT NULL, password INTEGER NOT NULL, link_type TEXT NOT NULL, link_scope TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE, shape TEXT NOT NULL, UNIQUE (drive_id, item_id, id));
CREATE TABLE IF NOT EXISTS ledger (
    number INTEGER PRIMARY KEY AUTOINCREMENT, item_id TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL,
    mail INTEGER NOT NULL, message TEXT NOT NULL, client_request_id TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS first_answers (
    answer TEXT NOT NULL, email_key TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (answer, email_key, item_id));
CREATE TABLE IF NOT EXISTS replays (
    client_request_id TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL);
"""
TABLES: Final = ("items", "permissions", "ledger", "first_answers", "replays")


class State:
    """An open database. Use it from one thread; other processes may have the same file open."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE_NAME
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.rows = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_MILLISECONDS / 1000)
        self.rows.row_factory = sqlite3.Row
        self.rows.execute("PRAGMA journal_mode=WAL")
        self.rows.execute("PRAGMA synchronous=NORMAL")
        with self.change() as rows:
            for statement in _SCHEMA.split(";\n"):
                rows.execute(statement)

    @contextmanager
    def change(self) -> Generator[sqlite3.Connection]:
        """Make all changes of the block at once, or none of them."""
        self.rows.execute("BEGIN IMMEDIATE")
        try:
            yield self.rows
        except BaseException:
            self.rows.execute("ROLLBACK")
            raise
        self.rows.execute("COMMIT")

    def forget_everything(self) -> None:
        """Empty every table; to be called inside `change`."""
        for table in TABLES:
            self.rows.execute(f"DELETE FROM {table}")  # noqa: S608  (our own names)

    def close(self) -> None:
        """Close the file; the object is of no more use."""
        self.rows.close()
