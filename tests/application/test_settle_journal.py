"""Sending what never went out, sending again by a click, and looking for what is unclear."""

import threading
from dataclasses import replace

import pytest

from drive_share_gui.application.check_journal import Unread, check_journal
from drive_share_gui.application.settle_journal import Course, Kept, leave, resume, send_again
from drive_share_gui.application.settle_later import Looking
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    SharingError,
    SignInNeeded,
    Silence,
    Throttled,
    Unreachable,
)
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_row import Choice, Row
from drive_share_gui.domain.outcome import NotSent, Receipt, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.domain.row_choices import is_asked_blindly, may_be_left, may_be_sent_again, never_went_out
from tests.application.books import everything_is_kept, new_book
from tests.application.fakes import ITEM, FakeClock, FakeService, permission_for
from tests.calls_counted import calls_counted

ANN, BOB, EVE = Person("ann@x.org"), Person("bob@x.org"), Person("eve@x.org")
SILENCE = NoAnswer(Silence.CONNECTION_LOST)
HIDDEN = Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)
LOCKED = Refusal(Reason.LOCKED, "resourceLocked", 423)
WINDOW = 120.0


class Desk:
    """A journal, a drive and time."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.book = new_book(self.clock, WINDOW)
        self.service = FakeService()
        self.looking = list[Looking]()
        self.cancel = threading.Event()

    def queue(self, *people: Person, message: str = "", role: Role = Role.READ, options: Options | None = None) -> None:
        self.book.abandon(self.book.queue(Invitation(ITEM, people, role, message, options or Options())).rows)

    def meet(self, person: Person, failure: NoAnswer | Throttled | SignInNeeded, wait: float | None = None) -> None:
        """Let the person's attempt end like that."""
        (row,) = self.book.claim((self.row(person),), ())
        unknown = isinstance(failure, NoAnswer)
        outcome = Unknown(person, failure) if unknown else NotSent(person, failure)
        self.book.abandon([self.book.answer(row, Receipt(outcome, row.attempts), wait)])

    def ask(self, *people: Person) -> None:
        for person in people:
            self.meet(person, SILENCE)
        self.check()
        assert {self.row(person).state for person in people} == {State.ASK}

    def check(self, longest: float = 150.0) -> tuple[Unread, ...]:
        rows, report = self.rows(), self.looking.append
        return check_journal(self.service, self.clock, self.book, rows, longest, report=report, cancel=self.cancel)

    def resume(self, longest: float = 150.0) -> tuple[Kept, ...]:
        return resume(self.service, self.clock, self.book, self.rows(), self._course(longest))

    def send_again(self) -> tuple[Kept, ...]:
        return send_again(self.service, self.clock, self.book, self.rows(), self._course(150.0))

    def _course(self, longest: float) -> Course:
        return Course(lambda _progress: None, self.cancel, everything_is_kept, longest)

    def rows(self) -> tuple[Row, ...]:
        return self.book.journal.rows()

    def row(self, person: Person) -> Row:
        return next(row for row in self.rows() if row.person == person)

    def states(self) -> list[State]:
        return [row.state for row in self.rows()]

    def sent_to(self) -> list[str]:
        return [person.address for request in self.service.requests for person in request.people]


def test_what_was_queued_is_sent_as_the_same_invitation() -> None:
    desk = Desk()
    desk.queue(ANN, BOB, message="Grüße", role=Role.WRITE)
    before = desk.rows()
    assert desk.resume() == ()
    assert [(r.request_id, r.role, r.message) for r in desk.service.requests] == [
        (row.send_id, Role.WRITE, "Grüße") for row in before
    ]
    assert [row.row_id for row in desk.rows()] == [row.row_id for row in before]
    assert desk.states() == [State.DONE, State.DONE]


def test_people_of_one_request_stay_people_of_one_request() -> None:
    desk = Desk()
    desk.queue(ANN, BOB, options=Options(together=True))
    desk.resume()
    assert [request.people for request in desk.service.requests] == [(ANN, BOB)]


def test_what_may_have_arrived_is_never_resumed() -> None:
    desk = Desk()
    desk.queue(ANN, BOB, EVE)
    desk.ask(ANN)
    desk.meet(BOB, SILENCE)
    desk.resume()
    assert desk.sent_to() == ["eve@x.org"]
    assert desk.states() == [State.ASK, State.UNKNOWN, State.DONE]


