"""How msal speaks: over this program's own network, bounded in time and size, and to nobody but the sign-in service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode, urlsplit

import httpx

from drive_share_gui.adapters.retry_after import seconds_to_wait
from drive_share_gui.adapters.strict_json import UnreadableError, read_json
from drive_share_gui.adapters.transport import Call, Reply, Transport
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.failure import Riddle, ServiceTrouble, SharingError, Throttled, UnclearAnswer
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem

DEADLINE: Final = 30.0
"""Seconds for one exchange."""
_TOO_MANY: Final = 429
_Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as msal wants it: JSON, of a status below 500."""

    status_code: int
    text: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    def raise_for_status(self) -> None:
        """Do nothing: whatever msal could raise here was raised before."""


class HttpClient:
    """What msal asks for as ``http_client``. Raises SharingError, which msal lets through.

    Nothing is followed and nothing but `origin` is spoken to, so that no answer can send a code or
    a token elsewhere.
    """

    def __init__(self, origin: str, wire: httpx.BaseTransport | None = None, logins: ProxyLogins | None = None) -> None:
        """Speak to `origin`, such as ``https://login.example``; `wire` takes the place of the network in tests."""
        self._origin: Final = origin
        self._transport: Final = Transport(origin, DEADLINE, wire, logins)

    def get(
        self, url: str, params: _Values | None = None, headers: _Values | None = None, **_options: object
    ) -> Answer:
        """Ask for what the service says of itself; what it does not know was registered wrongly."""
        answer = self._answer(self._transport.exchange(self._call("GET", url, params, headers, None)))
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            raise SharingError(SignInFailed(SignInProblem.REGISTRATION_REFUSED))
        return answer

    def post(
        self,
        url: str,
        params: _Values | None = None,
        data: _Values | None = None,
        headers: _Values | None = None,
        **_options: object,
    ) -> Answer:
        """Send a form; an error that is an answer is given as one."""
        form = urlencode(_given(data)).encode("ascii")
        return self._answer(self._transport.exchange(self._call("POST", url, params, headers, form)))

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def _call(self, method: str, url: str, params: _Values | None, headers: _Values | None, form: bytes | None) -> Call:
        if origin_of(url) != self._origin:
            raise SharingError(UnclearAnswer(Riddle.REDIRECT))
        query = urlencode(_given(params))
        said = {name: str(value) for name, value in (headers or {}).items()}
        said |= {"Accept": "application/json", "Accept-Encoding": "identity"}
        if form is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        return Call(method, f"{url}?{query}" if query else url, tuple(said.items()), form)

    def _answer(self, reply: Reply) -> Answer:
        status = reply.status
        if httpx.codes.is_redirect(status):
            raise SharingError(UnclearAnswer(Riddle.REDIRECT, status))
        if status == _TOO_MANY:
            raise SharingError(Throttled(seconds_to_wait(reply.headers)))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise SharingError(ServiceTrouble(status))
        try:
            whole = isinstance(read_json(reply.body), dict)
        except UnreadableError:
            whole = False
        if not whole:
            raise SharingError(UnclearAnswer(Riddle.NOT_JSON, status))
        return Answer(status, reply.body.decode(), reply.headers)


def origin_of(url: str) -> str:
    """Give scheme, host and port of a URL, as ``https://login.example``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _given(values: _Values | None) -> dict[str, str]:
    return {name: str(value) for name, value in (values or {}).items() if value is not None}
