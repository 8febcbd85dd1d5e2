"""Sends invitations behind the window, tells what became of everybody, and tries again what provably failed."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.ports import Clock, RecentItems
from drive_share_gui.application.progress import Queued, Sent, Settled
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Cancelled, Failure, Riddle, UnclearAnswer
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import NotSent, Receipt, Unknown, tally
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.result_list import ResultRows
from drive_share_gui.ui.result_rows import ResultRow, Step
from drive_share_gui.ui.sending_work import About, SendingWork
from drive_share_gui.ui.settling import SECOND, Settling
from drive_share_gui.ui.trouble import OwnMistake, Trouble
from drive_share_gui.ui.undoing import Undoing


class Sending(QObject):
    """The results of one item. It belongs to no window, so that it ends what it began."""

    changed = Signal()
    queued = Signal(tuple)
    """These people are written down: what was typed for them has done its work."""

    def __init__(
        self, connection: Connection, runner: Runner, clock: Clock, recent: RecentItems, settling: Settling
    ) -> None:
        super().__init__()
        self._work = SendingWork(connection, clock)
        self._runner = runner
        self._clock = clock
        self._recent = recent
        self._settling = settling
        self._settling.moved.connect(self._on_moved)
        self._rows = ResultRows()
        self._items: tuple[Item, ...] = ()
        self._asked: tuple[Invitation, ...] = ()
        self._instead_of: Person | None = None
        self._cancel = threading.Event()
        self._clockwork = QTimer(self)
        self._clockwork.setInterval(SECOND)
        self._clockwork.timeout.connect(self.changed)
        self.is_sending = False
        self.undoing = Undoing(connection, runner)
        self.undoing.changed.connect(self._publish)
        self.trouble: Trouble | None = None
        self.unkept: tuple[Person, ...] = ()
        """Those whose outcome the journal did not take: it is shown here and nowhere else."""

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
    def is_stopping(self) -> bool:
        """Whether the last request is being waited for, with nothing to follow."""
        return self.is_sending and self._cancel.is_set()

    def begin_with(self, items: Sequence[Item]) -> None:
        """Forget the rows of other items."""
        if [item.place for item in items] != [item.place for item in self._items]:
            self._rows = ResultRows()
        self._items = tuple(items)

    def send(self, invitations: Sequence[Invitation], instead_of: Person | None = None) -> None:
        """Send to everybody in the invitations; `instead_of` is somebody whose address was mended.

        Rows say so once everybody is written down; where that does not go, they stay as they are.
        """
        self._asked, self._instead_of = tuple(invitations), instead_of
        self.is_sending = True
        self.trouble, self.unkept = None, ()
        self._cancel = threading.Event()
        self._publish()
        work = partial(self._work.send, self._asked, self._cancel)
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
        """End whatever is being sent after the request that is under way; the rest is not sent."""
        self._cancel.set()
        self._settling.stop()
        self._publish()

    def check_now(self) -> None:
        """Look up everybody whose outcome is unknown; sends no invitation."""
        self._settling.check(row for row in self.rows if row.is_unknown)

    def undo(self) -> None:
        """Remove the access this sending gave, and no other."""
        self.undoing.undo(self._rows)

    def _on_progress(self, news: Sequence[About]) -> None:
        for one in news:
            if isinstance(one.progress, Queued):
                self._queue(one.progress)
            else:
                self._rows.take_progress(one.item, one.progress, self.now)
        self._follow(one.progress for one in news if isinstance(one.progress, Settled))
        self._publish()

    def _queue(self, written: Queued) -> None:
        if self._instead_of is not None:
            self._rows.drop(self._instead_of)
            self._instead_of = None
        rows = {(row.item.place, row.person.key): row for row in written.rows}
        for invitation in self._asked:
            self._rows.queue(invitation, rows)
        self._asked = ()
        self.queued.emit(written.people)

    def _follow(self, settled: Iterable[Settled]) -> None:
        """Have those looked for whose outcome is not known, and watched whom another window is sending to.

        Where the journal did not take an answer, what was told here is true.
        """
        rows = [(one.row, one.row.state is State.SENDING and one.receipt == one.row.receipt) for one in settled]
        unknown = {row.row_id: is_elsewhere for row, is_elsewhere in rows if is_elsewhere or _is_unknown(row)}
        if unknown:
            watched = [row for row, _ in rows if row.row_id in unknown]
            self._settling.watch(watched, frozenset(name for name, is_elsewhere in unknown.items() if is_elsewhere))

    def _on_moved(self, rows: tuple[ResultRow, ...]) -> None:
        self._rows.take_settling(rows)

    def _on_sent(self, sent: tuple[Sent, ...]) -> None:
        self.is_sending = False
        self.unkept = tuple(person for one in sent for person in one.unkept)
        self._publish()
        if any(tally(receipt.outcome for receipt in one.receipts).have_access for one in sent):
            for item in reversed(self._items):
                self._runner.run(partial(self._recent.add, item), self._on_remembered, self._on_not_remembered)

    def _on_remembered(self, _nothing: None) -> None:
        """Say nothing: the record of items shared lately is a convenience."""

    def _on_not_remembered(self, _trouble: Trouble) -> None:
        """Say nothing: everybody was invited all the same."""

    def _on_not_sent(self, trouble: Trouble) -> None:
        """Give every open row its end: what was on its way is unknown, the rest was not sent."""
        self.is_sending = False
        self.trouble = trouble
        reason: Failure = Cancelled() if isinstance(trouble, OwnMistake) else trouble
        open_rows = [row for row in self.rows if row.is_open]
        for row in open_rows:
            lost = Unknown(row.person, UnclearAnswer(Riddle.UNEXPECTED_SHAPE))
            self._rows.take_end(row, Receipt(lost if row.step is Step.SENDING else NotSent(row.person, reason)))
        self._publish()
        names = frozenset(row.journaled.row_id for row in open_rows if row.journaled is not None)
        for item in self._items if open_rows else ():
            self._runner.run(partial(self._work.rows, item), partial(self._on_read, names), self._on_not_read)

    def _on_read(self, names: frozenset[str], rows: tuple[Row, ...]) -> None:
        self._settling.watch(row for row in rows if row.row_id in names)

    def _on_not_read(self, _trouble: Trouble) -> None:
        """Say nothing: the next start finds it in the journal."""

    def _publish(self) -> None:
        waits = any(row.step is Step.WAITING for row in self.rows)
        if waits is not self._clockwork.isActive():
            self._clockwork.start() if waits else self._clockwork.stop()
        self.changed.emit()


def _is_unknown(row: Row) -> bool:
    return row.in_doubt and isinstance(row.receipt.outcome, Unknown)
