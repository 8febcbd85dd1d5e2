"""Rows 41 to 58: the service says no, or not now, or that it failed."""

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, Unpack

from drive_share_gui.application.retry import LOCK_TRIES, THROTTLE_TRIES
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.domain.delivery import Proof
from drive_share_gui.domain.failure import Failure, Hurdle, SharingError, SignInNeeded, Unreachable
from tests.adapters.fault_server import http
from tests.reliability.cells import Arrange, Case, Ground, More, Row, Setting
from tests.reliability.relay import Connection, Deal, Fault, Moment
from tests.reliability.settings import acting, dealt, idle, relayed

A: Final = Proof.ACCEPTED
N: Final = Proof.NOT_DELIVERED
R: Final = Proof.REFUSED
T: Final = Proof.THROTTLED
U: Final = Proof.UNKNOWN
CLAIMS: Final = 'WWW-Authenticate: Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="'

DEEP: Final = b'{"code":"noResolvedUsers","innererror":'


def says(status: int, code: str = "", *inner: str, headers: tuple[str, ...] = (), spelled: str = "innererror") -> bytes:
    """Write an error answer, with codes from the outer to the innermost."""
    error: dict[str, Any] = {}
    for one in reversed(inner):
        error = {"code": one, **({spelled: error} if error else {})}
    whole = {"error": {"code": code, "message": "m", **({spelled: error} if error else {})}}
    return http(status, json.dumps(whole).encode() if code else b"", *headers)


def no(name: str, answer: bytes, code: str, **expected: Unpack[More]) -> Case:
    """The service refuses; nobody acts."""
    return replace(Case(name, R, dealt(idle(answer)), code=code), **expected)


def not_now(name: str, answer: bytes, tries: int = 2, last: Proof = T, code: str = "throttled") -> tuple[Case, Case]:
    """The service refuses for now: once, and then not; and always."""
    return (
        Case(f"{name}, once", A, dealt(idle(answer)), acts=True, attempts=2),
        Case(f"{name}, always", last, dealt(idle(answer), None), code=code, attempts=tries),
    )


def failed(status: int, code: str, answer: bytes) -> tuple[Case, Case]:
    """The service failed by its own account, before or after acting."""
    return (
        Case(f"{status} {code}, nothing done", U, dealt(idle(answer)), code=code, next_one="granted"),
        Case(f"{status} {code}, after acting", U, dealt(acting(lambda _reply: answer)), code=code, acts=True),
    )


@dataclass
class Renewing:
    """A token that can be renewed, or cannot: see `tokens.TokenSource`."""

    value: str
    failure: Failure | None = None
    renewals: int = 0

    def token(self) -> str:
        return self.value

    def renew(self, spoiled: str) -> bool:
        assert spoiled == self.value
        self.renewals += 1
        if self.failure is not None:
            raise SharingError(self.failure)
        return True


class SignedOut:
    """Nobody is signed in."""

    def token(self) -> str:
        raise SharingError(SignInNeeded())

    def renew(self, spoiled: str) -> bool:
        raise AssertionError(spoiled)


def renewing(failure: Failure | None = None) -> Callable[[str], TokenSource]:
    return lambda token: Renewing(token, failure)


def spoiled(*signs: str) -> Arrange:
    """Give a token no header can hold."""

    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        with relayed(Fault())(ground, connection) as setting:
            setting.token = "".join(signs)
            yield setting

    return arrange


def on_the_look(deal: Deal, times: int | None = 1) -> Arrange:
    """Do this to the look at the list before anything is sent."""
    return relayed(Fault(deal=deal, moment=Moment.LOOK, times=times))


