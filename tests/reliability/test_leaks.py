"""The short form of the search for secrets: none is in a log, on a terminal, in a file, or in what a process shows."""

import base64
import random
import sys

import pytest

from tests.reliability.canaries import Canaries
from tests.reliability.leaks import SHORT, leaks_of_the_log, used
from tests.reliability.leaks_of_the_program import leaks_of_children, leaks_of_runs


@pytest.fixture
def canaries() -> Canaries:
    return Canaries(random.Random(1))  # noqa: S311 - the same chance again


def test_no_secret_is_in_the_log_however_a_call_goes_wrong(canaries: Canaries) -> None:
    lines, found = leaks_of_the_log(canaries, SHORT)
    assert used(canaries) >= SHORT
    assert lines > SHORT
    assert found == []


def test_no_secret_is_on_the_terminal_or_in_a_file_after_a_run_that_met_every_trouble(canaries: Canaries) -> None:
    assert leaks_of_runs(canaries) == []


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux shows what a process was started with as a file.")
def test_no_secret_is_shown_by_a_child_process(canaries: Canaries) -> None:
    assert leaks_of_children(canaries) == []


def test_the_search_finds_a_secret_in_every_form(canaries: Canaries) -> None:
    word = canaries.word("token")
    forms = {
        "as it is": word.encode(),
        "as Windows writes": word.encode("utf-16-le"),
        "a login": base64.b64encode(b"Bearer " + word.encode()),
        "a login that starts elsewhere": base64.b64encode(b"ab" + word.encode()),
        "numbers": word.encode().hex().encode(),
        "a part of it": word[4:12].encode(),
    }
    unfound = [name for name, data in forms.items() if not canaries.found_in(b"INFO " + data + b" x")]
    assert unfound == []
    assert canaries.found_in(b"INFO nothing") == []
