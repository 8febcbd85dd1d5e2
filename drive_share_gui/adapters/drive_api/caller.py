"""One call to the service: the token, the headers, one line in the log, and the failure where there is one."""

import json
import logging
import re
import time
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from drive_share_gui import __version__
from drive_share_gui.adapters.drive_api.address import Address
from drive_share_gui.adapters.drive_api.errors import failure_in, request_id
from drive_share_gui.adapters.strict_json import Json, UnreadableError, read_json
from drive_share_gui.adapters.transport import Call, Reply, Transport
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.domain.failure import (
    Failure,
    NoAnswer,
    Riddle,
    SharingError,
    SignInNeeded,
    Silence,
    UnclearAnswer,
)
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.refusal import Refusal

USER_AGENT: Final = f"NONISV|DriveShare|DriveShare/{__version__}"
"""As Graph asks for (fact sheet §8)."""
HIDDEN_TOKEN: Final = "…hidden"  # noqa: S105 - what stands in its place
_TOKEN: Final = re.compile(r"[\x21-\x7e]+")
_LOG: Final = logging.getLogger("drive_share_gui.transport")


@dataclass(frozen=True, slots=True)
class Question:
    """What to call; the rest of the request is the same for all."""

    method: str
    address: Address
    link: str = field(default="", repr=False)
    """An absolute URL the service itself gave, to be used instead of the address."""
    body: Mapping[str, Json] | None = field(default=None, repr=False)
    headers: tuple[tuple[str, str], ...] = ()
    number: str = field(default_factory=lambda: str(uuid.uuid4()))
    """`client-request-id`."""
    accepted: Collection[int] = (200,)
    """The statuses that mean yes."""


@dataclass(frozen=True, slots=True)
class Found:
    """The body of an answer that said yes."""

    body: Json
    status: int
    request_id: str


class Caller:
    """Calls one service in the name of one account."""

    def __init__(self, base_url: str, transport: Transport, tokens: TokenSource) -> None:
        self.base_url: Final = base_url
        self._transport: Final = transport
        self._tokens: Final = tokens

    def call(self, question: Question) -> Reply:
        """Ask, once more if the token could be renewed; raises SharingError for all but an accepted status."""
        token = self._tokens.token()
        failure, reply = self._ask(question, token)
        if failure == SignInNeeded() and self._tokens.renew(token):
            failure, reply = self._ask(question, self._tokens.token())
        if failure is not None:
            raise SharingError(failure, request_id(reply.headers))
        return reply

    def read(self, question: Question) -> Found:
        """Ask as `call` does and read the JSON; raises SharingError where it cannot be read."""
        reply = self.call(question)
        number = request_id(reply.headers)
        try:
            return Found(read_json(reply.body), reply.status, number)
        except UnreadableError as error:
            raise SharingError(UnclearAnswer(Riddle.NOT_JSON, reply.status), number) from error

    def prepare(self, question: Question, token: str) -> Call:
        """Make the complete request; sends nothing."""
        headers = [
            ("Authorization", f"Bearer {token}"),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("User-Agent", USER_AGENT),
            ("client-request-id", question.number),
            *question.headers,
        ]
        url = question.link or self.base_url + question.address.path
        if question.body is None:
            return Call(question.method, url, tuple(headers))
        headers.append(("Content-Type", "application/json"))
        text = json.dumps(question.body, ensure_ascii=False, separators=(",", ":"))
        return Call(question.method, url, tuple(headers), text.encode(errors="replace"))

    def _exchange(self, call: Call) -> Reply:
        """Send a call; a look-up whose connection the other side just closed, a second time: it changes nothing."""
        try:
            return self._transport.exchange(call)
        except SharingError as error:
            if call.method != "GET" or error.failure != NoAnswer(Silence.CONNECTION_LOST):
                raise
        return self._transport.exchange(call)

    def _ask(self, question: Question, token: str) -> tuple[Failure | None, Reply]:
        if not _TOKEN.fullmatch(token):
            raise SharingError(SignInNeeded())
        started = time.monotonic()
        try:
            reply = self._exchange(self.prepare(question, token))
        except SharingError as error:
            _log(question, 0, code_of(error.failure), "", started)
            raise
        failure = failure_in(reply)
        if failure is None and reply.status not in question.accepted:
            failure = UnclearAnswer(Riddle.UNEXPECTED_STATUS, reply.status)
        _log(question, reply.status, _loggable(failure), request_id(reply.headers), started)
        return failure, reply


def _log(question: Question, status: int, code: str, number: str, started: float) -> None:
    """Write one line of our own words, numbers, and the service's number of the request (reliability: L1)."""
    milliseconds = round((time.monotonic() - started) * 1000)
    _LOG.info(
        "%s %s status=%d code=%s request-id=%s ms=%d",
        question.method,
        question.address.route,
        status,
        code or "-",
        number or "-",
        milliseconds,
    )


def _loggable(failure: Failure | None) -> str:
    if isinstance(failure, Refusal):
        return failure.reason.name
    return "" if failure is None else type(failure).__name__
