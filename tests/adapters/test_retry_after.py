"""How long a service asks to wait (reliability: row 54)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.retry_after import LONGEST, SHORTEST, seconds_to_wait

NOW = "Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("41", 41.0),
        ("315", 315.0),
        ("2.128", 2.128),
        ("0", 1.0),
        ("0.2", 1.0),
        ("3601", 3600.0),
        ("9999999999", 3600.0),
        ("Sun, 22 Nov 2026 10:00:31 GMT", 31.0),
        ("Sunday, 22-Nov-26 10:00:31 GMT", 31.0),
        ("Sun Nov 22 10:00:31 2026", 31.0),
        ("Sun, 22 Nov 2026 09:59:00 GMT", 1.0),
        ("Wed, 25 Nov 2026 09:59:00 GMT", 3600.0),
    ],
)
def test_seconds_and_dates_are_kept_between_a_second_and_an_hour(text: str, seconds: float) -> None:
    assert seconds_to_wait({"retry-after": text, "date": NOW}) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "-5",
        "+3",
        " 3 ",
        "3, 4",
        "1e20",
        "\uff11\uff10",
        "\u0663",
        "12345678901",
        "inf",
        "nan",
        ".5",
        "5.",
        "0x10",
        "1_000",
        "Sun, 22 Nov 2026 10:00:31 -0000",
        "Sun, 22 Nov 2026 10:00:31 +0200",
        "Sunday, 22-Nov-2026 10:00:31 GMT",
        "Sun Nov 22 10:00:31 2026 GMT",
        "Sun, 99 Nov 2026 10:00:31 GMT",
        "Sun, 22 Xyz 2026 10:00:31 GMT",
        "Sun, 22 Nov 2026 10:00:31 GMT\n",
    ],
)
def test_what_says_nothing_certain_says_nothing(text: str) -> None:
    assert seconds_to_wait({"retry-after": text, "date": NOW}) is None


@pytest.mark.parametrize("date", ["", "today", "Sun, 22 Nov 2026 10:00:00 -0000"])
def test_a_date_is_never_measured_against_the_clock_of_this_computer(date: str) -> None:
    assert seconds_to_wait({"retry-after": "Sun, 22 Nov 2026 10:00:31 GMT", "date": date}) is None


def test_no_header_says_nothing() -> None:
    assert seconds_to_wait({}) is None


@given(st.text(), st.text())
def test_nothing_in_a_header_is_fatal(text: str, date: str) -> None:
    seconds = seconds_to_wait({"retry-after": text, "date": date})
    assert seconds is None or SHORTEST <= seconds <= LONGEST
