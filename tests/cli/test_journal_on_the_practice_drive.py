"""The journal from the command line, after programs that were killed or ran side by side."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from drive_share_gui.cli.status import Status
from drive_share_gui.practice.running import RunningPracticeDrive
from tests.cli.conftest import SLOW, DriveShare

Program: TypeAlias = Callable[..., subprocess.Popen[str]]
BUDGET = "path:/Documents/Budget.xlsx"
ROW_KEYS = {
    "row", "item_id", "email", "role", "state", "access", "mail", "attempts", "permission_id", "reason", "checked_at",
}  # fmt: skip


def states(said: dict[str, Any]) -> dict[str, str]:
    return {row["email"]: row["state"] for row in said["rows"]}


def acted(drive: RunningPracticeDrive) -> Counter[str]:
    return Counter(row["email"] for row in drive.ledger())


def is_sending(home: Path) -> bool:
    """Look into the journal's file, from outside."""
    file = home / "journal" / "journal.db"
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as db,
    ):
        return db.execute("SELECT 1 FROM invitation WHERE state = 'sending'").fetchone() is not None
    return False


def until(happened: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Look again and again, for so many seconds at most."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
    return True


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL


def test_what_a_killed_program_left_is_shown_looked_up_and_sent(
    drive: RunningPracticeDrive, program: Program, drive_share: DriveShare
) -> None:
    process = program("invite", BUDGET, "--to", "silent+1@x.org,bob@x.org,eve@x.org")
    assert until(lambda: "silent+1@x.org" in acted(drive))
    kill(process)
    listed = drive_share("journal", "--json")
    assert listed.status == Status.NOT_EVERYONE
    assert states(listed.said) == {"silent+1@x.org": "unknown", "bob@x.org": "queued", "eve@x.org": "queued"}
    assert all(set(row) == ROW_KEYS for row in listed.said["rows"])
    checked = drive_share("journal", "check", "--json")
    assert checked.status == Status.NOT_EVERYONE
    assert states(checked.said)["silent+1@x.org"] == "done"
    assert acted(drive) == {"silent+1@x.org": 1}
    resumed = drive_share("journal", "resume", "--json")
    assert resumed.status == Status.EVERYONE
    assert set(states(resumed.said).values()) == {"done"}
    assert acted(drive) == {"silent+1@x.org": 1, "bob@x.org": 1, "eve@x.org": 1}
    ids = {row["email"]: row["client_request_id"] for row in drive.ledger()}
    assert len(set(ids.values())) == 3
    assert drive_share("journal").status == Status.EVERYONE


def test_who_is_acted_on_after_the_kill_is_found_and_not_invited_again(
    drive: RunningPracticeDrive, drive_share_home: Path, program: Program, drive_share: DriveShare
) -> None:
    late = "acts-late+1@x.org"
    process = program("invite", BUDGET, "--to", f"{late},bob@x.org")
    assert until(lambda: is_sending(drive_share_home))
    until(lambda: late in acted(drive), SLOW / 4)  # the request has left by then, and is not acted on yet
    kill(process)
    assert acted(drive) == {}
    assert states(drive_share("journal", "--json").said) == {late: "unknown", "bob@x.org": "queued"}
    again = drive_share("invite", BUDGET, "--to", f"{late},bob@x.org", "--json", "--wait", "0")
    assert again.status == Status.NOT_EVERYONE
    assert acted(drive)["bob@x.org"] == 1
    assert until(lambda: late in acted(drive))
    drive_share("journal", "resume")
    checked = drive_share("journal", "check", "--json")
    assert (checked.status, states(checked.said)) == (Status.EVERYONE, {late: "done", "bob@x.org": "done"})
    assert acted(drive) == {late: 1, "bob@x.org": 1}


def ended_well(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for the end of a program that has nothing left to do or to ask, and give what it said."""
    out, err = process.communicate(timeout=100)
    assert "Traceback" not in err
    assert process.returncode == Status.EVERYONE, err
    said: dict[str, Any] = json.loads(out)
    return said


def test_two_programs_that_invite_the_same_people_at_once_invite_each_once_and_both_say_so(
    drive: RunningPracticeDrive, program: Program, drive_share: DriveShare
) -> None:
    people = [f"person{number}@x.org" for number in range(12)]
    both = [program("invite", BUDGET, "--to", ",".join(people), "--json") for _ in range(2)]
    for process in both:
        assert {person["access"] for person in ended_well(process)["people"]} <= {"granted", "already"}
    assert acted(drive) == dict.fromkeys(people, 1)
    assert set(states(drive_share("journal", "--json").said)) == set(people)
    assert drive_share("journal").status == Status.EVERYONE


def test_who_comes_second_invites_only_those_nobody_has_in_hand(
    drive: RunningPracticeDrive, program: Program, drive_share: DriveShare
) -> None:
    first = program("invite", BUDGET, "--to", "slow+1@x.org,ann@x.org,bob@x.org", "--json")
    assert until(lambda: "slow+1@x.org" in acted(drive))
    second = program("invite", BUDGET, "--to", "carl@x.org,bob@x.org,ann@x.org", "--json")
    assert "to be sent next, by a program that runs" in drive_share("journal").out
    for process in (first, second):
        assert len(ended_well(process)["people"]) == 3
    assert acted(drive) == dict.fromkeys(["slow+1@x.org", "ann@x.org", "bob@x.org", "carl@x.org"], 1)


def test_what_a_killed_program_had_in_hand_is_sent_by_the_one_that_waits_for_it(
    drive: RunningPracticeDrive, program: Program, drive_share: DriveShare
) -> None:
    first = program("invite", BUDGET, "--to", "silent+1@x.org,ann@x.org,bob@x.org")
    assert until(lambda: "silent+1@x.org" in acted(drive))
    second = program("invite", BUDGET, "--to", "bob@x.org,ann@x.org", "--json")
    told = second.stderr
    assert told is not None
    assert until(lambda: "in the hands of another window or program" in told.readline())
    assert set(acted(drive)) == {"silent+1@x.org"}
    kill(first)
    ended_well(second)
    assert acted(drive) == dict.fromkeys(["silent+1@x.org", "ann@x.org", "bob@x.org"], 1)
    assert drive_share("journal", "check").status == Status.EVERYONE


def test_a_slash_at_the_end_of_an_address_makes_no_other_account(
    drive: RunningPracticeDrive, drive_share: DriveShare
) -> None:
    drive_share("invite", BUDGET, "--to", "ann@x.org", "--service-url", f"{drive.base_url}/")
    assert set(states(drive_share("journal", "--json").said)) == {"ann@x.org"}
    elsewhere = drive_share("journal", "--json", "--service-url", "https://other.example/v1.0")
    assert elsewhere.said == {"rows": [], "error": None}


def test_two_programs_that_resume_at_once_send_each_row_once(drive: RunningPracticeDrive, program: Program) -> None:
    people = ["silent+1@x.org", *(f"person{number}@x.org" for number in range(8))]
    process = program("invite", BUDGET, "--to", ",".join(people))
    assert until(lambda: "silent+1@x.org" in acted(drive))
    kill(process)
    both = [program("journal", "resume", "--json") for _ in range(2)]
    ended = [process.communicate(timeout=100) for process in both]
    assert all("Traceback" not in err for _, err in ended)
    assert acted(drive) == dict.fromkeys(people, 1)


def test_a_journal_that_cannot_be_made_sends_nothing_and_gives_the_message_back(
    drive: RunningPracticeDrive, drive_share: DriveShare, drive_share_home: Path
) -> None:
    drive_share_home.write_text("in the way", "utf-8")
    words = ("invite", BUDGET, "--to", "ann@x.org", "--message-file", "-", "--json")
    ended = drive_share(*words, stdin="Grüße an alle\n".encode())
    assert (ended.status, ended.said["error"]["text"]) == (
        Status.NOTHING_SENT,
        "The journal cannot be written, so nothing was sent.",
    )
    assert "Grüße an alle" in ended.err
    assert drive.ledger() == []


FULL = """
import resource, sys
from drive_share_gui.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
raise SystemExit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("most", [0, 4096, 40_000, 60_000, 100_000])
def test_a_disk_that_is_full_sends_nobody_an_unwritten_invitation(
    drive: RunningPracticeDrive, environ: None, drive_share: DriveShare, most: int
) -> None:
    del environ
    words = ["invite", BUDGET, "--to", "ann@x.org,bob@x.org", "--json", "--service-url", drive.base_url]
    command = [sys.executable, "-c", FULL, str(most), *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=os.environ)
    assert "Traceback" not in ran.stderr
    said = json.loads(ran.stdout)
    sent = {person["email"] for person in said["people"] if person["access"] in {"granted", "unknown"}}
    if ran.returncode == Status.NOTHING_SENT:
        assert said["error"]["text"].startswith("The ")
        assert drive.ledger() == []
    assert set(acted(drive)) <= sent
    drive_share("journal", "check")
    drive_share("invite", BUDGET, "--to", "ann@x.org,bob@x.org")
    assert acted(drive) == {"ann@x.org": 1, "bob@x.org": 1}


def test_a_journal_that_cannot_be_read_is_set_aside_and_that_is_said(
    drive: RunningPracticeDrive, drive_share: DriveShare, drive_share_home: Path
) -> None:
    drive_share("invite", BUDGET, "--to", "ann@x.org")
    for file in (drive_share_home / "journal").iterdir():
        file.write_bytes(b"nothing SQLite knows" * 500)
    ended = drive_share("journal")
    assert ended.status == Status.EVERYONE
    assert "set aside" in ended.err
    assert "journal-unreadable" in ended.err
    assert len(drive.ledger()) == 1
