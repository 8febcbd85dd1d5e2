"""Somebody signs in with the browser, once, and the program can share from then on."""

import base64
import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.microsoft_identity.browser_sign_in import MINUTES
from drive_share_gui.adapters.microsoft_identity.msal_application import authority_of as real_authority_of
from drive_share_gui.adapters.microsoft_identity.msal_application import scopes_of
from drive_share_gui.application.sign_in_ports import SignInWish
from drive_share_gui.domain.account import PERSONAL_TENANT, Account, Feature, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import (
    Failure,
    Riddle,
    ServiceTrouble,
    SharingError,
    SignInNeeded,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem
from tests.adapters.microsoft_identity.identity_provider import ANN, BEN, CLIENT, CONTOSO, REGISTRATION, refused
from tests.adapters.microsoft_identity.signing_in import WISH, Desk, failure_of, port_in

NEVER = threading.Event()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def problem_of(action: Callable[[], object]) -> SignInProblem | None:
    failure = failure_of(action)
    return failure.problem if isinstance(failure, SignInFailed) else None


@pytest.mark.parametrize("by_form", [True, False])
def test_who_signs_in_is_known_and_has_tokens(desk: Desk, by_form: bool) -> None:  # noqa: FBT001 - one of two ways
    desk.by_form = by_form
    identity, account = desk.sign_in()
    assert account == Account(f"{ANN}.{CONTOSO}", "ann@contoso.example", REGISTRATION, CONTOSO)
    assert identity.accounts() == (account,)
    assert identity.tokens(account).token().startswith("access-")
    assert desk.answers.get(timeout=5)[0] == 200


def test_the_browser_is_asked_for_the_least_and_the_answer_can_be_redeemed_by_nobody_else(desk: Desk) -> None:
    desk.sign_in()
    desk.sign_in()
    first, second = (dict(parse_qsl(urlsplit(url).query)) for url in desk.opened)
    assert set(first["scope"].split()) == {"Files.ReadWrite", "User.Read", "offline_access", "openid", "profile"}
    assert first["response_mode"] == "form_post"
    assert all(len(first[name]) >= 20 for name in ("state", "nonce"))
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))
    verifiers = [form["code_verifier"] for form in desk.provider.forms]
    assert all(43 <= len(verifier) <= 128 and verifier not in "".join(desk.opened) for verifier in verifiers)
    assert "client_secret" not in desk.provider.forms[0]


def test_the_page_at_the_end_is_the_same_for_everybody_and_loads_nothing(desk: Desk) -> None:
    desk.change = lambda fields: fields | {"extra": "<script>alert(1)</script>"}
    desk.sign_in()
    page = desk.answers.get(timeout=5)[1].decode()
    assert "alert" not in page
    assert "The answer &lt;arrived&gt; &amp; you can close this page." in page


def test_after_the_sign_in_nobody_listens(desk: Desk) -> None:
    desk.sign_in()
    for address in ("127.0.0.1", "::1"):
        with pytest.raises(OSError, match=r"refused|Cannot assign"):
            socket.create_connection((address, port_in(desk.opened[0])), timeout=5)


def test_several_are_signed_in_side_by_side_the_last_first(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    desk.provider.who, desk.provider.username = BEN, "ben@contoso.example"
    ben = identity.with_browser(WISH, NEVER)
    assert identity.accounts() == (ben, ann)
    assert identity.tokens(ann).token().endswith(ANN)
    assert identity.tokens(ben).token().endswith(BEN)
    identity.sign_out(ben)
    assert identity.accounts() == (ann,)
    assert failure_of(identity.tokens(ben).token) == SignInNeeded()
    assert identity.tokens(ann).token().endswith(ANN)


def test_somebody_else_than_asked_for_changes_nothing(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    before = identity.tokens(ann).token()
    desk.provider.who = BEN
    wish = SignInWish(REGISTRATION, account=ann)
    assert problem_of(lambda: identity.with_browser(wish, NEVER)) is SignInProblem.OTHER_ACCOUNT
    assert identity.accounts() == (ann,)
    assert identity.tokens(ann).token() == before
    asked = dict(parse_qsl(urlsplit(desk.opened[-1]).query))
    assert asked["login_hint"] == "ann@contoso.example"
    assert "prompt" not in asked


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://login.example/other/v2.0"},
        {"iss": f"https://evil.example/{CONTOSO}/v2.0"},
        {"aud": "another-app"},
        {"nonce": "another-attempt"},
        {"oid": "../../etc"},
        {"tid": ""},
    ],
)
def test_an_answer_for_another_app_tenant_or_attempt_is_refused(desk: Desk, claims: dict[str, object]) -> None:
    desk.provider.claims = claims
    assert problem_of(desk.sign_in) is SignInProblem.NOT_FOR_US
    assert desk.identity().accounts() == ()


