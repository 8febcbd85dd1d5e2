"""Whose lock file goes: nobody's who lives, and nobody's who is just making it."""

import subprocess
import sys
from pathlib import Path

import pytest

from drive_share_gui.adapters.dead_lock import clear_dead_lock

HOLDER = """
import fcntl, sys
with open(sys.argv[1], "wb") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    file.write(b"1")
    file.flush()
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself keeps a file that is open.")
def test_a_lock_goes_with_the_process_that_held_it_and_not_before(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        clear_dead_lock(lock)
        assert lock.exists()
        holder.kill()
    clear_dead_lock(lock)
    assert not lock.exists()


def test_a_lock_that_is_being_made_stays(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.touch()
    clear_dead_lock(lock)
    assert lock.exists() is (sys.platform != "win32")


def test_no_lock_is_no_trouble(tmp_path: Path) -> None:
    clear_dead_lock(tmp_path / "nowhere" / "lock")
    assert list(tmp_path.iterdir()) == []
