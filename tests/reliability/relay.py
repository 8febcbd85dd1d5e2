"""Stands between Drive Share and the practice drive: passes requests on, and does to one of them what a cell says."""

import http.client
import itertools
import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from drive_share_gui.practice.running import RunningPracticeDrive
from tests.adapters.fault_server import LOOPBACK, Act, FaultServer, Visit, fault_server

_OWN_HEADERS: Final = frozenset({"connection", "content-length", "transfer-encoding", "date"})


class Moment(Enum):
    """Which request meets the fault."""

    INVITATION = "POST"
    LOOK = "GET"


class Connection(Enum):
    """What becomes of a connection once a look-up was answered on it."""

    FRESH = "fresh connection"
    """It is closed, so that every request has a new one."""
    KEPT = "kept connection"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the practice drive answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def whole(self, *more: str, length: int | None = None) -> bytes:
        """Write it down as it stands on the wire, with its length and `more` headers."""
        size = len(self.body) if length is None else length
        return self.head(f"Content-Length: {size}", *more) + self.body

    def chunked(self, size: int = 40) -> bytes:
        """Write it down in chunks."""
        pieces = [self.body[start : start + size] for start in range(0, len(self.body), size)]
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
        return self.head("Transfer-Encoding: chunked") + chunks + b"0\r\n\r\n"

    def head(self, *more: str) -> bytes:
        """Write down status and headers alone."""
        own = [f"{name}: {value}" for name, value in self.headers if name.lower() not in _OWN_HEADERS]
        return "\r\n".join([f"HTTP/1.1 {self.status} Whatever", *own, *more, "", ""]).encode()


@dataclass
class Exchange:
    """One request at the relay, and what can be done with it."""

    visit: Visit
    request: bytes = field(repr=False)
    drive: RunningPracticeDrive
    relay: "Relay"

    def pass_on(self) -> Reply:
        """Let the practice drive answer it."""
        return passed_on(self.drive, self.request)

    def answer(self, reply: Reply) -> None:
        """Send an answer that is whole, and say that the connection ends with it."""
        self.visit.send(reply.whole("Connection: close"))


Deal: TypeAlias = Callable[[Exchange], None]
"""Does something to a request that was read, after which the connection is closed."""
Greet: TypeAlias = Callable[[Visit, "Relay"], None]
"""Does something to a connection before anything is read from it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to whom: a request that was read, or a connection nobody spoke on yet."""

    deal: Deal | None = None
    greet: Greet | None = None
    moment: Moment = Moment.INVITATION
    """For `deal`: which request it happens to."""
    times: int | None = 1
    """How often it happens; None for always."""
    after: int = 0
    """How many such requests, or connections, pass unharmed before."""
    idle: Callable[[Visit, "Relay"], None] | None = None
    """What becomes of the connection once the first look was answered on it; None for waiting for the next."""
    also: "Fault | None" = None
    """What else happens, to other requests."""


class Relay:
    """What came through, and how."""

    def __init__(self, drive: RunningPracticeDrive, fault: Fault, connection: Connection) -> None:
        """Pass on to `drive`."""
        self.drive: Final = drive
        self.bodies: Final[list[bytes]] = []
        """The body of every invitation that came whole."""
        self.struck: Final = threading.Event()
        """Set once the invitation has come."""
        self.released: Final = threading.Event()
        """Set once what was put off may happen: see `Setting.release`."""
        self._server: FaultServer | None = None
        self._fault: Final = fault
        self._keep: Final = connection is Connection.KEPT
        self._connections: Final = itertools.count(1)
        self._requests: Final = {moment: itertools.count(1) for moment in Moment}

    @property
    def server(self) -> FaultServer:
        """Where it listens."""
        assert self._server is not None
        return self._server

    @server.setter
    def server(self, server: FaultServer) -> None:
        self._server = server

    def act(self, visit: Visit) -> None:
        """Serve one connection."""
        fault = self._fault
        if fault.greet is not None and _is_due(fault, next(self._connections)):
            fault.greet(visit, self)
            return
        while self._serve(visit):
            pass

    def _serve(self, visit: Visit) -> bool:
        """Serve one request; false where the connection is to be closed."""
        request = visit.request()
        moment = Moment.LOOK if request.startswith(b"GET") else Moment.INVITATION
        number = next(self._requests[moment])
        if moment is Moment.INVITATION:
            self.bodies.append(request.partition(b"\r\n\r\n")[2])
            self.struck.set()
        exchange = Exchange(visit, request, self.drive, self)
        deal = self._deal(self._fault, moment, number)
        if deal is not None:
            deal(exchange)
            return False
        visit.send(exchange.pass_on().whole(*(() if self._keep else ("Connection: close",))))
        if self._fault.idle is not None and moment is Moment.LOOK and number == 1:
            self._fault.idle(visit, self)
            return False
        return self._keep

    def _deal(self, fault: Fault | None, moment: Moment, number: int) -> Deal | None:
        if fault is None:
            return None
        mine = fault.moment is moment and _is_due(fault, number)
        return fault.deal if mine and fault.deal else self._deal(fault.also, moment, number)


def _is_due(fault: Fault, number: int) -> bool:
    last = None if fault.times is None else fault.after + fault.times
    return number > fault.after and (last is None or number <= last)


def passed_on(drive: RunningPracticeDrive, request: bytes) -> Reply:
    """Ask the practice drive what was asked here, under its own name."""
    head, _, body = request.partition(b"\r\n\r\n")
    line, *headers = head.decode("latin-1").split("\r\n")
    method, target, _ = line.split(" ")
    parts = urlsplit(target) if target.startswith("http") else None
    connection = http.client.HTTPConnection(LOOPBACK, urlsplit(drive.base_url).port, timeout=30)
    try:
        connection.putrequest(method, parts.path if parts else target, skip_accept_encoding=True)
        for name, _, value in (header.partition(": ") for header in headers):
            if name.lower() != "host":
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return Reply(answer.status, tuple(answer.getheaders()), answer.read())
    finally:
        connection.close()


@contextmanager
def relaying(
    drive: RunningPracticeDrive,
    fault: Fault,
    *,
    connection: Connection = Connection.KEPT,
    wrap: Callable[[Act], Act] | None = None,
    port: int = 0,
) -> Generator[Relay]:
    """Run a relay; `wrap` may put TLS around it."""
    relay = Relay(drive, fault, connection)
    act = relay.act if wrap is None else wrap(relay.act)
    with fault_server(act, port=port) as server:
        relay.server = server
        try:
            yield relay
        finally:
            relay.released.set()


def speaking_tls(choose: Callable[[int], ssl.SSLContext | Act]) -> Callable[[Act], Act]:
    """Shake hands on every connection, with what is chosen by the connection's number, or do something else to it."""
    numbers = itertools.count(1)

    def wrap(act: Act) -> Act:
        def secured(visit: Visit) -> None:
            chosen = choose(next(numbers))
            if not isinstance(chosen, ssl.SSLContext):
                chosen(visit)
                return
            with chosen.wrap_socket(visit.connection, server_side=True) as connection:
                visit.connection = connection
                act(visit)

        return secured

    return wrap


def changed(change: Callable[[Reply], Reply]) -> Deal:
    """Let the drive act, and answer something else."""
    return lambda exchange: exchange.answer(change(exchange.pass_on()))
