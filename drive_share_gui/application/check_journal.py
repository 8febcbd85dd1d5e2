"""Look up what the journal holds as unclear, item by item, waiting where another look would be too early."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.look_up import OPEN_TO_LOOKS, by_item, look_up
from drive_share_gui.application.ports import Cancel, Clock, SharingService
from drive_share_gui.application.settle_later import Looking
from drive_share_gui.domain.delivery import State, stops_the_rest
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import HandledElsewhere
from drive_share_gui.domain.look_times import PAUSE_SHARE, until_next_look
from drive_share_gui.domain.refusal import Refusal

_SHORTEST_PAUSE: Final = 1.0
"""Seconds before a list that could not be read is asked for again."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An item whose sharing list could not be read, at the last try."""

    item: Item
    failure: Failure


def check_journal(  # noqa: PLR0913 - what to look for, and how to wait
    service: SharingService,
    clock: Clock,
    book: AccountJournal,
    rows: Sequence[Row],
    longest: float,
    *,
    report: Callable[[Looking], None],
    cancel: Cancel,
) -> tuple[Unread, ...]:
    """Look for the people of these rows in the lists of their items, and write down what is seen.

    Everything unclear is looked for at once; what stays unknown is looked for again as often as it
    takes to know or to ask the person, for at most `longest` seconds, with one look at their end.
    Sends no invitation. Gives the items whose list could not be read. Raises SharingError where all
    the others would meet the same, or nothing can be written down.
    """
    return _Check(service, clock, book, longest, report, cancel).run(rows)


class _Check:
    def __init__(  # noqa: PLR0913, PLR0917 - only `check_journal` calls it
        self,
        service: SharingService,
        clock: Clock,
        book: AccountJournal,
        longest: float,
        report: Callable[[Looking], None],
        cancel: Cancel,
    ) -> None:
        self._service = service
        self._clock = clock
        self._book = book
        self._end = clock.monotonic() + longest
        self._report = report
        self._cancel = cancel
        self._unread: dict[str, Unread] = {}

    def run(self, rows: Sequence[Row]) -> tuple[Unread, ...]:
        groups = by_item([row for row in rows if row.state in OPEN_TO_LOOKS])
        for name, group in groups.items():
            if not self._cancel.is_set():
                groups[name] = self._look(name, group)
        while waiting := {name: group for name, group in groups.items() if any(map(_is_open, group))}:
            pauses = {name: self._pause(name, group) for name, group in waiting.items()}
            left = self._end - self._clock.monotonic()
            soonest = min(pauses.values())
            if soonest > left and left <= 0:
                break
            seconds = min(soonest, left)
            due = [name for name, pause in pauses.items() if pause <= seconds or soonest > left]
            self._report(Looking(tuple(row.person for name in due for row in waiting[name]), seconds))
            if self._clock.wait(seconds, self._cancel):
                break
            for name in due:
                groups[name] = self._look(name, waiting[name])
            if soonest > left:
                break
        return tuple(self._unread.values())

    def _look(self, name: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Look at one list, and give the rows as they are then."""
        self._unread.pop(name, None)
        try:
            return look_up(self._service, self._book.journal, rows[0].item, rows)
        except SharingError as error:
            failure = error.failure
        if not isinstance(failure, HandledElsewhere):
            if stops_the_rest(failure) and not isinstance(failure, Refusal):
                raise SharingError(failure)
            self._unread[name] = Unread(rows[0].item, failure)
        found = (self._book.journal.row(row.row_id) for row in rows)
        return tuple(row for row in found if row is not None)

    def _pause(self, name: str, rows: tuple[Row, ...]) -> float:
        now = self._book.journal.now()
        pause = max(until_next_look(row, now) for row in filter(_is_open, rows))
        if name not in self._unread:
            return pause
        return max(pause, self._book.quiet_window / PAUSE_SHARE, _SHORTEST_PAUSE)


def _is_open(row: Row) -> bool:
    """Whether it takes more to know, or to ask the person."""
    return row.state is State.UNKNOWN
