"""Every benchmark still runs and prints its figures; how fast anything is, no test decides."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measuring import AGAIN, CHECKOUT, Asked, Contender, compare, options, plain_environment

PROGRAMS = {
    "startup": ("smallest PySide6 dialog", "Drive Share", "import QtCore"),
    "second_window": ("cold start", "second start"),
    "cold_invite": ("python -c pass", "drive-share invite"),
    "bulk": ("httpx.Client, a connection each", "send_invitations"),
    "views": ("QTableWidget", "ResultsView", "ChipView"),
    "recipients": ("re.findall", "parse_recipients"),
    "stall": ("idle", "sending"),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_benchmark_runs_and_prints_its_figures(name: str, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--smallest", "--rounds", "1", "--json", str(figures)]
    done = subprocess.run(
        command,
        cwd=CHECKOUT,
        env=plain_environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for expected in PROGRAMS[name]:
        assert expected in done.stdout
    written = json.loads(figures.read_text("utf-8"))
    assert written["surroundings"]["python"]
    assert written["tables"]


def test_a_program_that_is_asked_for_nothing_measures_its_own_number_of_rounds() -> None:
    assert options("", rounds=7).parse_args([], namespace=Asked()).rounds == 7


def test_ratios_are_taken_within_a_round_so_that_a_slow_hour_spoils_none() -> None:
    pace = iter([1, 1, 1, 10, 10, 10, 100, 100, 100])

    def taking(seconds: float) -> Contender:
        return Contender(str(seconds), lambda: {"s": next(pace) * seconds})

    found = compare("", [taking(1), taking(3)], rounds=2, warm_up=1)
    assert found.ratio("3", "s").median == 3
    assert found.ratio(AGAIN, "s").median == 1
    assert found.standings[0].medians == {"s": 55}


def test_the_first_rounds_are_not_counted() -> None:
    seconds = iter([9, 9, 1, 1])
    found = compare("", [Contender("only", lambda: {"s": next(seconds)})], rounds=1, warm_up=1)
    assert found.standings[0].medians == {"s": 1}
