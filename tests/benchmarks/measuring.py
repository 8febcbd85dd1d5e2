"""Measures things in turn and compares them round by round, so that a busy computer spoils no ratio."""

import argparse
import dataclasses
import gc
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

CHECKOUT: Final = Path(__file__).resolve().parents[2]
AGAIN: Final = "the same again (noise)"
PACKAGES: Final = ("PySide6_Essentials", "httpx", "pydantic", "starlette", "uvicorn")
_LEFT_OUT: Final = ("PYTHON", "QT_", "DRIVE_SHARE_")

Figures: TypeAlias = Mapping[str, float]
"""Measured values by name and unit: ``{"CPU ms": 12.5}``."""
Cell: TypeAlias = str | float


@dataclass(frozen=True, slots=True)
class Contender:
    """Something to measure, again and again; every call gives the same figures."""

    name: str
    measure: Callable[[], Figures]


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the reference of its own round, over all rounds."""

    median: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One contender's medians, and its ratios to the reference."""

    name: str
    medians: dict[str, float]
    ratios: dict[str, Ratio]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Contenders measured in one run; the first is the reference, the second the same once more."""

    title: str
    rounds: int
    standings: tuple[Standing, ...]

    def ratio(self, name: str, figure: str) -> Ratio:
        """Look up one ratio."""
        return next(standing.ratios[figure] for standing in self.standings if standing.name == name)


@dataclass(frozen=True, slots=True)
class Listing:
    """Further figures that are no ratios, such as the stages of a start."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """What one whole process used. A peak below that of this program is this program's own."""

    wall: float
    cpu: float
    peak: float
    """Resident megabytes."""
    output: str
    errors: str

    @property
    def figures(self) -> dict[str, float]:
        """The usual three."""
        return {"wall ms": self.wall * 1000, "CPU ms": self.cpu * 1000, "peak MB": self.peak}


@dataclass
class Asked:
    """What every program of this folder can be asked."""

    rounds: int = dataclasses.field(init=False)
    """Each program has its own default, which argparse sets where there is no value yet."""
    json: str | None = None
    smallest: bool = False
    """Little work, for the test that the program still runs."""


def options(description: str, rounds: int) -> argparse.ArgumentParser:
    """Begin the options of a program."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rounds", type=int, default=rounds, help="measured rounds (default: %(default)s)")
    parser.add_argument("--json", metavar="FILE", help="write the figures to FILE as well")
    parser.add_argument("--smallest", action="store_true", help="little work: to see whether it runs")
    return parser


def compare(title: str, contenders: Sequence[Contender], rounds: int, warm_up: int = 1) -> Comparison:
    """Measure all in turn, `rounds` times, forwards and backwards by turns.

    The reference is measured twice a round, at both ends: the others are divided by the mean of the
    two, and the one by the other says how far ratios of this run can be trusted.
    """
    reference = contenders[0]
    line = [reference, *contenders[1:], Contender(AGAIN, reference.measure)]
    taken: dict[str, list[Figures]] = {contender.name: [] for contender in line}
    for number in range(warm_up + rounds):
        for contender in line if number % 2 == 0 else reversed(line):
            gc.collect()
            figures = contender.measure()
            if number >= warm_up:
                taken[contender.name].append(figures)
    firsts, seconds = taken[reference.name], taken[AGAIN]
    means = [{name: (one[name] + two[name]) / 2 for name in one} for one, two in zip(firsts, seconds, strict=True)]
    standings = [_standing(reference.name, firsts, firsts), _standing(AGAIN, seconds, firsts)]
    standings += [_standing(contender.name, taken[contender.name], means) for contender in contenders[1:]]
    return Comparison(title, rounds, tuple(standings))


def _standing(name: str, own: Sequence[Figures], reference: Sequence[Figures]) -> Standing:
    ratios: dict[str, Ratio] = {}
    for figure in own[0]:
        quotients = [a[figure] / b[figure] for a, b in zip(own, reference, strict=True) if b.get(figure)]
        if quotients:
            ratios[figure] = Ratio(statistics.median(quotients), min(quotients), max(quotients))
    return Standing(name, {figure: statistics.median(f[figure] for f in own) for figure in own[0]}, ratios)


def plain_environment(**more: str) -> dict[str, str]:
    """Give this program's environment without settings for Python, Qt and Drive Share, and with `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
    loopback = ",".join(filter(None, ["127.0.0.1,localhost", kept.get("NO_PROXY", "")]))
    return kept | {"NO_PROXY": loopback, "no_proxy": loopback} | more


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path = CHECKOUT) -> Ended:
    """Run a program to its end; RuntimeError, with what it said, where that is not a good one."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        said, complained = output.read().decode(), errors.read().decode("utf-8", "replace")
    if process.returncode:
        message = f"{command[0]} ended with {process.returncode}: {said[-500:]}{complained[-2000:]}"
        raise RuntimeError(message)
    return Ended(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said, complained)


def publish(asked: Asked, *tables: Comparison | Listing) -> None:
    """Print the figures, and write them to the file that was asked for."""
    for table in tables:
        sys.stdout.write((_comparison_text(table) if isinstance(table, Comparison) else _listing_text(table)) + "\n")
    if asked.json:
        content = {"surroundings": surroundings(), "tables": [dataclasses.asdict(table) for table in tables]}
        Path(asked.json).write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def surroundings() -> dict[str, str]:
    """Say what the figures depend on."""
    found = {"python": platform.python_version(), "system": platform.platform(), "cores": str(os.cpu_count())}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "none"
    return found


def _comparison_text(table: Comparison) -> str:
    figures = list(table.standings[0].medians)
    rows: list[tuple[Cell, ...]] = []
    for standing in table.standings:
        row: list[Cell] = [standing.name]
        for figure in figures:
            ratio = standing.ratios.get(figure)
            row.append(standing.medians[figure])
            row.append("" if ratio is None else f"{ratio.median:.2f}")
            row.append("" if ratio is None else f"{ratio.lowest:.2f}-{ratio.highest:.2f}")
        rows.append(tuple(row))
    columns = ("", *(part for figure in figures for part in (figure, "x", "min-max")))
    return _listing_text(Listing(f"{table.title}: medians of {table.rounds} rounds", columns, tuple(rows)))


def _listing_text(listing: Listing) -> str:
    cells = [listing.columns, *(tuple(map(_cell_text, row)) for row in listing.rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(listing.columns))]
    lines = [
        "  ".join(text.ljust(width) if column == 0 else text.rjust(width) for column, (text, width) in enumerate(pairs))
        for pairs in (list(zip(row, widths, strict=True)) for row in cells)
    ]
    return "\n".join(["", listing.title, "", lines[0], "-" * len(lines[0]), *lines[1:]])


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if abs(cell) >= 1000 else f"{cell:.3g}" if abs(cell) < 1 else f"{cell:.1f}"
