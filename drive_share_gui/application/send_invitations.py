"""Send an invitation to every person, one request at a time, each written down before it leaves."""

from collections.abc import Callable, Sequence
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import Cancel, Clock, InviteRequest, SharingService
from drive_share_gui.application.progress import Progress, Queued, Sending, Sent, Settled, Waiting
from drive_share_gui.application.retry import wait_before_next
from drive_share_gui.domain.delivery import State, stops_the_rest
from drive_share_gui.domain.failure import Cancelled, Failure, SharingError, StoppedAfter
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere, NotJournaled
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Baseline,
    NotSent,
    Receipt,
    direct_access,
    outcome_of,
    settle,
)
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Refusal

TURN: Final = 0.25
"""Seconds between two looks whether another window's request for the same item has ended."""


def send_invitations(  # noqa: PLR0913 - what to send, by which way, and whom to tell
    service: SharingService,
    clock: Clock,
    invitation: Invitation,
    book: AccountJournal,
    *,
    report: Callable[[Progress], None],
    cancel: Cancel,
) -> Sent:
    """Invite everybody and give each person one receipt.

    Everybody is written down first, and every request before its first byte leaves. Only what
    provably did nothing is tried again: a connection that did not come about, a 429 after the
    wait it asks for, and a locked item (reliability: failure table). Whoever already has the access is not sent
    anything, unless the options say so. `cancel` stops before the next request; one that is under
    way is finished. Raises SharingError(NotJournaled) where nobody could be written down: nothing
    was sent. Every other failure is somebody's outcome.
    """
    rows = book.queue(invitation)
    report(Queued(tuple(row.person for row in rows), rows))
    return send_rows(service, clock, invitation, book, rows, report=report, cancel=cancel)


def send_rows(  # noqa: PLR0913 - the same, and the rows
    service: SharingService,
    clock: Clock,
    invitation: Invitation,
    book: AccountJournal,
    rows: tuple[Row, ...],
    *,
    report: Callable[[Progress], None],
    cancel: Cancel,
    clicked: bool = False,
) -> Sent:
    """Send rows that are there already, `clicked` even what may have arrived before; raises nothing."""
    return _Sender(service, clock, invitation, book, report, cancel, clicked=clicked).run(rows)


