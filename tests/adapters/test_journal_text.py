"""Every value the journal keeps as text comes back as it was, and what is not such text is damage."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.journal import row_table
from drive_share_gui.adapters.journal.failure_text import failure_from_text, failure_to_text
from drive_share_gui.adapters.journal.row_parts import baseline_text, read_baseline, reduced
from drive_share_gui.adapters.journal.schema import MIGRATIONS
from drive_share_gui.adapters.journal.trouble import DamagedError
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, StoppedAfter
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, Item, ItemKind
from drive_share_gui.domain.journal_row import Choice, Click, Grant, Kept, Looks, Owner, Row
from drive_share_gui.domain.moment import Moment, Wait
from drive_share_gui.domain.outcome import Mail, found_in_list
from drive_share_gui.domain.permission import Grantee, GranteeKind, MailTrouble, Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - UTC is added
REFUSALS = st.builds(Refusal, st.sampled_from(Reason), TEXTS, st.integers(0, 999))
MOMENTS = st.builds(Moment, TIMES, st.floats(0, 1e12), TEXTS)
WAITS = st.builds(Wait, MOMENTS, st.floats(0, 1e6))

PLAIN_FAILURES = st.one_of(
    *(st.from_type(kind) for kind in get_args(Failure) if kind not in {StoppedAfter, Refusal}), REFUSALS
)
FAILURES = st.recursive(PLAIN_FAILURES, lambda inner: st.builds(StoppedAfter, inner), max_leaves=3)

NAMES = ["ann@example.org", "bob@example.org", ""]
GRANTEES = st.builds(
    Grantee, st.sampled_from(GranteeKind), st.sampled_from(["o-1", "o-2", ""]), TEXTS, st.sampled_from(NAMES)
)
PERMISSIONS = st.lists(
    st.builds(
        Permission,
        st.sampled_from(["1", "2", "3"]),
        st.tuples(st.sampled_from(["read", "write", "sp.full"])),
        st.lists(GRANTEES, max_size=2).map(tuple),
        st.sampled_from(NAMES),
        is_link=st.booleans(),
        inherited_from=st.sampled_from(["", "/a"]),
    ),
    max_size=4,
).map(tuple)
ANN = Person("Ann@example.org")

ITEMS = st.builds(
    Item,
    place=st.builds(ById, TEXTS, st.none() | TEXTS),
    name=TEXTS,
    kind=st.sampled_from(ItemKind),
    drive_id=TEXTS,
    path=TEXTS,
    web_url=TEXTS,
    is_root=st.booleans(),
    from_others=st.booleans(),
)
OPTIONS = st.builds(Options, st.booleans(), st.booleans(), st.none() | TIMES, st.just(""), st.booleans(), st.booleans())
GRANTS = st.builds(
    Grant,
    TEXTS.filter(bool),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from(Mail) | st.builds(MailTrouble, REFUSALS, TEXTS),
)
ROWS = st.builds(
    Row,
    row_id=st.just("row"),
    send_id=st.uuids().map(str),
    account_id=TEXTS,
    item=ITEMS,
    person=st.builds(Person, TEXTS, TEXTS),
    role=st.sampled_from(Role),
    options=OPTIONS,
    created=TIMES,
    updated=TIMES,
    kept=st.sampled_from(Kept),
    attempts=st.integers(0, 99),
    not_after=st.none() | WAITS,
    quiet_window=st.floats(0, 600),
    not_before=st.none() | WAITS,
    check_after=st.none() | WAITS,
    looks=st.builds(Looks, st.integers(0, 9), st.none() | MOMENTS),
    in_doubt=st.booleans(),
    failure=st.none() | FAILURES,
    request_id=TEXTS,
    clicks=st.lists(st.builds(Click, st.sampled_from(Choice), TIMES), max_size=2).map(tuple),
    revision=st.integers(0, 99),
)


@contextmanager
def table() -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        yield connection


@given(FAILURES)
def test_every_failure_comes_back_as_it_was(failure: Failure) -> None:
    assert failure_from_text(failure_to_text(failure)) == failure


@pytest.mark.parametrize("kind", get_args(Failure))
def test_there_is_a_text_for_every_kind_of_failure(kind: type[Failure]) -> None:
    assert f'"kind":"{kind.__name__}"' in failure_to_text(example(kind))


def example(kind: type[Failure]) -> Failure:
    """Give one failure of a kind."""
    found: list[Failure] = []

    @given(st.from_type(kind))
    def draw(failure: Failure) -> None:
        found.append(failure)

    draw()
    return found[0]


@given(ROWS, st.sampled_from(State), st.none() | GRANTS, st.none() | PERMISSIONS)
def test_every_row_comes_back_as_it_was(
    row: Row, state: State, grant: Grant | None, baseline: tuple[Permission, ...] | None
) -> None:
    owner = Owner(7, "boot", "12") if state is State.SENDING else None
    if state in {State.DONE, State.DONE_NO_MAIL, State.ALREADY} and grant is None:
        grant = Grant("500", ("read",))
    row = replace(row, state=state, owner=owner, grant=grant, baseline=reduced(baseline, row.person.key))
    with table() as connection:
        row_table.add(connection, replace(row, state=State.QUEUED, owner=None), b"m", None)
        row_table.put(connection, row)
        assert row_table.found(connection) == (row,)
        assert row_table.sealed_texts(connection, "row") == (None if row.kept is Kept.NOTHING else b"m", None)


@given(PERMISSIONS, PERMISSIONS)
def test_what_is_left_of_a_list_finds_the_same_person_as_the_whole(
    listed: tuple[Permission, ...], baseline: tuple[Permission, ...]
) -> None:
    left = reduced(baseline, ANN.key)
    assert left is not None
    kept = read_baseline(baseline_text(left), ANN.key)
    assert kept == left
    assert found_in_list(ANN, listed, kept) == found_in_list(ANN, listed, baseline)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"kind":"Nobody"}',
        '{"kind":7}',
        '{"kind":"Unreachable"}',
        '{"kind":"Unreachable","word":"NOWHERE"}',
        '{"kind":"Throttled","seconds":"5"}',
        '{"kind":"Throttled","seconds":true}',
        '{"kind":"StoppedAfter","cause":null}',
        '{"kind":"NoAccount","token_missing":"yes"}',
        "[" * 100_000,
    ],
)
def test_what_is_no_failure_is_damage(text: str) -> None:
    with pytest.raises(DamagedError):
        failure_from_text(text)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("item", "{}"),
        ("options", "nothing"),
        ("clicks", '{"clicks":[1]}'),
        ("clicks", '{"clicks":{}}'),
        ("created", "yesterday"),
        ("created", "2026-11-22"),
        ("role", "king"),
        ("attempts", "x"),
        ("check_after", '{"seconds":1}'),
        ("failure", "?"),
        ("baseline", '{"permissions":[{"id":1}]}'),
        ("mail_trouble", "{}"),
        ("address", b"\xff"),
    ],
)
def test_a_row_that_cannot_be_understood_is_damage(column: str, value: str | bytes) -> None:
    with table() as connection:
        made = datetime(2026, 11, 22, tzinfo=UTC)
        item = Item(ById("1"), "n")
        row = Row("row", "send", "a", item, ANN, Role.READ, Options(), made, made, grant=Grant("5", ("read",)))
        row_table.add(connection, row, None, None)
        connection.execute(f"UPDATE invitation SET {column} = ?", (value,))  # noqa: S608 - names of columns
        with pytest.raises(DamagedError):
            row_table.found(connection)


@pytest.mark.parametrize(
    "change",
    [
        "state = 'done'",
        "state = 'invented'",
        "state = 'sending'",
        "owner = '{}'",
        "attempts = -1",
        "kept = 'somewhere'",
        "in_doubt = 2",
    ],
)
def test_the_tables_themselves_refuse_what_cannot_be(change: str) -> None:
    with table() as connection:
        made = datetime(2026, 11, 22, tzinfo=UTC)
        row = Row("row", "send", "a", Item(ById("1"), "n"), ANN, Role.READ, Options(), made, made)
        row_table.add(connection, row, None, None)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(f"UPDATE invitation SET {change}")  # noqa: S608 - written above
        with pytest.raises(sqlite3.IntegrityError):
            row_table.add(connection, replace(row, row_id="other"), None, None)
