"""Eight starts at once: always one process with the windows, and no request lost (reliability §5.8)."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from PySide6.QtCore import QLockFile

from drive_share_gui.adapters.dead_lock import clear_dead_lock
from drive_share_gui.application.opening import Asked, Reply
from drive_share_gui.ui.first_process import claim

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parents[2]
STARTS = 8
PROGRAM = """
import sys, threading
from drive_share_gui.bootstrap import Parts
from drive_share_gui.bootstrap.opening import Openings
from drive_share_gui.cli.command_line import read_command

def say(*words):
    sys.stdout.write(" ".join(words) + "\\n")  # in one piece: others speak into the same pipe
    sys.stdout.flush()

dialog = read_command(sys.argv[1:])
openings = Openings(Parts(), "")
if openings.hand_over(dialog):
    say("handed over", *[name for name in sys.modules if name.startswith("PySide6.Qt")])
    sys.exit()
from PySide6.QtCore import QCoreApplication, QObject, Signal
from drive_share_gui.ui.porter import Porter

class Windows:
    def let_in(self, asked):
        return self.open(openings.read(asked), asked.token)

    def open(self, opening, token=""):
        say("window", opening.wish.reference, str(opening.practice), token)
        return True

class End(QObject):
    wanted = Signal()

application = QCoreApplication([])
Windows().open(openings.opening(dialog))
entrance = openings.entrance()
porter = None if entrance is None else Porter(entrance, Windows())
say("listens" if porter else "alone")
end = End()
end.wanted.connect(application.quit)
waiting = threading.Thread(target=lambda: (sys.stdin.read(), end.wanted.emit()))
waiting.start()
application.exec()
if porter:
    porter.end()
"""
"""The program, but for the windows themselves; it ends with its standard input."""


@dataclass
class Session:
    """A desktop session; all its processes speak into one pipe."""

    runtime: Path
    heard: IO[str]
    mouth: int
    processes: list[subprocess.Popen[bytes]]

    def start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start the program."""
        inherited = {name: text for name, text in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
        there = {"XDG_RUNTIME_DIR": str(self.runtime), "PYTHONPATH": str(CHECKOUT), **environment}
        command = [sys.executable, "-c", PROGRAM, *words]
        process = subprocess.Popen(command, env=inherited | there, stdin=subprocess.PIPE, stdout=self.mouth)
        self.processes.append(process)
        return process

    def hear(self, count: int) -> list[str]:
        """Wait for so many lines."""
        return sorted(self.heard.readline().rstrip("\n") for _ in range(count))

    def end(self) -> list[int]:
        """End all processes as they end by themselves."""
        for process in self.processes:
            assert process.stdin is not None
            process.stdin.close()
        return [process.wait(60) for process in self.processes]


@pytest.fixture
def session(short_folder: Path) -> Iterator[Session]:
    runtime = short_folder / "r"
    runtime.mkdir(mode=0o700)
    ear, mouth = os.pipe()
    with open(ear, encoding="utf-8") as heard:  # noqa: PTH123 - a pipe
        session = Session(runtime, heard, mouth, [])
        yield session
        session.end()
        os.close(mouth)


def test_of_eight_starts_at_once_one_shows_all_windows(session: Session) -> None:
    for number in range(2):
        for item in range(STARTS):
            session.start("--practice", "--", f"id:{number}-{item}")
        lines = session.hear(2 * STARTS)
        assert [line for line in lines if not line.startswith("handed over")] == [
            "listens",
            *(f"window id:{number}-{item} True " for item in range(STARTS)),
        ]
        assert session.end() == [0] * STARTS
        session.processes.clear()


def test_a_start_that_hands_over_loads_nothing_of_qt(session: Session) -> None:
    session.start("--", "id:1")
    assert session.hear(2) == ["listens", "window id:1 False "]
    session.start("--", "-platform", XDG_ACTIVATION_TOKEN="t-1")
    assert session.hear(2) == ["handed over", "window -platform False t-1"]


def test_the_next_start_takes_over_from_one_that_was_killed(session: Session) -> None:
    killed = session.start("--", "id:1")
    session.hear(2)
    killed.kill()
    killed.wait(60)
    session.start("--", "id:2")
    assert session.hear(2) == ["listens", "window id:2 False "]


def test_the_next_start_takes_over_at_once_where_another_process_has_the_number_of_the_killed_one(
    session: Session,
) -> None:
    killed = session.start("--", "id:1")
    session.hear(2)
    (lock,) = session.runtime.rglob("*.lock")
    said = lock.read_text("utf-8")
    killed.kill()
    killed.wait(60)
    lock.write_text(said.replace(str(killed.pid), str(os.getpid()), 1), "utf-8")
    point = Deaf(str(lock))
    claimed = claim(point, Asked())
    assert isinstance(claimed, QLockFile)
    assert point.tries == 1
    claimed.unlock()


def test_the_lock_of_a_process_that_lives_is_never_taken_away(session: Session) -> None:
    session.start("--", "id:1")
    session.hear(2)
    (lock,) = session.runtime.rglob("*.lock")
    point = Deaf(str(lock))
    assert claim(point, Asked(), patience=0.3) is Reply.REFUSED
    assert point.tries > 1
    assert lock.exists()


def test_with_a_token_of_its_own_a_start_stays_alone(session: Session) -> None:
    session.start("--", "id:1")
    session.hear(2)
    session.start("--service-url", "https://drive.example/v1.0", "--", "id:2")
    assert session.hear(2) == ["alone", "window id:2 False "]


@dataclass
class Deaf:
    """A meeting point where nobody answers."""

    lock: str
    address: str = ""
    reply: Reply = Reply.NOBODY
    tries: int = 0

    def hand_over(self, asked: Asked) -> Reply:
        del asked
        self.tries += 1
        return self.reply

    def clear_dead_lock(self) -> None:
        clear_dead_lock(Path(self.lock))

    def is_own(self, descriptor: int) -> bool:
        return descriptor >= 0


def test_where_nobody_answers_a_window_of_this_process_is_asked_for(tmp_path: Path) -> None:
    point = Deaf(str(tmp_path / "lock"))
    holder = QLockFile(point.lock)
    assert holder.tryLock(0)
    assert claim(point, Asked(), patience=0.1) is Reply.REFUSED
    assert point.tries > 0
    assert claim(Deaf(point.lock, reply=Reply.OPENED), Asked()) is Reply.OPENED
    holder.unlock()


def test_where_no_lock_can_be_had_a_window_of_this_process_is_asked_for(tmp_path: Path) -> None:
    assert claim(Deaf(str(tmp_path / "nowhere" / "lock")), Asked()) is Reply.REFUSED
