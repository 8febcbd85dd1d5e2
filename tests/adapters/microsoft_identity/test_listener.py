"""The listener answers the one redirect it waits for, at once, whoever else knocks meanwhile."""

import random
import socket
import threading
import time
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from drive_share_gui.adapters.microsoft_identity.answer_page import PageWords, page_answer
from drive_share_gui.adapters.microsoft_identity.listener import MOST, PATIENCE, Listener
from tests.adapters.microsoft_identity.signing_in import come_back

STATE = "a-state-nobody-guesses"
PAGE = page_answer(PageWords("Drive Share", "You can close this page."))
GOOD = {"code": "the-code", "state": STATE}


@dataclass
class Waiting:
    """A listener that waits in another thread."""

    port: int
    fields: "Future[dict[str, str] | None]"

    def knock(self, said: bytes = b"", address: str = "127.0.0.1") -> socket.socket:
        connection = socket.create_connection((address, self.port), timeout=10)
        if said:
            connection.sendall(said)
        return connection


@contextmanager
def waiting() -> Generator[Waiting]:
    over = threading.Event()
    with Listener() as listener, ThreadPoolExecutor(1) as pool:

        def wait() -> dict[str, str] | None:
            try:
                return listener.redirect(STATE, PAGE, over.is_set)
            finally:
                listener.close()

        try:
            yield Waiting(listener.port, pool.submit(wait))
        finally:
            over.set()


def heard(connection: socket.socket) -> bytes:
    """Everything until the other side ends it, however it does."""
    said = bytearray()
    with connection:
        try:
            while piece := connection.recv(65536):
                said += piece
        except ConnectionResetError:
            pass
    return bytes(said)


def listening_addresses(port: int) -> set[str]:
    """Where this computer listens at `port` (proc(5), net/tcp)."""
    found: set[str] = set()
    for name in ("tcp", "tcp6"):
        with open(f"/proc/net/{name}", encoding="ascii") as table:  # noqa: PTH123 - a table of the kernel
            rows = [line.split() for line in table][1:]
        found |= {
            row[1].rpartition(":")[0] for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port
        }
    return found


def test_it_listens_on_loopback_and_nowhere_else() -> None:
    with Listener() as listener:
        assert listening_addresses(listener.port) <= {"0100007F", "0" * 24 + "01000000"}
        assert listening_addresses(listener.port)
    assert listening_addresses(listener.port) == set()


def test_where_there_is_a_second_loopback_address_nobody_else_can_stand_at_its_port() -> None:
    with Listener() as listener:
        try:
            with socket.socket(socket.AF_INET6) as other:
                other.bind(("::1", 0))
        except OSError:
            pytest.skip("This computer has no IPv6.")
        with socket.socket(socket.AF_INET6) as other, pytest.raises(OSError, match="in use"):
            other.bind(("::1", listener.port))


@pytest.mark.parametrize("by_form", [True, False])
def test_the_redirect_ends_it_and_the_port_is_closed_within_a_tenth_of_a_second(by_form: bool) -> None:  # noqa: FBT001
    with waiting() as listener:
        status, body = come_back(listener.port, GOOD, by_form=by_form)
        listener.fields.result(0.1)
        with pytest.raises(ConnectionRefusedError):
            listener.knock()
        assert (status, listener.fields.result()) == (200, GOOD)
        assert b"You can close this page." in body


def test_the_page_is_kept_by_nobody_and_may_load_nothing() -> None:
    head = PAGE.partition(b"\r\n\r\n")[0].decode().lower()
    assert "cache-control: no-store" in head
    assert "content-security-policy: default-src 'none'" in head
    assert "connection: close" in head


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "x", "state": "another"},
        {"code": "x"},
        {"error": "access_denied"},
        {"code": "x" * 16_384, "state": STATE},
    ],
)
def test_what_is_not_for_this_attempt_is_refused_and_changes_nothing(fields: dict[str, str]) -> None:
    with waiting() as listener:
        assert come_back(listener.port, fields, by_form=False) == (400, b"")
        assert come_back(listener.port, GOOD)[0] == 200
        assert listener.fields.result(1) == GOOD


def test_only_the_first_right_one_counts() -> None:
    with waiting() as listener:
        first = b"GET /?code=1&state=%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % (STATE.encode(), listener.port)
        with ExitStack() as stack:
            doors = [stack.enter_context(listener.knock()) for _ in range(5)]
            for door in doors:
                door.sendall(first)
            answers = [heard(door) for door in doors]
        assert listener.fields.result(1) == {"code": "1", "state": STATE}
        assert sum(answer.startswith(b"HTTP/1.1 200") for answer in answers) == 1


def test_who_says_nothing_is_shown_out_in_time() -> None:
    with waiting() as listener:
        started = time.monotonic()
        idle, slow = listener.knock(), listener.knock(b"GET /?co")
        assert heard(idle) == heard(slow) == b""
        assert PATIENCE - 0.5 < time.monotonic() - started < PATIENCE + 2


def garbage(number: int) -> bytes:
    source = random.Random(number)  # noqa: S311 - garbage is no secret
    kinds = (
        b"",
        b"\0" * 7,
        source.randbytes(60),
        b"GET",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"BREW /coffee HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST / HTTP/1.1\r\nContent-Length: 99999\r\n\r\n" + b"x" * 500,
        b"GET /?code=%d&state=wrong HTTP/1.1\r\nHost: localhost\r\n\r\n" % number,
        b"\xff\xfe\xfd\r\n\r\n",
    )
    return kinds[number % len(kinds)]


def test_ten_thousand_strangers_and_a_hundred_who_only_stand_there_do_not_keep_the_browser_waiting() -> None:
    with waiting() as listener, ExitStack() as held:
        for number in range(10_000):
            listener.knock(garbage(number)).close()
        for _ in range(100):
            held.enter_context(listener.knock())
        started = time.monotonic()
        status, _ = come_back(listener.port, GOOD)
        taken = time.monotonic() - started
        assert status == 200
        assert taken < 1, f"The browser waited {taken:.2f} s."
        assert listener.fields.result(1) == GOOD


def test_more_than_it_keeps_at_once_cost_only_the_oldest() -> None:
    with waiting() as listener, ExitStack() as held:
        doors = [held.enter_context(listener.knock()) for _ in range(MOST + 20)]
        assert heard(doors[0]) == b""
        assert come_back(listener.port, GOOD)[0] == 200