NESTED: Final = Row(
    41,
    "400, the reason nested",
    (
        no("plain", says(400, "invalidRequest"), "invalidRequest"),
        no(
            "10 levels",
            says(400, "invalidRequest", *(f"level{n}" for n in range(8)), "secureSharingInvalidRequest"),
            "secureSharingInvalidRequest",
        ),
        no("innerError", says(400, "a", "b", "noResolvedUsers", spelled="innerError"), "noResolvedUsers"),
        no("1,000 levels", http(400, b'{"error":' + DEEP * 1000 + b"{}" + b"}" * 1001), "http400"),
        no("a known one above an unknown", says(400, "noResolvedUsers", "fluxCapacitor"), "noResolvedUsers"),
        no("nothing but a status", says(400), "http400"),
        no("a page", http(400, b"<html>Bad</html>"), "http400"),
        no("an error that is a text", http(400, b'{"error":"invalid_grant"}'), "invalid_grant"),
        no("an error that is a list", http(400, b'[{"error":[{"code":"noResolvedUsers"}]}]'), "noResolvedUsers"),
        no("SharePoint's own", says(400, "-1, Microsoft.SharePoint.Client.X"), "-1, Microsoft.SharePoint.Client.X"),
    ),
)
EXPIRED: Final = Row(
    42,
    "401: the token has expired",
    (
        no(
            "it cannot be renewed",
            says(401, "InvalidAuthenticationToken"),
            "signInNeeded",
            proof=N,
            next_one="not_sent",
        ),
        Case("renewed, then accepted", A, dealt(idle(says(401))), acts=True, tokens=renewing(), renewals=1),
        Case(
            "renewed, then refused again",
            N,
            dealt(idle(says(401)), None),
            code="signInNeeded",
            tokens=renewing(),
            renewals=1,
        ),
        Case("on the look before, renewed", A, on_the_look(idle(says(401))), acts=True, tokens=renewing()),
        Case("on the look before", N, on_the_look(idle(says(401)), None), code="stoppedAfter:signInNeeded", attempts=0),
    ),
)
CLAIMS_WANTED: Final = Row(
    43,
    "401 or 403 with a claims challenge",
    tuple(
        no(f"{status}", says(status, "x", headers=(CLAIMS,)), "signInNeeded", proof=N, tokens=renewing())
        for status in (401, 403)
    ),
)
NO_RENEWAL: Final = Row(
    44,
    "the token cannot be renewed",
    (
        Case(
            "sign in again",
            N,
            dealt(idle(says(401)), None),
            code="signInNeeded",
            tokens=renewing(SignInNeeded()),
        ),
        Case(
            "out of reach",
            N,
            dealt(idle(says(401)), None),
            code="unreachable:network",
            tokens=renewing(Unreachable(Hurdle.NETWORK)),
            attempts=5,
        ),
        Case(
            "nobody is signed in",
            N,
            relayed(Fault()),
            code="stoppedAfter:signInNeeded",
            tokens=lambda _: SignedOut(),
            attempts=0,
        ),
        Case("no token", N, spoiled(""), code="stoppedAfter:signInNeeded", attempts=0),
        Case("a token with a line break", N, spoiled("a\r\nX-Evil: b"), code="stoppedAfter:signInNeeded", attempts=0),
        Case("a token that is not ASCII", N, spoiled("tökén"), code="stoppedAfter:signInNeeded", attempts=0),
    ),
)
FORBIDDEN: Final = Row(
    46,
    "403: not allowed",
    (
        no("this person", says(403, "accessDenied"), "accessDenied", next_one="granted"),
        no("switched off", says(403, "accessDenied", "featureDisabled"), "accessDenied", next_one="granted"),
        no("only the owner", says(403, "accessDenied", "accessRestricted"), "accessRestricted", next_one="not_sent"),
        no("no word", says(403), "http403", next_one="granted"),
    ),
)
GONE: Final = Row(
    47,
    "404: the item is gone",
    (
        no("gone", says(404, "itemNotFound"), "itemNotFound", next_one="not_sent"),
        no("no word", says(404), "http404", next_one="not_sent"),
    ),
)
CONFLICT: Final = Row(48, "409: conflict", (no("conflict", says(409, "nameAlreadyExists"), "nameAlreadyExists"),))
NOT_OFFERED: Final = Row(
    49,
    "410, 405, 415, 406: no such call",
    tuple(no(f"{status}", says(status), f"http{status}", next_one="not_sent") for status in (405, 406, 410, 415)),
)
CHANGED: Final = Row(
    50,
    "412 and 428: changed meanwhile",
    (
        no("412", says(412, "resourceModified"), "resourceModified", next_one="not_sent"),
        no("428", says(428), "http428", next_one="not_sent"),
    ),
)
TOO_LARGE: Final = Row(
    51,
    "413, or a message that is too long",
    (
        no("413", says(413), "http413", next_one="not_sent"),
        no("its code", says(400, "invalidRequest", "parameterIsTooLong"), "parameterIsTooLong", next_one="not_sent"),
        Case("2,000 UTF-16 units pass", A, relayed(Fault()), acts=True, message="😀" * 1000),
    ),
)
UNPROCESSABLE: Final = Row(52, "422", (no("422", says(422), "http422"),))
LOCKED: Final = Row(
    53,
    "423: locked",
    not_now("locked", says(423, "resourceLocked"), LOCK_TRIES, R, "resourceLocked"),
)
THROTTLED: Final = Row(
    54,
    "429: too many requests",
    tuple(
        case
        for wait in ("1", "2.128", "0", "-5", "1e20", "soon", "3, 4", "99999999999", "Wed, 21 Oct 2015 07:28:00 GMT")
        for case in not_now(wait, says(429, "TooManyRequests", headers=(f"Retry-After: {wait}",)), THROTTLE_TRIES)
    )
    + not_now("no time", says(429), THROTTLE_TRIES)
    + not_now("full-width digits", http(429, b"", "Retry-After: \uff19"), THROTTLE_TRIES)
    + (Case("on the look before, once", A, on_the_look(idle(says(429))), acts=True),)
    + (Case("on the look before", N, on_the_look(idle(says(429)), None), code="stoppedAfter:throttled", attempts=0),),
)
FAILED: Final = Row(
    55,
    "500, 502, 504",
    failed(500, "generalException", says(500, "generalException"))
    + failed(502, "http502", http(502, b"<html>Bad gateway</html>"))
    + failed(504, "UnknownError", says(504, "UnknownError"))
    + failed(501, "http501", says(501))
    + failed(599, "http599", says(599)),
)
BUSY: Final = Row(
    56,
    "503 with a time to wait",
    failed(503, "serviceNotAvailable", says(503, "serviceNotAvailable", headers=("Retry-After: 1",))),
)
BUSY_FOR_LONG: Final = Row(57, "503 without a time to wait", failed(503, "http503", says(503)))
FULL: Final = Row(
    58,
    "507 and 509",
    (
        no("507", says(507, "quotaLimitReached"), "quotaLimitReached", next_one="not_sent"),
        *not_now("509", says(509, "bandwidthLimitExceeded"), THROTTLE_TRIES),
    ),
)
ROWS: Final = (
    NESTED,
    EXPIRED,
    CLAIMS_WANTED,
    NO_RENEWAL,
    FORBIDDEN,
    GONE,
    CONFLICT,
    NOT_OFFERED,
    CHANGED,
    TOO_LARGE,
    UNPROCESSABLE,
    LOCKED,
    THROTTLED,
    FAILED,
    BUSY,
    BUSY_FOR_LONG,
    FULL,
)
