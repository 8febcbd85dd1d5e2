"""The log of a problem report: an allow-list of lines, this user's alone, never too long (reliability §5.2)."""

from __future__ import annotations

import logging
import os
import re
import stat
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters.log_file import FILE_NAME, LARGEST, LogFile, keeping_log, line_of
from drive_share_gui.ui.job import log_mistake
from tests.adapters.asking import service_at
from tests.adapters.fault_server import answering, fault_server, http

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "Zx7secret"
OURS = logging.getLogger("drive_share_gui.somewhere")
HOSTILE = [
    SECRET,
    "a\n2026-01-01 INFO sent to x",
    "POST /me/drive/items/{item}/invite status=200 code=- request-id=- ms=1\nsent to x",
    "POST /me/drive/items/{item}/invite status=200 code=- request-id=- ms=1 to=ann@example.org",
    "\x1b[2J",
    "GET /drive/root:/Budget%202026.xlsx status=200 code=- request-id=- ms=1",
    "row 0123abcd SENDING attempts=1 ann@example.org",
    "\u202e",
    "x" * 100_000,
    "",
]
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 (DEBUG|INFO|WARNING|ERROR|CRITICAL) [\x20-\x7e]{1,2000}"
)


@pytest.fixture(autouse=True)
def wanted(logged_warnings: list[logging.LogRecord]) -> Iterator[None]:
    """Let warnings be what these tests are about."""
    yield
    logged_warnings.clear()


def lines(home: Path) -> list[str]:
    path = home / FILE_NAME
    return path.read_text("ascii").splitlines() if path.exists() else []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
@pytest.mark.parametrize("level", [logging.INFO, logging.CRITICAL])
def test_a_line_of_another_form_leaves_only_its_place_in_our_code(text: str, level: int, tmp_path: Path) -> None:
    with keeping_log(lambda: tmp_path):
        OURS.log(level, text)  # noqa: G004, RUF100 - what somebody might write one day
        OURS.log(level, "%s", text)
    written = lines(tmp_path)
    assert len(written) == 2
    assert all(LINE.fullmatch(line) for line in written)
    assert all(re.search(r" left out: test_log_file:\d+$", line) for line in written)


def test_half_a_sign_leaves_only_its_place() -> None:
    record = OURS.makeRecord(OURS.name, logging.INFO, __file__, 7, "%s", ("\ud800",), None)
    assert line_of(record).endswith(" left out: test_log_file:7\n")


def test_exceptions_their_text_and_their_variables_stay_out(tmp_path: Path) -> None:
    def fail(token: str) -> None:
        message = f"{token} was not accepted"
        raise ValueError(message)

    with keeping_log(lambda: tmp_path):
        try:
            fail(SECRET)
        except ValueError as error:
            OURS.exception("failed with %s", SECRET, stack_info=True)
            log_mistake(error)
        OURS.error("%s", object(), extra={"token": SECRET})
    text = "\n".join(lines(tmp_path))
    assert SECRET not in text
    assert len(lines(tmp_path)) == 3
    assert re.search(r"ERROR ValueError at test_log_file\.py:\d+ fail < test_log_file\.py:\d+ test_exceptions_", text)


def test_arguments_that_do_not_fit_stay_out_too() -> None:
    record = OURS.makeRecord(OURS.name, logging.INFO, "x.py", 1, "row %d", (SECRET,), None)
    assert line_of(record).endswith(" INFO left out: x:1\n")


def test_an_exchange_and_the_steps_of_a_row_are_written(tmp_path: Path) -> None:
    with keeping_log(lambda: tmp_path):
        with fault_server(answering(http(200, b'{"id":"D"}'))) as server, service_at(server.base_url) as service:
            service.drive()
        OURS.info("row %s %s attempts=%d", "0123abcd", "SENDING", 1)
    exchange, step = (line.split(" ", 2)[2] for line in lines(tmp_path))
    assert re.fullmatch(r"GET /me/drive status=200 code=- request-id=- ms=\d+", exchange)
    assert step == "row 0123abcd SENDING attempts=1"


