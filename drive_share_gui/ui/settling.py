"""Keeps an eye on invitations that are not settled: looks when it is time, and does what the person decides."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.look_up import OPEN_TO_LOOKS, is_refused, name_of
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.look_times import PAUSE_SHARE, until_next_look
from drive_share_gui.domain.moment import Moment
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.result_rows import ResultRow, Step, after_progress, people_of, result_of
from drive_share_gui.ui.settling_work import After, News, SettlingWork, Unkept
from drive_share_gui.ui.trouble import OwnMistake, Trouble

SECOND: Final = 1000
"""Milliseconds between two looks at what is due."""
CALM: Final = 3
"""Seconds between two looks at what another window has in hand."""
SHORTEST_PAUSE: Final = 5.0
"""Seconds before a list that could not be read is asked for again; doubles each time, up to the quiet window."""


class Settling(QObject):
    """Rows of the journal as results, by their names. It belongs to no window, so that it ends what it began."""

    moved = Signal(tuple)
    """These ResultRows are others than before."""
    changed = Signal()

    def __init__(self, connection: Connection, runner: Runner, clock: Clock) -> None:
        super().__init__()
        self._work = SettlingWork(connection, clock)
        self._runner = runner
        self._clock = clock
        self._rows: dict[str, ResultRow] = {}
        self._unread: dict[str, int] = {}
        self._sent: dict[tuple[str, str], str] = {}
        self._cancel = threading.Event()
        self._ticks = 0
        self._clockwork = QTimer(self)
        self._clockwork.setInterval(SECOND)
        self._clockwork.timeout.connect(self.tick)
        self.is_sending = False
        self.is_looking_up = False
        self.trouble: Trouble | None = None
        self.unkept: frozenset[str] = frozenset()
        """The names of rows whose outcome the journal did not take, and it was not said yet."""
        self._known_here: set[str] = set()

    @property
    def is_stopping(self) -> bool:
        """Whether the last request is being waited for, with nothing to follow."""
        return self.is_sending and self._cancel.is_set()

    def rows(self, names: Iterable[str]) -> tuple[ResultRow, ...]:
        """Give those of the named rows that are still there."""
        return tuple(self._rows[name] for name in names if name in self._rows)

    def watch(self, rows: Iterable[Row], elsewhere: frozenset[str] = frozenset()) -> None:
        """Follow these rows from now on; another window has those `elsewhere` in hand."""
        self._put(self._known(row, is_elsewhere=row.row_id in elsewhere) for row in rows)

    def decide(self, what: Label, rows: tuple[ResultRow, ...]) -> None:
        """Do with these rows what the person chose."""
        acts = {Label.LEAVE: self.leave, Label.FORGET: self.forget, Label.SEND: self.send, Label.SEND_AGAIN: self.send}
        acts.get(what, self.check)(rows)

    def check(self, rows: Iterable[ResultRow]) -> None:
        """Look for these people in the lists of their items now; sends no invitation."""
        self.trouble = None
        chosen = [row for row in self._in_hand(rows) if _is_open_to_looks(row)]
        if not self.is_looking_up:
            self._put(replace(row, step=Step.CHECKING, due=None) for row in chosen)
        self._look(chosen)

    def send(self, rows: Iterable[ResultRow]) -> None:
        """Send what never went out, and by the person's own word again what may have arrived before."""
        chosen = [row for row in self._in_hand(rows) if row.asks or row.never_went_out]
        if not chosen or self.is_sending:
            return
        self.is_sending, self.trouble, self.unkept = True, None, frozenset()
        self._cancel = threading.Event()
        journaled = _journaled(chosen)
        self._sent = {(name_of(row.item), row.person.key): row.row_id for row in journaled}
        self._known_here.difference_update(self._sent.values())
        self._put(replace(row, step=Step.QUEUED, due=None, obstacle=None) for row in chosen)
        work = partial(self._work.send, journaled, self._cancel)
        self._runner.run_telling(work, self._on_news, self._on_sent, partial(self._on_not_sent, journaled))

    def leave(self, rows: Iterable[ResultRow]) -> None:
        """Write down that the person leaves these."""
        self._decide(self._work.leave, rows)

    def forget(self, rows: Iterable[ResultRow]) -> None:
        """Erase these from the journal, so that nothing of them is left."""
        self._decide(self._work.forget, rows)

    def stop(self) -> None:
        """End after the request that is under way; the rest is not sent."""
        self._cancel.set()
        self.changed.emit()

    def tick(self) -> None:
        """Look at what is due, now and then at what is in other hands; and let the window count its seconds."""
        self._ticks += 1
        now = self._clock.monotonic()
        self._look([row for row in self._rows.values() if row.is_here and row.due is not None and row.due <= now])
        if self._ticks % CALM == 0:
            self._read(_journaled(row for row in self._rows.values() if row.is_elsewhere))
        self.changed.emit()

    def _look(self, rows: Sequence[ResultRow]) -> None:
        if not rows or self.is_looking_up:
            return
        self.is_looking_up = True
        journaled = _journaled(rows)
        self._put(replace(row, step=Step.CHECKING, due=None) for row in rows if not row.asks)
        work = partial(self._work.look, journaled)
        self._runner.run(work, self._on_looked, partial(self._on_not_looked, journaled))

    def _read(self, rows: Sequence[Row]) -> None:
        if rows:
            self._runner.run(partial(self._work.read, rows), self._on_done, self._on_not_read)

    def _decide(self, action: Callable[[Sequence[Row]], After], rows: Iterable[ResultRow]) -> None:
        chosen = _journaled(self._in_hand(rows))
        if chosen:
            self.trouble = None
            self._runner.run(partial(action, chosen), self._on_done, self._on_not_done)

    def _in_hand(self, rows: Iterable[ResultRow]) -> tuple[ResultRow, ...]:
        """Give these as they are now, as far as something can be done about them."""
        return tuple(row for row in self.rows(row.row_id for row in _journaled(rows)) if row.is_here)

    def _on_news(self, news: Sequence[News | Unkept]) -> None:
        now = self._clock.monotonic()
        for one in news:
            if isinstance(one, Unkept):
                self.unkept |= {one.row_id}
                self._known_here.add(one.row_id)
                continue
            names = [self._sent[one.place, person.key] for person in people_of(one.progress)]
            self._put(after_progress(row, one.progress, now) for row in self.rows(names))

    def _on_sent(self, after: After) -> None:
        self.is_sending = False
        self._on_done(after)

    def _on_not_sent(self, rows: Sequence[Row], trouble: Trouble) -> None:
        """Show the rows as they were but for what became of them here, and read how they are."""
        self.is_sending = False
        self._put(self._known(row) for row in rows if row.row_id not in self._known_here)
        self._on_not_done(trouble)
        self._read(rows)

    def _on_looked(self, after: After) -> None:
        self.is_looking_up = False
        self._on_done(after)

    def _on_not_looked(self, rows: Sequence[Row], trouble: Trouble) -> None:
        """Say it at the rows: most looks are nobody's wish."""
        self.is_looking_up = False
        for row in rows:
            self._unread[row.row_id] = self._unread.get(row.row_id, 0) + 1
        reason = None if isinstance(trouble, OwnMistake) else trouble
        self._put(self._known(row, reason) for row in rows)
        if isinstance(trouble, OwnMistake):
            self._on_not_done(trouble)

    def _on_done(self, after: After) -> None:
        for name in after.asked - {row.row_id for row in after.rows}:
            self._rows.pop(name, None)
        for name in after.asked:
            self._unread[name] = self._unread.get(name, 0) + 1 if name in after.reasons else 0
        self._put(
            self._known(
                row, after.reasons.get(row.row_id), is_elsewhere=row.row_id in after.elsewhere - self._known_here
            )
            for row in after.rows
        )

    def _on_not_done(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.changed.emit()

    def _on_not_read(self, _trouble: Trouble) -> None:
        """Say nothing: it is read again in a moment."""

    def _put(self, rows: Iterable[ResultRow]) -> None:
        moved = tuple(rows)
        self._rows |= {row.journaled.row_id: row for row in moved if row.journaled is not None}
        waits = any(row.due is not None or row.is_elsewhere for row in self._rows.values())
        if waits is not self._clockwork.isActive():
            self._clockwork.start() if waits else self._clockwork.stop()
        self.moved.emit(moved)
        self.changed.emit()

    def _known(self, row: Row, reason: Failure | None = None, *, is_elsewhere: bool = False) -> ResultRow:
        """Give a row of the journal as a result; an unchanged one keeps what only the answer told."""
        before = self._rows.get(row.row_id)
        known = result_of(row)
        if before is not None and before.journaled is not None and before.journaled.revision == row.revision:
            known = replace(known, receipt=before.receipt)
        return replace(known, due=self._due(row, reason), obstacle=reason, is_elsewhere=is_elsewhere)

    def _due(self, row: Row, reason: Failure | None) -> float | None:
        """Say when to look for this row next; once the person is asked, a list that is refused stays so."""
        if row.state not in OPEN_TO_LOOKS or (row.state is State.ASK and is_refused(reason)):
            return None
        now = self._clock.monotonic()
        run = row.check_after.begun.boot_id if row.check_after is not None else ""
        seconds = until_next_look(row, Moment(self._clock.now(), now, run))
        times = self._unread.get(row.row_id, 0)
        if times:
            shortest = max(row.quiet_window / PAUSE_SHARE, SHORTEST_PAUSE)
            seconds = max(seconds, min(shortest * 2 ** (times - 1), max(row.quiet_window, shortest)))
        return now + seconds


def _is_open_to_looks(row: ResultRow) -> bool:
    return row.journaled is not None and row.journaled.state in OPEN_TO_LOOKS


def _journaled(rows: Iterable[ResultRow]) -> tuple[Row, ...]:
    return tuple(row.journaled for row in rows if row.journaled is not None)
