"""Several processes share one journal: each row is claimed by one, and what a dead one left is taken over."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from drive_share_gui.adapters.process import is_running, this_process
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.person import Person
from tests.adapters.journal_ground import ACCOUNT, GONE, invitation, let_go, opened, queue_one

CHILD = Path(__file__).with_name("journal_child.py")
PROCESSES = 80


@contextmanager
def child(what: str, home: Path, *more: str) -> Generator["subprocess.Popen[str]"]:
    command = [sys.executable, str(CHILD), what, str(home), *more]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_processes_claim_every_row_once(drive_share_home: Path) -> None:
    people = [Person(f"person{number}@example.org") for number in range(40)]
    items = [Item(ById(f"01{number}"), "Item") for number in range(5)]
    with opened(drive_share_home) as store:
        rows = [row for item in items for row in store.journal.queue(ACCOUNT, invitation(*people, item=item)).rows]
        assert len(let_go(store, *rows)) == 200
        with child("send", drive_share_home) as one, child("send", drive_share_home) as two:
            assert [line_of(one), line_of(two)] == ["ready", "ready"]
            for process in (one, two):
                assert process.stdin is not None
                process.stdin.write("go\n")
                process.stdin.flush()
            said = [line_of(process).split() for process in (one, two)]
            assert [one.wait(60), two.wait(60)] == [0, 0]
        assert sorted(said[0] + said[1]) == sorted(row.row_id for row in rows)
        assert all(said), "both had their share"
        assert {(row.state, row.attempts) for row in store.journal.rows()} == {(State.DONE, 1)}


def test_eighty_processes_at_once_garble_nothing_and_send_everything_once(drive_share_home: Path) -> None:
    with child("crowd", drive_share_home, str(PROCESSES)) as process:
        assert line_of(process).split() == ["0"] * PROCESSES
    sent = [row for path in drive_share_home.glob("sent-*") for row in path.read_text().split()]
    with opened(drive_share_home) as store:
        rows = store.journal.rows()
        assert store.journal.set_aside is None
    assert {(row.state, row.attempts) for row in rows} == {(State.DONE, 1)}
    assert sorted(sent) == sorted(row.row_id for row in rows)
    assert len(rows) == PROCESSES


def test_what_a_killed_process_was_sending_becomes_unknown_while_the_living_keep_theirs(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        let_go(store, queue_one(store))
        with child("hold", drive_share_home) as process:
            assert line_of(process) == "claimed"
            assert store.journal.adopt() == ()
            os.kill(process.pid, signal.SIGKILL)
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, and still in the table of processes
            assert [row.state for row in store.journal.adopt()] == [State.UNKNOWN]
        assert store.journal.adopt() == ()


def test_a_process_is_told_from_a_later_one_with_its_number() -> None:
    me = this_process()
    assert is_running(me) is True
    assert is_running(replace(me, started="1")) is False
    assert is_running(GONE) is False
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    assert is_running(replace(me, pid=ended.pid)) is False


def test_nobody_can_tell_of_a_process_in_another_container() -> None:
    me = this_process()
    assert is_running(replace(me, boot_id=me.boot_id.partition("/")[0] + "/pid:[1]")) is None


@pytest.mark.parametrize("when", [1, 7, 30])
def test_what_was_acknowledged_before_a_kill_is_there_after_it(drive_share_home: Path, when: int) -> None:
    with child("queue", drive_share_home) as process:
        said = [line_of(process) for _ in range(when)]
        os.kill(process.pid, signal.SIGKILL)
    with opened(drive_share_home) as store:
        there = [row.person.address.partition("@")[0] for row in store.journal.rows()]
    assert there[: len(said)] == said
    assert len(there) <= 1000
