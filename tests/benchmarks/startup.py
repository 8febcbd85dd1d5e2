"""Starts the real dialog until it is painted, and until it is complete, beside the smallest dialog of PySide6."""

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.benchmarks.measuring import (
    Asked,
    Cell,
    Comparison,
    Contender,
    Listing,
    compare,
    options,
    plain_environment,
    publish,
    run,
)

MARK: Final = "-- first paint\n"
"""What the driver writes between imports before and after."""
HERE: Final = Path(__file__).parent
DRIVER: Final = str(HERE / "first_paint.py")
SMALLEST: Final = "smallest PySide6 dialog"
OURS: Final = "Drive Share"
PROGRAMS: Final = {SMALLEST: str(HERE / "smallest_dialog.py"), OURS: "drive_share_gui"}
STAGES: Final = (
    ("the interpreter", "the program begins"),
    ("before Qt", "Qt begins"),
    ("import QtCore", "QtCore is imported"),
    ("until QtWidgets is there", "QtWidgets is imported"),
    ("other imports, the application, the widgets", "the event loop is entered"),
    ("until the first paint", "first paint"),
    ("until it is complete", "complete"),
)
_IMPORTED: Final = re.compile(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", re.MULTILINE)
_INSTRUCTIONS: Final = re.compile(r"Collected : (\d+)")


@dataclass
class AskedHere(Asked):
    """What this program can be asked besides."""

    python: str = sys.executable
    instructions: bool = False
    arguments: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Start:
    """One program to start, on one platform of Qt."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    stages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Milliseconds of each stage, one entry a start."""

    def figures(self) -> dict[str, float]:
        """Start it and note its stages."""
        begun = time.monotonic()
        ended = run(self.command, self.environment)
        reached: dict[str, float]
        spent: dict[str, float]
        reached, spent = json.loads(ended.output.splitlines()[-1])
        last = begun
        for stage, end in STAGES:
            self.stages[stage].append((reached[end] - last) * 1000)
            last = reached[end]
        figures: dict[str, float] = {}
        for moment in ("first paint", "complete"):
            figures[f"{moment} ms"] = (reached[moment] - begun) * 1000
            figures[f"{moment}, CPU ms"] = spent[moment] * 1000
        return {**figures, "peak MB": ended.peak}


def main() -> None:
    """Measure and print."""
    parser = options(__doc__ or "", rounds=15)
    parser.add_argument("--python", metavar="FILE", help="the interpreter of another environment with the app")
    parser.add_argument("--instructions", action="store_true", help="count them as well, with valgrind")
    parser.add_argument("arguments", nargs="*", help="what the dialog is started with")
    asked = parser.parse_args(namespace=AskedHere())
    with tempfile.TemporaryDirectory() as home, nullcontext("") if asked.smallest else x_server() as display:
        plain = plain_environment(DRIVE_SHARE_HOME=home)
        platforms = {"offscreen": {"QT_QPA_PLATFORM": "offscreen"}}
        if display:
            platforms["xcb"] = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        tables: list[Comparison | Listing] = []
        stages: list[Listing] = []
        for platform, named in platforms.items():
            starts = [start(asked, name, {**plain, **named}) for name in PROGRAMS]
            contenders = [Contender(each.name, each.figures) for each in starts]
            tables.append(compare(f"Start, {platform}", contenders, asked.rounds))
            stages.append(stages_of(platform, starts))
        environment = {**plain, **platforms["offscreen"]}
        tables += [*stages, *modules(asked, environment)]
        if asked.instructions:
            tables.append(instructions(asked, environment))
        publish(asked, *tables)


def start(asked: AskedHere, name: str, environment: Mapping[str, str], *more: str) -> Start:
    """Say how a program is started."""
    arguments = asked.arguments if name == OURS else []
    return Start(name, (asked.python, *more, DRIVER, PROGRAMS[name], *arguments), environment)


@contextmanager
def x_server() -> Generator[str]:
    """Run a virtual X server; gives its display, or nothing where there is no such server."""
    if shutil.which("Xvfb") is None:
        sys.stdout.write("There is no Xvfb: measured offscreen only.\n")
        yield ""
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield f":{int(server.stdout.readline())}"
        finally:
            server.terminate()


def stages_of(platform: str, starts: Sequence[Start]) -> Listing:
    """Put the stages of all programs side by side."""
    rows: list[tuple[Cell, ...]] = [
        (stage, *(statistics.median(each.stages[stage]) for each in starts)) for stage, _ in STAGES
    ]
    return Listing(f"Stages, ms, {platform}", ("", *(each.name for each in starts)), tuple(rows))


def modules(asked: AskedHere, environment: Mapping[str, str]) -> list[Listing]:
    """List what ours imports and the smallest dialog does not, dearest first.

    The least of three starts, each module without what it imports in turn; being timed costs some itself.
    """
    smallest = _imports(asked, SMALLEST, environment)
    tables: list[Listing] = []
    for part, times in enumerate(_imports(asked, OURS, environment)):
        when = ("before the first paint", "from then on until it is complete")[part]
        extra = {module: spent for module, spent in times.items() if module not in smallest[0]}
        own = {module: spent for module, spent in extra.items() if module.startswith("drive_share_gui")}
        others: dict[str, float] = defaultdict(float)
        for module in extra.keys() - own.keys():
            others[module.partition(".")[0]] += extra[module]
        tables.append(_dearest(f"{len(own)} modules of ours imported {when}: {sum(own.values()):.1f} ms in all", own))
        tables.append(_dearest(f"Others the smallest does without, {when}: {sum(others.values()):.1f} ms", others))
    return tables


def _imports(asked: AskedHere, name: str, environment: Mapping[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Give the modules a program imports before its first paint and after it, each with its own milliseconds."""
    parts: tuple[dict[str, float], dict[str, float]] = ({}, {})
    command = start(asked, name, environment, "-X", "importtime").command
    for _ in range(1 if asked.smallest else 3):
        before, _, after = run(command, environment).errors.partition(MARK)
        for times, said in zip(parts, (before, after), strict=True):
            for spent, module in _IMPORTED.findall(said):
                times[module] = min(times.get(module, float("inf")), int(spent) / 1000)
    return parts


def _dearest(title: str, times: Mapping[str, float]) -> Listing:
    rows = sorted(times.items(), key=lambda pair: -pair[1])
    return Listing(title, ("", "ms"), tuple(rows))


def instructions(asked: AskedHere, environment: Mapping[str, str]) -> Listing:
    """Count the instructions of one start each; they repeat to some percent, however busy the computer is."""
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    fixed = {**environment, "PYTHONHASHSEED": "0"}
    counts: dict[str, float] = {}
    for name in PROGRAMS:
        found = _INSTRUCTIONS.search(run([*tool, *start(asked, name, fixed).command], fixed).errors)
        counts[name] = int(found[1]) / 1e6 if found else float("nan")
    rows = tuple((name, count, count / counts[SMALLEST]) for name, count in counts.items())
    return Listing("Instructions, offscreen", ("", "millions", "x"), rows)


if __name__ == "__main__":
    main()
