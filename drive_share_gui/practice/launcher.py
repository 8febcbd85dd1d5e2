"""Starts a practice drive as a child of this program, and ends it with this program."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

FOLDER_NAME: Final = "practice-drive"
STOP_WITH_STDIN: Final = "DRIVE_SHARE_STOP_WITH_STDIN"
"""Set for a child that shall end when its standard input does."""
START_SECONDS: Final = 20.0
_STOP_SECONDS: Final = 5.0
_KEPT: Final = frozenset(
    {"HOME", "PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE"}
    | {
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONWARNINGS",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONUTF8",
        "VIRTUAL_ENV",
        "USERPROFILE",
    }
)


@dataclass(frozen=True, slots=True)
class PracticeDrive:
    """A practice drive that runs as a child process."""

    base_url: str
    token: str = field(repr=False)
    drive_id: str
    outbox: Path
    _process: subprocess.Popen[bytes] = field(repr=False)

    def close(self) -> None:
        """End the practice drive; once is enough, more does no harm."""
        _end(self._process)


def start_practice_drive(home: Path, *, fresh: bool = False) -> PracticeDrive:
    """Start a practice drive that keeps its state below `home`, and wait until it listens.

    The child ends when its standard input does, so it never outlives this program, however that ends; Ctrl+C in the
    terminal is not for it. It inherits no environment but the little a Python program needs: no token, no proxy, no
    password; and it takes no module from the folder this program happens to be started in.
    ChildProcessError, an OSError, when it does not start.
    """
    process = subprocess.Popen(  # noqa: S603  (our own program)
        [*_program(), "--port", "0", "--data", str(home / FOLDER_NAME), *(["--fresh"] if fresh else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,
    )
    try:
        return _announced(process)
    except BaseException:
        _end(process)
        raise


def _environment() -> dict[str, str]:
    """Give what the child inherits; it finds this very package, wherever that lies."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    path = [str(Path(__file__).parents[2]), kept.get("PYTHONPATH", "")]
    return kept | {STOP_WITH_STDIN: "1", "PYTHONPATH": os.pathsep.join(filter(None, path))}


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "practice-drive"]
    return [sys.executable, "-P", "-m", "drive_share_gui.practice"]


def _announced(process: subprocess.Popen[bytes]) -> PracticeDrive:
    impatience = threading.Timer(START_SECONDS, process.kill)
    impatience.start()
    try:
        line = _output(process).readline()
    finally:
        impatience.cancel()
        impatience.join()
    try:
        said = json.loads(line)
        return PracticeDrive(said["base_url"], said["token"], said["drive_id"], Path(said["outbox"]), process)
    except (ValueError, KeyError, TypeError):
        raise _not_started() from None


def _not_started() -> ChildProcessError:
    return ChildProcessError("The practice drive did not start.")


def _output(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:
        raise _not_started()
    return process.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
