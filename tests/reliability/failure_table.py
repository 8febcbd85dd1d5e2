"""The failure table, row by row: what is run for each, and the rows and cells that are not run, with the reason."""

from typing import Final

from tests.reliability import (
    rows_answered,
    rows_odd,
    rows_proxied,
    rows_refused,
    rows_secured,
    rows_unanswered,
    rows_unplugged,
    rows_unreachable,
)
from tests.reliability.cells import Row

_MODULES: Final = (
    rows_unreachable,
    rows_secured,
    rows_proxied,
    rows_unanswered,
    rows_answered,
    rows_refused,
    rows_odd,
)
ROWS: Final[tuple[Row, ...]] = tuple(
    sorted((row for module in _MODULES for row in module.ROWS), key=lambda row: row.number)
)
UNPLUGGED: Final[tuple[Row, ...]] = rows_unplugged.ROWS
"""Rows that are run on a network of their own, where this process may have one."""
NOT_RUN: Final[dict[str, str]] = {
    "45: another account after signing in again": "There are no accounts yet: the token is given from outside.",
    "64 to 67: the journal": "Its own programs are about it; the service plays no part.",
    "1 to 12, after acting": "A service that no request reached cannot have acted.",
    "2 at the invitation": "A name found a moment ago is not lost for one process alone; the look before meets it.",
    "2, a resolver that never answers": "The system's resolver has its own limit, some 10 s; then it is row 2.",
    "5, 6, 12 on a kept connection": (
        "Run, but the fault is met on a new connection: an invitation never uses a kept one (row 19)."
    ),
    "13 to 61 at an idle connection": "The same: that no invitation goes over a connection that was used is row 19.",
    "7 in two dialects": "The address is refused before there is a dialect.",
    "9, 11 with SOCKS": "CONNECT and its 407 are HTTP; what SOCKS says instead is row 10.",
    "56 re-sent after the wait": (
        "A 503 is unknown here even with a time to wait, and looked up, never sent again: stricter than the table."
    ),
    "48, a directory's own code for concurrency": "No source gives its spelling; every 409 is a refusal.",
    "60, 10 GB to their end": "They are cut off after 1.5 MiB; that no more is read is what the row asks.",
    "63, a computer really suspended": "The process is stopped and goes on instead: to its sockets that is the same.",
    "any row with `--together`": "One request for several people has its own rules: tests/replies.",
}
