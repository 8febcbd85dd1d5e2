"""Who may talk to the practice drive: this computer's own programs that hold the token, and no web page."""

import hmac
from typing import Final

from starlette.datastructures import Headers

from drive_share_gui.practice.answer import INVALID, Refusal
from drive_share_gui.practice.call import LARGEST_BODY, Call

LARGEST_HEADERS: Final = 32 * 1024
_MOST_HEADERS: Final = 100
_WITH_BODY: Final = frozenset({"POST", "PATCH", "PUT"})
_METHODS: Final = frozenset({"GET", "POST", "PATCH", "DELETE"})
_OWN_SITES: Final = frozenset({"same-origin", "none"})
_CHALLENGE: Final = (
    'Bearer realm="", authorization_uri="https://login.example/common/oauth2/authorize",'
    ' client_id="00000003-0000-0000-c000-000000000000"'
)


class Guard:
    """Refuses requests before their bodies are read (rules: reliability sheet, practice server)."""

    def __init__(self, port: int, token: str) -> None:
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if port == 80:  # noqa: PLR2004  (the port that need not be written)
            self._hosts |= {"127.0.0.1", "localhost"}
        self._token = token

    def check(self, call: Call) -> None:
        """Raise the refusal that the request's line and headers deserve, if any."""
        headers = call.headers
        self._check_size(headers)
        self._check_host(headers)
        if "origin" in headers or headers.get("sec-fetch-site", "none") not in _OWN_SITES:
            raise Refusal(403, "accessDenied", "Web pages may not use the practice drive.")
        if call.method not in _METHODS:
            raise not_allowed(call.method)
        self._check_token(headers)
        if call.method in _WITH_BODY:
            _check_body(headers)

    def _check_size(self, headers: Headers) -> None:
        size = sum(len(name) + len(value) for name, value in headers.raw)
        if size > LARGEST_HEADERS or len(headers.raw) > _MOST_HEADERS:
            raise Refusal(431, INVALID, "The request's headers are too large.")

    def _check_host(self, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) > 1:
            raise Refusal(400, INVALID, "The request names two hosts.")
        if not hosts or hosts[0].lower() not in self._hosts:
            raise Refusal(421, INVALID, "This server answers for 127.0.0.1 and localhost only.")

    def _check_token(self, headers: Headers) -> None:
        given = headers.getlist("authorization")
        scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
        right = hmac.compare_digest(token.strip().encode("latin-1", "replace"), self._token.encode())
        if scheme.lower() != "bearer" or not right:
            raise unauthenticated("Access token is empty." if not given else "Access token validation failure.")


def _check_body(headers: Headers) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, INVALID, "The content type must be application/json.")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > LARGEST_BODY:
        raise Refusal(413, INVALID, "The body is too large.", "requestEntityTooLarge")


def unauthenticated(message: str) -> Refusal:
    """Refuse for want of a valid token."""
    refusal = Refusal(401, "InvalidAuthenticationToken", message)
    refusal.headers["WWW-Authenticate"] = _CHALLENGE
    return refusal


def not_allowed(method: str) -> Refusal:
    """Refuse a method that nothing here answers to."""
    refusal = Refusal(405, INVALID, f"The method {method} is not allowed.")
    refusal.headers["Allow"] = "GET, POST, PATCH, DELETE"
    return refusal
