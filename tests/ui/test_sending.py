"""What becomes of rows: sent, waited for, looked up, taken back, sent again; never invited twice unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import (
    Cancelled,
    Hurdle,
    NoAccount,
    NoAnswer,
    NotSaved,
    ServiceTrouble,
    Silence,
    Throttled,
    Unreachable,
)
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from drive_share_gui.domain.outcome import Invited, NotSent, Refused, Unknown
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.result_rows import Step
from drive_share_gui.ui.share_state import Phase
from drive_share_gui.ui.trouble import OwnMistake
from tests.application.fakes import permission_for
from tests.ui.share_shown import Behind

if TYPE_CHECKING:
    import logging

    from drive_share_gui.application.ports import InviteRequest
    from drive_share_gui.ui.share_state import ShareState

pytestmark = pytest.mark.usefixtures("qapp")

UNKNOWN_ADDRESS = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
LOST = NoAnswer(Silence.TIMEOUT)


def outcomes(behind: Behind) -> list[type[object]]:
    return [type(row.outcome) for row in behind.presenter.state.rows]


def invited(behind: Behind) -> list[str]:
    return [person.address for request in behind.drive.requests for person in request.people]


def test_rows_tell_every_step_as_it_comes() -> None:
    behind = Behind().begin()
    steps: list[tuple[Step, ...]] = []

    def note(state: ShareState) -> None:
        steps.append(tuple(row.step for row in state.rows))

    behind.presenter.changed.connect(note)
    behind.invite("a@x.org, b@x.org")
    seen = list(dict.fromkeys(step for step in steps if step))
    assert seen == [
        (Step.QUEUED, Step.QUEUED),
        (Step.SENDING, Step.QUEUED),
        (Step.SETTLED, Step.QUEUED),
        (Step.SETTLED, Step.SENDING),
        (Step.SETTLED, Step.SETTLED),
    ]


def test_those_who_are_done_are_counted_through_every_change() -> None:
    behind = Behind().begin()
    behind.drive.answers = [UNKNOWN_ADDRESS, LOST]
    counts: list[tuple[int, int]] = []

    def note(state: ShareState) -> None:
        counts.append((state.ended, sum(not row.is_open for row in state.rows)))

    behind.presenter.changed.connect(note)
    behind.invite("refused@x.org, lost@x.org, fine@x.org")
    behind.presenter.sending.check_now()
    behind.presenter.edit(behind.presenter.state.rows[0])
    behind.presenter.sending.try_again()
    behind.presenter.sending.undo()
    behind.invite("other@x.org, fine@x.org")
    assert len(counts) > 10
    assert [pair for pair in counts if pair[0] != pair[1]] == []


def test_a_wait_the_service_asks_for_is_counted_down() -> None:
    behind = Behind().begin()
    behind.drive.answers = [Throttled(31)]
    waits: list[float] = []

    def note(state: ShareState) -> None:
        waits.extend(row.due - state.now for row in state.rows if row.step is Step.WAITING and row.due is not None)

    behind.presenter.changed.connect(note)
    behind.invite("a@x.org")
    assert waits[0] == 31
    assert outcomes(behind) == [Invited]


def test_only_who_provably_was_not_invited_is_sent_again_with_the_same_words() -> None:
    behind = Behind().begin()
    behind.drive.answers = [UNKNOWN_ADDRESS, LOST]
    behind.presenter.filling.set_message("Hello")
    behind.presenter.filling.set_role(Role.WRITE)
    behind.invite("refused@x.org, lost@x.org, fine@x.org")
    assert outcomes(behind) == [Refused, Unknown, Invited]
    behind.presenter.filling.set_message("Other words")
    behind.drive.requests.clear()
    assert behind.presenter.state.may_try_again
    behind.presenter.sending.try_again()
    assert invited(behind) == ["refused@x.org"]
    assert (behind.drive.requests[0].message, behind.drive.requests[0].role) == ("Hello", Role.WRITE)
    assert outcomes(behind) == [Invited, Unknown, Invited]
    assert not behind.presenter.state.may_try_again


def test_stop_ends_after_the_request_that_is_under_way() -> None:
    behind = Behind().begin()

    def stop(request: InviteRequest) -> None:
        if request.people[0].address == "b@x.org":
            behind.presenter.sending.stop()
            assert behind.presenter.state.is_stopping

    behind.drive.on_invite = stop
    behind.invite("a@x.org, b@x.org, c@x.org")
    rows = behind.presenter.state.rows
    assert [type(row.outcome) for row in rows] == [Invited, Invited, NotSent]
    assert isinstance(rows[2].outcome, NotSent)
    assert rows[2].outcome.failure == Cancelled()


def test_everybody_of_one_press_is_written_down_before_the_window_says_anything() -> None:
    behind = Behind().begin()
    written: list[list[State]] = []

    def note(state: ShareState) -> None:
        if state.rows or state.phase is Phase.RESULTS:
            written.append([row.state for row in behind.connection.book().journal.rows()])

    behind.presenter.changed.connect(note)
    behind.invite("a@x.org, b@x.org")
    assert written[0] == [State.QUEUED, State.QUEUED]


def test_share_waits_until_everybody_is_written_down() -> None:
    behind = Behind().begin(people="a@x.org")
    behind.runner.hold = True
    behind.presenter.share()
    state = behind.presenter.state
    assert (state.phase, state.may_share, state.rows) == (Phase.EDITING, False, ())
    assert [person.address for person in state.form.people] == ["a@x.org"]
    behind.presenter.filling.add_people("late@x.org")
    behind.runner.release()
    state = behind.presenter.state
    assert state.phase is Phase.RESULTS
    assert invited(behind) == ["a@x.org"]
    assert [person.address for person in state.form.people] == ["late@x.org"]


@pytest.mark.parametrize("where", ["connection", "journal"])
def test_where_nobody_can_be_written_down_nothing_is_sent_and_all_that_was_typed_stays(where: str) -> None:
    behind = Behind().begin()
    failure = NoAccount() if where == "connection" else NotJournaled(JournalProblem.DISK_FULL)
    behind.presenter.filling.set_message("Hello")
    if where == "connection":
        behind.connection.failure = failure
    else:
        behind.connection.journal_failure = failure
    behind.invite("a@x.org")
    state = behind.presenter.state
    assert (state.phase, state.trouble, state.rows) == (Phase.EDITING, failure, ())
    assert ([person.address for person in state.form.people], state.form.message) == (["a@x.org"], "Hello")
    assert behind.drive.requests == []
    behind.connection.failure = behind.connection.journal_failure = None
    behind.presenter.share()
    assert outcomes(behind) == [Invited]
    assert behind.presenter.state.trouble is None


def test_trying_again_where_nothing_can_be_written_leaves_the_rows_as_they_were() -> None:
    behind = Behind().begin()
    behind.invite("a@x.org", UNKNOWN_ADDRESS)
    behind.connection.journal_failure = NotJournaled(JournalProblem.DISK_FULL)
    behind.presenter.sending.try_again()
    assert outcomes(behind) == [Refused]
    assert behind.presenter.state.trouble == NotJournaled(JournalProblem.DISK_FULL)
    assert len(behind.drive.requests) == 1


def test_what_stop_kept_from_being_sent_is_left_so_that_no_later_start_asks() -> None:
    behind = Behind().begin()
    behind.drive.on_invite = lambda _request: behind.presenter.sending.stop()
    behind.invite("a@x.org, b@x.org, c@x.org")
    states = [row.state for row in behind.connection.book().journal.rows()]
    assert states == [State.DONE, State.DROPPED, State.DROPPED]
    behind.drive.on_invite = lambda _request: None
    behind.presenter.sending.try_again()
    assert invited(behind) == ["a@x.org", "b@x.org", "c@x.org"]
    assert outcomes(behind) == [Invited] * 3


def test_a_mistake_of_ours_in_the_middle_invites_nobody_twice(logged_warnings: list[logging.LogRecord]) -> None:
    behind = Behind().begin()

    def stumble(request: InviteRequest) -> None:
        if request.people[0].address == "b@x.org":
            raise ZeroDivisionError

    behind.drive.on_invite = stumble
    behind.invite("a@x.org, b@x.org, c@x.org")
    assert "ZeroDivisionError" in logged_warnings.pop().getMessage()
    assert outcomes(behind) == [Invited, Unknown, NotSent]
    assert behind.presenter.state.trouble == OwnMistake("ZeroDivisionError")


def test_an_unknown_outcome_is_looked_up_after_the_quiet_window_and_never_sent_again() -> None:
    behind = Behind().begin()
    behind.drive.answers = [LOST]
    behind.invite("a@x.org")
    [row] = behind.presenter.state.rows
    assert (row.due, outcomes(behind)) == (behind.clock.elapsed + 120, [Unknown])
    behind.clock.elapsed += 119
    behind.presenter.settling.tick()
    assert behind.presenter.state.rows[0].looked_at is None
    behind.drive.listed = [(permission_for(row.person),)]
    behind.clock.elapsed += 1
    behind.presenter.settling.tick()
    assert outcomes(behind) == [Invited]
    assert len(behind.drive.requests) == 1


def test_after_three_looks_the_person_decides() -> None:
    behind = Behind().begin()
    behind.drive.answers = [LOST]
    behind.invite("a@x.org")
    asks: list[bool] = []
    for _ in range(4):
        asks.append(behind.presenter.state.rows[0].asks)
        behind.clock.elapsed += 1_000
        behind.presenter.settling.tick()
    [row] = behind.presenter.state.rows
    assert (asks, row.asks, row.is_unknown) == ([False, False, False, True], True, True)
    assert row.looked_at is not None
    behind.drive.listed = [(permission_for(row.person),)]
    behind.presenter.sending.check_now()
    assert outcomes(behind) == [Invited]
    assert len(behind.drive.requests) == 1


def test_a_list_that_cannot_be_read_changes_nothing_and_is_said() -> None:
    behind = Behind().begin()
    behind.drive.answers = [LOST]
    behind.invite("a@x.org")
    behind.drive.listed = [Unreachable(Hurdle.NETWORK)]
    behind.presenter.sending.check_now()
    [row] = behind.presenter.state.rows
    assert row.is_unknown
    assert row.looked_at is None
    assert row.obstacle == Unreachable(Hurdle.NETWORK)


def test_what_was_there_before_is_no_proof_of_an_unanswered_request() -> None:
    before = Permission("old", ("read",), invited_address="a@x.org")
    behind = Behind().begin()
    behind.drive.listed = [(before,), (before,)]
    behind.drive.answers = [LOST]
    behind.presenter.filling.set_role(Role.WRITE)
    behind.invite("a@x.org")
    behind.presenter.sending.check_now()
    assert outcomes(behind) == [Unknown]


def test_undo_removes_what_this_sending_granted_and_nothing_else() -> None:
    behind = Behind().begin()
    before = Permission("old", ("read",), invited_address="had@x.org")
    behind.drive.listed = [(before,)]
    behind.invite("new@x.org, had@x.org")
    assert behind.presenter.state.may_undo
    behind.presenter.sending.undo()
    assert behind.drive.revoked == ["p-new@x.org"]
    taken = [row.taken_back for row in behind.presenter.state.rows]
    assert taken[0] is not None
    assert taken[0].failure is None
    assert taken[1] is None
    assert not behind.presenter.state.may_undo


def test_an_undo_that_does_not_work_can_be_tried_again() -> None:
    behind = Behind().begin().invite("a@x.org")
    behind.drive.revoke_failure = ServiceTrouble(503)
    behind.presenter.sending.undo()
    [row] = behind.presenter.state.rows
    assert row.taken_back is not None
    assert row.taken_back.failure == ServiceTrouble(503)
    assert behind.presenter.state.may_undo
    behind.drive.revoke_failure = None
    behind.presenter.sending.undo()
    assert not behind.presenter.state.may_undo


def test_an_undo_that_cannot_begin_leaves_the_rows_as_they_were() -> None:
    behind = Behind().begin().invite("a@x.org")
    behind.connection.failure = NoAccount()
    behind.presenter.sending.undo()
    [row] = behind.presenter.state.rows
    assert (row.step, row.taken_back) == (Step.SETTLED, None)
    assert behind.presenter.state.trouble == NoAccount()
    assert behind.presenter.state.may_undo


def test_together_sends_one_request_for_all() -> None:
    behind = Behind().begin()
    behind.drive.answers = [Answer((), "r")]
    from drive_share_gui.domain.invitation import Options

    behind.presenter.filling.set_options(Options(together=True))
    behind.invite("a@x.org, b@x.org")
    assert [len(request.people) for request in behind.drive.requests] == [2]
    assert outcomes(behind) == [Unknown, Unknown]


def test_nobody_is_remembered_as_shared_lately_where_nobody_got_access() -> None:
    behind = Behind().begin()
    behind.drive.answers = [UNKNOWN_ADDRESS]
    behind.invite("a@x.org")
    assert behind.recent.items == ()


def test_a_record_of_shared_items_that_fails_does_not_undo_the_results() -> None:
    behind = Behind().begin()
    behind.recent.failure = NotSaved(disk_full=True)
    behind.invite("a@x.org")
    assert outcomes(behind) == [Invited]
    assert behind.presenter.state.trouble is None
