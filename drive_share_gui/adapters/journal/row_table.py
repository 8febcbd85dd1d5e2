"""Rows in the table of invitations: written whole, read whole, found by what they concern."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from drive_share_gui.adapters.journal.failure_text import failure_from_text, failure_to_text
from drive_share_gui.adapters.journal.record import Column, Record, storable, time_text
from drive_share_gui.adapters.journal.row_parts import (
    baseline_text,
    clicks_text,
    item_text,
    maybe,
    moment_text,
    options_text,
    owner_text,
    read_baseline,
    read_clicks,
    read_item,
    read_moment,
    read_options,
    read_owner,
    read_roles,
    read_trouble,
    read_wait,
    roles_text,
    trouble_text,
    wait_text,
)
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import Grant, Kept, Looks, Row, drive_of
from drive_share_gui.domain.outcome import Mail
from drive_share_gui.domain.permission import MailTrouble, Role
from drive_share_gui.domain.person import Person

_Part = TypeVar("_Part")

_ASIDE: Final = frozenset({"number", "message", "password"})
"""Columns that are no part of a `Row`."""


def add(connection: sqlite3.Connection, row: Row, message: bytes | None, password: bytes | None) -> None:
    """Write a new row."""
    columns = {**storable(_columns(row)), "message": message, "password": password}
    names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    connection.execute(f"INSERT INTO invitation ({names}) VALUES ({places})", columns)  # noqa: S608 - our own names


def put(connection: sqlite3.Connection, row: Row) -> None:
    """Write a row in place of the one with its ID; its message goes where it is not needed any more."""
    columns = storable(_columns(row))
    if row.kept is Kept.NOTHING:
        columns |= {"message": None, "password": None}
    settings = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE invitation SET {settings} WHERE row_id = :row_id", columns)  # noqa: S608 - our own names


def one(connection: sqlite3.Connection, row_id: str) -> Row | None:
    """Find a row by its ID."""
    return next(iter(found(connection, "row_id = ?", [row_id])), None)


def some(connection: sqlite3.Connection, row_ids: Iterable[str]) -> tuple[Row, ...]:
    """Find the rows that are there of those with these IDs."""
    rows = (one(connection, row_id) for row_id in row_ids)
    return tuple(row for row in rows if row is not None)


def of_item(connection: sqlite3.Connection, account_id: str, item: Item, states: Iterable[State]) -> tuple[Row, ...]:
    """Find the rows of an item that are in one of these states."""
    named = [state.value for state in states]
    where = f"account_id = ? AND drive_id = ? AND item_id = ? AND state IN ({', '.join('?' * len(named))})"
    return found(connection, where, [account_id, drive_of(item), item.place.item_id, *named])


def concerning(connection: sqlite3.Connection, account_id: str | None, item: Item | None) -> tuple[Row, ...]:
    """Find the rows of an account, of an item, or all."""
    wanted = {"account_id": account_id}
    if item is not None:
        wanted |= {"drive_id": drive_of(item), "item_id": item.place.item_id}
    given = {name: value for name, value in wanted.items() if value is not None}
    return found(connection, " AND ".join(["1", *(f"{name} = ?" for name in given)]), list(given.values()))


def before(connection: sqlite3.Connection, moment: datetime) -> tuple[Row, ...]:
    """Find the rows that last changed before a moment."""
    return found(connection, "updated < ?", [time_text(moment)])


def remove(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Take rows out of the table."""
    connection.executemany("DELETE FROM invitation WHERE row_id = ?", [(row.row_id,) for row in rows])


def found(connection: sqlite3.Connection, where: str = "1", values: Sequence[str] = ()) -> tuple[Row, ...]:
    """Find rows, the oldest first. Raises DamagedError where one cannot be read."""
    cursor = connection.execute(f"SELECT * FROM invitation WHERE {where} ORDER BY number", values)  # noqa: S608 - ours
    names = [description[0] for description in cursor.description]
    return tuple(_row({n: v for n, v in zip(names, values, strict=True) if n not in _ASIDE}) for values in cursor)


