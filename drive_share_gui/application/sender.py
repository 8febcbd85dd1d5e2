"""Sends the rows of one item, one request at a time: what may be tried again is, and nothing else."""

from collections.abc import Callable, Sequence

from drive_share_gui.application.access_before import AccessBefore
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.elsewhere import TURN, Others
from drive_share_gui.application.entries import Entries
from drive_share_gui.application.ports import Cancel, Clock, InviteRequest, SharingService
from drive_share_gui.application.progress import Progress, Sending, Sent, Waiting
from drive_share_gui.application.retry import wait_before_next
from drive_share_gui.domain.delivery import State, stops_the_rest
from drive_share_gui.domain.failure import Cancelled, Failure, SharingError, StoppedAfter
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere, NotJournaled
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    NotSent,
    Receipt,
    outcome_of,
    settle,
)
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Refusal


class Sender:
    """One sending of one invitation."""

    def __init__(  # noqa: PLR0913, PLR0917 - only `send_invitations` and its likes call it
        self,
        service: SharingService,
        clock: Clock,
        invitation: Invitation,
        book: AccountJournal,
        report: Callable[[Progress], None],
        cancel: Cancel,
        *,
        clicked: bool = False,
    ) -> None:
        self._service = service
        self._clock = clock
        self._invitation = invitation
        self._book = book
        self._report = report
        self._cancel = cancel
        self._clicked = clicked
        self._before = AccessBefore()
        self._stopped: Failure | None = None
        self._entries = Entries(book, clock, report)
        self.others = Others(book, clock, invitation, self._entries, report, cancel)

    def sent(self, people: Sequence[Person]) -> Sent:
        """Give the end of it."""
        return self._entries.sent(people, self._before.baseline, self._cancel)

    def deliver(self, rows: tuple[Row, ...]) -> None:
        """Send rows that this process has in hand; it has none of them in hand afterwards, whatever happens."""
        try:
            self._read_baseline(tuple(row.person for row in rows))
            for group in self._groups(rows):
                self._deliver(group)
        except BaseException:
            self._book.abandon(self._entries.open_ones(rows))
            raise

    def take(self, rows: tuple[Row, ...]) -> None:
        """Send those of these rows that are still to be sent, and tell of the others what is known."""
        ours = {row.row_id: row for row in rows if self._clicked and row.state is State.ASK}
        try:
            taken = self._book.journal.take([row for row in rows if row.row_id not in ours])
        except SharingError as error:
            self._entries.fail(rows, error.failure)
            return
        ours |= {row.row_id: row for row in taken}
        self.deliver(tuple(ours[row.row_id] for row in rows if row.row_id in ours))
        for row in rows:
            if row.row_id not in ours:
                self._entries.tell_as_it_is(row)

    def _read_baseline(self, people: tuple[Person, ...]) -> None:
        """Learn who has access already; where the service refuses to say, invitations go out all the same.

        Where it cannot say, nothing goes out: somebody could be invited a second time.
        """
        attempts = 0
        while people and not self._is_stopped():
            attempts += 1
            try:
                self._before.learn(self._service.permissions(self._invitation.item))
            except SharingError as error:
                failure = error.failure
                seconds = wait_before_next(failure, attempts)
                if seconds is not None:
                    self._wait(people, seconds, failure)
                    continue
                if not isinstance(failure, Refusal):
                    self._stopped = failure
            return

    def _groups(self, rows: Sequence[Row]) -> Sequence[tuple[Row, ...]]:
        missing = [row for row in rows if not self._had_access(row)]
        if self._invitation.options.together:
            return [tuple(missing)] if missing else []
        return [(row,) for row in missing]

    def _had_access(self, row: Row) -> bool:
        permission = self._before.of(row)
        if permission is None or self._invitation.options.send_anyway:
            return False
        self._entries.settle(row, Receipt(AlreadyHadAccess(row.person, permission), row.attempts))
        return True

    def _deliver(self, rows: tuple[Row, ...]) -> None:
        """Try until there is an answer that is final, or trying again is not allowed."""
        while not self._is_stopped():
            claimed = self._claimed(rows)
            if claimed is None:
                continue
            if not claimed:
                return
            waiting = self._attempt(claimed)
            if waiting is None:
                return
            rows = waiting
        cause = Cancelled() if self._stopped is None else _stopped_after(self._stopped)
        for row in rows:
            self._entries.settle(row, Receipt(NotSent(row.person, cause), row.attempts))

    def _claimed(self, rows: tuple[Row, ...]) -> tuple[Row, ...] | None:
        """Claim the rows; None where it is not their turn yet, nothing where they are in other hands."""
        try:
            self._stopped = self._entries.catch_up()
            if self._stopped is not None:
                return None
            return self._book.claim(rows, self._before.baseline, clicked=self._clicked)
        except SharingError as error:
            if error.failure == HandledElsewhere(Elsewhere.ITEM):
                self._clock.wait(TURN, self._cancel)
                return None
            if isinstance(error.failure, NotJournaled):
                self._stopped = error.failure
                return None
            for row in rows:
                self._entries.tell_as_it_is(row)
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
                self._entries.settle(row, Receipt(outcome_of(row.person, failure), attempts, error.request_id))
            return None
        mail_asked = self._invitation.options.send_mail
        outcomes = settle(people, answer.permissions, self._before.baseline, mail_asked=mail_asked)
        for row, outcome in zip(rows, outcomes, strict=True):
            self._entries.settle(row, Receipt(outcome, attempts, answer.request_id))
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
                self._entries.settle(row, Receipt(NotSent(row.person, failure), row.attempts))
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


def _stopped_after(failure: Failure) -> Failure:
    return failure if isinstance(failure, StoppedAfter) else StoppedAfter(failure)
