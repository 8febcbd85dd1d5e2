"""Runs `drive-share` with secrets in everything it is given, and looks for them wherever a process leaves something."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from drive_share_gui.practice.launcher import FOLDER_NAME
from tests.reliability.canaries import Canaries
from tests.reliability.cells import Ground
from tests.reliability.command import finish, surroundings
from tests.reliability.failure_matrix import grounds
from tests.reliability.relay import Fault, Moment, relaying
from tests.reliability.settings import act_silently, then_reset

SECRETS: Final = frozenset({"token", "message", "password"})
"""What a terminal must not show either; it may show to whom and what the person who sits there shares."""
TROUBLES: Final = "reset-after html-200 throttled denied verify-account cut-json redirect-307 nan"
"""Names by which the practice drive answers badly, each in another way."""
TALKATIVE: Final = """
import logging, sys
logging.basicConfig(level=logging.DEBUG)
from drive_share_gui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""The program, at its most verbose."""


def leaks_of_runs(canaries: Canaries) -> list[str]:
    """Invite people who meet trouble, lose the connection before and after, and look at what is left."""
    losing = Fault(deal=then_reset(act_silently), times=None)
    blind = Fault(deal=then_reset(act_silently), moment=Moment.LOOK, times=None, after=2)
    with grounds() as ground:
        return [leak for fault in (Fault(), losing, blind) for leak in _leaks_of_run(canaries, fault, ground)]


def _leaks_of_run(canaries: Canaries, fault: Fault, ground: Ground) -> list[str]:
    with TemporaryDirectory() as folder:
        home, scratch, message = (Path(folder) / name for name in ("home", "scratch", "message"))
        scratch.mkdir()
        message.write_text(canaries.text("message"), "utf-8")
        token = ground.drive.token
        canaries.marks["token"] = token[-24:]
        people = ",".join(f"{name}+{canaries.word('address')}@example.org" for name in TROUBLES.split())
        with relaying(ground.drive, fault) as relay:
            words = ["invite", f"id:{next(ground.items).place.item_id}", "--to", people, "--message-file", str(message)]
            words += ["--password-stdin", "--json", "--service-url", relay.server.base_url]
            process = subprocess.Popen(
                [sys.executable, "-c", TALKATIVE, *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env=surroundings(home, token) | {"TMPDIR": str(scratch)},
            )
            assert process.stdin is not None
            process.stdin.write(canaries.word("password") + "\n")
            process.stdin.close()
            process.stdin = None
            ended = finish(process)
        left = {"standard error": ended.err.encode(), "standard output": ended.out.encode()}
        left |= {str(path.relative_to(folder)): path.read_bytes() for path in files(home, scratch)}
        assert "INFO:drive_share_gui" in ended.err
        return [f"{name}: {one}" for name, data in left.items() for one in canaries.found_in(data, SECRETS)]


def leaks_of_children(canaries: Canaries) -> list[str]:
    """Start the practice drive as the program does, and read what its process shows to everybody."""
    if not Path("/proc/self/task").is_dir():
        return []
    with TemporaryDirectory() as folder:
        to = f"silent+{canaries.word('address')}@example.org"
        words = ["invite", "path:/Documents/Budget.xlsx", "--to", to, "--practice"]
        words += ["--message", canaries.word("message")]
        environ = surroundings(Path(folder), canaries.word("token"))
        process = subprocess.Popen(
            [sys.executable, "-m", "drive_share_gui", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environ,
        )
        assert process.stderr is not None
        process.stderr.readline()
        shown = shown_by_children(process.pid)
        process.kill()
        process.communicate()
        kept = {str(path.relative_to(folder)): path.read_bytes() for path in files(Path(folder))}
    found = [f"a child's {name}: {one}" for name, data in shown.items() for one in canaries.found_in(data)]
    assert shown
    return found + [f"{name}: {one}" for name, data in kept.items() for one in canaries.found_in(data, SECRETS)]


def files(*folders: Path) -> list[Path]:
    """List every file that is kept, but for the practice drive's own: its mails are meant to be read."""
    found = (path for folder in folders for path in folder.rglob("*"))
    return [path for path in found if path.is_file() and FOLDER_NAME not in path.parts]


def shown_by_children(pid: int) -> dict[str, bytes]:
    """Read command line and environment of every child and of its children (Linux)."""
    found: dict[str, bytes] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            with suppress(OSError):
                found |= {
                    f"{name} ({child})": Path(f"/proc/{child}/{name}").read_bytes() for name in ("cmdline", "environ")
                }
                found |= shown_by_children(int(child))
    return found
