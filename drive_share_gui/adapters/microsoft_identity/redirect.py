"""What a browser brings back from the sign-in page, told apart from everything else that knocks (RFC 8252, 8.9)."""

import re
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

MAX_TARGET: Final = 8 * 1024
"""Bytes of the address asked for, the query included."""
MAX_HEAD: Final = 32 * 1024
"""Bytes of a request's head; cookies for ``localhost`` come from every program that ever served there."""
MAX_BODY: Final = 32 * 1024
_MAX_FIELDS: Final = 32
_BEGINNINGS: Final = (b"GET /", b"POST /")
_LINE: Final = re.compile(rb"(GET|POST) (/[\x21-\x7e]*) HTTP/1\.[01]")
_HEADER: Final = re.compile(rb"([!#-'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\x20-\x7e\x80-\xff\t]*)")
_LENGTH: Final = re.compile(rb"[0-9]{1,6}")
_CODE: Final = re.compile(r"[\x21-\x7e]+")
_FORM: Final = b"application/x-www-form-urlencoded"


class NotARedirectError(Exception):
    """It is something else."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a redirect of this attempt is known by."""

    port: int
    state: str


def read_redirect(data: bytes, expected: Expected) -> dict[str, str] | None:
    """Read the fields of the redirect; None as long as more has to come. Raises NotARedirectError.

    Both ways of the service are understood: a query, and a form (OAuth 2.0 Form Post Response Mode).
    """
    head, end, rest = data.partition(b"\r\n\r\n")
    if not end:
        if len(data) > MAX_HEAD or not _may_become_one(data):
            raise NotARedirectError
        return None
    if len(head) > MAX_HEAD:
        raise NotARedirectError
    line, *lines = head.split(b"\r\n")
    headers = _headers(lines)
    if headers.get(b"host", b"").lower() != b"localhost:%d" % expected.port:
        raise NotARedirectError
    match _request(line):
        case b"GET", b"/", query:
            return _fields(query, expected.state)
        case b"POST", b"/", b"":
            missing = _length(headers) - len(rest)
            if missing < 0:
                raise NotARedirectError
            return None if missing else _fields(rest, expected.state)
        case _:
            raise NotARedirectError


def _may_become_one(data: bytes) -> bool:
    return any(data.startswith(beginning[: len(data)]) for beginning in _BEGINNINGS)


def _request(line: bytes) -> tuple[bytes, bytes, bytes]:
    found = _LINE.fullmatch(line)
    if found is None or len(found[2]) > MAX_TARGET:
        raise NotARedirectError
    path, _, query = found[2].partition(b"?")
    return found[1], path, query


def _headers(lines: list[bytes]) -> dict[bytes, bytes]:
    headers: dict[bytes, bytes] = {}
    for line in lines:
        found = _HEADER.fullmatch(line)
        name = found[1].lower() if found else b""
        if found is None or (name in headers and name in {b"host", b"content-length"}):
            raise NotARedirectError
        headers[name] = found[2].strip()
    return headers


def _length(headers: dict[bytes, bytes]) -> int:
    text = headers.get(b"content-length", b"")
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if not _LENGTH.fullmatch(text) or int(text) > MAX_BODY or kind != _FORM or b"transfer-encoding" in headers:
        raise NotARedirectError
    return int(text)


def _fields(text: bytes, state: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError as error:
        raise NotARedirectError from error
    fields = dict(pairs)
    ours = secrets.compare_digest(fields.get("state", "").encode(), state.encode())
    if len(fields) != len(pairs) or not ours or ("code" in fields) == ("error" in fields):
        raise NotARedirectError
    if not _CODE.fullmatch(fields.get("code", "-")):
        raise NotARedirectError
    return fields
