"""A row of the journal as one line for people, and as the JSON that scripts are promised."""

from collections.abc import Callable, Iterable
from typing import Final, TypedDict

from drive_share_gui.application.report import ReasonRow, person_row
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.person_line import person_line
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.row_choices import is_asked_blindly

SHORT: Final = 8
"""Characters of a row's name that a list shows."""


class JournalRow(TypedDict):
    """One invitation, as the command line promises it."""

    row: str
    item_id: str
    email: str
    role: str | None
    state: str
    access: str
    mail: str
    attempts: int
    permission_id: str | None
    reason: ReasonRow | None
    checked_at: str | None


def journal_row(row: Row, explain: Callable[[Failure], str]) -> JournalRow:
    """Describe a row; `role` is the role granted, as the service spelled it, and before that the one asked for."""
    person = person_row(row.receipt, explain)
    untold = row.failure is None and row.state in {State.QUEUED, State.SENDING, State.DROPPED}
    return {
        "row": row.row_id,
        "item_id": row.item.place.item_id,
        "email": person["email"],
        "role": person["role"] if row.grant is not None else row.role.value,
        "state": row.state.value,
        "access": person["access"],
        "mail": person["mail"],
        "attempts": row.attempts,
        "permission_id": person["permission_id"],
        "reason": None if untold else person["reason"],
        "checked_at": row.looks.last.wall.isoformat() if row.looks.last else None,
    }


def journal_lines(rows: Iterable[Row], explain: Callable[[Failure], str]) -> list[str]:
    """Say where each row stands: its number, the item, the person."""
    told = [(row.row_id[:SHORT], harmless(row.item.name or row.item.place.item_id), row) for row in rows]
    items = max((len(item) for _, item, _ in told), default=0)
    people = max((len(row.person.address) for _, _, row in told), default=0)
    return [f"{name}  {item:<{items}}  {_person(row, explain, people)}" for name, item, row in told]


def _person(row: Row, explain: Callable[[Failure], str], width: int) -> str:
    what = _in_between(row)
    if what:
        return f"{harmless(row.person.address):<{width}}  {what}"
    return person_line(row.receipt.outcome, row.role, explain, width)


def _in_between(row: Row) -> str:
    """Say where a row stands that has no outcome of its own, or ""."""
    if row.owner is not None:
        return "is being sent now" if row.state is State.SENDING else "to be sent next, by a program that runs"
    match row.state:
        case State.QUEUED if row.failure is None and not row.in_doubt:
            return "not sent yet"
        case State.UNKNOWN:
            return f"not known{_last_look(row)} · journal check looks again"
        case State.ASK:
            return f"could not be confirmed{_last_look(row)} · {_advice(row)}"
        case State.DROPPED:
            return "left, as you decided" + (" · may have arrived" if row.in_doubt else "")
        case _:
            return ""


def _advice(row: Row) -> str:
    if is_asked_blindly(row):
        return "the sharing list is not shown to this account · look on the website, then send-again or leave"
    return "check, send-again or leave"


def _last_look(row: Row) -> str:
    """Say when the list was last read without the person in it."""
    if row.looks.last is None:
        return ""
    return f" · not in the sharing list as of {row.looks.last.wall.astimezone():%Y-%m-%d %H:%M}"
