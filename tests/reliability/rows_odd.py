"""Rows 59 to 61 and 68 to 70: answers that are no HTTP, or endless; a person who stops; lists that cannot be read."""

import gzip
import itertools
import json
import threading
import tracemalloc
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from drive_share_gui.adapters.transport import MAX_BODY
from drive_share_gui.domain.delivery import Proof
from tests.adapters.asking import outcome_of_invite, service_at
from tests.adapters.fault_server import Visit, fault_server, http
from tests.application.fakes import FakeClock
from tests.reliability.cells import SHORT, Arrange, Case, Check, Ground, Row, Setting
from tests.reliability.relay import Connection, Deal, Exchange, Fault, Moment, Reply, changed, relaying
from tests.reliability.settings import act_silently, acting, dealt, do_nothing, idle, relayed, setting_of, then_reset
from tests.reliability.suspended import suspended

A: Final = Proof.ACCEPTED
U: Final = Proof.UNKNOWN
LOST: Final = "noAnswer:connectionLost"
LATE: Final = "noAnswer:timeout"
LARGE: Final = "unclearAnswer:tooLarge"
STATUS: Final = "unclearAnswer:unexpectedStatus"
MEBIBYTE: Final = 1024 * 1024
MOST_MEMORY: Final = 16 * MEBIBYTE
BOMB: Final = gzip.compress(bytes(200 * MEBIBYTE), 1)
JUMP: Final = timedelta(days=40)


def wrong(name: str, start: bytes, code: str = LOST) -> Case:
    """The service acted, and this comes instead of a status line and what belongs to it."""

    def write(reply: Reply) -> bytes:
        return start + reply.whole().partition(b"\r\n")[2]

    return Case(name, U, dealt(acting(write)), acts=True, code=code)


def instead(name: str, data: bytes, code: str = LOST) -> Case:
    """The service acted, and these bytes come."""
    return Case(name, U, dealt(acting(lambda _reply: data)), acts=True, code=code)


def endless(head: bytes, piece: bytes) -> Deal:
    """Act, then send without end."""

    def act(exchange: Exchange) -> None:
        exchange.pass_on()
        exchange.visit.send(head)
        while not exchange.visit.over.is_set():
            exchange.visit.send(piece)

    return act


def dripping(seconds: float, *, head: bool) -> Deal:
    """Act, then send a byte at a time."""

    def act(exchange: Exchange) -> None:
        reply = exchange.pass_on()
        whole = reply.whole()
        start = 0 if head else len(reply.head("Content-Length: 100"))
        exchange.visit.send(whole[:start])
        exchange.visit.drip(whole[start:], seconds)

    return act


def little_memory(_ground: Ground) -> list[str]:
    """Read what is far too much, three times, and watch what it takes."""
    problems: list[str] = []
    floods = {
        "a compressed flood": http(200, BOMB, "Content-Encoding: gzip"),
        "a plain one": http(200, b" " * (8 * MEBIBYTE)),
        "a head": b"HTTP/1.1 200 OK\r\nX: " + b"a" * (8 * MEBIBYTE),
    }
    for name, flood in floods.items():

        def act(visit: Visit, flood: bytes = flood) -> None:
            visit.request()
            visit.send(flood)

        with fault_server(act) as server, service_at(server.base_url) as service:
            outcome_of_invite(service)
            tracemalloc.start()
            try:
                outcome_of_invite(service)
                peak = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
        if peak > MOST_MEMORY:
            problems.append(f"{name} took {peak:,} bytes")
    return problems


class JumpingClock(FakeClock):
    """A clock that somebody sets back and ahead by 40 days all the time."""

    def now(self) -> datetime:
        self.asked = getattr(self, "asked", 0) + 1
        return super().now() + (JUMP if self.asked % 2 else -JUMP)


@contextmanager
def clock_jumps(ground: Ground, connection: Connection) -> Generator[Setting]:
    with dealt(act_silently)(ground, connection) as setting:
        setting.clock = JumpingClock()
        yield setting


