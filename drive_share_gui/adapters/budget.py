"""How long one exchange with the service may last, how much it may bring, and whether it came to sending."""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Protocol, cast

import httpcore

from drive_share_gui.domain.failure import Hurdle

MAX_RECEIVED: Final = 1536 * 1024
"""Bytes off the wire in one exchange, heads included: an endless row of 1xx answers ends here."""

_LOGIN_WANTED: Final = 407
"""Proxy Authentication Required (RFC 9110, 15.5.8)."""


class NotConnectedError(Exception):
    """No connection came about, so nothing was sent."""

    def __init__(self, hurdle: Hurdle) -> None:
        super().__init__(hurdle.name)
        self.hurdle: Final = hurdle


class OutOfTimeError(Exception):
    """The time for the whole exchange is over."""


class TooMuchError(Exception):
    """More came than an answer of this service can hold."""


class Closable(Protocol):
    """A connection."""

    def close(self) -> None:
        """Close it; harmless when repeated."""
        ...


class Budget:
    """What one exchange has left, counted on the monotonic clock and by the byte.

    httpx limits each single read; a server that sends one byte at a time would keep it busy for
    ever (reliability: row 61). So every wait of an exchange is cut to what is left here.
    """

    def __init__(self, seconds: float) -> None:
        self._ends: Final = time.monotonic() + seconds
        self._opened: Final[list[Closable]] = []
        self._received = 0
        self.watched = False
        """Whether `note` is told of every step, so that its silence proves something."""
        self.sent = False
        """Whether a byte of the request itself can have left; talking to a proxy does not count."""
        self.login_methods: frozenset[str] | None = None
        """What a proxy that wants a login takes for one, in small letters; None where none wanted one."""

    def remaining(self, limit: float | None = None) -> float:
        """Give the seconds one wait may take; raises OutOfTimeError where there are none left."""
        seconds = self._ends - time.monotonic()
        if seconds <= 0:
            raise OutOfTimeError
        return seconds if limit is None else min(seconds, limit)

    def receive(self, data: bytes) -> bytes:
        """Count what came; raises TooMuchError where it is more than any answer holds."""
        self._received += len(data)
        if self._received > MAX_RECEIVED:
            raise TooMuchError
        return data

    def hold(self, connection: Closable) -> None:
        """Remember a connection that was opened for this exchange."""
        self._opened.append(connection)

    def give_up(self) -> None:
        """Close what was opened for this exchange: after a failure nobody else may, and nobody uses it again."""
        for connection in self._opened:
            connection.close()

    def note(self, event: str, info: Mapping[str, object]) -> None:
        """Hear of a step of the exchange (httpcore, Request extensions, "trace")."""
        match event, info.get("request"), info.get("exception"):
            case "http11.send_request_headers.started", httpcore.Request(method=method), _ if method != b"CONNECT":
                self.sent = True
            case "http11.send_request_headers.failed", _, httpcore.LocalProtocolError():
                self.sent = False  # the head could not even be written down
            case "http11.receive_response_headers.complete", _, _ if not self.sent:
                self._hear_proxy(info.get("return_value"))
            case _:
                pass

    def _hear_proxy(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        _, status, _, headers = cast("tuple[bytes, int, bytes, list[tuple[bytes, bytes]]]", answer)
        if status != _LOGIN_WANTED:
            self.login_methods = None
            return
        asked = b",".join(value for name, value in headers if name.lower() == b"proxy-authenticate")
        words = (piece.split() for piece in asked.decode("latin-1").lower().split(","))
        self.login_methods = frozenset(first for first, *_ in filter(None, words))


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def current_budget() -> Budget | None:
    """Give the budget of the exchange this thread is in."""
    return _current.get()


@contextmanager
def spending(budget: Budget) -> Generator[Budget]:
    """Let every wait of this thread be cut to `budget`."""
    before = _current.set(budget)
    try:
        yield budget
    finally:
        _current.reset(before)
