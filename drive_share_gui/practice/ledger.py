"""The ledger: every invitation the practice drive acted on, in order, so that duplicates can be counted."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypedDict

from drive_share_gui.practice.answer import Json
from drive_share_gui.practice.state import State


class LedgerRow(TypedDict):
    """One line of the ledger, as `GET /practice/ledger` gives it."""

    item_id: str
    email: str
    role: str
    mail: bool
    message: str
    client_request_id: str
    at: str


@dataclass(frozen=True, slots=True)
class Acted:
    """An invitation that was acted on: access was given, and a mail written where one was asked for."""

    item_id: str
    email: str
    role: str
    mail: bool
    message: str
    client_request_id: str


class Ledger:
    """Writes and reads the ledger of the practice drive's state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, acted: Acted) -> int:
        """Write one line, and give its number; to be called inside `change`."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        values = (acted.item_id, acted.email, acted.role, acted.mail, acted.message, acted.client_request_id, now)
        cursor = self._state.rows.execute(
            "INSERT INTO ledger (item_id, email, role, mail, message, client_request_id, at) VALUES (?,?,?,?,?,?,?)",
            values,
        )
        return cursor.lastrowid or 0

    def rows(self) -> list[LedgerRow]:
        """Give all lines, oldest first."""
        return [
            LedgerRow(
                item_id=row["item_id"],
                email=row["email"],
                role=row["role"],
                mail=bool(row["mail"]),
                message=row["message"],
                client_request_id=row["client_request_id"],
                at=row["at"],
            )
            for row in self._state.rows.execute("SELECT * FROM ledger ORDER BY number").fetchall()
        ]

    def as_json(self) -> Json:
        """Give all lines as JSON."""
        return [{name: value for name, value in row.items() if isinstance(value, bool | str)} for row in self.rows()]