def stopped_while_sending(deal: Deal) -> Arrange:
    """The person stops just as the request is under way."""

    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        cancel = threading.Event()

        def stop(exchange: Exchange) -> None:
            cancel.set()
            deal(exchange)

        with relaying(ground.drive, Fault(deal=stop), connection=connection) as relay:
            setting = setting_of(relay)
            setting.cancel = cancel
            yield setting

    return arrange


def unreadable(deal: Deal) -> Arrange:
    """The service acted and closed, and no later look at the list works."""
    looks = Fault(deal=deal, moment=Moment.LOOK, times=None, after=1)
    return relayed(Fault(deal=act_silently, also=looks))


def unreadable_before(deal: Deal) -> Arrange:
    """No look at the list works, the one before included."""
    return relayed(Fault(deal=deal, moment=Moment.LOOK, times=None))


def next_page(link: object) -> Deal:
    def more(reply: Reply) -> Reply:
        return replace(reply, body=json.dumps({**json.loads(reply.body), "@odata.nextLink": link}).encode())

    return changed(more)


def pages_without_end() -> Deal:
    """Name another page of this service every time."""
    numbers = itertools.count()

    def more(exchange: Exchange) -> None:
        reply = exchange.pass_on()
        link = f"{exchange.relay.server.base_url}/me/drive/root/permissions?page={next(numbers)}"
        body = json.dumps({"value": [], "@odata.nextLink": link}).encode()
        exchange.answer(replace(reply, status=200, body=body))

    return more


def padded(reply: Reply, size: int) -> bytes:
    """Fill an answer's JSON with blanks up to a size."""
    return replace(reply, body=reply.body + b" " * (size - len(reply.body))).whole()


