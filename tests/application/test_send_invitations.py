"""Sending: one request a person, never twice what may have been delivered, one receipt for everybody."""

import threading
import uuid
from dataclasses import replace

import pytest

from drive_share_gui.application.ports import Answer, InviteRequest
from drive_share_gui.application.progress import Progress, Queued, Sending, Sent, Settled, Waiting
from drive_share_gui.application.retry import CONNECT_WAITS, LOCK_TRIES, LOCK_WAIT, THROTTLE_DEFAULT, THROTTLE_TRIES
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import (
    Cancelled,
    Failure,
    Hurdle,
    NoAnswer,
    Riddle,
    ServiceTrouble,
    SignInNeeded,
    Silence,
    StoppedAfter,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, NotSent, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.books import new_book
from tests.application.fakes import ITEM, FakeClock, FakeService, permission_for

ANN, BOB, CARL = (Person(f"{name}@example.org") for name in ("ann", "bob", "carl"))
INVITATION = Invitation(ITEM, (ANN, BOB, CARL), Role.READ, "Hello", Options())
UNKNOWN_ADDRESS = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
GONE = Refusal(Reason.ITEM_GONE, "itemNotFound", 404)
LOCKED = Refusal(Reason.LOCKED, "resourceLocked", 423)
OUT_OF_REACH = Unreachable(Hurdle.REFUSED)


class Run:
    """One sending with everything it reported."""

    def __init__(self, service: FakeService, invitation: Invitation = INVITATION) -> None:
        self.service = service
        self.clock = FakeClock()
        self.cancel = threading.Event()
        self.progress: list[Progress] = []
        self.book = new_book(self.clock)
        self._invitation = invitation

    def send(self) -> Sent:
        return send_invitations(
            self.service, self.clock, self._invitation, self.book, report=self.progress.append, cancel=self.cancel
        )


def asked(service: FakeService) -> list[list[str]]:
    return [[person.address for person in request.people] for request in service.requests]


def failures(receipts: tuple[Receipt, ...]) -> list[Failure | None]:
    return [getattr(receipt.outcome, "failure", None) for receipt in receipts]


def test_each_person_has_a_request_of_their_own_and_a_receipt_in_the_order_asked() -> None:
    service = FakeService()
    sent = Run(service).send()
    assert asked(service) == [["ann@example.org"], ["bob@example.org"], ["carl@example.org"]]
    assert [receipt.outcome.person for receipt in sent.receipts] == [ANN, BOB, CARL]
    assert all(isinstance(receipt.outcome, Invited) and receipt.attempts == 1 for receipt in sent.receipts)


def test_together_is_one_request_for_everybody() -> None:
    service = FakeService()
    sent = Run(service, replace(INVITATION, options=Options(together=True))).send()
    assert asked(service) == [["ann@example.org", "bob@example.org", "carl@example.org"]]
    assert all(isinstance(receipt.outcome, Invited) for receipt in sent.receipts)


def test_a_request_says_what_the_invitation_says_and_has_a_number_of_its_own() -> None:
    service = FakeService()
    Run(service, replace(INVITATION, role=Role.WRITE)).send()
    first, second = service.requests[:2]
    assert (first.place, first.role, first.message, first.options) == (ITEM.place, Role.WRITE, "Hello", Options())
    assert uuid.UUID(first.request_id) != uuid.UUID(second.request_id)


def test_whoever_has_the_access_already_is_not_sent_anything() -> None:
    had = permission_for(BOB, "7", "write")
    service = FakeService(listed=[(had,)])
    sent = Run(service).send()
    assert asked(service) == [["ann@example.org"], ["carl@example.org"]]
    assert sent.receipts[1] == Receipt(AlreadyHadAccess(BOB, had))


def test_whoever_has_less_access_is_invited() -> None:
    service = FakeService(listed=[(permission_for(ANN, "7", "read"),)])
    Run(service, replace(INVITATION, people=(ANN,), role=Role.WRITE)).send()
    assert asked(service) == [["ann@example.org"]]


def test_send_anyway_invites_also_those_who_have_it() -> None:
    service = FakeService(listed=[(permission_for(ANN, "7", "write"),)])
    sent = Run(service, replace(INVITATION, people=(ANN,), options=Options(send_anyway=True))).send()
    assert asked(service) == [["ann@example.org"]]
    assert isinstance(sent.receipts[0].outcome, Invited)


def test_a_list_that_may_not_be_read_keeps_nobody_from_being_invited() -> None:
    service = FakeService(listed=[Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)])
    sent = Run(service).send()
    assert len(service.requests) == 3
    assert sent.baseline is None


@pytest.mark.parametrize("failure", [NoAnswer(Silence.TIMEOUT), ServiceTrouble(503), UnclearAnswer(Riddle.NOT_JSON)])
def test_nothing_is_sent_when_nobody_can_say_who_has_access_already(failure: Failure) -> None:
    service = FakeService(listed=[failure])
    sent = Run(service).send()
    assert service.requests == []
    assert failures(sent.receipts) == [StoppedAfter(failure)] * 3


