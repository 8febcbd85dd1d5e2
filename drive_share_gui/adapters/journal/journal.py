"""The journal: every invitation is written here before it is sent, and stays until it is forgotten."""

import logging
import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from sqlite3 import Connection
from typing import Final

from drive_share_gui.adapters.journal import row_table
from drive_share_gui.adapters.journal.aside import Aside
from drive_share_gui.adapters.journal.database import Database, note_wipe
from drive_share_gui.adapters.journal.kept_texts import KeptTexts, Sealed
from drive_share_gui.adapters.journal.new_rows import new_rows
from drive_share_gui.adapters.journal.orphans import Holders
from drive_share_gui.adapters.journal.steps import advanced, departed
from drive_share_gui.adapters.journal.trouble import converted
from drive_share_gui.adapters.process import boot_id, this_process
from drive_share_gui.application.journal_ports import Change, Departure, Queued
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_event import Taken
from drive_share_gui.domain.journal_row import Kept, Owner, Row, Texts
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere
from drive_share_gui.domain.look_times import carried_over, needs_carrying_over
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.next_state import advance, in_the_way

_OPEN: Final = tuple(state for state in State if not state.is_settled)
_LOG: Final = logging.getLogger(__name__)
_SENDING: Final = State.SENDING.value
_THIS_RUN: Final = boot_id() or f"process {uuid.uuid4()}"


