"""Send an invitation to every person, one request at a time, and settle what became of each."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from drive_share_gui.application.ports import Cancel, Clock, InviteRequest, SharingService
from drive_share_gui.domain.delivery import may_try_again, stops_the_rest
from drive_share_gui.domain.failure import Cancelled, Failure, SharingError, StoppedAfter, Throttled
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Baseline,
    NotSent,
    Receipt,
    direct_access,
    outcome_of,
    settle,
)
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal

CONNECT_WAITS: Final = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new try after a connection that did not come about."""
THROTTLE_DEFAULT: Final = 5.0
"""Seconds to wait where a 429 does not say; doubles each time."""
THROTTLE_TRIES: Final = 10
LOCK_WAIT: Final = 30.0
"""Seconds before each new try where the item is locked (reliability: row 53)."""
LOCK_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Sending:
    """A request for these people is on its way."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next try for these people comes after `seconds`."""

    people: tuple[Person, ...]
    seconds: float
    failure: Failure


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one person."""

    receipt: Receipt


Progress: TypeAlias = Sending | Waiting | Settled


@dataclass(frozen=True, slots=True)
class Sent:
    """All receipts, in the order asked, and the permissions there were before, if they could be read."""

    receipts: tuple[Receipt, ...]
    baseline: Baseline


def send_invitations(
    service: SharingService,
    clock: Clock,
    invitation: Invitation,
    *,
    report: Callable[[Progress], None],
    cancel: Cancel,
) -> Sent:
    """Invite everybody and give each person one receipt.

    Only what provably did nothing is tried again: a connection that did not come about, a 429 after
    the wait it asks for, and a locked item (reliability: failure table). Whoever already has the access is
    not sent anything, unless the options say so. `cancel` stops before the next request; one that
    is under way is finished. Raises nothing: every failure is somebody's outcome.
    """
    sender = _Sender(service, clock, invitation, report, cancel)
    return sender.run()


class _Sender:
    def __init__(
        self,
        service: SharingService,
        clock: Clock,
        invitation: Invitation,
        report: Callable[[Progress], None],
        cancel: Cancel,
    ) -> None:
        self._service = service
        self._clock = clock
        self._invitation = invitation
        self._report = report
        self._cancel = cancel
        self._baseline: Baseline = None
        self._stopped: Failure | None = None
        self._receipts: dict[str, Receipt] = {}

    def run(self) -> Sent:
        people = self._invitation.people
        self._read_baseline()
        for group in self._groups():
            self._deliver(group)
        return Sent(tuple(self._receipts[person.key] for person in people), self._baseline)

    def _read_baseline(self) -> None:
        """Learn who has access already; where the service refuses to say, invitations go out all the same.

        Where it cannot say, nothing goes out: somebody could be invited a second time.
        """
        attempts = 0
        while not self._is_stopped():
            attempts += 1
            try:
                self._baseline = self._service.permissions(self._invitation.item)
            except SharingError as error:
                failure = error.failure
                if self._waited(self._invitation.people, failure, attempts):
                    continue
                if not isinstance(failure, Refusal):
                    self._stopped = failure
            return

    def _groups(self) -> Sequence[tuple[Person, ...]]:
        missing = [person for person in self._invitation.people if not self._had_access(person)]
        if self._invitation.options.together:
            return [tuple(missing)] if missing else []
        return [(person,) for person in missing]

    def _had_access(self, person: Person) -> bool:
        permission = direct_access(person, self._invitation.role, self._baseline or ())
        if permission is None or self._invitation.options.send_anyway:
            return False
        self._settle(Receipt(AlreadyHadAccess(person, permission)))
        return True

    def _deliver(self, people: tuple[Person, ...]) -> None:
        """Try until there is an answer that is final, or trying again is not allowed."""
        request = self._request(people)
        attempts = 0
        while not self._is_stopped():
            attempts += 1
            self._report(Sending(people))
            try:
                answer = self._service.invite(request)
            except SharingError as error:
                if self._waited(people, error.failure, attempts):
                    continue
                if stops_the_rest(error.failure):
                    self._stopped = error.failure
                for person in people:
                    self._settle(Receipt(outcome_of(person, error.failure), attempts, error.request_id))
                return
            outcomes = settle(people, answer.permissions, self._baseline, mail_asked=self._invitation.options.send_mail)
            for outcome in outcomes:
                self._settle(Receipt(outcome, attempts, answer.request_id))
            return
        cause = Cancelled() if self._stopped is None else _stopped_after(self._stopped)
        for person in people:
            self._settle(Receipt(NotSent(person, cause), attempts))

    def _request(self, people: tuple[Person, ...]) -> InviteRequest:
        invitation = self._invitation
        return InviteRequest(
            invitation.item.place, people, invitation.role, invitation.message, invitation.options, str(uuid.uuid4())
        )

    def _is_stopped(self) -> bool:
        return self._stopped is not None or self._cancel.is_set()

    def _waited(self, people: tuple[Person, ...], failure: Failure, attempts: int) -> bool:
        """Wait where another try is allowed; false where it is not."""
        seconds = _wait_before_next(failure, attempts)
        if seconds is None:
            return False
        self._report(Waiting(people, seconds, failure))
        self._clock.wait(seconds, self._cancel)
        return True

    def _settle(self, receipt: Receipt) -> None:
        self._receipts[receipt.outcome.person.key] = receipt
        self._report(Settled(receipt))


def _wait_before_next(failure: Failure, attempts: int) -> float | None:
    """Give the seconds before another try, or None where there must be none."""
    if isinstance(failure, Throttled) and attempts < THROTTLE_TRIES:
        return failure.seconds if failure.seconds is not None else THROTTLE_DEFAULT * 2 ** (attempts - 1)
    if isinstance(failure, Refusal) and failure.reason is Reason.LOCKED and attempts < LOCK_TRIES:
        return LOCK_WAIT
    if may_try_again(failure) and attempts <= len(CONNECT_WAITS):
        return CONNECT_WAITS[attempts - 1]
    return None


def _stopped_after(failure: Failure) -> Failure:
    return failure if isinstance(failure, StoppedAfter) else StoppedAfter(failure)