def test_nothing_is_sent_when_the_drive_is_out_of_reach_from_the_start() -> None:
    service = FakeService(listed=[OUT_OF_REACH] * 5)
    sent = Run(service).send()
    assert service.requests == []
    assert failures(sent.receipts) == [StoppedAfter(OUT_OF_REACH)] * 3


@pytest.mark.parametrize(
    "failure",
    [
        NoAnswer(Silence.TIMEOUT),
        NoAnswer(Silence.CONNECTION_LOST),
        ServiceTrouble(500),
        ServiceTrouble(503),
        ServiceTrouble(504),
        UnclearAnswer(Riddle.NOT_JSON, 200),
        UnclearAnswer(Riddle.REDIRECT, 307),
    ],
)
def test_what_may_have_been_delivered_is_never_sent_again_and_the_next_person_is_asked(failure: Failure) -> None:
    service = FakeService(answers=[failure])
    sent = Run(service).send()
    assert asked(service) == [["ann@example.org"], ["bob@example.org"], ["carl@example.org"]]
    assert sent.receipts[0] == Receipt(Unknown(ANN, failure), 1, "request-2")
    assert isinstance(sent.receipts[1].outcome, Invited)


def test_a_refusal_of_one_person_is_final_and_the_others_go_on() -> None:
    service = FakeService(answers=[UNKNOWN_ADDRESS])
    sent = Run(service).send()
    assert sent.receipts[0] == Receipt(Refused(ANN, UNKNOWN_ADDRESS), 1, "request-2")
    assert len(service.requests) == 3


def test_a_refusal_about_the_item_stops_the_rest() -> None:
    service = FakeService(answers=[GONE])
    sent = Run(service).send()
    assert len(service.requests) == 1
    assert failures(sent.receipts) == [GONE, StoppedAfter(GONE), StoppedAfter(GONE)]
    assert isinstance(sent.receipts[2].outcome, NotSent)
    assert sent.receipts[2].attempts == 0


def test_a_connection_that_does_not_come_about_is_tried_five_times_then_the_rest_is_not_sent() -> None:
    service = FakeService(answers=[OUT_OF_REACH] * 9)
    run = Run(service)
    sent = run.send()
    assert asked(service) == [["ann@example.org"]] * 5
    assert run.clock.waits == list(CONNECT_WAITS)
    assert sent.receipts[0] == Receipt(NotSent(ANN, OUT_OF_REACH), 5, "request-2")
    assert failures(sent.receipts)[1:] == [StoppedAfter(OUT_OF_REACH)] * 2


def test_an_untrusted_certificate_is_not_tried_again() -> None:
    service = FakeService(answers=[Unreachable(Hurdle.CERTIFICATE)])
    run = Run(service)
    run.send()
    assert len(service.requests) == 1
    assert run.clock.waits == []


def test_a_throttled_request_waits_as_long_as_it_is_told_and_keeps_its_number() -> None:
    service = FakeService(answers=[Throttled(31.0), Throttled(2.128)])
    run = Run(service, replace(INVITATION, people=(ANN,)))
    sent = run.send()
    assert run.clock.waits == [31.0, 2.128]
    assert len({request.request_id for request in service.requests}) == 1
    assert sent.receipts[0].attempts == 3
    assert isinstance(sent.receipts[0].outcome, Invited)
    assert Waiting((ANN,), 31.0, Throttled(31.0)) in run.progress


def test_a_throttle_without_a_time_waits_twice_as_long_each_time() -> None:
    run = Run(FakeService(answers=[Throttled()] * 3), replace(INVITATION, people=(ANN,)))
    run.send()
    assert run.clock.waits == [THROTTLE_DEFAULT, THROTTLE_DEFAULT * 2, THROTTLE_DEFAULT * 4]


def test_a_locked_item_is_tried_again_for_two_minutes_and_then_refused() -> None:
    service = FakeService(answers=[LOCKED] * 9)
    run = Run(service)
    sent = run.send()
    assert run.clock.waits == [LOCK_WAIT] * (LOCK_TRIES - 1)
    assert sent.receipts[0] == Receipt(Refused(ANN, LOCKED), LOCK_TRIES, "request-2")
    assert failures(sent.receipts[1:]) == [StoppedAfter(LOCKED)] * 2


def test_an_item_that_is_unlocked_meanwhile_is_shared() -> None:
    run = Run(FakeService(answers=[LOCKED]), replace(INVITATION, people=(ANN,)))
    assert isinstance(run.send().receipts[0].outcome, Invited)
    assert run.clock.waits == [LOCK_WAIT]


def test_throttling_without_end_ends_as_not_sent() -> None:
    run = Run(FakeService(answers=[Throttled(1.0)] * 99))
    sent = run.send()
    assert len(run.service.requests) == THROTTLE_TRIES
    assert failures(sent.receipts)[0] == Throttled(1.0)
    assert all(isinstance(receipt.outcome, NotSent) for receipt in sent.receipts)


