"""Where there is no browser, a code is shown here and typed elsewhere (RFC 8628)."""

import threading
from pathlib import Path

import httpx
import pytest

from drive_share_gui.application.sign_in_ports import DeviceCode
from drive_share_gui.domain.failure import Failure, Riddle, UnclearAnswer
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem
from tests.adapters.microsoft_identity.identity_provider import refused
from tests.adapters.microsoft_identity.signing_in import WISH, Desk, failure_of

NEVER = threading.Event()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def pending() -> httpx.Response:
    return refused("authorization_pending")


def sign_in(desk: Desk, cancel: threading.Event = NEVER) -> list[DeviceCode]:
    shown: list[DeviceCode] = []
    desk.identity().with_device_code(WISH, shown.append, cancel)
    return shown


def test_the_code_is_shown_and_whoever_types_it_is_signed_in(desk: Desk) -> None:
    assert sign_in(desk) == [DeviceCode("ABCD-EFGH", "https://login.example/device", 900.0)]
    assert desk.identity().accounts()[0].username == "ann@contoso.example"
    assert desk.opened == []


def test_slow_down_means_five_seconds_more_for_good(desk: Desk) -> None:
    desk.provider.answers = [pending(), refused("slow_down"), pending(), refused("slow_down"), pending()]
    sign_in(desk)
    assert desk.clock.waits == [5, 5, 10, 10, 15, 15]


@pytest.mark.parametrize(("interval", "waited"), [("", 5), (0, 1), (-3, 1), (1, 1), (60, 60), (61, 60), (10**9, 60)])
def test_the_service_says_how_long_to_wait_within_reason(desk: Desk, interval: object, waited: float) -> None:
    desk.provider.device = {"interval": interval}
    desk.provider.answers = [pending()]
    sign_in(desk)
    assert desk.clock.waits == [waited, waited]


def test_trouble_on_the_way_means_waiting_longer_and_asking_again(desk: Desk) -> None:
    desk.provider.answers = [httpx.Response(503), httpx.Response(429, headers={"Retry-After": "40"}), pending()]
    sign_in(desk)
    assert desk.clock.waits == [5, 10, 40, 40]


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("authorization_declined", SignInProblem.DECLINED),
        ("access_denied", SignInProblem.DECLINED),
        ("expired_token", SignInProblem.TOO_LATE),
        ("invalid_client", SignInProblem.REGISTRATION_REFUSED),
    ],
)
def test_a_refusal_ends_it_with_its_reason(desk: Desk, error: str, problem: SignInProblem) -> None:
    desk.provider.answers = [pending(), refused(error)]
    assert failure_of(lambda: sign_in(desk)) == SignInFailed(problem)
    assert desk.provider.asked.count("POST /common/oauth2/v2.0/token") == 2


@pytest.mark.parametrize(("life", "asked"), [(15, 3), (14, 2), (10**9, 360)])
def test_a_code_nobody_types_is_given_up_when_it_ends(desk: Desk, life: float, asked: int) -> None:
    desk.provider.device = {"expires_in": life}
    desk.provider.answers = [pending() for _ in range(400)]
    assert failure_of(lambda: sign_in(desk)) == SignInFailed(SignInProblem.TOO_LATE)
    assert len(desk.clock.waits) == asked


def test_giving_up_is_noticed_in_the_middle_of_a_wait(desk: Desk) -> None:
    given_up = threading.Event()
    given_up.set()
    assert failure_of(lambda: sign_in(desk, given_up)) == SignInFailed(SignInProblem.CANCELLED)
    assert desk.provider.asked[-1] == "POST /common/oauth2/v2.0/devicecode"


@pytest.mark.parametrize(
    "said",
    [
        {"verification_uri": "http://login.example/device"},
        {"verification_uri": "javascript:alert(1)"},
        {"verification_uri": "https://me@login.example/"},
        {"user_code": "ABCD\u202e"},
        {"user_code": "A" * 41},
        {"user_code": ""},
        {"device_code": ""},
        {"interval": "soon"},
    ],
)
def test_a_code_or_link_that_cannot_be_shown_is_not_shown(desk: Desk, said: dict[str, object]) -> None:
    desk.provider.device = said
    failure: Failure = UnclearAnswer(Riddle.UNEXPECTED_SHAPE)
    assert failure_of(lambda: sign_in(desk)) == failure


def test_a_registration_that_does_not_allow_it_is_said(desk: Desk) -> None:
    desk.provider.device = {"error": "unauthorized_client", "error_description": "AADSTS7000218: no public client"}
    failure = SignInFailed(SignInProblem.REGISTRATION_REFUSED, "AADSTS7000218")
    assert failure_of(lambda: sign_in(desk)) == failure