def test_a_redirect_in_the_name_of_another_service_is_refused(desk: Desk) -> None:
    desk.change = lambda fields: fields | {"iss": "https://evil.example/"}
    assert problem_of(desk.sign_in) is SignInProblem.NOT_FOR_US


@pytest.mark.parametrize(
    ("tenant", "who", "let_in"),
    [
        ("common", CONTOSO, True),
        ("common", PERSONAL_TENANT, True),
        ("consumers", PERSONAL_TENANT, True),
        ("consumers", CONTOSO, False),
        ("organizations", CONTOSO, True),
        ("organizations", PERSONAL_TENANT, False),
        (CONTOSO, CONTOSO, True),
        (CONTOSO, PERSONAL_TENANT, False),
        ("contoso.example", CONTOSO, True),
    ],
)
def test_the_tenant_of_the_registration_says_who_may_come(desk: Desk, tenant: str, who: str, let_in: bool) -> None:  # noqa: FBT001
    desk.provider.tenant = who
    wish = SignInWish(Registration(CLIENT, tenant))
    assert problem_of(lambda: desk.sign_in(wish)) is (None if let_in else SignInProblem.NOT_FOR_US)


@pytest.mark.parametrize(
    ("error", "description", "problem", "code"),
    [
        ("access_denied", "", SignInProblem.DECLINED, ""),
        ("access_denied", "AADSTS65004: declined <b>", SignInProblem.DECLINED, "AADSTS65004"),
        ("access_denied", "AADSTS90094: admin", SignInProblem.ADMIN_CONSENT, "AADSTS90094"),
        ("unauthorized_client", "AADSTS700016: unknown", SignInProblem.REGISTRATION_REFUSED, "AADSTS700016"),
        ("server_error", "", SignInProblem.SERVICE, ""),
        ("temporarily_unavailable", "", SignInProblem.SERVICE, ""),
    ],
)
def test_an_error_of_the_page_ends_the_sign_in_with_its_reason(
    desk: Desk, error: str, description: str, problem: SignInProblem, code: str
) -> None:
    desk.change = lambda fields: {"error": error, "error_description": description, "state": fields["state"]}
    assert failure_of(desk.sign_in) == SignInFailed(problem, code)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (refused("invalid_grant"), SignInFailed(SignInProblem.NOT_FOR_US)),
        (
            refused("invalid_client", "AADSTS7000218: x"),
            SignInFailed(SignInProblem.REGISTRATION_REFUSED, "AADSTS7000218"),
        ),
        (httpx.Response(503), ServiceTrouble(503)),
        (httpx.Response(429, headers={"Retry-After": "7"}), Throttled(7.0)),
        (httpx.Response(302, headers={"Location": "https://evil.example"}), UnclearAnswer(Riddle.REDIRECT, 302)),
        (httpx.Response(200, text="<html>"), UnclearAnswer(Riddle.NOT_JSON, 200)),
        (httpx.Response(200, content=b" " * 2_000_000), UnclearAnswer(Riddle.TOO_LARGE, 200)),
        (httpx.Response(200, json={}), UnclearAnswer(Riddle.UNEXPECTED_SHAPE)),
        (httpx.Response(200, json={"access_token": 5}), UnclearAnswer(Riddle.UNEXPECTED_SHAPE)),
        (httpx.Response(200, json={"access_token": "a", "id_token": "x"}), SignInFailed(SignInProblem.NOT_FOR_US)),
    ],
)
def test_whatever_the_service_answers_there_is_a_reason(desk: Desk, answer: httpx.Response, failure: Failure) -> None:
    desk.provider.answers.append(answer)
    assert failure_of(desk.sign_in) == failure
    assert desk.identity().accounts() == ()


def test_a_tenant_nobody_knows_is_the_registrations_fault(desk: Desk) -> None:
    desk.provider.change = lambda _request, _answer: httpx.Response(400, json={"error": "invalid_tenant"})
    assert problem_of(desk.sign_in) is SignInProblem.REGISTRATION_REFUSED


def test_without_a_network_nothing_is_opened(desk: Desk) -> None:
    def unplugged(request: httpx.Request, _answer: httpx.Response) -> httpx.Response:
        raise httpx.ConnectError(str(request.url.host))

    desk.provider.change = unplugged
    assert isinstance(failure_of(desk.sign_in), Unreachable)
    assert desk.opened == []


@pytest.mark.parametrize("client_id", ["", "my app", "11111111-2222-3333-4444-55555555555&x=1"])
def test_without_a_registration_nobody_is_asked(desk: Desk, client_id: str) -> None:
    assert problem_of(lambda: desk.sign_in(SignInWish(Registration(client_id)))) is SignInProblem.NOT_REGISTERED
    assert desk.provider.asked == []