@pytest.mark.parametrize("level", [logging.DEBUG, logging.WARNING])
def test_other_libraries_write_nothing_into_it_however_talkative(level: int, tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(level)
    try:
        with keeping_log(lambda: tmp_path):
            for name in ("httpx", "httpcore.http11", "asyncio", "urllib3", ""):
                logging.getLogger(name).critical("Set-Cookie: %s", SECRET)
    finally:
        root.setLevel(before)
    assert lines(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the home of a user apart by other means.")
def test_it_is_this_users_alone_and_no_link_to_elsewhere(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        with keeping_log(lambda: tmp_path):
            OURS.info("row 0123abcd SENDING attempts=1")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    (tmp_path / "elsewhere").touch()
    (tmp_path / FILE_NAME).unlink()
    (tmp_path / FILE_NAME).symlink_to(tmp_path / "elsewhere")
    with keeping_log(lambda: tmp_path):
        OURS.info("row 0123abcd SENDING attempts=1")
    assert (tmp_path / "elsewhere").read_text() == ""


def test_nothing_is_made_before_the_first_line_and_a_log_that_cannot_be_is_none(tmp_path: Path) -> None:
    def no_home() -> Path:
        raise OSError

    with keeping_log(lambda: tmp_path):
        assert list(tmp_path.iterdir()) == []
    with keeping_log(no_home):
        OURS.info("row 0123abcd SENDING attempts=1")
    (tmp_path / FILE_NAME).mkdir()
    with keeping_log(lambda: tmp_path):
        OURS.info("row 0123abcd SENDING attempts=1")
    assert list((tmp_path / FILE_NAME).iterdir()) == []


def test_two_files_are_kept_at_most_and_no_line_is_torn(tmp_path: Path) -> None:
    record = OURS.makeRecord(OURS.name, logging.INFO, "x.py", 1, "row 0123abcd SENDING attempts=1", (), None)
    (tmp_path / FILE_NAME).write_text(line_of(record) * (LARGEST // len(line_of(record)) - 500))
    with closing(LogFile(lambda: tmp_path)) as one, closing(LogFile(lambda: tmp_path)) as other:

        def write(log: LogFile) -> None:
            for _ in range(1000):
                log.handle(record)

        threads = [threading.Thread(target=write, args=(log,)) for log in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {path.name for path in tmp_path.iterdir()} == {FILE_NAME, f"{FILE_NAME}.1"}
    for path in tmp_path.iterdir():
        assert path.stat().st_size <= LARGEST + 10_000
        assert all(LINE.fullmatch(line) for line in path.read_text("ascii").splitlines())


def test_a_mistake_of_ours_is_still_said_where_nobody_else_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    program = f"""
import logging, pathlib
from drive_share_gui.adapters.log_file import keeping_log
with keeping_log(lambda: pathlib.Path("{os.devnull}")):
    logging.getLogger("drive_share_gui.x").error("ValueError at x.py:1")
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == "ValueError at x.py:1\n"
    assert capsys.readouterr().err == ""


def test_an_invitation_from_the_command_line_can_be_followed_in_it(tmp_path: Path) -> None:
    words = ["invite", "path:/Documents/Budget.xlsx", "--to", "ann.secret@example.org", "--practice"]
    environment = {**os.environ, "DRIVE_SHARE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    program = [sys.executable, "-m", "drive_share_gui", *words, "--message", SECRET]
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    told = [re.sub(r"[0-9a-f]{8} ", "", line.split(" ", 2)[2].partition(" code")[0]) for line in lines(tmp_path)]
    assert [line for line in told if "left out" in line] == []
    steps = [line for line in told if line.startswith(("row", "POST"))]
    assert steps == [
        "row QUEUED attempts=0",
        "row SENDING attempts=1",
        "POST /me/drive/items/{item}/invite status=200",
        "row DONE attempts=1",
    ]
    assert "secret" not in (tmp_path / FILE_NAME).read_text("ascii").lower()