def test_an_expired_sign_in_stops_the_rest_without_sending_it() -> None:
    service = FakeService(answers=[SignInNeeded()])
    sent = Run(service).send()
    assert len(service.requests) == 1
    assert failures(sent.receipts) == [SignInNeeded(), StoppedAfter(SignInNeeded()), StoppedAfter(SignInNeeded())]


def test_stopping_lets_the_request_under_way_finish_and_sends_no_more() -> None:
    service = FakeService()
    run = Run(service)
    service.on_invite = lambda _request: run.cancel.set()
    sent = run.send()
    assert len(service.requests) == 1
    assert isinstance(sent.receipts[0].outcome, Invited)
    assert failures(sent.receipts)[1:] == [Cancelled(), Cancelled()]


def test_stopping_during_a_wait_sends_no_more() -> None:
    run = Run(FakeService(answers=[Throttled(3600.0)]))
    run.clock.on_wait = run.cancel.set
    sent = run.send()
    assert len(run.service.requests) == 1
    assert failures(sent.receipts) == [Cancelled()] * 3


def test_everything_is_reported_as_it_happens() -> None:
    run = Run(FakeService(answers=[UNKNOWN_ADDRESS]), replace(INVITATION, people=(ANN, BOB)))
    sent = run.send()
    assert isinstance(run.progress[0], Queued)
    assert [row.state for row in run.progress[0].rows] == [State.QUEUED, State.QUEUED]
    assert run.progress[1:] == [
        Sending((ANN,)),
        Settled(sent.receipts[0], sent.rows[0]),
        Sending((BOB,)),
        Settled(sent.receipts[1], sent.rows[1]),
    ]


def test_together_a_whole_refusal_is_everybodys() -> None:
    service = FakeService(answers=[UNKNOWN_ADDRESS])
    sent = Run(service, replace(INVITATION, options=Options(together=True))).send()
    assert failures(sent.receipts) == [UNKNOWN_ADDRESS] * 3


def test_together_somebody_the_answer_leaves_out_is_unknown() -> None:
    answer = Answer((permission_for(ANN, "1"), permission_for(BOB, "2")))
    sent = Run(FakeService(answers=[answer]), replace(INVITATION, options=Options(together=True))).send()
    assert isinstance(sent.receipts[2].outcome, Unknown)


def test_a_password_and_a_message_are_in_no_representation_of_a_request() -> None:
    request = InviteRequest(ITEM.place, (ANN,), Role.READ, "secret text", Options(password="secret word"), "1")
    assert "secret" not in repr(request)


def test_a_throttled_look_at_the_list_is_waited_out_so_that_nobody_with_access_is_invited_again() -> None:
    had = permission_for(ANN, "7", "write")
    service = FakeService(listed=[Throttled(31.0), (had,)])
    run = Run(service, replace(INVITATION, people=(ANN, BOB)))
    sent = run.send()
    assert run.clock.waits == [31.0]
    assert asked(service) == [["bob@example.org"]]
    assert sent.receipts[0] == Receipt(AlreadyHadAccess(ANN, had))


def test_a_look_at_the_list_that_is_throttled_without_end_sends_nothing() -> None:
    service = FakeService(listed=[Throttled(1.0)] * 99)
    sent = Run(service).send()
    assert service.requests == []
    assert failures(sent.receipts) == [StoppedAfter(Throttled(1.0))] * 3


def test_without_a_list_from_before_no_permission_counts_as_created_here() -> None:
    service = FakeService(listed=[Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)])
    outcomes = [receipt.outcome for receipt in Run(service).send().receipts]
    assert [outcome.created for outcome in outcomes if isinstance(outcome, Invited)] == [False] * 3


def test_a_fault_of_our_own_leaves_the_row_to_be_looked_up() -> None:
    service = FakeService()

    def break_down(_request: InviteRequest) -> None:
        raise ZeroDivisionError

    service.on_invite = break_down
    run = Run(service, replace(INVITATION, people=(ANN,)))
    with pytest.raises(ZeroDivisionError):
        run.send()
    assert [row.state for row in run.book.journal.rows()] == [State.UNKNOWN]


def test_everybody_is_written_down_before_the_first_request_and_each_before_its_own() -> None:
    service = FakeService()
    run = Run(service)
    seen: list[list[State]] = []
    service.on_invite = lambda _request: seen.append([row.state for row in run.book.journal.rows()])
    run.send()
    assert seen == [
        [State.SENDING, State.QUEUED, State.QUEUED],
        [State.DONE, State.SENDING, State.QUEUED],
        [State.DONE, State.DONE, State.SENDING],
    ]


def test_whose_invitation_may_have_arrived_is_not_invited_again_by_another_press() -> None:
    service = FakeService(answers=[NoAnswer(Silence.TIMEOUT)])
    run = Run(service, replace(INVITATION, people=(ANN,)))
    run.send()
    again = run.send()
    assert len(service.requests) == 1
    assert isinstance(again.receipts[0].outcome, Unknown)
