"""Keeps the rows of one window in order, and writes into them what becomes of everybody."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from drive_share_gui.application.progress import Progress
from drive_share_gui.application.take_back import TakenBack
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Outcome, Receipt
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.result_rows import Key, ResultRow, Step, after_progress, people_of


class ResultRows:
    """All rows in the order they were asked for: item by item, and a person has one row for each."""

    def __init__(self) -> None:
        self._rows: dict[Key, ResultRow] = {}
        self._given: tuple[ResultRow, ...] | None = None
        self.ended = 0
        """How many rows wait for nothing more from the sending."""

    def rows(self) -> tuple[ResultRow, ...]:
        """Give every row as it is now: the same tuple until something changes."""
        if self._given is None:
            self._given = tuple(self._rows.values())
        return self._given

    def queue(self, invitation: Invitation, written: Mapping[Key, Row]) -> None:
        """Put the people of an invitation in the line, as they are written down; who had a row begins anew in it."""
        self._given = None
        for key, person in zip(keys_of(invitation.item, invitation.people), invitation.people, strict=True):
            self._count(key, -1)
            self._rows[key] = ResultRow(person, invitation, journaled=written.get(key))

    def drop(self, person: Person) -> None:
        """Forget the rows that were replaced by another person's."""
        self._given = None
        for key in [key for key in self._rows if key[1] == person.key]:
            self._count(key, -1)
            del self._rows[key]

    def take_progress(self, item: Item, progress: Progress, now: float) -> None:
        """Write down how the sending of an item goes on; waits begin `now`."""
        self._change(keys_of(item, people_of(progress)), partial(after_progress, progress=progress, now=now))

    def take_end(self, row: ResultRow, receipt: Receipt) -> None:
        """Write down the final receipt of a row that is still open."""
        self._change([row.key], partial(replace, step=Step.SETTLED, receipt=receipt, due=None, obstacle=None))

    def take_settling(self, settled: Iterable[ResultRow]) -> None:
        """Write down what became of rows after their sending; other rows are passed over."""
        for row in settled:
            mine = self._rows.get(row.key)
            if mine is not None and _name(mine) == _name(row):
                change = partial(
                    replace,
                    step=row.step,
                    receipt=row.receipt,
                    due=row.due,
                    obstacle=row.obstacle,
                    journaled=row.journaled,
                    is_elsewhere=row.is_elsewhere,
                )
                self._change([row.key], change)

    def start_taking_back(self) -> tuple[tuple[Item, tuple[Outcome, ...]], ...]:
        """Mark the rows whose access is being removed, and give their outcomes, item by item."""
        rows = [row for row in self._rows.values() if row.may_be_taken_back]
        self._change([row.key for row in rows], partial(replace, step=Step.TAKING_BACK))
        items = {row.invitation.item.place: row.invitation.item for row in rows}
        return tuple(
            (item, tuple(row.outcome for row in rows if row.outcome and row.invitation.item.place == place))
            for place, item in items.items()
        )

    def take_taken_back(self, item: Item, taken: TakenBack) -> None:
        """Write down whose access is gone again, or why not."""
        self._change(keys_of(item, [taken.person]), partial(replace, step=Step.SETTLED, taken_back=taken))

    def end_taking_back(self) -> None:
        """Return rows to what they were, where removing came to an end before their turn."""
        left = [row.key for row in self._rows.values() if row.step is Step.TAKING_BACK]
        self._change(left, partial(replace, step=Step.SETTLED))

    def _change(self, keys: Iterable[Key], change: Callable[[ResultRow], ResultRow]) -> None:
        self._given = None
        for key in keys:
            self._count(key, -1)
            self._rows[key] = change(self._rows[key])
            self._count(key, 1)

    def _count(self, key: Key, change: int) -> None:
        row = self._rows.get(key)
        if row is not None and not row.is_open:
            self.ended += change


def keys_of(item: Item, people: Iterable[Person]) -> list[Key]:
    """Name the rows of these people for an item."""
    return [(item.place, person.key) for person in people]


def _name(row: ResultRow) -> str | None:
    return row.journaled.row_id if row.journaled is not None else None
