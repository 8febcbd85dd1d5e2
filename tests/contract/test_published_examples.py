"""Published and observed answers of the real services: each is read, and means what its note says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contract import meanings_of_errors, meanings_of_invitations, meanings_of_items, meanings_of_permissions
from tests.contract.meanings import CHECKS

MODULES = (meanings_of_errors, meanings_of_invitations, meanings_of_items, meanings_of_permissions)


@pytest.mark.parametrize("file", sorted(CHECKS))
def test_a_published_example_means_what_its_note_says(file: str, shared_examples: Path) -> None:
    CHECKS[file](json.loads((shared_examples / "examples" / file).read_text("utf-8")))


def test_no_published_example_is_left_out(shared_examples: Path) -> None:
    index: list[dict[str, Any]] = json.loads((shared_examples / "examples" / "INDEX.json").read_text("utf-8"))
    assert {entry["file"] for entry in index} == set(CHECKS)
    assert {check.__module__ for check in CHECKS.values()} == {module.__name__ for module in MODULES}
