"""What a row becomes after each thing that can happen to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import (
    Cancelled,
    Failure,
    Hurdle,
    NoAnswer,
    ServiceTrouble,
    SignInNeeded,
    Silence,
    StoppedAfter,
    Throttled,
    Unreachable,
)
from drive_share_gui.domain.journal_event import Answered, Chosen, Event, Looked, Orphaned, Taken, Unblocked
from drive_share_gui.domain.journal_row import Choice, Click, Kept, Row
from drive_share_gui.domain.look_times import LOOKS_BEFORE_ASKING, carried_over, needs_carrying_over, until_next_look
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.next_state import advance, after_failure
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Invited,
    Mail,
    NotSent,
    Outcome,
    Receipt,
    Refused,
    Unknown,
    outcome_of,
)
from drive_share_gui.domain.permission import MailTrouble
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.domain.journal_rows import ANN, BOB, MAY_RUN, ME, START, WINDOW, at, claim, permission, queued

NO_ANSWER = NoAnswer(Silence.TIMEOUT)
REFUSAL = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
FULL = MailTrouble(Refusal(Reason.MAILBOX_FULL, "exchangeOutOfMailboxQuota", 207), "https://fix.example/1")


def answered(outcome: Outcome, attempt: int = 1, wait: float | None = None) -> Answered:
    return Answered(Receipt(outcome, attempt, "request-1"), attempt, wait)


def sending() -> Row:
    return advance(queued(), claim(), at(0))


def unknown() -> Row:
    return advance(sending(), answered(Unknown(ANN, NO_ANSWER)), at(10))


def asked() -> Row:
    row = unknown()
    for number in range(LOOKS_BEFORE_ASKING):
        row = advance(row, Looked(1, None), at(10 + WINDOW + number))
    return row


def test_a_claim_writes_down_who_sends_how_often_and_until_when() -> None:
    row = sending()
    assert (row.state, row.attempts, row.owner, row.revision) == (State.SENDING, 1, ME, 1)
    assert row.not_after is not None
    assert row.not_after.until == START + timedelta(seconds=MAY_RUN)
    assert row.updated == START


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Invited(ANN, permission(), Mail.SENT), State.DONE),
        (Invited(ANN, permission(), FULL), State.DONE_NO_MAIL),
        (Refused(ANN, REFUSAL), State.REFUSED),
        (Unknown(ANN, NO_ANSWER), State.UNKNOWN),
        (NotSent(ANN, Unreachable(Hurdle.REFUSED)), State.WAITING),
        (NotSent(ANN, Throttled(31.0)), State.WAITING),
        (NotSent(ANN, SignInNeeded()), State.NEEDS_SIGN_IN),
        (NotSent(ANN, Unreachable(Hurdle.PROXY)), State.NEEDS_PROXY),
        (NotSent(ANN, Unreachable(Hurdle.PROXY_LOGIN)), State.NEEDS_PROXY),
        (NotSent(ANN, Unreachable(Hurdle.PROXY_METHOD)), State.NEEDS_PROXY),
        (NotSent(ANN, Unreachable(Hurdle.PROXY_SCRIPT)), State.NEEDS_PROXY),
        (NotSent(ANN, Unreachable(Hurdle.CAPTIVE_PORTAL)), State.WAITING),
        (NotSent(ANN, Cancelled()), State.QUEUED),
    ],
)
def test_the_proof_class_of_an_answer_decides_the_state(outcome: Outcome, state: State) -> None:
    row = advance(sending(), answered(outcome), at(5))
    assert row.state is state
    assert row.owner is None
    assert row.receipt == Receipt(row.receipt.outcome, 1, "request-1")
    assert type(row.receipt.outcome) is type(outcome)


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (StoppedAfter(SignInNeeded()), State.NEEDS_SIGN_IN),
        (StoppedAfter(Refusal(Reason.ITEM_GONE, "itemNotFound", 404)), State.WAITING),
        (StoppedAfter(Unreachable(Hurdle.NETWORK)), State.WAITING),
        (Cancelled(), State.QUEUED),
    ],
)
def test_those_whose_turn_never_came_wait_for_what_barred_the_way(failure: Failure, state: State) -> None:
    row = advance(queued(), answered(NotSent(ANN, failure), 0), at(5))
    assert (row.state, row.failure, row.attempts) == (state, failure, 0)
    assert row.receipt.outcome == NotSent(ANN, failure)


def test_somebody_who_had_access_is_not_sent_to_and_keeps_no_message() -> None:
    row = advance(queued(), answered(AlreadyHadAccess(ANN, permission()), 0), at(5))
    assert (row.state, row.kept) == (State.ALREADY, Kept.NOTHING)
    assert isinstance(row.receipt.outcome, AlreadyHadAccess)


def test_the_message_goes_when_a_row_is_settled_and_stays_when_it_was_refused() -> None:
    assert advance(sending(), answered(Invited(ANN, permission(), Mail.SENT)), at(5)).kept is Kept.NOTHING
    assert advance(sending(), answered(Refused(ANN, REFUSAL)), at(5)).kept is Kept.SEALED
    assert unknown().kept is Kept.SEALED


def test_a_wait_that_a_service_asks_for_is_kept_and_obeyed() -> None:
    row = advance(sending(), answered(NotSent(ANN, Throttled(31.0)), wait=31.0), at(5))
    assert row.not_before is not None
    assert row.not_before.remaining(at(6)) == 30
    with pytest.raises(ValueError, match="wait"):
        advance(row, claim(), at(35.9))
    assert advance(row, claim(), at(36)).attempts == 2


def test_a_proxy_that_is_tried_again_is_waited_for_first() -> None:
    assert after_failure(Unreachable(Hurdle.PROXY), will_try_again=True) is State.WAITING


def test_signing_in_lets_it_go_on() -> None:
    row = advance(sending(), answered(NotSent(ANN, SignInNeeded())), at(5))
    row = advance(row, Unblocked(), at(50))
    assert (row.state, row.failure) == (State.QUEUED, None)


@pytest.mark.parametrize("failure", [NO_ANSWER, ServiceTrouble(504)])
def test_what_is_unknown_has_a_quiet_window_from_the_end_of_the_request(failure: Failure) -> None:
    row = advance(sending(), answered(outcome_of(ANN, failure)), at(10))
    assert (row.state, row.in_doubt) == (State.UNKNOWN, True)
    assert until_next_look(row, at(10)) == WINDOW
    assert until_next_look(row, at(10 + WINDOW)) == 0


def test_a_row_whose_sender_is_gone_is_unknown_from_its_last_write_on_and_never_queued() -> None:
    row = advance(sending(), Orphaned(), at(500))
    assert row.state is State.UNKNOWN
    assert row.check_after is not None
    assert row.check_after.until == START + timedelta(seconds=WINDOW)
    assert until_next_look(row, at(500)) == 0
    assert row.receipt.outcome == Unknown(ANN, NoAnswer(Silence.CONNECTION_LOST))


def test_three_complete_lists_are_needed_and_the_last_after_the_quiet_window() -> None:
    row = unknown()
    for number in range(10):
        row = advance(row, Looked(1, None), at(20 + number))
        assert row.state is State.UNKNOWN, "before the window nothing is proven"
    row = advance(row, Looked(1, None), at(10 + WINDOW))
    assert row.state is State.ASK
    assert row.looks.last == at(10 + WINDOW)


def test_lists_that_were_not_read_to_the_end_count_for_nothing() -> None:
    row = unknown()
    for number in range(10):
        assert advance(row, Looked(1, None, complete=False), at(900 + number)) is row


def test_looks_have_pauses_between_them() -> None:
    row = advance(unknown(), Looked(1, None), at(10 + WINDOW))
    assert until_next_look(row, at(10 + WINDOW)) == WINDOW / 12
    assert until_next_look(row, at(10 + WINDOW + 11)) == 0
    assert until_next_look(asked(), at(10 + WINDOW + 2)) == WINDOW


def test_whoever_is_found_is_done_at_any_time_and_also_while_the_person_is_asked() -> None:
    for row in (unknown(), asked()):
        done = advance(row, Looked(1, permission(), complete=False), at(11))
        assert (done.state, done.in_doubt) == (State.DONE, False)
        assert done.receipt.outcome == Invited(ANN, replace(permission()), Mail.UNKNOWN)


def test_asking_goes_on_until_there_is_a_click() -> None:
    row = advance(asked(), Looked(1, None), at(1000))
    assert (row.state, row.looks.complete) == (State.ASK, 4)
    with pytest.raises(ValueError, match="click"):
        advance(row, claim(), at(1001))


def test_a_click_to_send_again_is_written_down_and_begins_anew() -> None:
    row = advance(asked(), claim(clicked=True), at(1000))
    assert (row.state, row.attempts, row.send_id) == (State.SENDING, 2, "send-1")
    assert row.clicks == (Click(Choice.SEND_AGAIN, at(1000).wall),)
    assert row.looks.complete == 0


def test_leaving_is_a_click_and_tells_no_untruth_about_what_may_have_arrived() -> None:
    row = advance(asked(), Chosen(), at(1000))
    assert (row.state, row.clicks) == (State.DROPPED, (Click(Choice.LEAVE, at(1000).wall),))
    assert isinstance(row.receipt.outcome, Unknown)
    assert isinstance(advance(queued(), Chosen(), at(1)).receipt.outcome, NotSent)


def test_a_second_attempt_that_never_left_leaves_the_first_in_doubt() -> None:
    row = advance(asked(), claim(clicked=True), at(1000))
    row = advance(row, answered(NotSent(ANN, Unreachable(Hurdle.REFUSED)), attempt=2), at(1001))
    assert row.state is State.WAITING
    assert isinstance(row.receipt.outcome, Unknown)


def test_an_answer_that_comes_after_its_row_was_given_up_still_counts_where_it_shows_an_invitation() -> None:
    orphan = advance(sending(), Orphaned(), at(500))
    assert advance(orphan, answered(Invited(ANN, permission(), Mail.SENT)), at(501)).state is State.DONE
    assert advance(orphan, answered(Refused(ANN, REFUSAL)), at(501)) is orphan


def test_who_has_a_row_in_hand_keeps_it_until_it_is_answered_or_let_go() -> None:
    taken = advance(queued(), Taken(ME), at(0))
    assert (taken.state, taken.owner, taken.in_doubt) == (State.QUEUED, ME, False)
    freed = advance(taken, Orphaned(), at(1))
    assert (freed.state, freed.owner, freed.in_doubt) == (State.QUEUED, None, False)
    waiting = advance(sending(), answered(NotSent(ANN, Throttled(31.0)), wait=31.0), at(1))
    assert (waiting.state, waiting.owner) == (State.WAITING, ME)
    for outcome in (NotSent(ANN, Cancelled()), NotSent(ANN, Throttled(31.0)), NotSent(ANN, SignInNeeded())):
        assert advance(sending(), answered(outcome), at(1)).owner is None
    assert advance(taken, Chosen(), at(1)).owner is None


def test_what_comes_too_late_changes_nothing() -> None:
    again = advance(asked(), claim(clicked=True), at(1000))
    assert advance(again, answered(Invited(ANN, permission(), Mail.SENT), attempt=1), at(1001)) is again
    assert advance(again, Looked(1, permission()), at(1001)) is again
    done = advance(unknown(), Looked(1, permission()), at(200))
    assert advance(done, Looked(1, None), at(201)) is done
    assert advance(done, answered(Refused(ANN, REFUSAL)), at(201)) is done


@pytest.mark.parametrize(
    ("row", "event"),
    [
        (sending(), claim()),
        (sending(), claim(clicked=True)),
        (unknown(), claim(clicked=True)),
        (unknown(), Chosen()),
        (sending(), Chosen()),
        (queued(), Orphaned()),
        (sending(), Taken(ME)),
        (unknown(), Taken(ME)),
        (asked(), Taken(ME)),
        (unknown(), Orphaned()),
        (queued(), Unblocked()),
        (asked(), Unblocked()),
        (queued(), answered(Invited(ANN, permission(), Mail.SENT), 0)),
        (sending(), answered(AlreadyHadAccess(ANN, permission()))),
        (sending(), answered(Invited(BOB, permission(BOB), Mail.SENT))),
        (sending(), answered(Invited(ANN, permission(number=""), Mail.SENT))),
    ],
)
def test_anything_else_raises(row: Row, event: Event) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        advance(row, event, at(2000))


def test_waits_of_an_earlier_run_of_the_computer_are_begun_anew() -> None:
    row = unknown()
    restarted = Moment(at(70).wall, 3.0, "boot-2")
    assert needs_carrying_over(row, restarted)
    assert not needs_carrying_over(row, at(70))
    row = carried_over(row, restarted)
    assert not needs_carrying_over(row, restarted)
    assert until_next_look(row, Moment(at(-9999).wall, 3.0 + 60, "boot-2")) == 0


def test_no_row_shows_what_was_typed_for_others() -> None:
    assert "password" not in repr(queued())
