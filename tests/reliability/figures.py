"""How the programs of this folder are asked, and how they print what they found: a figure, and tables beside it."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Number: TypeAlias = int | float
Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """What one program counted or measured, by name."""

    name: str
    numbers: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Table:
    """Further rows, such as what was left out; an empty one is not printed."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


class Asked(argparse.Namespace):
    """What a program was asked for."""

    long: bool
    seed: int
    json: Path | None
    rows: str
    number: int


def arguments(description: str | None, words: Sequence[str] | None = None, **more: str | int) -> Asked:
    """Read the command line; `more` are further options with their defaults."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="the long form")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default: 1)")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    for name, default in more.items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    return parser.parse_args(words, namespace=Asked())


def publish(asked: Asked, figure: Figure, tables: Sequence[Table] = ()) -> None:
    """Print, and write down where that is asked for."""
    for table in tables:
        if table.rows:
            sys.stdout.write(as_text(table))
    sys.stdout.write(f"{figure.name}: " + ", ".join(f"{_said(n)} {name}" for name, n in figure.numbers.items()) + "\n")
    if asked.json:
        content = {"name": figure.name, "figures": dict(figure.numbers), "seed": asked.seed, "long": asked.long}
        asked.json.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def as_text(table: Table) -> str:
    """Write a table for a terminal, which is Markdown as well."""
    rows = [[_said(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join([f"\n{table.title}\n", *lines, "", ""])


def _said(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.3g}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell or "")
