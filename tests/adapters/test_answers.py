"""What each status and error object means, from the wire to the reason (fact sheet §6, reliability §2)."""

import json

import httpx
import pytest

from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.application.ports import Answer
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.domain.failure import (
    Failure,
    Riddle,
    ServiceTrouble,
    SharingError,
    SignInNeeded,
    Throttled,
    UnclearAnswer,
)
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.adapters.asking import (
    ITEM,
    REQUEST,
    failure_of,
    outcome_of_invite,
    service_at,
    service_that_answers,
)
from tests.adapters.fault_server import answering, fault_server, http

GRANTED: Json = {"value": [{"id": "500", "roles": ["read"], "invitation": {"email": "ann@example.org"}}]}


def error(*codes: str, key: str = "innererror") -> Json:
    """The envelope of an error with these codes, from the outer to the innermost."""
    inner: dict[str, Json] = {}
    for code in reversed(codes):
        inner = {"code": code, "message": "ann@example.org was not found", **({key: inner} if inner else {})}
    return {"error": inner}


def answer(status: int, content: Json = None, **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, content=json.dumps(content).encode(), headers=names)


def outcome(response: httpx.Response) -> Answer | Failure:
    with service_that_answers(lambda _request: response) as service:
        return outcome_of_invite(service)


@pytest.mark.parametrize("key", ["innererror", "innerError", "InnerError"])
@pytest.mark.parametrize(
    ("status", "codes", "reason", "code"),
    [
        (400, ["noResolvedUsers"], Reason.ADDRESS_UNKNOWN, "noResolvedUsers"),
        (400, ["invalidRequest"], Reason.REQUEST_NOT_ACCEPTED, "invalidRequest"),
        (400, ["invalidRequest", "secureSharingInvalidRequest"], Reason.SIGN_IN_RULE, "secureSharingInvalidRequest"),
        (400, ["invalidRequest", "parameterIsTooLong"], Reason.MESSAGE_TOO_LONG, "parameterIsTooLong"),
        (403, ["accessDenied", "accessRestricted"], Reason.ONLY_THE_OWNER, "accessRestricted"),
        (403, ["accessDenied", "newAndUnknown"], Reason.NOT_ALLOWED, "accessDenied"),
        (403, [""], Reason.NOT_ALLOWED, "http403"),
        (404, ["itemNotFound"], Reason.ITEM_GONE, "itemNotFound"),
        (405, ["Request_BadRequest"], Reason.NOT_OFFERED, "Request_BadRequest"),
        (409, ["conflict"], Reason.ALREADY_SHARED, "conflict"),
        (412, ["resourceModified"], Reason.CHANGED_MEANWHILE, "resourceModified"),
        (423, ["locked"], Reason.LOCKED, "locked"),
        (507, ["quotaLimitReached"], Reason.QUOTA, "quotaLimitReached"),
        (418, ["teapot"], Reason.OTHER, "teapot"),
    ],
)
def test_the_deepest_code_that_is_known_says_why(
    status: int, codes: list[str], reason: Reason, code: str, key: str
) -> None:
    assert outcome(answer(status, error(*codes, key=key))) == Refusal(reason, code, status)


@pytest.mark.parametrize("content", [None, [], {}, {"error": None}, {"error": 7}, {"error": {"code": {"a": 1}}}, "x"])
def test_a_refusal_that_cannot_be_read_is_a_refusal_by_its_status(content: Json) -> None:
    assert outcome(answer(400, content)) == Refusal(Reason.REQUEST_NOT_ACCEPTED, "http400", 400)


def test_an_error_that_is_only_a_word_is_read_as_its_code() -> None:
    assert outcome(answer(400, {"error": "invalid_scope"})) == Refusal(
        Reason.REQUEST_NOT_ACCEPTED, "invalid_scope", 400
    )


def test_levels_wrapped_in_lists_are_read_all_the_same() -> None:
    content: Json = [{"error": [{"code": "invalidRequest", "innerError": [{"code": "secureSharingInvalidRequest"}]}]}]
    assert outcome(answer(400, content)) == Refusal(Reason.SIGN_IN_RULE, "secureSharingInvalidRequest", 400)


def test_ten_levels_are_read_and_a_thousand_do_no_harm() -> None:
    ten = ["unheardOf"] * 9 + ["noResolvedUsers"]
    assert outcome(answer(400, error(*ten))) == Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
    text = b'{"error":' + b'{"code":"x","innererror":' * 1000 + b"{}" + b"}" * 1001
    assert outcome(httpx.Response(400, content=text)) == Refusal(Reason.REQUEST_NOT_ACCEPTED, "http400", 400)


def test_a_code_is_kept_to_what_can_be_shown_on_one_line() -> None:
    refusal = outcome(answer(400, error("a\n\x1b[2J\u202e" + "b" * 500)))
    assert refusal == Refusal(Reason.REQUEST_NOT_ACCEPTED, "a[2J" + "b" * 96, 400)


@pytest.mark.parametrize("status", [500, 501, 502, 503, 504, 511, 599])
def test_trouble_of_the_service_leaves_it_open_what_happened(status: int) -> None:
    assert outcome(answer(status, error("generalException"), retry_after="5")) == ServiceTrouble(
        status, "generalException"
    )
    assert outcome(httpx.Response(status, html="<p>Bad Gateway")) == ServiceTrouble(status)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "41"}, 41.0),
        ({"retry_after": "2.128"}, 2.128),
        ({}, None),
        ({"retry_after": "Sun, 22 Nov 2026 10:00:31 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 31.0),
    ],
)
def test_a_throttled_request_says_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert outcome(answer(429, error("activityLimitReached", "throttledRequest"), **headers)) == Throttled(seconds)


