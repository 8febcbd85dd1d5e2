"""Starts `drive-share` again and again by forking a process that has loaded it already, so that a kill costs little.

python tests/reliability/forking.py

Reads jobs from standard input, a line of JSON each: the environment, the words, the file for what it says.
Says the number of the process, then that it has ended, and only once it is told so frees the number and says how.
"""

import gc
import importlib
import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drive_share_gui.__main__ import main
from tests.reliability.command import Ended

LOADED: Final = (
    "adapters.clock",
    "adapters.credentials",
    "adapters.drive_api",
    "adapters.journal.opening",
    "adapters.sealing",
    "application.drive_connection",
    "bootstrap",
    "cli.invite",
    "cli.journal",
    "cli.program",
    "ui.wording",
)
PATIENCE: Final = 60.0


class Forks:
    """The process that forks, from outside."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        """Give it jobs through pipes without buffers; what they say goes to `folder`."""
        self._process: Final = process
        self._out: Final = str(folder / "said")

    def run(self, *words: str, environ: Mapping[str, str], kill_after: float | None = None) -> Ended:
        """Run the program to its end, or kill it (SIGKILL) after so many seconds. Raises TimeoutError."""
        self._tell(json.dumps({"environ": dict(environ), "words": words, "out": self._out}))
        pid = int(self._line(PATIENCE) or 0)
        line = self._line(PATIENCE if kill_after is None else kill_after)
        if line is None:
            os.kill(pid, signal.SIGKILL)
            line = self._line(PATIENCE)
        if line != "ended" or not pid:
            raise TimeoutError(words, Path(f"{self._out}-besides").read_text("utf-8"))
        self._tell("free its number")
        status = int(self._line(PATIENCE) or 0)
        if kill_after is None and status < 0:
            raise TimeoutError(words, Path(f"{self._out}-besides").read_text("utf-8"))
        return Ended(status, *(Path(f"{self._out}{more}").read_text("utf-8") for more in ("", "-besides")))

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    def _line(self, seconds: float) -> str | None:
        """Give the next line, or None where none comes in time."""
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            return self._process.stdout.readline().decode().strip() if selector.select(seconds) else None


@contextmanager
def forking(folder: Path) -> Generator[Forks]:
    """Run the process that forks for as long as the block lasts."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, __file__], stdin=pipe, stdout=pipe, bufsize=0) as process:
        try:
            yield Forks(process, folder)
        finally:
            process.kill()


def serve() -> None:
    """Do the jobs."""
    for name in LOADED:
        importlib.import_module(f"drive_share_gui.{name}")
    gc.freeze()
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _do(job["environ"], job["words"], job["out"])
        _say(pid)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        _say("ended")
        sys.stdin.readline()
        _say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _do(environ: dict[str, str], words: list[str], out: str) -> None:
    """Be the program; never comes back."""
    status = 70
    try:
        os.environ.clear()
        os.environ.update(environ)
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, 1)
        os.dup2(os.open(f"{out}-besides", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        status = main(words)
        sys.stdout.flush()
    finally:
        os._exit(status)


def _say(what: object) -> None:
    os.write(1, f"{what}\n".encode())


if __name__ == "__main__":
    serve()
