"""What can go wrong between a client and a service, ready to be played on any request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import Enum, auto
from typing import Final

from drive_share_gui.practice.answer import Answer, Refusal
from drive_share_gui.practice.delivery import Delivery, Manner, whole_bytes
from drive_share_gui.practice.guard import unauthenticated

_JSON: Final = {"Content-Type": "application/json; charset=utf-8"}
_HTML: Final = {"Content-Type": "text/html; charset=utf-8"}
_PAGE: Final = (
    b"<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><h1>Welcome</h1></body></html>"
)
_HUGE: Final = 8 * 1024 * 1024
_DEPTH: Final = 100_000


class Waiting(Enum):
    """When the slow part comes."""

    NOT = auto()
    BEFORE_ACTING = auto()
    AFTER_ACTING = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a fault has to work with."""

    answer: Answer
    """The answer that would have been given; empty when nothing was done."""
    refuse: Callable[[Refusal], Answer]
    target: str
    """Path and query of the request."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong: whether the service acts all the same, and what the client gets."""

    acts: bool
    make: Callable[[Scene], Delivery]
    waiting: Waiting = Waiting.NOT


def _refused(status: int, code: str, message: str, *inner: str, **headers: str) -> Callable[[Scene], Delivery]:
    def make(scene: Scene) -> Delivery:
        return Delivery(scene.refuse(Refusal(status, code, message, *inner)).with_headers(**headers))

    return make


def _fixed(status: int, body: bytes, headers: dict[str, str]) -> Callable[[Scene], Delivery]:
    return lambda _scene: Delivery(Answer(status, body, headers))


def _changed(change: Callable[[bytes], bytes]) -> Callable[[Scene], Delivery]:
    return lambda scene: Delivery(replace(scene.answer, body=change(scene.answer.body)))


def _raw(cut: Callable[[bytes], bytes]) -> Callable[[Scene], Delivery]:
    return lambda scene: Delivery(scene.answer, Manner.RAW, cut(whole_bytes(scene.answer)))


def _in_manner(manner: Manner) -> Callable[[Scene], Delivery]:
    return lambda scene: Delivery(scene.answer, manner)


def _throttled(**headers: str) -> Callable[[Scene], Delivery]:
    message = "The request has been throttled"
    return _refused(429, "activityLimitReached", message, "throttledRequest", "quota", **headers)


def _throttled_until(scene: Scene) -> Delivery:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    return _throttled(Retry_After=until)(scene)


def _expired(scene: Scene) -> Delivery:
    return Delivery(scene.refuse(unauthenticated("Access token has expired or is not yet valid.")))


def _redirected(scene: Scene) -> Delivery:
    return Delivery(Answer(307, b"", {"Location": scene.target}))


def _deep(_scene: Scene) -> Delivery:
    return Delivery(Answer(200, b"[" * _DEPTH + b"]" * _DEPTH, _JSON))


def _huge(_scene: Scene) -> Delivery:
    return Delivery(Answer(200, b'{"value":[],"padding":"' + b"x" * _HUGE + b'"}', _JSON))


def _general(*, acts: bool) -> Fault:
    return Fault(acts, _refused(500, "generalException", "An unspecified error has occurred."))


_UNAVAILABLE: Final = (503, "serviceNotAvailable", "The service is temporarily unavailable.")
FAULTS: Final[dict[str, Fault]] = {
    "expired": Fault(False, _expired),
    "not-found": Fault(False, _refused(404, "itemNotFound", "The resource could not be found.")),
    "conflict": Fault(False, _refused(409, "nameAlreadyExists", "The item is shared with this person already.")),
    "precondition": Fault(
        False, _refused(412, "resourceModified", "The resource was changed meanwhile.", "entityTagDoesNotMatch")
    ),
    "locked": Fault(False, _refused(423, "resourceLocked", "The resource is locked.")),
    "throttled": Fault(False, _throttled(Retry_After="1")),
    "throttled-decimal": Fault(False, _throttled(Retry_After="2.128")),
    "throttled-date": Fault(False, _throttled_until),
    "throttled-none": Fault(False, _throttled()),
    "throttled-long": Fault(False, _throttled(Retry_After="41")),
    "server-error": _general(acts=False),
    "server-error-acted": _general(acts=True),
    "bad-gateway": Fault(False, _fixed(502, _PAGE, _HTML)),
    "unavailable": Fault(False, _refused(*_UNAVAILABLE, Retry_After="1")),
    "unavailable-none": Fault(False, _refused(*_UNAVAILABLE)),
    "gateway-timeout": Fault(True, _refused(504, "UnknownError", "")),
    "reset-after": Fault(True, _in_manner(Manner.RESET)),
    "reset-before": Fault(False, _in_manner(Manner.RESET)),
    "hang-up": Fault(True, _raw(lambda _whole: b"")),
    "slow": Fault(True, _in_manner(Manner.WHOLE), Waiting.AFTER_ACTING),
    "acts-late": Fault(True, _in_manner(Manner.WHOLE), Waiting.BEFORE_ACTING),
    "silent": Fault(True, _in_manner(Manner.SILENT)),
    "drip": Fault(True, _in_manner(Manner.DRIPPING)),
    "html-400": Fault(False, _fixed(400, _PAGE, _HTML)),
    "html-200": Fault(False, _fixed(200, _PAGE, _HTML)),
    "accepted": Fault(True, _fixed(202, b"", {})),
    "empty": Fault(True, _fixed(200, b"", _JSON)),
    "cut-json": Fault(True, _changed(lambda body: body[: len(body) // 2])),
    "cut-body": Fault(True, _raw(lambda whole: whole[: -len(whole) // 3])),
    "cut-status": Fault(True, _raw(lambda _whole: b"HTTP/1.1 20")),
    "not-http": Fault(True, _raw(lambda _whole: b"SSH-2.0-OpenSSH_9.2\r\n")),
    "null": Fault(True, _fixed(200, b"null", _JSON)),
    "null-entry": Fault(True, _fixed(200, b'{"value":[null]}', _JSON)),
    "nan": Fault(True, _changed(lambda body: body.replace(b'"roles"', b'"weight":NaN,"roles"', 1))),
    "deep-json": Fault(True, _deep),
    "surrogate": Fault(True, _changed(lambda body: body.replace(b'"roles"', b'"note":"\\ud800","roles"', 1))),
    "huge": Fault(True, _huge),
    "redirect-302": Fault(False, _fixed(302, b"", {"Location": "https://portal.example/sign-in"})),
    "redirect-307": Fault(False, _redirected),
}
