"""Connections to the journal's file on which a chosen call fails: a fake of the one place where it is opened."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Fate:
    """Counts the calls of all connections, and lets one fail, before it does anything or after it did it."""

    fails: int
    """The number of the call that fails, from 1."""
    code: int = sqlite3.SQLITE_IOERR_WRITE
    after: bool = False
    times: int = 1
    """How many calls fail, one after the other."""
    calls: int = 0
    failed: str = ""

    def meet(self, sql: str, call: Callable[[], sqlite3.Cursor]) -> sqlite3.Cursor:
        self.calls += 1
        if not self.fails <= self.calls < self.fails + self.times:
            return call()
        self.failed = sql
        if self.after:
            call()
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self.code
        raise error


def fated(fate: Fate) -> Callable[[Path], sqlite3.Connection]:
    """Give connections that share a fate."""

    class Fated(sqlite3.Connection):
        def execute(self, *asked: object) -> sqlite3.Cursor:
            return fate.meet(str(asked[0]), lambda: super(Fated, self).execute(*asked))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

        def executemany(self, *asked: object) -> sqlite3.Cursor:
            return fate.meet(str(asked[0]), lambda: super(Fated, self).executemany(*asked))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    return lambda path: sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=Fated)