@pytest.mark.parametrize("status", [301, 302, 303, 304, 307, 308])
def test_nobody_is_sent_anything_because_of_a_redirect(status: int) -> None:
    with fault_server(answering(http(200))) as stranger:
        location = f"Location: http://127.0.0.1:{stranger.port}/v1.0/me/drive"
        with fault_server(answering(http(status, b"", location))) as server, service_at(server.base_url) as service:
            assert outcome_of_invite(service) == UnclearAnswer(Riddle.REDIRECT, status)
            assert failure_of(service.drive) == UnclearAnswer(Riddle.REDIRECT, status)
        assert stranger.connections == 0


def test_the_number_of_the_request_is_kept_for_a_support_case() -> None:
    with service_that_answers(lambda _request: answer(200, GRANTED, request_id="7F-a1")) as service:
        assert service.invite(REQUEST).request_id == "7F-a1"
    refusal = answer(403, error("accessDenied"), request_id="7F-a1")
    with service_that_answers(lambda _request: refusal) as service, pytest.raises(SharingError) as caught:
        service.invite(REQUEST)
    assert caught.value.request_id == "7F-a1"


@pytest.mark.parametrize("number", ["ann@example.org", "a b", "1" * 65, "\x1b[2J"])
def test_a_number_that_is_none_is_left_out(number: str) -> None:
    with service_that_answers(lambda _request: answer(200, GRANTED, request_id=number)) as service:
        assert service.invite(REQUEST).request_id == ""


class Tokens:
    """Tokens one after the other, as long as there are any."""

    def __init__(self, *tokens: str) -> None:
        self.left = list(tokens)
        self.spoiled: list[str] = []

    def token(self) -> str:
        return self.left[0]

    def renew(self, spoiled: str) -> bool:
        self.spoiled.append(spoiled)
        self.left.pop(0)
        return bool(self.left)


def asked_with(tokens: TokenSource, *responses: httpx.Response) -> tuple[Answer | Failure, list[str]]:
    """What inviting ends in, and the token of each request that was sent."""
    used: list[str] = []
    left = list(responses)

    def reply(request: httpx.Request) -> httpx.Response:
        used.append(request.headers["authorization"])
        return left.pop(0)

    with service_that_answers(reply, tokens=tokens) as service:
        return outcome_of_invite(service), used


EXPIRED = ("InvalidAuthenticationToken",)


def test_an_expired_token_is_renewed_once_and_the_request_repeated() -> None:
    tokens = Tokens("old", "new")
    outcome, used = asked_with(tokens, answer(401, error(*EXPIRED)), answer(200, GRANTED))
    assert isinstance(outcome, Answer)
    assert (used, tokens.spoiled) == (["Bearer old", "Bearer new"], ["old"])


def test_a_second_refusal_of_the_token_asks_for_a_sign_in() -> None:
    outcome, used = asked_with(Tokens("old", "new", "newer"), *[answer(401, error(*EXPIRED)) for _ in range(3)])
    assert outcome == SignInNeeded()
    assert used == ["Bearer old", "Bearer new"]


def test_a_token_that_cannot_be_renewed_asks_for_a_sign_in() -> None:
    outcome, used = asked_with(Tokens("old"), answer(401))
    assert (outcome, len(used)) == (SignInNeeded(), 1)


@pytest.mark.parametrize("status", [401, 403])
def test_claims_are_handed_on_and_no_other_token_is_tried(status: int) -> None:
    challenge = 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="'
    tokens = Tokens("old", "new")
    outcome, used = asked_with(tokens, answer(status, error(*EXPIRED), www_authenticate=challenge))
    assert outcome == SignInNeeded("eyJhY2Nlc3NfdG9rZW4iOnt9fQ==")
    assert (len(used), tokens.spoiled) == (1, [])


@pytest.mark.parametrize("token", ["", "to ken", "token\r\nX-Evil: 1", "tökén", "\x00"])
def test_what_cannot_be_a_token_is_never_sent(token: str) -> None:
    outcome, used = asked_with(Tokens(token), answer(200, GRANTED))
    assert (outcome, used) == (SignInNeeded(), [])


@pytest.mark.parametrize(
    ("response", "failure"),
    [
        (answer(404, error("itemNotFound")), Refusal(Reason.ITEM_GONE, "itemNotFound", 404)),
        (answer(429, retry_after="7"), Throttled(7.0)),
        (answer(503), ServiceTrouble(503)),
        (httpx.Response(200, html="<p>Log in"), UnclearAnswer(Riddle.NOT_JSON, 200)),
        (answer(200, []), UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)),
        (answer(202, {}), UnclearAnswer(Riddle.UNEXPECTED_STATUS, 202)),
    ],
)
def test_look_ups_fail_for_the_same_reasons(response: httpx.Response, failure: Failure) -> None:
    with service_that_answers(lambda _request: response) as service:
        assert failure_of(lambda: service.find(ITEM.place)) == failure
        assert failure_of(lambda: service.permissions(ITEM)) == failure
        assert failure_of(service.drive) == failure
