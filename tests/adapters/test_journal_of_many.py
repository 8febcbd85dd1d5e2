"""Invitations of very many people: the work of the journal grows in step with them, and no faster."""

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TypeAlias

import pytest

from drive_share_gui.adapters.journal.opening import Ground, Store
from drive_share_gui.adapters.process import is_running
from drive_share_gui.application.journal_ports import Journal
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.person import Person
from tests.adapters.journal_ground import ACCOUNT, DEPARTURE, GONE, invitation, let_go, opened, together
from tests.calls_counted import calls_counted, growth

Work: TypeAlias = Callable[[Journal, Sequence[Row]], object]
TIMES = 6


def queue_again(journal: Journal, rows: Sequence[Row]) -> object:
    return journal.queue(ACCOUNT, invitation(*(row.person for row in rows)))


def claim(journal: Journal, rows: Sequence[Row]) -> object:
    return journal.claim(rows, DEPARTURE)


def in_hand(journal: Journal, rows: Sequence[Row]) -> object:
    return journal.in_hand(rows)


def take(journal: Journal, rows: Sequence[Row]) -> object:
    return journal.take(rows)


def adopt(journal: Journal, _rows: Sequence[Row]) -> object:
    return journal.adopt()


def written_down(store: Store, number: int) -> tuple[Row, ...]:
    return store.journal.queue(ACCOUNT, together(*(Person(f"{one}@example.org") for one in range(number)))).rows


@pytest.mark.parametrize(
    ("before", "work"),
    [
        (None, queue_again),
        (let_go, queue_again),
        (None, in_hand),
        (let_go, take),
        (None, claim),
    ],
    ids=["they are in hand already", "they never left", "in hand", "taken", "claimed"],
)
def test_six_times_the_people_are_six_times_the_work(
    before: Callable[..., object] | None, work: Work, drive_share_home: Path
) -> None:
    homes = (drive_share_home / str(number) for number in count())

    def for_so_many(number: int) -> None:
        with opened(next(homes)) as store:
            rows = written_down(store, number)
            if before is not None:
                before(store, *rows)
            work(store.journal, rows)

    assert growth(for_so_many, times=TIMES) <= TIMES


@pytest.mark.parametrize(
    "work",
    [
        queue_again,
        adopt,
        in_hand,
        take,
    ],
    ids=["queued", "adopted", "in hand", "taken"],
)
def test_the_system_is_asked_once_about_a_program_however_many_rows_it_has(work: Work, drive_share_home: Path) -> None:
    with opened(drive_share_home, ground=Ground(owner=GONE)) as gone:
        rows = written_down(gone, 20)
    with opened(drive_share_home) as store, calls_counted() as calls:
        work(store.journal, rows)
    assert calls[is_running.__code__] == 1


def test_the_system_is_asked_once_about_a_program_that_is_gone_in_the_middle_of_a_request(
    drive_share_home: Path,
) -> None:
    with opened(drive_share_home, ground=Ground(owner=GONE)) as gone:
        gone.journal.claim(written_down(gone, 20), DEPARTURE)
    with opened(drive_share_home) as store, calls_counted() as calls:
        assert len(store.journal.adopt()) == 20
    assert calls[is_running.__code__] == 1
