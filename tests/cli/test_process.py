"""The program as a process: signals, full disks, readers that go away, and what it loads."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from urllib.request import Request, urlopen

import pytest

from drive_share_gui.cli.status import Status
from drive_share_gui.practice.running import RunningPracticeDrive

Program: TypeAlias = Callable[..., subprocess.Popen[str]]
BUDGET = "path:/Documents/Budget.xlsx"
HEAVY = ("PySide6", "shiboken6", "starlette", "uvicorn")
LATE = ("httpx", "pydantic", "sqlite3", "json", "argparse", "asyncio", "logging")


def test_ctrl_c_stops_before_the_next_request_and_says_what_became_of_everybody(
    drive: RunningPracticeDrive, program: Program
) -> None:
    people = "first@example.org,slow@example.org,last@example.org"
    process = program("invite", BUDGET, "--to", people)
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    lines = [first, *out.splitlines()]
    assert process.returncode == Status.INTERRUPTED
    assert [line.split()[0] for line in lines] == people.split(",")
    assert lines[2].split("  ")[-1].strip() == "not sent · Stopped before this was sent."
    has_access = [line.split()[0] for line in lines if "can view" in line]
    assert has_access == [row["email"] for row in drive.ledger()]
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no full disk to write to.")
@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_full_disk_loses_no_result(drive: RunningPracticeDrive, program: Program, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        process = program("invite", BUDGET, "--to", "ann@example.org", *words, stdout=full.fileno())
        _, err = process.communicate(timeout=30)
    assert process.returncode == Status.NOT_EVERYONE
    assert "Standard output cannot be written" in err
    assert "ann@example.org" in err
    assert "Exception ignored" not in err
    assert len(drive.ledger()) == 1


def test_a_reader_that_goes_away_stops_nothing_and_is_no_error(drive: RunningPracticeDrive, program: Program) -> None:
    process = program("invite", BUDGET, "--to", "ann@example.org,bob@example.org")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == Status.EVERYONE
    assert "Error" not in err
    assert "Exception ignored" not in err
    assert len(drive.ledger()) == 2


def test_the_practice_drive_is_started_used_and_ended(drive_share_home: Path, program: Program) -> None:
    words = ("--practice", "--to", "ann@example.org,mailbox-full@example.org", "--message", "Please have a look.")
    process = program("invite", BUDGET, *words)
    out, err = process.communicate(timeout=60)
    assert process.returncode == Status.EVERYONE
    assert [line.split()[0] for line in out.splitlines()] == ["ann@example.org", "mailbox-full@example.org"]
    outbox = drive_share_home / "practice-drive" / "outbox"
    assert f"Its mails: {outbox}" in err
    assert len(list(outbox.glob("*.eml"))) == 1
    assert drive_share_home.stat().st_mode & 0o777 == 0o700


def test_the_practice_drive_serves_until_interrupted(tmp_path: Path, program: Program) -> None:
    process = program("practice-drive", "--port", "0", "--data", str(tmp_path / "data"), "--fresh", where=False)
    assert process.stdout is not None
    said = json.loads(process.stdout.readline())
    assert list(said) == ["base_url", "token", "drive_id", "outbox"]
    assert said["base_url"].startswith("http://127.0.0.1:")
    assert Path(said["outbox"]).parent == tmp_path / "data"
    ledger = f"{said['base_url'].removesuffix('/v1.0')}/practice/ledger"
    request = Request(ledger, headers={"Authorization": f"Bearer {said['token']}"})  # noqa: S310 - loopback
    with urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
        assert json.load(answer) == []
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (Status.EVERYONE, "", "")


def test_a_port_that_is_taken_is_a_sentence(drive: RunningPracticeDrive, tmp_path: Path, program: Program) -> None:
    port = drive.base_url.removesuffix("/v1.0").rpartition(":")[2]
    process = program("practice-drive", "--port", port, "--data", str(tmp_path / "data"), where=False)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (Status.NOTHING_SENT, "")
    assert "could not be started" in err


def test_a_dry_run_does_not_start_the_practice_drive(drive_share_home: Path, program: Program) -> None:
    process = program("invite", BUDGET, "--practice", "--to", "ann@example.org", "--dry-run")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == Status.EVERYONE
    assert "POST http://127.0.0.1/v1.0/me/drive/root:/Documents/Budget.xlsx:/invite" in out
    assert not drive_share_home.exists()


def test_the_dialog_draws_itself_with_what_became_of_everybody(
    drive_share_home: Path, tmp_path: Path, program: Program
) -> None:
    picture = tmp_path / "dialog.png"
    process = program("--practice", "--picture", str(picture), "--to", "ann@example.org", BUDGET)
    process.communicate(timeout=60)
    assert process.returncode == Status.EVERYONE
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert [mail.name for mail in (drive_share_home / "practice-drive" / "outbox").iterdir()] == [
        "000001-ann@example.org.eml"
    ]


def loaded_by(words: list[str]) -> set[str]:
    code = (
        "import sys\n"
        "from drive_share_gui.__main__ import main\n"
        "status = main(sys.argv[1:])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(ran.stderr.splitlines()[-1].split())


def test_help_loads_next_to_nothing() -> None:
    assert loaded_by(["--help"]).isdisjoint((*HEAVY, *LATE, "dataclasses_json"))


def test_bad_usage_loads_nothing_that_speaks_http() -> None:
    loaded = loaded_by(["invite", "path:/a", "--to", "joe@", "--practice"])
    assert loaded.isdisjoint((*HEAVY, "httpx", "pydantic", "sqlite3"))


def test_a_verb_loads_neither_qt_nor_a_server(drive: RunningPracticeDrive, environ: None) -> None:
    del environ
    loaded = loaded_by(["invite", BUDGET, "--to", "ann@example.org", "--service-url", drive.base_url])
    assert "httpx" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_what_starts_the_dialog_loads_nothing_the_first_paint_can_do_without() -> None:
    code = "import sys, drive_share_gui.bootstrap, drive_share_gui.__main__; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()).isdisjoint((*HEAVY, *LATE))
