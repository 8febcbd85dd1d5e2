"""What the sign-in page asks, and what follows from each answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.application.accounts import Accounts
from drive_share_gui.domain.account import Account, Feature, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem
from drive_share_gui.ui.sign_in_sight import sight_of
from drive_share_gui.ui.sign_in_state import Ask, Entry, SignInState
from drive_share_gui.ui.signing import Signing
from tests.application.fake_sign_in import ANN_SIGNED_IN, CODE, REGISTRATION, FakeRegistrations, FakeSignIn
from tests.application.fakes import FakeClock
from tests.ui.inline_runner import InlineRunner
from tests.ui.sign_in_shown import BOB

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AGAIN = SignInState(Ask.AGAIN, (ANN_SIGNED_IN,), ANN_SIGNED_IN, may_go_back=True)
OTHER = Registration("99999999-2222-3333-4444-555555555555", "contoso.com", Cloud.CHINA)


@dataclass
class Desk:
    """A presenter with everything behind it, and what it said."""

    sign_in: FakeSignIn = field(default_factory=FakeSignIn)
    registrations: FakeRegistrations = field(default_factory=FakeRegistrations)
    runner: InlineRunner = field(default_factory=InlineRunner)
    clock: FakeClock = field(default_factory=FakeClock)
    signed_in: list[Account] = field(default_factory=list[Account])
    signed_out: list[Account] = field(default_factory=list[Account])
    left: int = 0

    def __post_init__(self) -> None:
        self.signing = Signing(lambda: Accounts(self.sign_in, self.registrations), self.runner, self.clock)
        self.signing.signed_in.connect(self.signed_in.append)
        self.signing.signed_out.connect(self.signed_out.append)
        self.signing.left.connect(self.count)
        self.signing.ask(SignInState())

    def count(self) -> None:
        self.left += 1

    @property
    def state(self) -> SignInState:
        return self.signing.state


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    del qtbot
    return Desk()


def test_signing_in_asks_for_the_least_and_says_where_it_happens(desk: Desk) -> None:
    desk.runner.most_news = 1
    desk.signing.sign_in()
    assert (desk.state.ask, desk.state.host) == (Ask.BROWSER, "login.microsoftonline.com")
    assert desk.sign_in.wishes[0].features == (Feature.SHARE,)


def test_who_signed_in_is_told_once(desk: Desk) -> None:
    desk.signing.sign_in()
    assert desk.signed_in == [ANN_SIGNED_IN]


def test_a_code_is_shown_and_counted_down(desk: Desk) -> None:
    desk.runner.most_news = 2
    desk.signing.use_code()
    assert (desk.state.ask, desk.state.code, desk.state.seconds) == (Ask.CODE, CODE, CODE.seconds)
    desk.clock.elapsed += 100
    desk.signing.tick()
    assert desk.state.seconds == CODE.seconds - 100
    desk.clock.elapsed += 10_000
    desk.signing.tick()
    assert desk.state.seconds == 0


def test_without_a_registration_the_way_to_one_is_shown_and_no_problem(desk: Desk) -> None:
    desk.registrations.known = None
    desk.signing.sign_in()
    assert (desk.state.ask, desk.state.trouble) == (Ask.REGISTER, None)
    assert desk.sign_in.wishes == []


def test_what_is_entered_is_signed_in_as_and_remembered(desk: Desk) -> None:
    desk.registrations.known = None
    desk.signing.register()
    desk.signing.enter(Entry(f" {OTHER.client_id} ", " contoso.com ", Cloud.CHINA))
    desk.signing.use_code()
    assert [wish.registration for wish in desk.sign_in.wishes] == [OTHER]
    assert desk.registrations.load() == OTHER
    assert desk.signed_in == [ANN_SIGNED_IN]


def test_a_refused_registration_stays_to_be_mended(desk: Desk) -> None:
    desk.sign_in.problem = SignInProblem.REGISTRATION_REFUSED
    desk.signing.register()
    desk.signing.enter(Entry(OTHER.client_id))
    desk.signing.sign_in()
    assert (desk.state.ask, desk.state.entry) == (Ask.REGISTER, Entry(OTHER.client_id))
    assert desk.state.trouble == SignInFailed(SignInProblem.REGISTRATION_REFUSED)
    assert desk.registrations.load() == REGISTRATION
    desk.signing.enter(Entry(OTHER.client_id, "contoso.com"))
    assert desk.state.trouble is None


@pytest.mark.parametrize("entry", [Entry(), Entry("1"), Entry(OTHER.client_id, "a b")])
def test_an_entry_that_cannot_be_right_is_no_registration(entry: Entry) -> None:
    assert entry.registration is None


def test_the_same_account_signs_in_again_and_meets_the_challenge(desk: Desk) -> None:
    desk.signing.ask(AGAIN, "claims")
    desk.signing.sign_in()
    (wish,) = desk.sign_in.wishes
    assert (wish.account, wish.registration, wish.claims) == (ANN_SIGNED_IN, REGISTRATION, "claims")


def test_another_account_than_asked_for_is_refused_and_asked_for_again(desk: Desk) -> None:
    desk.sign_in.problem = SignInProblem.OTHER_ACCOUNT
    desk.signing.ask(AGAIN)
    desk.signing.sign_in()
    assert (desk.state.ask, desk.state.trouble) == (Ask.AGAIN, SignInFailed(SignInProblem.OTHER_ACCOUNT))
    assert desk.signed_in == []


def test_what_was_given_up_is_not_heard_of_any_more(desk: Desk) -> None:
    desk.runner.hold = True
    desk.signing.sign_in()
    desk.signing.cancel()
    assert desk.state.ask is Ask.START
    desk.runner.release()
    assert (desk.signed_in, desk.sign_in.signed_in) == ([], [])
    assert desk.state.trouble is None


def test_cancel_goes_back_to_the_question_and_from_there_to_where_it_came_from(desk: Desk) -> None:
    desk.signing.ask(AGAIN)
    desk.signing.register()
    desk.signing.cancel()
    assert (desk.state.ask, desk.left) == (Ask.AGAIN, 0)
    desk.signing.cancel()
    assert desk.left == 1


def test_one_of_several_is_chosen_or_one_more_added(desk: Desk) -> None:
    chosen: list[Account] = []
    desk.signing.chosen.connect(chosen.append)
    desk.signing.ask(SignInState(Ask.WHICH, (ANN_SIGNED_IN, BOB)))
    desk.signing.choose(BOB)
    assert chosen == [BOB]
    desk.signing.add_account()
    assert (desk.state.ask, desk.state.account, desk.state.may_go_back) == (Ask.START, None, True)


def test_signing_out_is_asked_about_and_then_done_once(desk: Desk) -> None:
    desk.sign_in.signed_in = [ANN_SIGNED_IN, BOB]
    desk.signing.ask(SignInState(Ask.SIGN_OUT, (ANN_SIGNED_IN, BOB), BOB, may_go_back=True))
    assert desk.sign_in.signed_in == [ANN_SIGNED_IN, BOB]
    desk.runner.hold = True
    desk.signing.sign_out()
    desk.signing.sign_out()
    assert desk.state.is_busy
    desk.runner.release()
    assert (desk.sign_in.signed_in, desk.signed_out) == ([ANN_SIGNED_IN], [BOB])


def test_more_is_asked_for_with_what_there_was(desk: Desk) -> None:
    more = SignInState(Ask.MORE, (ANN_SIGNED_IN,), ANN_SIGNED_IN, Feature.SUGGESTIONS, may_go_back=True)
    desk.signing.ask(more)
    assert "People.Read" in sight_of(desk.state).text
    desk.signing.sign_in()
    assert [(wish.account, wish.features) for wish in desk.sign_in.wishes] == [
        (ANN_SIGNED_IN, (Feature.SHARE, Feature.SUGGESTIONS))
    ]
