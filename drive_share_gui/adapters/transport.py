"""One exchange with the service: bounded in time and size, sent once, and every trouble turned into a reason."""

import contextlib
import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import httpcore
import httpx

from drive_share_gui.adapters.bounded_network import CONNECT_SECONDS
from drive_share_gui.adapters.budget import (
    Budget,
    NotConnectedError,
    OutOfTimeError,
    TooMuchError,
    spending,
)
from drive_share_gui.adapters.network import Network
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    Riddle,
    SharingError,
    Silence,
    UnclearAnswer,
    Unreachable,
)

DEADLINE: Final = 60.0
"""Seconds for one exchange from the first step to the last byte."""
MAX_BODY: Final = 1024 * 1024
"""Bytes of an answer, after decompression."""
_STATUSES: Final = range(200, 600)
_NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
    UnicodeError,
    NotConnectedError,
)
_TIMEOUTS: Final = (httpx.TimeoutException, httpcore.TimeoutException, OutOfTimeError)

for _name in ("httpx", "httpcore"):  # they write addresses and paths to the log (reliability: L1)
    _theirs = logging.getLogger(_name)
    _theirs.setLevel(logging.CRITICAL + 1)
    _theirs.propagate = False
    _theirs.addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Call:
    """One request, complete."""

    method: str
    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, read to its end."""

    status: int
    headers: httpx.Headers = field(repr=False)
    body: bytes = field(repr=False)


class Transport:
    """Exchanges requests for replies with one service, from any number of threads.

    It speaks to the transport of httpx directly: the client above that would follow, decode and keep
    cookies. Nothing here is followed, repeated or remembered. A reply's status is between 200 and 599. Raises
    SharingError: Unreachable where no byte of the request left, NoAnswer or UnclearAnswer otherwise.
    """

    def __init__(
        self,
        base_url: str,
        deadline: float = DEADLINE,
        wire: httpx.BaseTransport | None = None,
        logins: ProxyLogins | None = None,
    ) -> None:
        """Prepare the way; `logins` open proxies, and `wire` takes the place of the network in tests."""
        self._deadline: Final = deadline
        self._wire: Final = Network(base_url, logins) if wire is None else wire
        self._timeout: Final = httpx.Timeout(deadline, connect=CONNECT_SECONDS).as_dict()

    def exchange(self, call: Call) -> Reply:
        """Send `call` once and read the whole answer."""
        with spending(Budget(self._deadline)) as budget:
            try:
                return self._exchange(call, budget)
            except SharingError:
                raise
            except Exception as error:
                budget.give_up()
                raise SharingError(self._failure(error, budget)) from error

    def close(self) -> None:
        """Close every connection."""
        self._wire.close()

    def _exchange(self, call: Call, budget: Budget) -> Reply:
        request = httpx.Request(
            call.method,
            call.url,
            headers=list(call.headers),
            content=call.body,
            extensions={"timeout": self._timeout},
        )
        with contextlib.closing(self._wire.handle_request(request)) as response:
            status = response.status_code
            if status not in _STATUSES:
                raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_STATUS, status))
            try:
                return Reply(status, response.headers, _read(response, budget))
            except TooMuchError as error:
                raise SharingError(UnclearAnswer(Riddle.TOO_LARGE, status)) from error
            except zlib.error as error:
                raise SharingError(UnclearAnswer(Riddle.NOT_JSON, status)) from error

    def _failure(self, error: Exception, budget: Budget) -> Failure:
        if not budget.sent and (budget.watched or isinstance(error, _NEVER_SENT)):
            return Unreachable(self._hurdle(error))
        if isinstance(error, _TIMEOUTS):
            return NoAnswer(Silence.TIMEOUT)
        if isinstance(error, TooMuchError):
            return UnclearAnswer(Riddle.TOO_LARGE)
        return NoAnswer(Silence.CONNECTION_LOST)

    def _hurdle(self, error: Exception) -> Hurdle:
        hurdle = error.hurdle if isinstance(error, NotConnectedError) else Hurdle.NETWORK
        if hurdle is Hurdle.NETWORK and isinstance(error, _TIMEOUTS):
            hurdle = Hurdle.NO_CONNECTION_IN_TIME
        return self._wire.judge(hurdle) if isinstance(self._wire, Network) else hurdle


def _read(response: httpx.Response, budget: Budget) -> bytes:
    """Read the body piece by piece, so that not even a compressed one gets larger than allowed."""
    expand = _expander(response.headers.get("content-encoding", ""))
    assert isinstance(response.stream, httpx.SyncByteStream)  # noqa: S101 - a BaseTransport gives no other
    body = bytearray()
    for piece in response.stream:
        budget.remaining()
        body += expand(piece, MAX_BODY + 1 - len(body))
        if len(body) > MAX_BODY:
            raise TooMuchError
    body += expand(b"", 1)
    return bytes(body)


def _expander(encoding: str) -> Callable[[bytes, int], bytes]:
    """Give what undoes a compression that was not asked for; an empty piece means the end."""
    if encoding.strip().lower() in {"", "identity"}:
        return lambda piece, most: piece[:most]
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip and zlib, told apart by their heads

    def expand(piece: bytes, most: int) -> bytes:
        if not piece and not decoder.eof:
            message = "The compressed body ends too early, or is compressed in an unknown way."
            raise zlib.error(message)
        return decoder.decompress(piece, most)

    return expand