def test_no_browser_is_said_at_once(desk: Desk) -> None:
    def missing(_url: str) -> bool:
        return False

    def broken(url: str) -> bool:
        raise RuntimeError(url)

    for browser in (missing, broken):
        identity = desk.identity(browser, seconds=60)
        assert problem_of(lambda: identity.with_browser(WISH, NEVER)) is SignInProblem.NO_BROWSER  # noqa: B023


def test_somebody_who_never_comes_back_has_five_minutes(desk: Desk) -> None:
    assert MINUTES == 5
    identity = desk.identity(lambda _url: True, seconds=0.1)
    assert problem_of(lambda: identity.with_browser(WISH, NEVER)) is SignInProblem.TOO_LATE


def test_giving_up_ends_it_and_it_can_be_tried_again(desk: Desk) -> None:
    given_up = threading.Event()

    def give_up(_url: str) -> bool:
        given_up.set()
        return True

    assert problem_of(lambda: desk.identity(give_up).with_browser(WISH, given_up)) is SignInProblem.CANCELLED
    assert desk.sign_in()[1].username == "ann@contoso.example"


def test_a_page_of_another_server_is_never_opened(desk: Desk) -> None:
    def lying(_request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        return httpx.Response(
            200, json=answer.json() | {"authorization_endpoint": "https://evil.example/common/authorize"}
        )

    desk.provider.change = lying
    assert problem_of(desk.sign_in) is SignInProblem.SERVICE
    assert desk.opened == []


def test_a_code_is_never_sent_to_another_server(desk: Desk) -> None:
    hosts: set[str] = set()

    def lying(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        hosts.add(request.url.host)
        return httpx.Response(200, json=answer.json() | {"token_endpoint": "https://evil.example/common/token"})

    desk.provider.change = lying
    assert failure_of(desk.sign_in) == UnclearAnswer(Riddle.REDIRECT)
    assert hosts == {"login.example"}


def test_a_claims_challenge_is_answered_without_asking_where_that_is_enough(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    before = identity.tokens(ann).token()
    challenge = {"access_token": {"acrs": {"essential": True, "value": "c1"}}}
    wish = SignInWish(REGISTRATION, account=ann, claims=base64.b64encode(json.dumps(challenge).encode()).decode())
    assert identity.with_browser(wish, NEVER) == ann
    assert len(desk.opened) == 1
    asked = json.loads(desk.provider.forms[-1]["claims"])
    assert asked == {"access_token": challenge["access_token"] | {"xms_cc": {"values": ["CP1"]}}}
    assert identity.tokens(ann).token() != before
    assert identity.with_browser(wish, NEVER) == ann
    assert len(desk.opened) == 2, "The same challenge came again, and nobody was asked."


def test_a_claims_challenge_only_a_person_can_answer_opens_the_browser_with_it(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    challenge = '{"access_token": {"acrs": {"value": "c1"}}}'
    desk.provider.answers.append(refused("interaction_required", claims=challenge))
    assert identity.with_browser(SignInWish(REGISTRATION, account=ann, claims=challenge), NEVER) == ann
    assert len(desk.opened) == 2
    assert json.loads(dict(parse_qsl(urlsplit(desk.opened[1]).query))["claims"])["access_token"]["acrs"] == {
        "value": "c1"
    }


def test_without_a_keyring_somebody_is_signed_in_for_this_run(desk: Desk) -> None:
    desk.store = MemoryCredentials()
    identity, ann = desk.sign_in()
    assert not identity.is_lasting
    assert identity.accounts() == (ann,)


@pytest.mark.parametrize("cloud", list(Cloud))
def test_every_cloud_has_its_own_page_and_permissions(cloud: Cloud) -> None:
    authority = real_authority_of(Registration(CLIENT, cloud=cloud))
    assert authority == f"https://{cloud.hosts.login}/common"
    first = scopes_of((Feature.SHARE,), cloud)[0]
    assert first == ("Files.ReadWrite" if cloud is Cloud.GLOBAL else f"https://{cloud.hosts.graph}/Files.ReadWrite")


def test_more_is_asked_for_only_where_it_is_wished(desk: Desk) -> None:
    identity, ann = desk.sign_in(SignInWish(REGISTRATION, (Feature.SHARE, Feature.SUGGESTIONS)))
    assert "People.Read" in dict(parse_qsl(urlsplit(desk.opened[0]).query))["scope"].split()
    assert identity.tokens(ann, Feature.SUGGESTIONS).token() == identity.tokens(ann).token()
    desk.provider.answers.append(refused("invalid_grant", "AADSTS65001: no consent"))
    assert failure_of(identity.tokens(ann, Feature.ITEMS_OF_OTHERS).token) == SignInNeeded()
    assert identity.tokens(ann).token().startswith("access-")


def test_what_msal_says_of_secrets_is_not_kept_in_the_exception(desk: Desk) -> None:
    desk.provider.claims = {"nonce": "another-attempt"}
    with pytest.raises(SharingError) as caught:
        desk.sign_in()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
