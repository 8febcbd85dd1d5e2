"""The short form of the mutated answers: 100,000 of them, in pieces so that workers can share them."""

from dataclasses import replace

import pytest

from drive_share_gui.domain.outcome import Invited, Mail
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from tests.reliability.answers import Seed
from tests.reliability.mutated_answers import MOST_BYTES, MOST_SECONDS, SHORT, is_said, run
from tests.reliability.mutations import Answer

ANN, BOB = Person("ann@garden.example"), Person("bob@garden.example")
PIECES = 4


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(1, PIECES + 1))
def test_no_answer_crashes_invites_without_a_permission_or_takes_long(seed: int) -> None:
    tally = run(SHORT // PIECES, seed)
    assert tally.answers == SHORT // PIECES
    assert tally.crashes == []
    assert tally.wrong == []
    assert tally.slowest < MOST_SECONDS
    assert tally.largest < MOST_BYTES
    assert {"Invited", "Unknown", "Refused", "UnclearAnswer", "Throttled", "SignInNeeded"} <= tally.outcomes.keys()


def test_the_judge_knows_what_an_answer_says_of_a_person() -> None:
    invited = Invited(ANN, Permission("500", ("read",)), Mail.SENT)
    one = Seed((ANN,), 200, (), b"")
    named = Answer(200, [], b'{"value":[{"id":"500","invitation":{"email":"Ann@garden.example"}}]}')
    unnamed = Answer(200, [], b'{"value":[{"id":"500"}]}')
    assert is_said(invited, named, one)
    assert is_said(invited, unnamed, one)
    assert not is_said(invited, unnamed, replace(one, asked=(ANN, BOB)))
    assert not is_said(invited, replace(named, status=202), one)
    assert not is_said(invited, replace(named, body=named.body.replace(b"500", b"501")), one)
    assert not is_said(invited, replace(named, body=named.body.replace(b"Ann", b"Eve")), one)
    assert not is_said(replace(invited, permission=Permission("")), named, one)
    assert not is_said(invited, replace(named, body=b"[]"), one)
