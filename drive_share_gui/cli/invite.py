"""`drive-share invite`: send invitations, say what became of every person."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.connection import Connection
from drive_share_gui.application.find_item import Found
from drive_share_gui.application.ports import RequestPreview, SharingService
from drive_share_gui.application.report import (
    ManyReports,
    ReasonRow,
    ResultsReport,
    reason_row,
    results,
    results_of_all,
)
from drive_share_gui.application.settle_later import Patience
from drive_share_gui.cli.arguments import InviteArguments
from drive_share_gui.cli.dry_run import DryRunReport, preview_all, request_lines, request_row
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.item_lookup import look_up, read_items
from drive_share_gui.cli.next_step import go_on
from drive_share_gui.cli.opened_journal import opened_journal
from drive_share_gui.cli.person_line import note_lines, summary_line
from drive_share_gui.cli.sending import Dispatch
from drive_share_gui.cli.status import INTERRUPTED, Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.cli.typed import STDIN, leftover_line, leftover_row, read_typed
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Cancelled, Failure, SharingError, StoppedAfter
from drive_share_gui.domain.failure_code import code_of_problem
from drive_share_gui.domain.invitation import Draft, Invitation, Problems, cautions, check
from drive_share_gui.domain.item import ById, ByLocalFile, Drive, Item, ItemReference
from drive_share_gui.domain.next_state import after_answer
from drive_share_gui.domain.outcome import NotSent, Receipt, tally
from drive_share_gui.domain.recipients import Leftover
from drive_share_gui.domain.service_address import Dialect

_ANY_ITEM = Item(ById(""), "")
"""Stands for what is not known yet, so that what is wrong in any case is said before a drive is asked."""


@dataclass(slots=True)
class Invite:
    """One run of the verb."""

    asked: InviteArguments
    around: Surroundings
    found: tuple[Found, ...] = ()
    receipts: list[tuple[Item, tuple[Receipt, ...]]] = field(default_factory=list[tuple[Item, tuple[Receipt, ...]]])
    """Of every item that was begun."""
    leftovers: tuple[Leftover, ...] = ()
    previews: tuple[RequestPreview, ...] = ()
    error: ReasonRow | None = None

    def run(self) -> Status:
        """Do it. Raises SharingError and argparse.ArgumentError, always before anything is sent."""
        output, words = self.around.output, self.around.words
        typed = read_typed(self.asked, self.around.stdin)
        self.leftovers = typed.leftovers
        for leftover in self.leftovers:
            output.tell(leftover_line(leftover, words.leftover))
        references = read_items(self.asked, self.around)
        drive = _any_drive(self.asked.where.dialect)
        checked = check(replace(typed.draft, item=_ANY_ITEM), drive, self.around.clock.now())
        if isinstance(checked, Problems):
            return self._blocked(checked)
        if typed.draft.options.expires is not None:
            output.tell(f"Ends: {typed.draft.options.expires.isoformat(sep=' ')}")
        with self.around.connected(self.asked.where, references[0]) as connection:
            if self.asked.dry_run:
                return self._show(connection, references, typed.draft)
            return self._send(connection, references, typed.draft)

    def report(self, error: ReasonRow | None) -> ResultsReport | ManyReports | DryRunReport:
        """Give the JSON object."""
        leftovers = [leftover_row(leftover, self.around.words.leftover) for leftover in self.leftovers]
        error = error or self.error
        if self.asked.dry_run:
            return {"requests": list(map(request_row, self.previews)), "leftovers": leftovers, "error": error}
        explain = self.around.words.failure
        if len(self.receipts) > 1:
            return {**results_of_all(self.receipts, explain), "leftovers": leftovers, "error": error}
        item, receipts = self.receipts[0] if self.receipts else (self.found[0].item if self.found else None, ())
        return {**results(item, receipts, explain), "leftovers": leftovers, "error": error}

    def _show(self, connection: Connection, references: Sequence[ItemReference], draft: Draft) -> Status:
        for reference in references:
            place = connection.locate(reference.path).place if isinstance(reference, ByLocalFile) else reference
            previews = preview_all(connection.offline(), place, draft)
            self.previews += tuple(previews)
            for line in () if self.asked.json else request_lines(place, previews):
                self.around.output.answer(line)
        return Status.EVERYONE

    def _send(self, connection: Connection, references: Sequence[ItemReference], draft: Draft) -> Status:
        """Find and check all items before the first person is invited to the first."""
        output, words = self.around.output, self.around.words
        service = self.around.opened(connection)
        self.found = tuple(
            {found.item.place: found for found in (look_up(service, r, output) for r in references)}.values()
        )
        invitations: list[Invitation] = []
        for found in self.found:
            checked = check(replace(draft, item=found.item), found.drive, self.around.clock.now())
            if isinstance(checked, Problems):
                return self._blocked(checked)
            invitations.append(checked)
        warned = [cautions(replace(draft, item=found.item), found.drive) for found in self.found]
        for caution in dict.fromkeys(caution for some in warned for caution in some):
            output.tell(f"Note: {words.caution(caution)}")
        for person in draft.people:
            for line in note_lines(person):
                output.tell(line)
        try:
            book = opened_journal(connection, output)
            interrupted = self._send_all(service, book, invitations, Patience(connection.quiet_window, self.asked.wait))
        except SharingError:
            self._give_back(draft.message)
            raise
        return self._ended(connection, interrupted=interrupted)

    def _send_all(
        self, service: SharingService, book: AccountJournal, invitations: Sequence[Invitation], patience: Patience
    ) -> bool:
        """Send to one item after the other; true where that was interrupted. Raises SharingError before the first."""
        interrupted = False
        for invitation in invitations:
            if len(invitations) > 1:
                self.around.output.tell(f"{harmless(invitation.item.name)}:")
            receipts: tuple[Receipt, ...] = tuple(Receipt(NotSent(p, Cancelled())) for p in invitation.people)
            if not interrupted:
                try:
                    lines = not self.asked.json
                    result = Dispatch(service, book, invitation, patience, self.around, lines=lines).run()
                    receipts, interrupted = result.receipts, result.interrupted
                except SharingError as error:
                    if not self.receipts:
                        raise
                    receipts = tuple(Receipt(NotSent(person, error.failure)) for person in invitation.people)
                    self.around.output.tell(self.around.words.failure(error.failure))
            self.receipts.append((invitation.item, receipts))
        return interrupted

    def _ended(self, connection: Connection, *, interrupted: bool) -> Status:
        receipts = [receipt for _, some in self.receipts for receipt in some]
        count = tally(receipt.outcome for receipt in receipts)
        self.around.output.tell(summary_line(count))
        if connection.outbox:
            self.around.output.tell(
                f"Practice drive: nothing left this computer. Its mails: {harmless(connection.outbox)}"
            )
        if any(after_answer(receipt.outcome) is State.NEEDS_SIGN_IN for receipt in receipts):
            self.around.output.tell(go_on(connection.account()))
        if interrupted:
            self.error = INTERRUPTED
            return Status.INTERRUPTED
        if count.have_access == count.total:
            return Status.EVERYONE
        if count.not_sent == count.total:
            self.error = reason_row(_cause(receipts), self.around.words.failure)
            return Status.NOTHING_SENT
        return Status.NOT_EVERYONE

    def _give_back(self, message: str) -> None:
        """Print a message that was read from standard input and is nowhere else."""
        if message and self.asked.message_file == STDIN:
            self.around.output.tell("Nothing was sent. This was the message:")
            for line in message.splitlines():
                self.around.output.tell(harmless(line))

    def _blocked(self, problems: Problems) -> Status:
        """Say everything that prevents sending."""
        sentences = [self.around.words.problem(problem) for problem in problems.found]
        for sentence in sentences:
            self.around.output.tell(sentence)
        self.error = {"code": code_of_problem(problems.found[0]), "text": " ".join(sentences)}
        return Status.BAD_INPUT


def _any_drive(dialect: Dialect) -> Drive:
    """Stand for a drive that is not known yet: the specification's dialect has neither expiry nor password."""
    takes_more = dialect is Dialect.GRAPH
    return Drive("", takes_expiry=takes_more, takes_password=takes_more)


def _cause(receipts: Sequence[Receipt]) -> Failure:
    """Give the reason for which nothing was sent to anybody."""
    failure = next(r.outcome.failure for r in receipts if isinstance(r.outcome, NotSent))
    return failure.cause if isinstance(failure, StoppedAfter) else failure
