"""Half a second after it was typed it outlives the process: a real window, killed, opened again."""

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from tests.adapters.test_journal_erasing import found_in
from tests.reliability.command import CHECKOUT, surroundings
from tests.reliability.typing_window import MESSAGE, PENDING

HALF_A_SECOND: Final = 0.5
TRIES: Final = 3
"""A busy computer may keep the window itself from its turn: once of so many times is enough to show the promise."""
SEAL: Final = 33
"""Bytes a sealed text has more than a plain one."""
TYPED: Final = {
    "people": ["ann@example.org"],
    "leftovers": ["joe@"],
    "pending": PENDING,
    "role": "write",
    "message": MESSAGE,
}


@contextmanager
def window(home: Path, what: str) -> Generator[subprocess.Popen[bytes]]:
    """Open a window in a process of its own, and let nothing of it stay."""
    command = [sys.executable, "-m", "tests.reliability.typing_window", str(home.with_name("keyring")), what]
    environment = surroundings(home, "") | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def said_by(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Give what the window says, once it does."""
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def told_by_the_next_window(home: Path) -> dict[str, Any]:
    with window(home, "tell") as process:
        said = said_by(process)
        assert process.wait(30) == 0
    assert said.pop("shown") == [said["pending"], said["message"], True]
    return said


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Kill a process that says nothing more in so many seconds."""
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], seconds)[0] == []
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def is_complete(home: Path) -> bool:
    """Whether the file holds the last key of each field."""
    with closing(sqlite3.connect(home / "journal" / "journal.db")) as connection:
        drafts = connection.execute("SELECT pending, kept, length(message) - ? FROM draft", (len(MESSAGE),)).fetchall()
    return drafts == [(PENDING, "sealed", SEAL)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="This system kills in another way.")
def test_a_window_that_is_killed_600_ms_after_the_last_key_lost_nothing(tmp_path: Path) -> None:
    home = tmp_path
    for number in range(TRIES):
        home = tmp_path / str(number) / "home"
        home.parent.mkdir()
        with window(home, "type") as process:
            said = said_by(process)
            kill_after(process, HALF_A_SECOND + 0.1)
        said.pop("shown")
        assert said == TYPED
        assert found_in(home, MESSAGE) == set()
        if is_complete(home):
            break
    assert told_by_the_next_window(home) == TYPED


def test_a_window_that_is_closed_right_after_the_last_key_lost_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with window(home, "close") as process:
        said_by(process)
        assert process.wait(30) == 0
    assert told_by_the_next_window(home) == TYPED
    assert found_in(home, MESSAGE) == set()
