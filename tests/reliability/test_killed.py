"""Whoever kills the program, whenever: nobody is lost, invited twice, or told something that is not true."""

import os
from collections import Counter

import pytest

from tests.reliability.killed import SHORT, Verdict, judge, run


@pytest.mark.skipif(not hasattr(os, "fork"), reason="A kill is cheap only where processes can be forked.")
def test_kills_at_random_instants_lose_nobody_and_invite_nobody_twice() -> None:
    verdict = run(SHORT, seed=1)
    assert verdict.problems == []
    assert verdict.is_good
    assert verdict.kills == SHORT
    assert verdict.killed["invite"] > 5
    assert verdict.left["unknown"] + verdict.left["queued"] > SHORT
    assert verdict.acted > verdict.people / 4


@pytest.mark.parametrize(
    ("states", "acted", "problem"),
    [
        ({"ann": ["done"]}, 2, "twice"),
        ({"bob": ["done"]}, 0, "lost"),
        ({}, 1, "lost"),
        ({"ann": ["dropped"]}, 1, "wrong"),
        ({"ann": ["done"]}, 0, "wrong"),
        ({"ann": ["unknown"]}, 1, "wrong"),
        ({"ann": ["done", "queued"]}, 1, "wrong"),
    ],
)
def test_the_judge_finds_what_is_wrong(states: dict[str, list[str]], acted: int, problem: str) -> None:
    verdict = Verdict()
    judge(verdict, ["ann"], states, Counter(ann=acted))
    assert getattr(verdict, problem) == 1
    assert not verdict.is_good


def test_the_judge_takes_what_is_right() -> None:
    verdict = Verdict()
    judge(verdict, ["ann", "bob"], {"ann": ["refused", "already"], "bob": ["dropped"]}, Counter(ann=1))
    judge(verdict, ["carl"], {}, Counter())
    assert verdict.is_good
