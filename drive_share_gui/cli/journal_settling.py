"""Settles rows of the journal from a terminal: sends, looks, waits, and shows how far that has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.check_journal import check_journal
from drive_share_gui.application.look_up import is_refused
from drive_share_gui.application.ports import Clock, SharingService
from drive_share_gui.application.settle_journal import Course, Kept
from drive_share_gui.cli.countdown import CountingClock
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.interruption import Interruption
from drive_share_gui.cli.person_line import person_line, width_for
from drive_share_gui.cli.progress import Course as Shown
from drive_share_gui.cli.sending import UNKEPT
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Receipt


class Send(Protocol):
    """A use case that sends rows."""

    def __call__(  # the same for all of them
        self, service: SharingService, clock: Clock, book: AccountJournal, rows: Sequence[Row], course: Course
    ) -> tuple[Kept, ...]:
        """Send some of these rows; give what stays unsent, and why."""
        ...


@dataclass(frozen=True, slots=True)
class Settled:
    """How it went."""

    interrupted: bool
    trouble: Failure | None = None
    """Why some list could not be read."""


@dataclass(frozen=True, slots=True)
class Settling:
    """One go at rows. Ctrl+C stops it before the next request, a second Ctrl+C at once."""

    service: SharingService
    book: AccountJournal
    around: Surroundings
    wait: float

    def look(self, rows: Sequence[Row]) -> Settled:
        """Look for everybody unclear. Raises SharingError."""
        return self._run(rows, lambda stop, shown, clock: self._look(rows, stop, shown, clock))

    def send(self, rows: Sequence[Row], send: Send) -> Settled:
        """Send, then look for whoever stayed unclear by that. Raises SharingError."""

        def work(stop: Interruption, shown: Shown, clock: Clock) -> Failure | None:
            kept = send(self.service, clock, self.book, rows, Course(shown.follow, stop, self._tell_unkept, self.wait))
            for one in kept:
                self._tell(f"{one.row.person.address} · {_name(one.row.item)}: not sent.", one.failure)
            fresh = tuple(filter(None, map(self.book.journal.row, (row.row_id for row in rows))))
            return self._look([row for row in fresh if row.state is State.UNKNOWN], stop, shown, clock)

        return self._run(rows, work)

    def _run(self, rows: Sequence[Row], work: Callable[[Interruption, Shown, Clock], Failure | None]) -> Settled:
        output = self.around.output
        stop = Interruption(say_so=output.is_terminal)
        people = tuple({row.person.key: row.person for row in rows}.values())
        shown = Shown(people, output, self.around.words.failure, lambda _receipt: None)
        try:
            with stop.listening():
                trouble = work(stop, shown, CountingClock(self.around.clock, shown.count_down))
        finally:
            output.show("")
        return Settled(stop.is_set(), trouble)

    def _look(self, rows: Sequence[Row], stop: Interruption, shown: Shown, clock: Clock) -> Failure | None:
        unread = check_journal(self.service, clock, self.book, rows, self.wait, report=shown.look, cancel=stop)
        for one in unread:
            self._tell(f"{_name(one.item)}: its sharing list could not be read.", one.failure)
            if is_refused(one.failure):
                advice = "Look on the website who has access, then decide: journal send-again, or journal leave."
                self.around.output.tell(harmless(f"{advice} {one.item.web_url}".rstrip()))
        return next((one.failure for one in unread), None)

    def _tell_unkept(self, row: Row, receipt: Receipt) -> None:
        explain, width = self.around.words.failure, width_for((row.person,))
        self.around.output.tell(person_line(receipt.outcome, row.role, explain, width))
        self.around.output.tell(harmless(UNKEPT.format(people=row.person.address)))

    def _tell(self, what: str, failure: Failure) -> None:
        self.around.output.tell(harmless(f"{what} {self.around.words.failure(failure)}"))


def _name(item: Item) -> str:
    return item.name or item.place.item_id
