"""Sends invitations behind the window, looks up what stays unclear, and takes back what was granted."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.look_up import look_up
from drive_share_gui.application.ports import Clock, RecentItems
from drive_share_gui.application.progress import Progress, Sent
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_later import receipt_after
from drive_share_gui.domain.failure import Cancelled, Failure, Riddle, UnclearAnswer
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import NotSent, Receipt, Unknown, tally
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.result_rows import ResultRow, ResultRows, Step
from drive_share_gui.ui.trouble import OwnMistake, Trouble
from drive_share_gui.ui.undoing import Undoing

SECOND: Final = 1000
"""Milliseconds between two looks at what is due."""


class Sending(QObject):
    """All that happens to the results of one item. It belongs to no window, so that it ends what it began."""

    changed = Signal()

    def __init__(self, connection: Connection, runner: Runner, clock: Clock, recent: RecentItems) -> None:
        super().__init__()
        self._connection = connection
        self._runner = runner
        self._clock = clock
        self._recent = recent
        self._rows = ResultRows()
        self._item: Item | None = None
        self._kept: dict[str, Row] = {}
        self._cancel = threading.Event()
        self._clockwork = QTimer(self)
        self._clockwork.setInterval(SECOND)
        self._clockwork.timeout.connect(self.tick)
        self.is_sending = False
        self.is_looking_up = False
        self.undoing = Undoing(connection, runner)
        self.undoing.changed.connect(self._publish)
        self.trouble: Trouble | None = None

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """All rows, in the order people were asked for."""
        return self._rows.rows()

    @property
    def ended(self) -> int:
        """How many rows wait for nothing more from the sending."""
        return self._rows.ended

    @property
    def now(self) -> float:
        """The moment that waits in rows are counted from, in monotonic seconds."""
        return self._clock.monotonic()

    @property
    def is_busy(self) -> bool:
        """Whether anything is being sent, looked up or taken back."""
        return self.is_sending or self.is_looking_up or self.undoing.is_under_way

    @property
    def is_stopping(self) -> bool:
        """Whether the last request is being waited for, with nothing to follow."""
        return self.is_sending and self._cancel.is_set()

    def begin_with(self, item: Item) -> None:
        """Forget the rows of another item."""
        if self._item is None or self._item.place != item.place:
            self._item = item
            self._rows = ResultRows()
            self._kept = {}

    def send(self, invitations: Sequence[Invitation], instead_of: Person | None = None) -> None:
        """Send to everybody in the invitations; `instead_of` is somebody whose address was mended."""
        if instead_of is not None:
            self._rows.drop(instead_of)
        for invitation in invitations:
            self._rows.queue(invitation)
        self.is_sending = True
        self.trouble = None
        self._cancel = threading.Event()
        self._publish()
        work = partial(self._send_all, tuple(invitations), self._cancel)
        self._runner.run_telling(work, self._on_progress, self._on_sent, self._on_not_sent)

    def try_again(self) -> None:
        """Send again to those who provably were not invited; role, message and options are the same."""
        people: dict[int, tuple[Invitation, list[Person]]] = {}
        for row in self.rows:
            if row.may_be_sent_again:
                people.setdefault(id(row.invitation), (row.invitation, []))[1].append(row.person)
        if people and not self.is_sending:
            self.send([replace(invitation, people=tuple(who)) for invitation, who in people.values()])

    def stop(self) -> None:
        """End after the request that is under way; the rest is not sent."""
        self._cancel.set()
        self._publish()

    def check_now(self) -> None:
        """Look up everybody whose outcome is unknown; sends no invitation."""
        if self._item is None or self.is_looking_up or self.is_sending:
            return
        receipts = self._rows.start_checking(self._kept)
        if receipts:
            self.is_looking_up = True
            self._publish()
            work = partial(self._look_up, self._item, receipts, dict(self._kept))
            self._runner.run(work, self._on_looked_up, partial(self._on_not_looked_up, receipts))

    def undo(self) -> None:
        """Remove the access this sending gave, and no other."""
        if self._item is not None:
            self.undoing.undo(self._item, self._rows)

    def tick(self) -> None:
        """Look up what is due; and let the window count its seconds."""
        due = [row for row in self.rows if row.is_unknown and row.due is not None and row.due <= self.now]
        if due:
            self.check_now()
        self._publish()

    def _send_all(
        self, invitations: tuple[Invitation, ...], cancel: threading.Event, tell: Callable[[Progress], None]
    ) -> tuple[Sent, ...]:
        service, book = self._connection.open(), self._connection.book()
        return tuple(
            send_invitations(service, self._clock, invitation, book, report=tell, cancel=cancel)
            for invitation in invitations
        )

    def _look_up(
        self, item: Item, receipts: tuple[Receipt, ...], kept: dict[str, Row]
    ) -> tuple[tuple[Receipt, ...], tuple[Row, ...], datetime]:
        rows = tuple(kept[receipt.outcome.person.key] for receipt in receipts)
        looked = look_up(self._connection.open(), self._connection.book().journal, item, rows)
        return tuple(map(receipt_after, looked, rows, receipts)), looked, self._clock.now()

    def _on_progress(self, news: Sequence[Progress]) -> None:
        self._rows.take_progress(news, self.now, self._connection.quiet_window)
        self._publish()

    def _on_sent(self, sent: tuple[Sent, ...]) -> None:
        self.is_sending = False
        self._keep(row for one in sent for row in one.rows)
        self._publish()
        if self._item and any(tally(receipt.outcome for receipt in one.receipts).have_access for one in sent):
            self._runner.run(partial(self._recent.add, self._item), self._on_remembered, self._on_not_remembered)

    def _on_remembered(self, _nothing: None) -> None:
        """Say nothing: the record of items shared lately is a convenience."""

    def _on_not_remembered(self, _trouble: Trouble) -> None:
        """Say nothing: everybody was invited all the same."""

    def _on_not_sent(self, trouble: Trouble) -> None:
        """Give every open row its end: what was on its way is unknown, the rest was not sent."""
        self.is_sending = False
        self.trouble = trouble
        reason: Failure = Cancelled() if isinstance(trouble, OwnMistake) else trouble
        for row in self.rows:
            if row.is_open:
                lost = Unknown(row.person, UnclearAnswer(Riddle.UNEXPECTED_SHAPE))
                outcome = lost if row.step is Step.SENDING else NotSent(row.person, reason)
                self._rows.take_receipts([Receipt(outcome)], self.now + self._connection.quiet_window)
        self._publish()

    def _on_looked_up(self, found: tuple[tuple[Receipt, ...], tuple[Row, ...], datetime]) -> None:
        receipts, rows, looked_at = found
        self._keep(rows)
        self._after_look(receipts, looked_at)

    def _on_not_looked_up(self, receipts: tuple[Receipt, ...], trouble: Trouble) -> None:
        self.trouble = trouble
        self._after_look(receipts, None)

    def _after_look(self, receipts: tuple[Receipt, ...], looked_at: datetime | None) -> None:
        self.is_looking_up = False
        self._rows.take_checked(receipts, looked_at, self.now, self._connection.quiet_window)
        self._publish()

    def _keep(self, rows: Iterable[Row]) -> None:
        self._kept |= {row.person.key: row for row in rows}

    def _publish(self) -> None:
        waits = any(row.due is not None for row in self.rows)
        if waits is not self._clockwork.isActive():
            self._clockwork.start() if waits else self._clockwork.stop()
        self.changed.emit()
