"""What this process knows stays in it: not in cores, key logs or children (reliability §5.2 L5, §5.11)."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters.secrecy import take_secret, write_no_core

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "TOKENBYTES-7f1c"  # no test of the program knows it in one piece
CRASH = """
import os, resource, sys
from drive_share_gui.adapters.secrecy import write_no_core
secret = "".join(["TOKEN", "BYTES", "-7f", "1c"]) * 1000
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
if sys.argv[1] != "unprotected":
    write_no_core(speaks_to_portals=sys.argv[1] == "window")
os.abort()
"""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux says where cores go.")


def cores(folder: Path, protection: str) -> list[Path]:
    """Crash in `folder` and give the cores that are left there."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    program = [sys.executable, "-c", CRASH, protection]
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGABRT, done.stderr
    return list(folder.iterdir())


@pytest.fixture
def cores_are_written(tmp_path: Path) -> Path:
    """Skip where a crash leaves no core in the folder it happens in, or one without the memory."""
    control = tmp_path / "control"
    control.mkdir()
    if not any(SECRET.encode() in core.read_bytes() for core in cores(control, "unprotected")):
        pytest.skip("no core is written here")
    folder = tmp_path / "crash"
    folder.mkdir()
    return folder


@LINUX
@pytest.mark.parametrize("protection", ["window", "command line"])
def test_a_crash_leaves_no_core(protection: str, cores_are_written: Path) -> None:
    assert cores(cores_are_written, protection) == []


@LINUX
def test_only_the_desktops_portals_can_look_at_the_window_and_no_core_holds_its_memory() -> None:
    """Portals give no file dialog to a process they cannot look at."""
    program = """
import ctypes, sys
from drive_share_gui.adapters.secrecy import write_no_core
write_no_core(speaks_to_portals=sys.argv[1] == "window")
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), open("/proc/self/coredump_filter").read().strip("0\\n"))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", program, which], env=environment, capture_output=True, check=True, text=True
        ).stdout.strip()
        for which in ("window", "command line")
    ]
    assert said == ["1", "0"]


def test_a_secret_is_given_once_and_no_child_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIVE_SHARE_TOKEN", f" {SECRET}\n")
    monkeypatch.setenv("SSLKEYLOGFILE", "keys.txt")
    assert take_secret(os.environ, "DRIVE_SHARE_TOKEN") == SECRET
    assert take_secret(os.environ, "DRIVE_SHARE_TOKEN") == ""
    program = "import os; print(sorted({'DRIVE_SHARE_TOKEN', 'SSLKEYLOGFILE'} & set(os.environ)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_no_keys_are_logged_although_the_environment_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", os.devnull)
    assert ssl.create_default_context().keylog_filename == os.devnull
    take_secret(os.environ, "DRIVE_SHARE_TOKEN")
    assert ssl.create_default_context().keylog_filename is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit.")
def test_protecting_twice_or_where_it_cannot_be_done_does_no_harm() -> None:
    import resource

    write_no_core(speaks_to_portals=True)
    write_no_core(speaks_to_portals=True)
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
