"""People stay in the draft until the journal holds them, all of one press together."""

from __future__ import annotations

from dataclasses import replace

from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.handed_over import HandedOver
from drive_share_gui.ui.result_rows import ResultRow, Step
from tests.ui.share_shown import SHEET

ANN, BOB, CARL = (Person(f"{name}@example.org") for name in ("ann", "bob", "carl"))


def rows_of(*people: Person) -> tuple[ResultRow, ...]:
    """Give the rows of one press."""
    invitation = Invitation(SHEET, people, Role.READ, "", Options())
    return tuple(ResultRow(person, invitation) for person in people)


def moved(rows: tuple[ResultRow, ...], step: Step) -> tuple[ResultRow, ...]:
    """Let the first row be further than the others."""
    return replace(rows[0], step=step), *rows[1:]


def test_the_first_row_that_goes_on_shows_that_the_whole_press_was_written_down() -> None:
    handed, rows = HandedOver(), rows_of(ANN, BOB)
    handed.add((ANN, BOB))
    assert not handed.follow(rows, is_sending=True, is_in_trouble=False)
    assert handed.people == (ANN, BOB)
    assert handed.follow(moved(rows, Step.SENDING), is_sending=True, is_in_trouble=False)
    assert not handed.people


def test_a_sending_that_ends_well_shows_it_too() -> None:
    handed, rows = HandedOver(), rows_of(ANN)
    handed.add((ANN,))
    handed.follow(rows, is_sending=True, is_in_trouble=False)
    assert handed.follow(moved(rows, Step.SETTLED), is_sending=False, is_in_trouble=False)
    assert not handed.people


def test_after_trouble_they_stay_whatever_happens_until_they_are_sent_again() -> None:
    handed, rows = HandedOver(), rows_of(ANN)
    handed.add((ANN,))
    handed.follow(rows, is_sending=True, is_in_trouble=False)
    settled = moved(rows, Step.SETTLED)
    assert not handed.follow(settled, is_sending=False, is_in_trouble=True)
    assert not handed.follow(settled, is_sending=False, is_in_trouble=False)
    others = rows_of(CARL)
    handed.add((CARL,))
    handed.follow(settled + others, is_sending=True, is_in_trouble=False)
    assert handed.follow(settled + moved(others, Step.SENDING), is_sending=True, is_in_trouble=False)
    assert not handed.follow(settled + moved(others, Step.SETTLED), is_sending=False, is_in_trouble=False)
    assert handed.people == (ANN,)
    handed.follow(rows, is_sending=True, is_in_trouble=False)
    assert handed.follow(moved(rows, Step.WAITING), is_sending=True, is_in_trouble=False)
    assert not handed.people


def test_of_two_presses_sent_together_each_is_written_down_for_itself() -> None:
    handed, one, other = HandedOver(), rows_of(ANN, BOB), rows_of(CARL)
    handed.add((ANN, BOB))
    handed.add((CARL,))
    handed.follow(one + other, is_sending=True, is_in_trouble=False)
    assert handed.follow(moved(one, Step.SENDING) + other, is_sending=True, is_in_trouble=False)
    assert handed.people == (CARL,)
    assert not handed.follow(moved(one, Step.SETTLED) + other, is_sending=False, is_in_trouble=True)
    assert handed.people == (CARL,)