def sealed_texts(connection: sqlite3.Connection, row_id: str) -> tuple[bytes | None, bytes | None]:
    """Give the sealed message and password of a row."""
    kept = connection.execute("SELECT message, password FROM invitation WHERE row_id = ?", (row_id,)).fetchone()
    return (None, None) if kept is None else (kept[0], kept[1])


def _columns(row: Row) -> dict[str, Column]:
    grant, trouble = row.grant, None
    if grant is not None and isinstance(grant.mail, MailTrouble):
        trouble = grant.mail
    return {
        "row_id": row.row_id,
        "send_id": row.send_id,
        "account_id": row.account_id,
        "drive_id": row.drive_id,
        "item_id": row.item.place.item_id,
        "item": item_text(row.item),
        "address": row.person.address,
        "address_key": row.person.key,
        "name": row.person.name,
        "role": row.role.value,
        "options": options_text(row.options),
        "kept": row.kept.value,
        "state": row.state.value,
        "attempts": row.attempts,
        "owner": maybe(owner_text, row.owner),
        "not_after": maybe(wait_text, row.not_after),
        "quiet_window": row.quiet_window,
        "not_before": maybe(wait_text, row.not_before),
        "check_after": maybe(wait_text, row.check_after),
        "looks": row.looks.complete,
        "last_look": maybe(moment_text, row.looks.last),
        "baseline": maybe(baseline_text, row.baseline),
        "in_doubt": row.in_doubt,
        "permission_id": grant.permission_id if grant else None,
        "roles": roles_text(grant.roles) if grant else None,
        "made_by_us": grant.created if grant else None,
        "mail": grant.mail.value if grant and isinstance(grant.mail, Mail) else None,
        "mail_trouble": maybe(trouble_text, trouble),
        "failure": failure_to_text(row.failure) if row.failure else None,
        "request_id": row.request_id,
        "clicks": clicks_text(row.clicks),
        "created": time_text(row.created),
        "updated": time_text(row.updated),
        "revision": row.revision,
    }


def _row(columns: dict[str, Column]) -> Row:
    record = Record(columns)

    def part(name: str, read: Callable[[str], _Part]) -> _Part | None:
        text = record.optional(name, record.text)
        return None if text is None else read(text)

    key = record.text("address_key")
    return Row(
        row_id=record.text("row_id"),
        send_id=record.text("send_id"),
        account_id=record.text("account_id"),
        item=read_item(record.text("item")),
        person=Person(record.text("address"), record.text("name")),
        role=record.value("role", Role),
        options=read_options(record.text("options")),
        created=record.time("created"),
        updated=record.time("updated"),
        kept=record.value("kept", Kept),
        state=record.value("state", State),
        attempts=record.whole("attempts"),
        owner=part("owner", read_owner),
        not_after=part("not_after", read_wait),
        quiet_window=record.number("quiet_window"),
        not_before=part("not_before", read_wait),
        check_after=part("check_after", read_wait),
        looks=Looks(record.whole("looks"), part("last_look", read_moment)),
        baseline=part("baseline", lambda text: read_baseline(text, key)),
        in_doubt=record.flag("in_doubt"),
        grant=_grant(record),
        failure=part("failure", failure_from_text),
        request_id=record.text("request_id"),
        clicks=read_clicks(record.text("clicks")),
        revision=record.whole("revision"),
    )


def _grant(record: Record) -> Grant | None:
    permission_id = record.optional("permission_id", record.text)
    if permission_id is None:
        return None
    trouble = record.optional("mail_trouble", record.text)
    mail = record.value("mail", Mail) if trouble is None else read_trouble(trouble)
    return Grant(permission_id, read_roles(record.text("roles")), record.flag("made_by_us"), mail)