class SqliteJournal:
    """A `Journal` in SQLite, for any number of threads and processes."""

    def __init__(
        self,
        database: Database,
        texts: KeptTexts,
        clock: Clock,
        *,
        aside: Aside,
        owner: Owner | None = None,
    ) -> None:
        """Write into `database`, as `owner`, or this process; those that could not be read are `aside`."""
        self._owner: Final = owner or this_process()
        self._database: Final = database
        self._texts: Final = texts
        self._clock: Final = clock
        self._aside: Final = aside

    @property
    def set_aside(self) -> str | None:
        """Where the last journal was put because it could not be read."""
        return self._aside.latest

    def queue(self, account_id: str, invitation: Invitation) -> Queued:
        """Write down everybody of one press of Share, in one transaction."""
        new = new_rows(account_id, invitation, self._texts, self._owner, self._clock.now())
        keys = {one.row.person.key for one in new}
        try:
            with self._database.writing() as connection:
                holders = Holders(self.now())
                found = row_table.of_item(connection, account_id, invitation.item, _OPEN)
                earlier = [row for row in found if row.person.key in keys]
                staying = {
                    row.row_id for row in earlier if row.in_doubt or row.state is State.SENDING or holders.have(row)
                }
                unsettled = {row.person.key: row for row in earlier if row.row_id in staying}
                replaced = [row for row in earlier if row.row_id not in staying]
                added = [one for one in new if one.row.person.key not in unsettled]
                row_table.remove(connection, replaced)
                for one in added:
                    row_table.add(connection, one.row, one.sealed.message, one.sealed.password)
        except BaseException:
            self._forget_texts(one.row for one in new)
            raise
        self._forget_texts([*(one.row for one in new if one.row.person.key in unsettled), *replaced])
        _log_steps(one.row for one in added)
        open_already = (unsettled.get(person.key) for person in invitation.people)
        return Queued(tuple(one.row for one in added), tuple(row for row in open_already if row is not None))

    def take(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Take in hand those of these rows that are to be sent, and that no program has in hand."""
        with self._database.writing() as connection:
            now = self.now()
            holders = Holders(now)
            fresh = row_table.some(connection, [row.row_id for row in rows])
            free = [row for row in fresh if row.state.may_be_claimed and not holders.have(row)]
            taken = tuple(advance(row, Taken(self._owner), now) for row in free)
            for row in taken:
                row_table.put(connection, row)
        return taken

    def in_hand(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Give those of these rows that a running program has in hand."""
        return tuple(filter(Holders(self.now()).have, rows))

    def claim(self, rows: Sequence[Row], departure: Departure) -> tuple[Row, ...]:
        """Take the rows of one request for this process."""
        with self._database.reading() as connection:  # whoever has to wait keeps nobody from writing
            self._unless_barred(connection, rows, departure, Holders(self.now()))
        with self._database.writing() as connection:
            now = self.now()
            holders = Holders(now)
            fresh, under_way = self._unless_barred(connection, rows, departure, holders)
            holders.adopted(connection, under_way)
            claimed: list[Row] = []
            for before, row in zip(rows, fresh, strict=True):
                claimed.append(advanced(row, Change(before, departed(row, departure, self._owner)), now))
                row_table.put(connection, claimed[-1])
        _log_steps(claimed)
        return tuple(claimed)

    def record(self, changes: Sequence[Change]) -> tuple[Row, ...]:
        """Write down what happened, in one transaction, and give the rows as they are now."""
        with self._database.writing() as connection:
            now = self.now()
            after: list[Row] = []
            for change in changes:
                before = self._still_there(connection, change.row)
                after.append(advanced(before, change, now))
                if after[-1] is not before:
                    row_table.put(connection, after[-1])
        self._forget_texts(row for row in after if row.kept is Kept.NOTHING)
        _log_steps(after)
        return tuple(after)

    def adopt(self) -> tuple[Row, ...]:
        """Make every row UNKNOWN whose sender is gone; begin waits of an earlier run of the computer anew."""
        with self._database.writing() as connection:
            now = self.now()
            holders = Holders(now)
            sending = row_table.found(connection, "state = ?", [_SENDING])
            adopted = holders.adopted(connection, sending)
            holders.let_go(connection, row_table.found(connection, "owner IS NOT NULL AND state <> ?", [_SENDING]))
            for row in row_table.found(connection, "not_before IS NOT NULL OR check_after IS NOT NULL"):
                if needs_carrying_over(row, now):
                    row_table.put(connection, carried_over(row, now))
            gone = row_table.some(connection, [row.row_id for row in adopted])
        _log_steps(gone)
        return gone

    def rows(self, account_id: str | None = None, item: Item | None = None) -> tuple[Row, ...]:
        """Give all rows, or those of an account, of an item; the oldest first."""
        with self._database.reading() as connection:
            return row_table.concerning(connection, account_id, item)

    def row(self, row_id: str) -> Row | None:
        """Give one row, if it is still there."""
        with self._database.reading() as connection:
            return row_table.one(connection, row_id)

    def now(self) -> Moment:
        """Tell this moment as the waits in rows are counted."""
        return Moment(self._clock.now(), self._clock.monotonic(), _THIS_RUN)

    def texts(self, row: Row) -> Texts:
        """Give the message and password of an unsettled row."""
        with self._database.reading() as connection:
            message, password = row_table.sealed_texts(connection, row.row_id)
        return self._texts.give(row.row_id, Sealed(row.kept, message, password))

    def forget(self, row_ids: Sequence[str] | None = None) -> int:
        """Erase these rows, or all, with every draft and whatever was set aside, so that no byte stays in any file."""
        with self._database.writing() as connection:
            holders = Holders(self.now())
            wanted = row_table.found(connection) if row_ids is None else row_table.some(connection, row_ids)
            if any(row.state is State.SENDING and holders.have(row) for row in wanted):
                raise SharingError(HandledElsewhere(Elsewhere.ROW))
            if row_ids is None:
                connection.execute("DELETE FROM draft")
            row_table.remove(connection, wanted)
            note_wipe(connection)
        if row_ids is None:
            self._texts.drop_all()
            with converted():
                self._aside.forget()
        return self._wiped(wanted)

    def purge(self, older_than: timedelta) -> int:
        """Erase settled rows that last changed longer ago than that (I7: no others)."""
        before = self._clock.now() - older_than
        with self._database.reading() as connection:
            wanted = [row for row in row_table.before(connection, before) if row.state.is_settled]
        if not wanted:
            return 0
        with self._database.writing() as connection:
            row_table.remove(connection, wanted)
            note_wipe(connection)
        return self._wiped(wanted)

    def close(self) -> None:
        """Let go of the file; harmless when repeated."""
        self._database.close()

    def _still_there(self, connection: Connection, row: Row) -> Row:
        fresh = row_table.one(connection, row.row_id)
        if fresh is None:
            raise SharingError(HandledElsewhere(Elsewhere.ROW))
        return fresh

    def _unless_barred(
        self, connection: Connection, rows: Sequence[Row], departure: Departure, holders: Holders
    ) -> tuple[list[Row], tuple[Row, ...]]:
        """Give the rows as they are, and those of the item under way. Raises SharingError(HandledElsewhere)."""
        fresh = [self._still_there(connection, row) for row in rows]
        if len({(row.account_id, row.drive_id, row.item.place.item_id) for row in fresh}) != 1:
            message = "one request is about one item"
            raise ValueError(message)
        under_way = row_table.of_item(connection, fresh[0].account_id, fresh[0].item, [State.SENDING])
        alive = list(filter(holders.have, under_way))
        held = any(row.owner not in {None, self._owner} and holders.have(row) for row in fresh)
        barred = Elsewhere.ROW if held else in_the_way(fresh, alive, clicked=departure.clicked)
        if barred is not None:
            raise SharingError(HandledElsewhere(barred))
        return fresh, under_way

    def _forget_texts(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._texts.drop(row.row_id)

    def _wiped(self, rows: Sequence[Row]) -> int:
        self._forget_texts(rows)
        self._database.wipe()
        return len(rows)


def _log_steps(rows: Iterable[Row]) -> None:
    """Write down in the log where rows stand now; their numbers tell nothing of the people."""
    for row in rows:
        _LOG.info("row %s %s attempts=%d", row.row_id[:8], row.state.name, row.attempts)