def test_a_wait_the_service_asked_for_is_waited_for() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, Throttled(31.0), wait=31.0)
    assert desk.resume() == ()
    assert desk.clock.waits == [31.0]
    assert desk.states() == [State.DONE]


def test_a_wait_that_is_too_long_leaves_the_row_as_it_is() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, Throttled(400.0), wait=400.0)
    assert [(kept.row.person, kept.failure) for kept in desk.resume()] == [(ANN, Throttled(400.0))]
    assert (desk.sent_to(), desk.states()) == ([], [State.WAITING])


def test_what_waited_for_a_sign_in_goes_on() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.service.answers = [SignInNeeded("expired")]
    with pytest.raises(SharingError):
        desk.resume()
    assert desk.states() == [State.NEEDS_SIGN_IN]
    desk.resume()
    assert desk.states() == [State.DONE]
    assert len({request.request_id for request in desk.service.requests}) == 1


def test_nothing_more_is_tried_where_it_would_meet_the_same() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.queue(BOB, role=Role.WRITE)
    desk.service.listed = [Unreachable(Hurdle.CERTIFICATE)]
    with pytest.raises(SharingError):
        desk.resume()
    assert desk.sent_to() == []
    assert not any(row.in_doubt or row.state.is_settled for row in desk.rows())


def test_a_person_who_stops_it_gets_nothing_more_sent() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.cancel.set()
    desk.resume()
    assert (desk.sent_to(), desk.states()) == ([], [State.QUEUED])


def test_sending_again_takes_a_click_that_is_written_down_before() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.ask(ANN)
    seen: list[list[Choice]] = []
    desk.service.on_invite = lambda _request: seen.append([click.choice for click in desk.row(ANN).clicks])
    assert desk.send_again() == ()
    assert seen == [[Choice.SEND_AGAIN]]
    assert (desk.row(ANN).state, desk.row(ANN).attempts) == (State.DONE, 2)


def test_of_many_who_are_sent_to_again_nobody_is_looked_for_among_all_others() -> None:
    desk = Desk()
    people = [Person(f"{number}@x.org") for number in range(40)]
    desk.queue(*people)
    desk.ask(*people)
    with calls_counted() as calls:
        desk.send_again()
    assert len(desk.sent_to()) == len(people)
    assert calls[Row.__eq__.__code__] <= len(people)


def test_whom_the_list_shows_is_settled_instead_of_sent_again() -> None:
    desk = Desk()
    desk.queue(ANN, BOB)
    desk.ask(ANN, BOB)
    desk.service.listed = [(permission_for(ANN),)]
    desk.send_again()
    assert desk.sent_to() == ["bob@x.org"]
    assert desk.states() == [State.DONE, State.DONE]


def test_a_list_that_cannot_be_read_keeps_everything_from_being_sent_again() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.ask(ANN)
    desk.service.listed = [SILENCE]
    with pytest.raises(SharingError):
        desk.send_again()
    assert (desk.sent_to(), desk.states()) == ([], [State.ASK])


def test_what_is_unknown_is_not_sent_again() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.send_again()
    assert desk.sent_to() == []


def test_leaving_is_written_down() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.ask(ANN)
    (row,) = leave(desk.book, desk.rows())
    assert (row.state, row.clicks[-1].choice) == (State.DROPPED, Choice.LEAVE)


def test_every_open_row_has_exactly_one_way_to_be_sent_or_none() -> None:
    desk = Desk()
    desk.queue(ANN)
    row = desk.row(ANN)
    for state in State:
        for doubt in (False, True):
            one = replace(row, state=state, in_doubt=doubt)
            assert not (never_went_out(one) and may_be_sent_again(one))
            if state.may_be_claimed or state in {State.NEEDS_SIGN_IN, State.NEEDS_PROXY}:
                assert (never_went_out(one), may_be_sent_again(one)) == (not doubt, doubt)
            assert may_be_left(one) or not may_be_sent_again(one)
            assert not (state.is_settled and (never_went_out(one) or may_be_sent_again(one)))


def test_checking_looks_at_once_and_again_after_the_window() -> None:
    desk = Desk()
    desk.queue(ANN, BOB)
    desk.meet(ANN, SILENCE)
    desk.meet(BOB, SILENCE)
    anns = permission_for(ANN)
    desk.service.listed = [(), (anns,)]
    assert desk.check() == ()
    assert desk.states() == [State.DONE, State.ASK]
    assert desk.clock.waits == [WINDOW, 10.0]
    assert desk.sent_to() == []


