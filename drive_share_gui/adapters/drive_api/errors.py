"""What an answer says went wrong: the service's error object, and the status where there is none."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from drive_share_gui.adapters.retry_after import seconds_to_wait
from drive_share_gui.adapters.strict_json import Json, UnreadableError, read_json
from drive_share_gui.adapters.transport import Reply
from drive_share_gui.domain.failure import (
    Failure,
    Riddle,
    ServiceTrouble,
    SignInNeeded,
    Throttled,
    UnclearAnswer,
)
from drive_share_gui.domain.refusal import read_refusal

MAX_DEPTH: Final = 16
MAX_CODE: Final = 100
_CLAIMS: Final = re.compile(r'claims="([A-Za-z0-9+/=_\-]{1,8192})"')
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9\-]{1,64}")
_NOT_PRINTED: Final = re.compile(r"[^\x20-\x7e]")


def failure_in(reply: Reply) -> Failure | None:
    """Say what `reply` refuses or leaves open, by its status and error codes; None for a 2xx.

    Graph, Error responses; fact sheet §6; the classes of reliability §2.
    """
    status = reply.status
    if status < 300:  # noqa: PLR2004 - HTTP's own classes
        return None
    if status < 400:  # noqa: PLR2004
        return UnclearAnswer(Riddle.REDIRECT, status)
    claims = _claims(reply.headers)
    if status == 401 or (status == 403 and claims):  # noqa: PLR2004
        return SignInNeeded(claims)
    if status in {429, 509}:
        return Throttled(seconds_to_wait(reply.headers))
    codes = codes_in(_body(reply))
    if status >= 500 and status != 507:  # noqa: PLR2004
        return ServiceTrouble(status, next((code for code in codes if code), ""))
    return read_refusal(codes, status)


def codes_in(body: Json) -> tuple[str, ...]:
    """Collect the codes of an error answer, from the outer to the innermost, at most 16.

    The inner object is spelled ``innererror`` or ``innerError``; some services wrap each level in a list.
    """
    envelope = _first(body)
    return tuple(_codes(envelope.get("error"))) if isinstance(envelope, dict) else ()


def codes_of(error: Json) -> tuple[str, ...]:
    """Collect the codes of an error object, as `codes_in` does of its envelope."""
    return tuple(_codes(error))


def request_id(headers: Mapping[str, str]) -> str:
    """Give the service's number of a request, if it is one that can be shown and logged."""
    number = headers.get("request-id", "")
    return number if _REQUEST_ID.fullmatch(number) else ""


def _codes(error: Json) -> Iterator[str]:
    level = _first(error)
    if isinstance(level, str):
        yield _tidy(level)
    for _ in range(MAX_DEPTH):
        if not isinstance(level, dict):
            return
        code = level.get("code")
        if isinstance(code, str):
            yield _tidy(code)
        level = _first(next((level[key] for key in level if key.lower() == "innererror"), None))


def _first(value: Json) -> Json:
    return value[0] if isinstance(value, list) and value else value


def _tidy(code: str) -> str:
    return _NOT_PRINTED.sub("", code)[:MAX_CODE]


def _body(reply: Reply) -> Json:
    try:
        return read_json(reply.body)
    except UnreadableError:
        return None


def _claims(headers: Mapping[str, str]) -> str:
    found = _CLAIMS.search(headers.get("www-authenticate", ""))
    return found[1] if found else ""
