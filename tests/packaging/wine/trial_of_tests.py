"""The tests of domain, application and ui, run by Python for Windows in Wine."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.packaging.wine.ground import Windows, new_windows
from tests.packaging.wine.python_for_tests import python_for_tests
from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TESTS: Final = CHECKOUT / "tests"
FILES: Final = sorted(path for part in ("domain", "application", "ui") for path in (TESTS / part).rglob("test_*.py"))
PASSED: Final = re.compile(r"(\d+) (passed|skipped)")
COMMON: Final = ("-X", "utf8", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=ci")
NONE_LEFT: Final = 0
ALL_LEFT_OUT: Final = 5
"""What pytest ends with where a file as a whole is not for Windows."""


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    made = new_windows(tmp_path_factory.mktemp("windows"))
    yield made
    made.end()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TESTS)))
def test_they_pass_on_windows(windows: Windows, path: Path) -> None:
    """One process a file: a test that hangs ends its process, and must not take the others along."""
    done = windows.run(python_for_tests(), *COMMON, path.relative_to(CHECKOUT).as_posix(), seconds=1_800)
    assert done.returncode in {NONE_LEFT, ALL_LEFT_OUT}, done.stdout[-8_000:]
    assert PASSED.search(done.stdout) is not None
    sys.stdout.write(done.stdout.splitlines()[-1])
