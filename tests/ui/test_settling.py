"""Whoever is in doubt is looked for, then asked about; and only the person's word sends again, leaves or forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Unreachable
from drive_share_gui.domain.journal_row import Choice
from drive_share_gui.domain.outcome import Invited, Mail, NotSent, Receipt
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.result_rows import Step
from drive_share_gui.ui.results_model import actions_of
from drive_share_gui.ui.settling_wording import describe_unsettled
from tests.application.fakes import permission_for
from tests.ui.earlier_rows import being_sent
from tests.ui.share_shown import SHEET, Behind

if TYPE_CHECKING:
    from drive_share_gui.domain.journal_row import Row
    from drive_share_gui.ui.result_rows import ResultRow
    from drive_share_gui.ui.share_state import ShareState

pytestmark = pytest.mark.usefixtures("qapp")

LOST = NoAnswer(Silence.TIMEOUT)
FORBIDDEN = Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)


def only(behind: Behind) -> ResultRow:
    [row] = behind.presenter.state.rows
    return row


def written(behind: Behind) -> Row:
    return behind.connection.book().journal.rows()[-1]


def in_doubt() -> Behind:
    return Behind().begin().invite("a@x.org", LOST)


def asked_about() -> Behind:
    behind = in_doubt()
    for _ in range(3):
        behind.clock.elapsed += 200
        behind.presenter.settling.tick()
    assert only(behind).asks
    return behind


def decide(behind: Behind, what: Label) -> None:
    behind.presenter.settling.decide(what, behind.presenter.state.rows)


def test_the_seconds_until_the_look_are_those_of_the_journal() -> None:
    behind = in_doubt()
    assert only(behind).due == behind.clock.elapsed + 120
    behind.clock.elapsed += 120
    behind.presenter.settling.tick()
    assert only(behind).due == behind.clock.elapsed + 10


def test_nothing_in_doubt_is_sent_again_before_the_person_was_asked() -> None:
    behind = in_doubt()
    decide(behind, Label.SEND_AGAIN)
    assert len(behind.drive.requests) == 1
    assert only(behind).is_unknown


def test_a_click_sends_again_and_is_written_down() -> None:
    behind = asked_about()
    decide(behind, Label.SEND_AGAIN)
    assert isinstance(only(behind).outcome, Invited)
    assert len(behind.drive.requests) == 2
    assert [click.choice for click in written(behind).clicks] == [Choice.SEND_AGAIN]


def test_whoever_the_list_shows_at_the_click_is_not_sent_anything() -> None:
    behind = asked_about()
    behind.drive.listed = [(permission_for(only(behind).person),)]
    decide(behind, Label.SEND_AGAIN)
    assert isinstance(only(behind).outcome, Invited)
    assert len(behind.drive.requests) == 1


def test_sending_again_tells_its_steps() -> None:
    behind = asked_about()
    steps: list[Step] = []

    def note(state: ShareState) -> None:
        steps.append(state.rows[0].step)

    behind.presenter.changed.connect(note)
    decide(behind, Label.SEND_AGAIN)
    assert list(dict.fromkeys(steps)) == [Step.QUEUED, Step.SENDING, Step.SETTLED]


def test_sent_again_without_an_answer_is_looked_for_again_from_the_beginning() -> None:
    behind = asked_about()
    behind.drive.answers = [LOST]
    decide(behind, Label.SEND_AGAIN)
    assert (only(behind).is_unknown, only(behind).asks) == (True, False)
    assert only(behind).due == behind.clock.elapsed + 120


def test_a_stop_before_it_was_sent_again_leaves_the_question_open() -> None:
    behind = asked_about()
    behind.runner.hold = True
    decide(behind, Label.SEND_AGAIN)
    assert behind.presenter.state.is_sending
    behind.presenter.sending.stop()
    assert behind.presenter.state.is_stopping
    behind.runner.release()
    assert only(behind).asks
    assert len(behind.drive.requests) == 1


def test_what_is_left_is_not_asked_about_again() -> None:
    behind = asked_about()
    decide(behind, Label.LEAVE)
    assert (only(behind).is_left, only(behind).is_unknown, only(behind).asks) == (True, False, False)
    assert written(behind).state is State.DROPPED
    assert behind.presenter.may_leave()


def test_a_question_goes_away_by_itself_once_the_list_shows_the_person() -> None:
    behind = asked_about()
    behind.drive.listed = [(permission_for(only(behind).person),)]
    behind.clock.elapsed += 119
    behind.presenter.settling.tick()
    assert only(behind).asks
    behind.clock.elapsed += 1
    behind.presenter.settling.tick()
    assert isinstance(only(behind).outcome, Invited)


def test_a_list_that_cannot_be_read_is_asked_for_less_and_less_often() -> None:
    behind = in_doubt()
    behind.clock.elapsed += 120
    pauses: list[float] = []
    for _ in range(5):
        behind.drive.listed = [Unreachable(Hurdle.NETWORK)]
        behind.presenter.settling.tick()
        due = only(behind).due
        assert due is not None
        pauses.append(due - behind.clock.elapsed)
        behind.clock.elapsed = due
    assert pauses == [10, 20, 40, 80, 120]
    behind.presenter.settling.tick()
    assert only(behind).obstacle is None


def test_a_list_nobody_may_read_is_not_asked_for_again_by_itself() -> None:
    behind = in_doubt()
    behind.clock.elapsed += 120
    behind.drive.listed = [FORBIDDEN]
    behind.presenter.settling.tick()
    assert (only(behind).due, only(behind).obstacle) == (None, FORBIDDEN)
    assert only(behind).asks


def blindly_asked_about() -> Behind:
    behind = in_doubt()
    behind.drive.listed = [FORBIDDEN] * 9
    for _ in range(2):
        behind.presenter.settling.check(behind.presenter.state.rows)
        behind.clock.elapsed += 120
        behind.presenter.settling.tick()
    assert only(behind).asks_blindly
    return behind


def test_a_list_that_is_refused_before_the_quiet_window_is_asked_for_once_more_after_it() -> None:
    behind = in_doubt()
    behind.drive.listed = [FORBIDDEN]
    behind.presenter.settling.check(behind.presenter.state.rows)
    assert (only(behind).asks, only(behind).due) == (False, behind.clock.elapsed + 120)


def test_whoever_cannot_be_looked_for_is_asked_about_with_the_reason_and_the_website() -> None:
    behind = blindly_asked_about()
    said = describe_unsettled(only(behind), behind.clock.elapsed)
    assert "The sharing list is not shown to this account. Look on the website who has access" in said
    actions = (Label.LOOK_ON_WEBSITE, Label.CHECK_AGAIN, Label.SEND_AGAIN, Label.LEAVE)
    assert actions_of(only(behind)) == actions
    behind.presenter.show_page(only(behind))
    page = behind.presenter.state.page
    assert page is not None
    assert (page.url, page.may_be_opened) == (SHEET.web_url, page.host == "contoso.example")


def test_where_the_list_is_refused_a_click_sends_again() -> None:
    behind = blindly_asked_about()
    decide(behind, Label.SEND_AGAIN)
    assert len(behind.drive.requests) == 2
    assert [click.choice for click in written(behind).clicks] == [Choice.SEND_AGAIN]
    assert written(behind).state is State.DONE


def test_a_connection_that_is_gone_is_said_at_the_row_and_the_look_is_tried_again() -> None:
    behind = in_doubt()
    behind.connection.failure = Unreachable(Hurdle.NETWORK)
    behind.clock.elapsed += 120
    behind.presenter.settling.tick()
    assert (only(behind).obstacle, behind.presenter.state.trouble) == (Unreachable(Hurdle.NETWORK), None)
    assert only(behind).due == behind.clock.elapsed + 10


def test_whom_another_window_is_sending_to_is_waited_for_and_not_sent_to() -> None:
    behind = Behind().begin()
    book = behind.connection.book()
    row = being_sent(book, SHEET, "a@x.org")

    def answer_there() -> None:
        behind.clock.on_wait = lambda: None
        book.answer(row, Receipt(Invited(row.person, permission_for(row.person), Mail.SENT), 1))

    behind.clock.on_wait = answer_there
    behind.invite("a@x.org")
    assert isinstance(only(behind).outcome, Invited)
    assert behind.drive.requests == []


def test_what_a_click_sends_in_vain_can_be_sent_or_left_by_another() -> None:
    behind = asked_about()
    behind.drive.answers = [Unreachable(Hurdle.CERTIFICATE)]
    decide(behind, Label.SEND_AGAIN)
    assert only(behind).asks
    assert not isinstance(only(behind).outcome, NotSent)
    decide(behind, Label.LEAVE)
    assert only(behind).is_left
