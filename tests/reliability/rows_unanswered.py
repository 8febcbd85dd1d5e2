"""Rows 13 to 26: the request left, and no answer came, or not a whole one."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from drive_share_gui.domain.delivery import Proof
from tests.adapters.fault_server import Visit, fault_server, http
from tests.reliability.cells import SHORT, Arrange, Case, Ground, Row, Setting
from tests.reliability.relay import Connection, Deal, Exchange, Fault, Relay, Reply
from tests.reliability.settings import (
    act_silently,
    acting,
    dealt,
    do_nothing,
    idle,
    relayed,
    then_reset,
    then_silence,
)

U: Final = Proof.UNKNOWN
LOST: Final = "noAnswer:connectionLost"
LATE: Final = "noAnswer:timeout"
NOT_JSON: Final = "unclearAnswer:notJson"
REDIRECT: Final = "unclearAnswer:redirect"
PAGE: Final = b"<!DOCTYPE html><html><title>Log in to the hotel</title></html>"
REDIRECTS: Final = (300, 301, 302, 303, 304, 305, 307, 308)
SHARES: Final = (0.0, 0.01, 0.5, 0.99)


def both(name: str, code: str, deal: Deal) -> tuple[Case, Case]:
    """The same where the service acted, and where it did nothing."""

    def after_acting(exchange: Exchange) -> None:
        exchange.pass_on()
        deal(exchange)

    return (
        Case(f"{name}, nothing done", U, dealt(deal), code=code),
        Case(f"{name}, after acting", U, dealt(after_acting), acts=True, code=code),
    )


def cut(write: Callable[[Reply], bytes], share: float) -> Deal:
    """Send this share of the bytes, then close in good order."""

    def some(reply: Reply) -> bytes:
        whole = write(reply)
        return whole[: int(len(whole) * share)]

    return acting(some)


def first_bytes(count: int) -> Deal:
    """Send only so many bytes, then close."""
    return acting(lambda reply: reply.whole()[:count])


def short_by(missing: int) -> Callable[[Reply], bytes]:
    """Promise more bytes than come, though the JSON in them is whole where few are missing."""
    return lambda reply: reply.whole(length=len(reply.body) + missing)


def body_cut(at: int) -> Callable[[Reply], bytes]:
    """Give a body without length that ends before its last `at` bytes."""
    return lambda reply: reply.head() + reply.body[: len(reply.body) - at]


def reset_after(count: int) -> Callable[[Visit, Relay], None]:
    """Read that many bytes of a request and break the connection off."""

    def greet(visit: Visit, _relay: Relay) -> None:
        left = count
        while left > 0:
            left -= len(visit.connection.recv(left))
        visit.reset()

    return greet


def never_read(visit: Visit, _relay: Relay) -> None:
    visit.wait_until_over()


def in_reset(visit: Visit, relay: Relay) -> None:
    """Wait for the invitation and break this idle connection off at that very moment."""
    relay.struck.wait(10)
    visit.reset()


def in_good_order(_visit: Visit, relay: Relay) -> None:
    """Wait for the invitation and close this idle connection at that very moment."""
    relay.struck.wait(10)


def later(exchange: Exchange) -> None:
    """Act only once the program stopped looking."""
    exchange.relay.released.wait(10)
    exchange.pass_on()


def redirected(status: int, *headers: str) -> Deal:
    return idle(http(status, b"", *headers))


def towards_a_trap(status: int) -> Arrange:
    """Redirect to another server on this computer, which must not be spoken to."""

    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        with fault_server(Visit.wait_until_over) as trap:
            deal = redirected(status, f"Location: {trap.base_url}/me/drive/root/invite")
            with dealt(deal)(ground, connection) as setting:
                setting.problems = lambda: ["the other server was spoken to"] if trap.connections else []
                yield setting

    return arrange


PORTAL: Final = Row(
    13,
    "captive portal: a page instead of an answer",
    (
        *both("200 and a page", NOT_JSON, idle(http(200, PAGE, "Content-Type: text/html"))),
        *both("200 and a page labelled as JSON", NOT_JSON, idle(http(200, PAGE, "Content-Type: application/json"))),
        *both("511 and a page", "http511", idle(http(511, PAGE, "Content-Type: text/html"))),
    ),
)
MOVED: Final = Row(
    14,
    "any redirect",
    tuple(
        case
        for status in REDIRECTS
        for case in both(f"{status}", REDIRECT, redirected(status, "Location: https://portal.example/sign-in"))
    )
    + tuple(
        Case(f"{status} to another server", U, towards_a_trap(status), code=REDIRECT) for status in (301, 303, 307, 308)
    )
    + both("307 to itself", REDIRECT, redirected(307, "Location: /v1.0/me"))
    + both("302 without a place", REDIRECT, redirected(302))
    + both("308 to plain HTTP", REDIRECT, redirected(308, "Location: http://127.0.0.1:9/")),
)
BROKEN_WRITE: Final = Row(
    15,
    "the connection breaks while the request is sent",
    (
        *tuple(
            Case(f"reset after {count} bytes", U, relayed(Fault(greet=reset_after(count), after=1)), code=LOST)
            for count in (1, 2, 16, 100, 200, 400)
        ),
        Case(
            "reset after 64 KiB of a long one",
            U,
            relayed(Fault(greet=reset_after(65536), after=1)),
            code=LOST,
            message="m" * 4000000,
        ),
    ),
)
SLOW_WRITE: Final = Row(
    16,
    "the request cannot be written in time",
    (
        Case(
            "nobody reads a long one",
            U,
            relayed(Fault(greet=never_read, after=1)),
            code=LATE,
            deadline=SHORT,
            message="m" * 16_000_000,
        ),
    ),
)
CLOSED: Final = Row(17, "read whole, then closed without an answer", both("closed", LOST, do_nothing))
RESET: Final = Row(18, "read whole, then reset", both("reset", LOST, then_reset(do_nothing)))
IDLE_CLOSED: Final = Row(
    19,
    "an idle connection is closed just as the invitation is sent",
    (
        Case("closed", Proof.ACCEPTED, relayed(Fault(idle=in_good_order)), acts=True),
        Case("reset", Proof.ACCEPTED, relayed(Fault(idle=in_reset)), acts=True),
    ),
)
SWALLOWED: Final = Row(
    20,
    "the answer is lost after delivery",
    (Case("swallowed", U, dealt(then_silence(act_silently)), acts=True, code=LATE, deadline=SHORT),),
)
SLOW: Final = Row(
    21,
    "the time is over before the service acted",
    (Case("never acts", U, dealt(then_silence(do_nothing)), code=LATE, deadline=SHORT),),
)
ACTS_LATE: Final = Row(
    22,
    "the service acts after the program gave up",
    (Case("acts once nobody looks any more", U, dealt(later), acts=True, found=False, code=LATE, deadline=SHORT),),
)
STATUS_CUT: Final = Row(
    23,
    "the status line is cut",
    tuple(
        Case(
            f"after {count} bytes",
            U,
            dealt(first_bytes(count)),
            acts=True,
            code=LOST,
        )
        for count in (1, 5, 8, 9, 10, 11, 12, 13, 14, 20)
    )
    + tuple(
        Case(
            f"after {count} bytes and a reset",
            U,
            dealt(then_reset(first_bytes(count))),
            acts=True,
            code=LOST,
        )
        for count in (9, 12, 14)
    ),
)
SHORT_BODY: Final = Row(
    24,
    "the body is shorter than promised",
    tuple(
        Case(f"{missing} bytes are missing after whole JSON", U, dealt(acting(short_by(missing))), acts=True, code=LOST)
        for missing in (1, 100_000)
    )
    + tuple(Case(f"cut at {share:.0%}", U, dealt(cut(Reply.whole, share)), acts=True, code=LOST) for share in SHARES)
    + (
        Case("reset at the last byte", U, dealt(then_reset(cut(Reply.whole, 0.999))), acts=True, code=LOST),
        Case(
            "silence before the last byte",
            U,
            dealt(then_silence(cut(Reply.whole, 0.999))),
            acts=True,
            code=LATE,
            deadline=SHORT,
        ),
    ),
)
CHUNK_CUT: Final = Row(
    25,
    "a chunked body is cut",
    (
        *tuple(
            Case(f"cut at {share:.0%}", U, dealt(cut(Reply.chunked, share)), acts=True, code=LOST) for share in SHARES
        ),
        Case(
            "whole JSON without the last chunk",
            U,
            dealt(acting(lambda reply: reply.chunked().removesuffix(b"0\r\n\r\n"))),
            acts=True,
            code=LOST,
        ),
        Case(
            "a chunk's length is no number",
            U,
            dealt(acting(lambda reply: reply.chunked().replace(b"\r\n28\r\n", b"\r\nzz\r\n", 1))),
            acts=True,
            code=LOST,
        ),
    ),
)
NO_LENGTH: Final = Row(
    26,
    "a body without length is cut",
    (
        *tuple(
            Case(f"{missing} bytes are missing", U, dealt(acting(body_cut(missing))), acts=True, code=NOT_JSON)
            for missing in (1, 2, 10, 100)
        ),
        Case("nothing but the head", U, dealt(acting(Reply.head)), acts=True, code=NOT_JSON),
        Case("nothing is missing", Proof.ACCEPTED, dealt(acting(body_cut(0))), acts=True),
    ),
)
ROWS: Final = (
    PORTAL,
    MOVED,
    BROKEN_WRITE,
    SLOW_WRITE,
    CLOSED,
    RESET,
    IDLE_CLOSED,
    SWALLOWED,
    SLOW,
    ACTS_LATE,
    STATUS_CUT,
    SHORT_BODY,
    CHUNK_CUT,
    NO_LENGTH,
)
