"""The short form of the failure table: every row on real sockets, judged by the practice drive's ledger."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from drive_share_gui.domain.delivery import Proof
from drive_share_gui.domain.service_address import Dialect
from tests.reliability import own_network
from tests.reliability.cells import Cell, Ground, Row, judge, run_cell
from tests.reliability.failure_matrix import grounds, run_row, run_table
from tests.reliability.failure_table import NOT_RUN, ROWS, UNPLUGGED
from tests.reliability.relay import Connection
from tests.reliability.rows_unanswered import CLOSED


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with grounds() as found:
        yield found


# Python's ssl forgets a socket that is reset before it is wrapped; nobody but the collector can close it.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <truststore:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.title}")
def test_every_cell_of_a_row_ends_as_declared_and_nobody_is_invited_twice(row: Row, ground: Ground) -> None:
    result = run_row(row, ground, sparing=True)
    assert result.run > 0
    assert result.problems == ()


@pytest.mark.parametrize("row", UNPLUGGED, ids=lambda row: f"{row.number}: {row.title}")
def test_the_same_holds_on_a_network_that_is_unplugged(row: Row) -> None:
    if not own_network.is_possible():
        pytest.skip("Only root may have a network of its own, on Linux.")
    results = list(run_table(lambda one: one is row, sparing=True))
    assert [result.problems for result in results] == [()]


def test_every_row_is_run_or_listed_with_the_reason() -> None:
    run = {row.number for row in (*ROWS, *UNPLUGGED)}
    assert set(range(1, 64)) - run == {45}
    assert any(name.startswith("45:") for name in NOT_RUN)


def test_the_judge_finds_what_is_wrong(ground: Ground) -> None:
    acted = CLOSED.cases[1]
    wrong = replace(acted, proof=Proof.ACCEPTED, acts=False, code="x", attempts=2, message="y")
    told = Cell(CLOSED, acted, Dialect.GRAPH, Connection.FRESH)
    seen = run_cell(told, ground)
    found = ground.acted()
    assert judge(told, seen, found) == []
    problems = judge(replace(told, case=wrong), seen, found)
    assert problems == [
        "class U instead of A",
        "reason noAnswer:connectionLost instead of x",
        "1 attempts instead of 2",
        "acted on 1 times",
        "the message was changed on its way",
        "the request was changed",
    ]
    twice = {told.people[0].address: found[told.people[0].address] * 2}
    assert judge(told, seen, twice) == ["acted on 2 times"]