ROWS: Final = (
    Row(
        59,
        "something that is no HTTP, or not such as anybody means",
        (
            instead("a shell's greeting", b"SSH-2.0-OpenSSH_9.2\r\n"),
            instead("a mail server's greeting", b"220 mail.example ESMTP\r\n"),
            instead("HTTP/0.9", b"<html>hello</html>"),
            instead("HTTP/2", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18)),
            instead("TLS", b"\x15\x03\x01\x00\x02\x02\x46"),
            instead("NULs", bytes(1000)),
            instead("200 kB of a line", b"HTTP/1.1 200 " + b"O" * 200_000),
            wrong("no version", b"200 OK\r\n"),
            wrong("status 000", b"HTTP/1.1 000 OK\r\n"),
            wrong("status 20", b"HTTP/1.1 20 OK\r\n"),
            wrong("status 2000", b"HTTP/1.1 2000 OK\r\n"),
            wrong("status in other digits", "HTTP/1.1 \uff12\uff10\uff10 OK\r\n".encode()),
            wrong("status 999", b"HTTP/1.1 999 OK\r\n", STATUS),
            wrong("status 600", b"HTTP/1.1 600 OK\r\n", STATUS),
            wrong("status 101", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n"),
            wrong("two lengths", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"),
            wrong("a length below nothing", b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n"),
            wrong("a length in other digits", "HTTP/1.1 200 OK\r\nContent-Length: \uff19\r\n".encode()),
            wrong("a header without a colon", b"HTTP/1.1 200 OK\r\nwhat\r\n"),
            wrong("a NUL in a header", b"HTTP/1.1 200 OK\r\nX: \0\r\n"),
            wrong("an unknown transfer encoding", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n"),
            wrong("200 kB of a header", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n"),
            Case(
                "HTTP/3.0, else as it should be",
                A,
                dealt(acting(lambda reply: reply.whole().replace(b"HTTP/1.1", b"HTTP/3.0", 1))),
                acts=True,
            ),
            Case(
                "100 Continue before the answer",
                A,
                dealt(acting(lambda reply: b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + reply.whole())),
                acts=True,
            ),
            Case(
                "a storm of 100s",
                U,
                dealt(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)),
                acts=True,
                code=LARGE,
                heavy=True,
            ),
            Case(
                "1,000 headers",
                A,
                dealt(acting(lambda reply: reply.whole(*(f"X-Header-{n}: x" for n in range(1000))))),
                acts=True,
            ),
        ),
    ),
    Row(
        60,
        "far too much",
        (
            Case(
                "10 GB",
                U,
                dealt(endless(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", b" " * 65_536)),
                acts=True,
                code=LARGE,
            ),
            Case(
                "chunks without end",
                U,
                dealt(
                    endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"40\r\n" + b" " * 64 + b"\r\n")
                ),
                acts=True,
                code=LARGE,
            ),
            Case(
                "no length and no end",
                U,
                dealt(endless(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65_536)),
                acts=True,
                code=LARGE,
            ),
            Case(
                "a head without end",
                U,
                dealt(endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 10_000)),
                acts=True,
                code=LOST,
            ),
            Case(
                "a byte more than allowed",
                U,
                dealt(acting(lambda reply: padded(reply, MAX_BODY + 1))),
                acts=True,
                code=LARGE,
            ),
            Case("all that is allowed", A, dealt(acting(lambda reply: padded(reply, MAX_BODY))), acts=True),
            instead("200 MB compressed", http(200, BOMB, "Content-Encoding: gzip"), LARGE),
            Case(
                "a compressed answer nobody asked for",
                A,
                dealt(
                    acting(lambda reply: replace(reply, body=gzip.compress(reply.body)).whole("Content-Encoding: gzip"))
                ),
                acts=True,
            ),
        ),
        (Check("memory", little_memory),),
    ),
    Row(
        61,
        "a drip",
        (
            Case("of the body", U, dealt(dripping(0.05, head=False)), acts=True, code=LATE, deadline=SHORT),
            Case("of the head", U, dealt(dripping(0.05, head=True)), acts=True, code=LATE, deadline=SHORT),
            Case("that ends in time", A, dealt(dripping(0.0005, head=True)), acts=True),
        ),
    ),
    Row(
        63,
        "the computer is suspended, or its clock set by 40 days, again and again",
        (Case("the clock, while it is unknown", U, clock_jumps, acts=True, code=LOST),),
        (Check("suspended while the answer is under way, three times", suspended),),
    ),
    Row(
        68,
        "the person stops while the request is under way",
        (
            Case(
                "and it is answered",
                A,
                stopped_while_sending(lambda exchange: exchange.answer(exchange.pass_on())),
                acts=True,
                next_one="not_sent",
            ),
            Case(
                "and it is not",
                U,
                stopped_while_sending(act_silently),
                acts=True,
                found=False,
                code=LOST,
                next_one="not_sent",
            ),
        ),
    ),
    Row(
        69,
        "the list cannot be read to its end",
        (
            *tuple(
                Case(name, U, unreadable(deal), acts=True, found=False, code=LOST)
                for name, deal in {
                    "the next page is elsewhere": next_page("https://evil.example/v1.0/next"),
                    "the next page has no TLS": next_page("http://drive.example/v1.0/next"),
                    "the next page has a user name": next_page("http://127.0.0.1@evil.example/"),
                    "the next page is no text": next_page({"a": 1}),
                    "the list is cut": changed(lambda reply: replace(reply, body=reply.body[:-9])),
                    "it is a page of HTML": idle(http(200, b"<html>Log in</html>")),
                    "500": idle(http(500)),
                    "reset": then_reset(do_nothing),
                }.items()
            ),
            Case(
                "pages without end",
                U,
                relayed(
                    Fault(
                        deal=act_silently, also=Fault(deal=pages_without_end(), moment=Moment.LOOK, times=None, after=1)
                    )
                ),
                acts=True,
                found=False,
                code=LOST,
                heavy=True,
            ),
            *tuple(
                Case(f"{name}, already before", Proof.NOT_DELIVERED, unreadable_before(deal), attempts=0)
                for name, deal in {
                    "the next page is elsewhere": next_page("https://evil.example/v1.0/next"),
                    "it is a page of HTML": idle(http(200, b"<html>Log in</html>")),
                    "500": idle(http(500)),
                    "reset": then_reset(do_nothing),
                }.items()
            ),
        ),
    ),
    Row(
        70,
        "the service does not show the list to this person",
        (
            Case("sent all the same", A, unreadable_before(idle(http(403))), acts=True),
            Case(
                "unknown, and the person is asked",
                U,
                relayed(Fault(deal=act_silently, also=Fault(deal=idle(http(403)), moment=Moment.LOOK, times=None))),
                acts=True,
                found=False,
                code=LOST,
            ),
        ),
    ),
)