class _Sender:
    def __init__(  # noqa: PLR0913, PLR0917 - only `send_rows` calls it
        self,
        service: SharingService,
        clock: Clock,
        invitation: Invitation,
        book: AccountJournal,
        report: Callable[[Progress], None],
        cancel: Cancel,
        *,
        clicked: bool,
    ) -> None:
        self._service = service
        self._clock = clock
        self._invitation = invitation
        self._book = book
        self._report = report
        self._cancel = cancel
        self._clicked = clicked
        self._baseline: Baseline = None
        self._held: dict[str, list[Permission]] = {}
        self._stopped: Failure | None = None
        self._rows: dict[str, Row] = {}
        self._receipts: dict[str, Receipt] = {}

    def run(self, rows: tuple[Row, ...]) -> Sent:
        ready = [row for row in rows if self._is_ours(row)]
        self._read_baseline(tuple(row.person for row in ready))
        for group in self._groups(ready):
            self._deliver(group)
        keys = [row.person.key for row in rows]
        return Sent(tuple(self._receipts[key] for key in keys), self._baseline, tuple(self._rows[key] for key in keys))

    def _is_ours(self, row: Row) -> bool:
        """Whether a row is to be sent here; one in other hands, or in doubt, is told as it is."""
        self._rows[row.person.key] = row
        if row.state.may_be_claimed or (self._clicked and row.state is State.ASK):
            return True
        self._tell(row.receipt)
        return False

    def _read_baseline(self, people: tuple[Person, ...]) -> None:
        """Learn who has access already; where the service refuses to say, invitations go out all the same.

        Where it cannot say, nothing goes out: somebody could be invited a second time.
        """
        attempts = 0
        while people and not self._is_stopped():
            attempts += 1
            try:
                self._learn(self._service.permissions(self._invitation.item))
            except SharingError as error:
                failure = error.failure
                seconds = wait_before_next(failure, attempts)
                if seconds is not None:
                    self._wait(people, seconds, failure)
                    continue
                if not isinstance(failure, Refusal):
                    self._stopped = failure
            return

    def _learn(self, baseline: tuple[Permission, ...]) -> None:
        self._baseline = baseline
        for permission in baseline:
            for address in permission.addresses:
                self._held.setdefault(address, []).append(permission)

    def _groups(self, rows: Sequence[Row]) -> Sequence[tuple[Row, ...]]:
        missing = [row for row in rows if not self._had_access(row)]
        if self._invitation.options.together:
            return [tuple(missing)] if missing else []
        return [(row,) for row in missing]

    def _had_access(self, row: Row) -> bool:
        permission = direct_access(row.person, row.role, self._held.get(row.person.key, ()))
        if permission is None or self._invitation.options.send_anyway:
            return False
        self._settle(row, Receipt(AlreadyHadAccess(row.person, permission), row.attempts))
        return True

    def _deliver(self, rows: tuple[Row, ...]) -> None:
        """Try until there is an answer that is final, or trying again is not allowed."""
        while not self._is_stopped():
            claimed = self._claimed(rows)
            if claimed is None:
                continue
            if not claimed:
                return
            try:
                waiting = self._attempt(claimed)
            except BaseException:
                self._book.abandon(claimed)
                raise
            if waiting is None:
                return
            rows = waiting
        cause = Cancelled() if self._stopped is None else _stopped_after(self._stopped)
        for row in rows:
            self._settle(row, Receipt(NotSent(row.person, cause), row.attempts))

    def _claimed(self, rows: tuple[Row, ...]) -> tuple[Row, ...] | None:
        """Take the rows; None where it is not their turn yet, nothing where they are in other hands."""
        try:
            return self._book.claim(rows, self._baseline, clicked=self._clicked)
        except SharingError as error:
            if error.failure == HandledElsewhere(Elsewhere.ITEM):
                self._clock.wait(TURN, self._cancel)
                return None
            if isinstance(error.failure, NotJournaled):
                self._stopped = error.failure
                return None
            for row in rows:
                found = self._book.journal.row(row.row_id) or row
                self._rows[row.person.key] = found
                self._tell(found.receipt)
            return ()

    def _attempt(self, rows: tuple[Row, ...]) -> tuple[Row, ...] | None:
        """Send one request; give the rows again where it may be sent once more, after the wait."""
        people = tuple(row.person for row in rows)
        attempts = rows[0].attempts
        self._report(Sending(people))
        try:
            answer = self._service.invite(self._request(rows))
        except SharingError as error:
            failure = error.failure
            seconds = wait_before_next(failure, attempts)
            if seconds is not None and not self._cancel.is_set():
                return self._put_off(rows, failure, seconds)
            if stops_the_rest(failure):
                self._stopped = failure
            for row in rows:
                self._settle(row, Receipt(outcome_of(row.person, failure), attempts, error.request_id))
            return None
        mail_asked = self._invitation.options.send_mail
        outcomes = settle(people, answer.permissions, self._baseline, mail_asked=mail_asked)
        for row, outcome in zip(rows, outcomes, strict=True):
            self._settle(row, Receipt(outcome, attempts, answer.request_id))
        return None

    def _put_off(self, rows: tuple[Row, ...], failure: Failure, seconds: float) -> tuple[Row, ...] | None:
        """Write down the wait, and wait."""
        try:
            waiting = tuple(
                self._book.answer(row, Receipt(NotSent(row.person, failure), row.attempts), seconds) for row in rows
            )
        except SharingError as error:
            self._stopped = error.failure
            for row in rows:
                self._settle(row, Receipt(NotSent(row.person, failure), row.attempts))
            return None
        self._wait(tuple(row.person for row in rows), seconds, failure)
        return waiting

    def _request(self, rows: tuple[Row, ...]) -> InviteRequest:
        invitation = self._invitation
        people = tuple(row.person for row in rows)
        return InviteRequest(
            invitation.item.place, people, invitation.role, invitation.message, invitation.options, rows[0].send_id
        )

    def _is_stopped(self) -> bool:
        return self._stopped is not None or self._cancel.is_set()

    def _wait(self, people: tuple[Person, ...], seconds: float, failure: Failure) -> None:
        self._report(Waiting(people, seconds, failure))
        self._clock.wait(seconds, self._cancel)

    def _settle(self, row: Row, receipt: Receipt) -> None:
        self._rows[row.person.key] = self._book.keep(row, receipt)
        self._tell(receipt)

    def _tell(self, receipt: Receipt) -> None:
        self._receipts[receipt.outcome.person.key] = receipt
        self._report(Settled(receipt, self._rows[receipt.outcome.person.key]))


def _stopped_after(failure: Failure) -> Failure:
    return failure if isinstance(failure, StoppedAfter) else StoppedAfter(failure)
