"""How long unknown outcomes are waited for, and what a later look at the list settles."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest

from drive_share_gui.application.send_invitations import Sent
from drive_share_gui.application.settle_later import Looking, Patience, settle_later
from drive_share_gui.domain.failure import (
    NoAnswer,
    Riddle,
    SharingError,
    Silence,
    UnclearAnswer,
)
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.outcome import Invited, Mail, Receipt, Unknown
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person

if TYPE_CHECKING:
    from drive_share_gui.application.ports import Cancel, SharingService

ANN = Person("ann@example.org")
BOB = Person("bob@example.org")
ITEM = Item(ById("01"), "Budget.xlsx")
SILENT = NoAnswer(Silence.TIMEOUT)


@dataclass
class Stopwatch:
    """A clock whose waits pass at once and are noted."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list[float])

    def now(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.seconds

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        self.waits.append(seconds)
        self.seconds += seconds
        return cancel.is_set()


@dataclass
class Lists:
    """A service that only lists permissions: one answer a look; None stands for an unreadable one."""

    answers: list[tuple[Permission, ...] | None]
    looks: int = 0

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item == ITEM
        answer = self.answers[self.looks]
        self.looks += 1
        if answer is None:
            raise SharingError(UnclearAnswer(Riddle.NOT_JSON))
        return answer


def of(person: Person) -> Permission:
    return Permission(f"id-{person.address}", ("read",), invited_address=person.address)


def run(
    lists: Lists, patience: Patience, receipts: tuple[Receipt, ...], *, stopped: bool = False
) -> tuple[tuple[Receipt, ...], Stopwatch, list[Looking]]:
    clock = Stopwatch()
    cancel = threading.Event()
    if stopped:
        cancel.set()
    told: list[Looking] = []
    settled = settle_later(
        cast("SharingService", lists),
        clock,
        ITEM,
        Sent(receipts, ()),
        patience,
        report=told.append,
        cancel=cancel,
    )
    return settled, clock, told


UNKNOWN_ANN = Receipt(Unknown(ANN, SILENT), 1, "r1")
UNKNOWN_BOB = Receipt(Unknown(BOB, SILENT), 1)


def test_whom_the_list_shows_after_the_quiet_window_has_access() -> None:
    settled, clock, told = run(Lists([(of(ANN),)]), Patience(120, 150), (UNKNOWN_ANN,))
    assert settled == (Receipt(Invited(ANN, of(ANN), Mail.UNKNOWN), 1, "r1"),)
    assert clock.waits == [120]
    assert told == [Looking((ANN,), 120)]


def test_who_is_missing_is_looked_for_once_more_when_time_is_left() -> None:
    settled, clock, _ = run(Lists([(of(ANN),), (of(ANN), of(BOB))]), Patience(120, 150), (UNKNOWN_ANN, UNKNOWN_BOB))
    assert [type(r.outcome) for r in settled] == [Invited, Invited]
    assert clock.waits == [120, 30]


def test_who_is_still_missing_stays_unknown_for_missing_proves_nothing() -> None:
    lists = Lists([(), ()])
    settled, _, _ = run(lists, Patience(3, 150), (UNKNOWN_ANN,))
    assert settled == (UNKNOWN_ANN,)
    assert lists.looks == 2


def test_an_unreadable_list_settles_nobody_and_does_not_end_the_looking() -> None:
    settled, _, _ = run(Lists([None, (of(ANN),)]), Patience(3, 150), (UNKNOWN_ANN,))
    assert isinstance(settled[0].outcome, Invited)


def test_nothing_is_looked_up_where_nobody_is_unknown() -> None:
    done = Receipt(Invited(ANN, of(ANN), Mail.SENT), 1)
    lists = Lists([])
    settled, clock, told = run(lists, Patience(120, 150), (done,))
    assert (settled, lists.looks, clock.waits, told) == ((done,), 0, [], [])


def test_a_person_who_stops_the_waiting_gets_what_is_known() -> None:
    lists = Lists([])
    settled, _, _ = run(lists, Patience(120, 150), (UNKNOWN_ANN,), stopped=True)
    assert settled == (UNKNOWN_ANN,)
    assert lists.looks == 0


@pytest.mark.parametrize(
    ("window", "longest", "looks"),
    [(120, 150, (120, 150)), (120, 60, (60,)), (3, 150, (3, 6)), (120, 0, ()), (0, 150, (0,)), (120, 500, (120, 240))],
)
def test_all_looking_stays_within_the_time_allowed(window: float, longest: float, looks: tuple[float, ...]) -> None:
    assert Patience(window, longest).looks() == looks
