"""A lock on a file is held by one, and let go of when its process ends, however it ends."""

import os
import signal
import stat
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from drive_share_gui.adapters.file_lock import SharedLock, held

CHECKOUT = Path(__file__).resolve().parents[2]
HOLDER = f"""
import os, sys
sys.path.insert(0, {str(CHECKOUT)!r})
from pathlib import Path
from drive_share_gui.adapters.file_lock import held
with held(Path(sys.argv[1])):
    os.write(1, b"held\\n")
    sys.stdin.readline()
"""


def test_one_holds_it_and_the_others_wait_no_longer_than_they_have_patience(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "lock"
    with held(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with pytest.raises(TimeoutError), held(path, patience=0.05):
            pass
    with held(path, patience=0.05):
        assert path.exists()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(TimeoutError), held(tmp_path / "lock", patience=0.05):
            pass
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with held(tmp_path / "lock", patience=0.05):
            assert process.returncode == -signal.SIGKILL


def test_a_shared_lock_becomes_ones_own_only_when_nobody_else_holds_it(tmp_path: Path) -> None:
    with ExitStack() as stack:
        locks = [SharedLock(tmp_path / "lock") for _ in range(2)]
        for lock in locks:
            stack.callback(lock.close)
        assert locks[0].alone() is False
        locks[1].close()
        locks[1].close()
        assert locks[0].alone() is True
        locks[0].share()
        locks.append(SharedLock(tmp_path / "lock"))
        stack.callback(locks[2].close)
        assert locks[0].alone() is False
