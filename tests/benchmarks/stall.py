"""Sends 1,000 invitations from the real window and tells how long it could not react, beside the same window idle."""

import dataclasses
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.measuring import Asked, Listing, options, plain_environment, publish, run

if TYPE_CHECKING:
    from drive_share_gui.ui.share_presenter import SharePresenter

ITEM: Final = "path:/Documents/Budget.xlsx"
BEAT: Final = 0.001
FRAME: Final = 0.0167
NOTICED: Final = 0.050
IDLE_SECONDS: Final = 2.0
COLUMNS: Final = ("", "worst ms", "min-max", "p99 ms", "> 16.7 ms", "> 50 ms", "seconds")


@dataclass
class AskedHere(Asked):
    """What this program can be asked besides."""

    people: int = 0
    platform: str = "offscreen"
    once: bool = False
    """Be the window itself: measure once in this process."""


@dataclass(frozen=True, slots=True)
class Phase:
    """How late the window's heart beat during one part of the run."""

    name: str
    worst: float
    """Milliseconds."""
    p99: float
    frames: int
    noticed: int
    seconds: float


def main() -> None:
    """Measure and print; every round is a process of its own."""
    parser = options(__doc__ or "", rounds=5)
    parser.add_argument("--people", type=int, metavar="N", help="instead of 200 and 1,000")
    parser.add_argument("--platform", help="Qt's platform (default: offscreen)")
    parser.add_argument("--once", action="store_true", help="measure in this process and print JSON")
    asked = parser.parse_args(namespace=AskedHere())
    if asked.once:
        with tempfile.TemporaryDirectory() as home:
            phases = measure(asked.people, Path(home), IDLE_SECONDS / (4 if asked.smallest else 1))
        sys.stdout.write(json.dumps([dataclasses.asdict(phase) for phase in phases]) + "\n")
        return
    sizes = [asked.people] if asked.people else [20] if asked.smallest else [200, 1_000]
    publish(asked, *(repeated(asked, people) for people in sizes))


def repeated(asked: AskedHere, people: int) -> Listing:
    """Run some processes and take the medians of each part."""
    command = [sys.executable, "-m", "tests.benchmarks.stall", "--once", "--people", str(people)]
    command += ["--smallest"] if asked.smallest else []
    environment = plain_environment(QT_QPA_PLATFORM=asked.platform)
    runs = [
        [Phase(**phase) for phase in json.loads(run(command, environment).output.splitlines()[-1])]
        for _ in range(asked.rounds)
    ]
    rows = tuple(row_of([parts[number] for parts in runs]) for number in range(len(runs[0])))
    return Listing(f"{people:,} invitations, delays of the window: medians of {asked.rounds} runs", COLUMNS, rows)


def row_of(phases: Sequence[Phase]) -> tuple[str | float, ...]:
    """Sum up one part of all runs."""
    worst = [phase.worst for phase in phases]
    return (
        phases[0].name,
        statistics.median(worst),
        f"{min(worst):.1f}-{max(worst):.1f}",
        statistics.median(phase.p99 for phase in phases),
        statistics.median(float(phase.frames) for phase in phases),
        statistics.median(float(phase.noticed) for phase in phases),
        statistics.median(phase.seconds for phase in phases),
    )


def measure(people: int, home: Path, idle_seconds: float) -> list[Phase]:
    """Open the window on the practice drive, leave it alone, paste people, share, and wait for all results."""
    from PySide6.QtCore import QObject, Qt, QTimer
    from PySide6.QtWidgets import QWidget

    from drive_share_gui.adapters.clock import SystemClock
    from drive_share_gui.adapters.recent_items import RecentItemsFile
    from drive_share_gui.application.connection import Where
    from drive_share_gui.application.drive_connection import DriveConnection
    from drive_share_gui.bootstrap import Parts
    from drive_share_gui.ui.application import make_application
    from drive_share_gui.ui.background import BackgroundRunner
    from drive_share_gui.ui.share_dialog import ShareDialog
    from drive_share_gui.ui.share_presenter import SharePresenter
    from drive_share_gui.ui.share_window import ShareWindow
    from drive_share_gui.ui.suggester import Suggester
    from drive_share_gui.ui.wish import Wish

    class Heart(QObject):
        """Beats every millisecond, as far as the window lets it, and goes on with the script when it is time."""

        def __init__(self, script: Iterator[tuple[str, Callable[[], bool]]], end: Callable[[], object]) -> None:
            super().__init__()
            self.phases: list[Phase] = []
            self._script = script
            self._end = end
            self._delays: list[float] = []
            self._part, self._over = next(script)
            self._last = self._begun = time.perf_counter()
            self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self._beat)
            self._timer.start()

        def _beat(self) -> None:
            now = time.perf_counter()
            self._delays.append(now - self._last - BEAT)
            self._last = now
            if not self._over():
                return
            self.phases.append(phase_of(self._part, self._delays, now - self._begun))
            self._delays = []
            self._begun = now
            step = next(self._script, None)
            if step is None:
                self._timer.stop()
                self._end()
            else:
                self._part, self._over = step

    application = make_application()
    parts = Parts(environ={**os.environ, "DRIVE_SHARE_HOME": str(home)})
    connection = DriveConnection(Where(practice=True), "", parts.ways())
    runner = BackgroundRunner()
    presenter = SharePresenter(connection, runner, SystemClock(), RecentItemsFile(home))
    window = ShareWindow(ITEM, practice=True)
    heart = Heart(script(presenter, people, idle_seconds), application.quit)

    def fill() -> None:
        presenter.begin(Wish(ITEM))
        ShareDialog(window, presenter, Suggester(connection, runner), QWidget)

    window.painted.connect(fill)
    window.show()
    application.exec()
    window.hide()
    runner.finish(10)
    connection.close()
    return heart.phases


def script(presenter: "SharePresenter", people: int, idle: float) -> Iterator[tuple[str, Callable[[], bool]]]:
    """Name each part of the run, and how to tell that it is over."""
    yield "opening, the drive found", lambda: presenter.state.item is not None
    ends = time.perf_counter() + idle
    yield "idle", lambda: time.perf_counter() >= ends
    presenter.filling.add_people("\n".join(f"person{number}@example.org" for number in range(people)))
    yield "people pasted", lambda: len(presenter.filling.form.people) == people and not presenter.filling.is_reading
    presenter.share()
    yield "sending", lambda: not presenter.sending.is_sending and len(presenter.sending.rows) == people
    settled = time.perf_counter() + idle / 4
    yield "after it", lambda: time.perf_counter() >= settled
    open_rows = sum(row.is_open for row in presenter.sending.rows)
    if open_rows or presenter.state.trouble is not None:
        message = f"{open_rows} of {people} were not settled: {presenter.state.trouble}"
        raise RuntimeError(message)


def phase_of(name: str, delays: Sequence[float], seconds: float) -> Phase:
    """Sum up the delays of one part."""
    ordered = sorted(delays)
    return Phase(
        name,
        ordered[-1] * 1000,
        ordered[len(ordered) * 99 // 100] * 1000,
        sum(delay > FRAME for delay in ordered),
        sum(delay > NOTICED for delay in ordered),
        seconds,
    )


if __name__ == "__main__":
    main()
