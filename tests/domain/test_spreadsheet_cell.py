"""No cell starts a formula, and every text comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.domain.spreadsheet_cell import plain_cell, safe_cell

FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_would_start_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text
    assert safe_cell("a" + text) == "a" + text


@pytest.mark.parametrize("text", ["", "Ann", "o'neil@example.org", "'tis", "''"])
def test_any_other_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == plain_cell(text) == text


@given(st.text() | st.text("'=+-@\t\ra", max_size=6))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
