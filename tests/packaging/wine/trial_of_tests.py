"""The tests of domain, application and ui, run by Python for Windows in Wine."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.packaging.wine.ground import Windows, new_windows
from tests.packaging.wine.python_for_tests import python_for_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS: Final = ("domain", "application", "ui")
COUNTED: Final = re.compile(r"^(?:(\d+) skipped, )?.*?(\d+) passed", re.MULTILINE)


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    made = new_windows(tmp_path_factory.mktemp("windows"))
    yield made
    made.end()


@pytest.mark.parametrize("part", PARTS)
def test_they_pass_on_windows(windows: Windows, part: str) -> None:
    words = ("-X", "utf8", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=ci", f"tests/{part}")
    done = windows.run(python_for_tests(), *words, seconds=7_200)
    sys.stdout.write(done.stdout[-4_000:])
    assert COUNTED.search(done.stdout)
    assert done.returncode == 0
