"""Runs every row of the failure table through real sockets, and asks the practice drive's ledger what happened.

Long form: all cells. With `--rows 13,14` some rows only.
"""

import itertools
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from drive_share_gui.practice.running import running_practice_drive
from tests.reliability import own_network
from tests.reliability.cells import Cell, Ground, Row, Seen, cells_of, ground_of, judge, run_cell
from tests.reliability.failure_table import NOT_RUN, ROWS, UNPLUGGED
from tests.reliability.figures import Figure, Table, arguments, publish
from tests.reliability.trust import trusting

AT_ONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row."""

    row: Row
    run: int
    passed: int
    problems: tuple[str, ...]


def main() -> int:
    """Run and print."""
    asked = arguments(__doc__, rows="")
    wanted = {int(number) for number in asked.rows.split(",") if number}
    results = list(run_table(lambda row: not wanted or row.number in wanted, sparing=not asked.long))
    publish(asked, figure(results), tables(results))
    return int(any(result.problems for result in results))


def run_table(wanted: Callable[[Row], bool], *, sparing: bool) -> Iterable[Result]:
    """Run the rows that are wanted, one after another."""
    with grounds() as ground:
        for row in filter(wanted, ROWS):
            yield run_row(row, ground, sparing=sparing)
    unplugged = list(filter(wanted, UNPLUGGED))
    if unplugged and own_network.is_possible():
        yield from own_network.inside(lambda: _run_unplugged(unplugged, sparing=sparing))


def run_row(row: Row, ground: Ground, *, sparing: bool, at_once: int = AT_ONCE) -> Result:
    """Run all cells of a row, several at once where they do not concern the whole process, and judge them."""
    cells = cells_of(row, sparing=sparing)
    lonely = [cell for cell in cells if cell.case.alone or at_once == 1]
    others = [cell for cell in cells if cell not in lonely]
    seen = [(cell, run_cell(cell, ground)) for cell in lonely]
    with ThreadPoolExecutor(at_once) as pool:
        seen += zip(others, pool.map(run_cell, others, itertools.repeat(ground)), strict=False)
    wrong = _wrong(seen, ground)
    wrong |= {check.name: found for check in row.checks if (found := check.run(ground))}
    run = len(cells) + len(row.checks)
    return Result(row, run, run - len(wrong), tuple(f"{name}: {one}" for name, found in wrong.items() for one in found))


@contextmanager
def grounds() -> Generator[Ground]:
    """Start a practice drive, and trust an authority for as long as the block lasts."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        trust = stack.enter_context(trusting())
        drive = stack.enter_context(running_practice_drive(Path(folder) / "drive"))
        yield stack.enter_context(ground_of(drive, trust))


def figure(results: Sequence[Result]) -> Figure:
    """Sum up."""
    return Figure(
        "failure table",
        {
            "rows": len({result.row.number for result in results}),
            "cells": sum(result.run for result in results),
            "as declared": sum(result.passed for result in results),
            "problems": sum(len(result.problems) for result in results),
        },
    )


def tables(results: Sequence[Result]) -> list[Table]:
    """List rows, problems, and what was not run."""
    rows = [(result.row.number, result.row.title, classes(result.row), result.run, result.passed) for result in results]
    problems = [(problem,) for result in results for problem in result.problems]
    return [
        Table("The failure table", ("row", "what goes wrong", "class", "cells", "as declared"), rows),
        Table("Not run", ("what", "why"), list(NOT_RUN.items())),
        Table("Problems", ("what",), problems),
    ]


def classes(row: Row) -> str:
    """Name the classes a row's cases are declared as."""
    return " ".join(dict.fromkeys(case.proof.value for case in row.cases)) or "N"


def _run_unplugged(rows: Sequence[Row], *, sparing: bool) -> list[Result]:
    with grounds() as ground:
        return [run_row(row, ground, sparing=sparing, at_once=1) for row in rows]


def _wrong(seen: Sequence[tuple[Cell, Seen]], ground: Ground) -> dict[str, list[str]]:
    acted = ground.acted()
    judged = {cell.name: judge(cell, one, acted) for cell, one in seen}
    return {name: problems for name, problems in judged.items() if problems}


if __name__ == "__main__":
    sys.exit(main())
