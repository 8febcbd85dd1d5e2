"""Whatever a service says about waiting, exactly that long is waited."""

import pytest

from tests.reliability.retry_after_spellings import SPELLINGS, Spelling, wrong


@pytest.mark.parametrize("kind", sorted({one.kind for one in SPELLINGS}))
def test_exactly_as_long_is_waited_as_a_service_says(kind: str) -> None:
    found: dict[Spelling, list[str]] = {one: wrong(one) for one in SPELLINGS if one.kind == kind}
    assert {one: problems for one, problems in found.items() if problems} == {}


def test_there_are_more_than_200_spellings() -> None:
    assert len({(one.texts, one.date) for one in SPELLINGS}) == len(SPELLINGS) > 200