def test_checking_ends_with_one_look_where_time_is_too_short_for_the_window() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.check(60.0)
    assert desk.clock.waits == [60.0]
    assert (desk.row(ANN).state, desk.row(ANN).looks.complete) == (State.UNKNOWN, 2)


def test_checking_without_any_time_looks_once() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.check(0.0)
    assert (desk.clock.waits, desk.row(ANN).looks.complete) == ([], 1)


def test_a_list_that_is_refused_is_told_and_after_the_quiet_window_the_person_is_asked() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.service.listed = [HIDDEN, HIDDEN, (permission_for(ANN),)]
    assert desk.check() == (Unread(ITEM, HIDDEN),)
    assert (desk.clock.waits, desk.states()) == ([WINDOW], [State.ASK])
    assert is_asked_blindly(desk.row(ANN))
    assert desk.sent_to() == []


def test_a_refused_list_asks_nobody_before_the_quiet_window_is_over() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.service.listed = [HIDDEN, HIDDEN]
    desk.check(60.0)
    assert (desk.clock.waits, desk.states()) == ([60.0], [State.UNKNOWN])


def test_a_refusal_that_passes_asks_nobody_and_the_list_is_asked_for_again() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.service.listed = [LOCKED, LOCKED, (permission_for(ANN),)]
    assert desk.check() == ()
    assert desk.states() == [State.DONE]


def test_a_list_that_is_shown_after_all_settles_who_was_asked_about_blindly() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.service.listed = [HIDDEN, HIDDEN]
    desk.check()
    desk.service.listed = [(permission_for(ANN),)]
    desk.check()
    assert desk.states() == [State.DONE]


def test_where_the_list_is_refused_the_click_stands_and_is_written_down() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.service.listed = [HIDDEN] * 4
    desk.check()
    desk.service.on_invite = lambda _request: clicks.append(desk.row(ANN).clicks[-1].choice)
    clicks: list[Choice] = []
    assert desk.send_again() == ()
    assert (desk.sent_to(), desk.states(), clicks) == (["ann@x.org"], [State.DONE], [Choice.SEND_AGAIN])


def test_a_refused_list_lets_nothing_be_sent_that_the_person_was_not_asked_about() -> None:
    desk = Desk()
    desk.queue(ANN, BOB)
    desk.ask(ANN)
    desk.meet(BOB, SILENCE)
    desk.service.listed = [HIDDEN] * 4
    desk.send_again()
    assert desk.sent_to() == ["ann@x.org"]
    assert desk.row(BOB).state is State.UNKNOWN


def test_a_list_that_was_not_read_is_asked_for_again() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.service.listed = [SILENCE, (permission_for(ANN),)]
    assert desk.check() == ()
    assert desk.states() == [State.DONE]


def test_an_answer_that_comes_after_all_wins_over_looking() -> None:
    desk = Desk()
    desk.queue(ANN)
    (row,) = desk.book.claim((desk.row(ANN),), ())
    desk.book.answer(row, Receipt(Unknown(ANN, SILENCE), row.attempts))
    stale = desk.rows()
    desk.book.journal.forget([row.row_id])
    unread = check_journal(
        desk.service, desk.clock, desk.book, stale, 0.0, report=desk.looking.append, cancel=desk.cancel
    )
    assert (unread, desk.rows()) == ((), ())


def test_stopping_the_wait_ends_the_check() -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.meet(ANN, SILENCE)
    desk.clock.on_wait = desk.cancel.set
    desk.check()
    assert (len(desk.clock.waits), desk.states()) == (1, [State.UNKNOWN])


@pytest.mark.parametrize("obstacle", [SignInNeeded(), Unreachable(Hurdle.PROXY)])
def test_what_may_have_arrived_and_waits_for_a_sign_in_or_a_proxy_is_sent_again_by_a_click_alone(
    obstacle: Failure,
) -> None:
    desk = Desk()
    desk.queue(ANN)
    desk.ask(ANN)
    desk.service.answers = [obstacle] * 5
    with pytest.raises(SharingError):
        desk.send_again()
    row = desk.row(ANN)
    assert (row.state in {State.NEEDS_SIGN_IN, State.NEEDS_PROXY}, row.in_doubt) == (True, True)
    desk.service.answers, desk.service.requests = [], []
    desk.resume()
    assert desk.sent_to() == []
    assert desk.send_again() == ()
    assert (desk.row(ANN).state, desk.row(ANN).in_doubt) == (State.DONE, False)
