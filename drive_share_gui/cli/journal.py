"""`drive-share journal`: what is not settled and what was sent lately, and the ways to settle it."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict, assert_never

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.connection import Connection
from drive_share_gui.application.report import ReasonRow, reason_row
from drive_share_gui.application.settle_journal import leave, resume, send_again
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.journal_arguments import LATELY, Action, JournalArguments
from drive_share_gui.cli.journal_row import SHORT, JournalRow, journal_lines, journal_row
from drive_share_gui.cli.journal_settling import Settled, Settling
from drive_share_gui.cli.opened_journal import opened_journal
from drive_share_gui.cli.status import INTERRUPTED, Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.row_choices import may_be_left, may_be_sent_again, never_went_out

_NOT_TO_LEAVE = "is settled, or not known yet: check it first. Nothing was changed."
_NOT_AGAIN = "may not be sent again now: check what is not known first, resume what never went out. Nothing was sent."


class JournalReport(TypedDict):
    """What `journal --json` prints."""

    rows: list[JournalRow]
    error: ReasonRow | None


@dataclass(slots=True)
class JournalVerb:
    """One run of the verb."""

    asked: JournalArguments
    around: Surroundings
    rows: tuple[Row, ...] = ()
    error: ReasonRow | None = None

    def run(self) -> Status:
        """Do it. Raises SharingError, and argparse.ArgumentError before anything was done."""
        with self.around.connected(self.asked.where) as connection:
            status = self._act(connection, opened_journal(connection, self.around.output))
        if not self.asked.json:
            for line in journal_lines(self.rows, self.around.words.failure):
                self.around.output.answer(line)
        return status

    def report(self, error: ReasonRow | None) -> JournalReport:
        """Give the JSON object."""
        rows = [journal_row(row, self.around.words.failure) for row in self.rows]
        return {"rows": rows, "error": error or self.error}

    def _act(self, connection: Connection, book: AccountJournal) -> Status:
        match self.asked.action:
            case Action.LIST:
                status = self._list(book)
                if not self.rows:
                    self.around.output.tell("Nothing is open, and nothing was sent lately.")
                return status
            case Action.CHECK | Action.RESUME | Action.SEND_AGAIN:
                return self._settle(connection, book)
            case Action.LEAVE:
                self.rows = leave(book, self._named(book, may_be_left, _NOT_TO_LEAVE))
                return Status.EVERYONE
            case Action.FORGET:
                self.rows = _all(book) if self.asked.everything else self._named(book)
                everywhere = self.asked.everything and not book.account_id
                count = book.journal.forget(None if everywhere else [row.row_id for row in self.rows])
                self.around.output.tell(f"Forgotten: {count}.")
                return Status.EVERYONE
            case _:
                assert_never(self.asked.action)

    def _list(self, book: AccountJournal) -> Status:
        """Take the open rows, then those settled lately, the newest last."""
        since = self.around.clock.now() - timedelta(days=LATELY)
        rows = _all(book)
        unsettled = [row for row in rows if not row.state.is_settled]
        lately = [row for row in rows if row.state.is_settled and row.updated >= since]
        self.rows = (*unsettled, *sorted(lately, key=lambda row: row.updated))
        return Status.NOT_EVERYONE if unsettled else Status.EVERYONE

    def _settle(self, connection: Connection, book: AccountJournal) -> Status:
        again = self.asked.action is Action.SEND_AGAIN
        rows = self._named(book, may_be_sent_again, _NOT_AGAIN) if again else _all(book)
        if self.asked.action is Action.RESUME:
            rows = tuple(filter(never_went_out, rows))
        try:
            settled = self._settled(Settling(connection.open(), book, self.around, self.asked.wait), rows)
        finally:
            status = self._list(book)
            fresh = tuple(filter(None, map(book.journal.row, (row.row_id for row in rows))))
            if again:
                self.rows = fresh
        if settled.interrupted:
            self.error = INTERRUPTED
            return Status.INTERRUPTED
        if settled.trouble is not None:
            self.error = reason_row(settled.trouble, self.around.words.failure)
            return Status.NOTHING_SENT
        if again:
            status = Status.EVERYONE if all(row.state.is_settled for row in fresh) else Status.NOT_EVERYONE
        refused = self.asked.action is not Action.CHECK and any(row.state is State.REFUSED for row in fresh)
        return Status.NOT_EVERYONE if refused else status

    def _settled(self, settling: Settling, rows: Sequence[Row]) -> Settled:
        if self.asked.action is Action.CHECK:
            return settling.look(rows)
        return settling.send(rows, send_again if self.asked.action is Action.SEND_AGAIN else resume)

    def _named(
        self, book: AccountJournal, fits: Callable[[Row], bool] = lambda _row: True, why_not: str = ""
    ) -> tuple[Row, ...]:
        """Find the rows a person named. Raises argparse.ArgumentError where one is not there, or does not fit."""
        known = _all(book)
        found: dict[str, Row] = {}
        for name in self.asked.rows:
            meant = [row for row in known if name and row.row_id.startswith(name.lower())]
            if len(meant) != 1:
                many = "More than one row begins" if meant else "No row begins"
                raise argparse.ArgumentError(None, harmless(f"{many} with “{name}”."))
            if not fits(meant[0]):
                row = meant[0]
                raise argparse.ArgumentError(None, f"{row.row_id[:SHORT]} ({harmless(row.person.address)}) {why_not}")
            found[meant[0].row_id] = meant[0]
        return tuple(found.values())


def _all(book: AccountJournal) -> tuple[Row, ...]:
    """Give the rows of the account that was chosen, or of all."""
    return book.journal.rows(book.account_id or None)
