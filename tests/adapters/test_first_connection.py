"""A host with several addresses is reached by whichever answers, however dead the others are."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpcore
import pytest

from drive_share_gui.adapters.bounded_network import BoundedBackend
from drive_share_gui.adapters.budget import NotConnectedError
from drive_share_gui.adapters.first_connection import HEAD_START, first_connection
from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.failure import Hurdle
from tests.adapters.asking import outcome_of_invite, service_at
from tests.adapters.fault_server import PATIENCE, free_port
from tests.reliability.trust import Trust, showing, trusting

GRANTED = b'{"value":[{"id":"500","invitation":{"email":"ann@example.org"}}]}'


class Line(httpcore.MockStream):
    """A connection that says when it is closed."""

    def __init__(self, address: str) -> None:
        super().__init__([])
        self.address = address
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()


def test_a_dead_address_costs_no_more_than_its_head_start() -> None:
    over = threading.Event()

    def connect(address: str) -> Line:
        if address == "dead":
            over.wait(PATIENCE)
        return Line(address)

    started = time.monotonic()
    found = first_connection(["dead", "alive"], connect, 10)
    assert time.monotonic() - started < HEAD_START + 2
    over.set()
    assert isinstance(found, Line)
    assert (found.address, found.closed.is_set()) == ("alive", False)


def test_an_address_that_fails_at_once_does_not_hold_up_the_next() -> None:
    def connect(address: str) -> Line:
        if address != "last":
            raise httpcore.ConnectError
        return Line(address)

    started = time.monotonic()
    found = first_connection([f"{number}" for number in range(20)] + ["last"], connect, 10)
    assert isinstance(found, Line)
    assert time.monotonic() - started < 20 * HEAD_START / 2


def test_who_connects_too_late_is_closed() -> None:
    late = Line("late")
    over = threading.Event()

    def connect(address: str) -> Line:
        if address == "late":
            over.wait(PATIENCE)
            return late
        return Line(address)

    found = first_connection(["late", "early"], connect, 10)
    assert found is not late
    over.set()
    assert late.closed.wait(PATIENCE)


def test_where_none_answers_the_last_trouble_is_said_and_the_time_is_kept() -> None:
    def refuse(_address: str) -> Line:
        raise httpcore.ConnectError

    with pytest.raises(httpcore.ConnectError):
        first_connection(["a", "b"], refuse, 10)
    over = threading.Event()

    def hang(address: str) -> Line:
        over.wait(PATIENCE)
        return Line(address)

    started = time.monotonic()
    with pytest.raises(httpcore.ConnectTimeout):
        first_connection(["a", "b", "c"], hang, 0.6)
    assert 0.5 < time.monotonic() - started < 3
    over.set()


def test_somewhere_nobody_listens_is_refused_on_every_address_of_its_name() -> None:
    with pytest.raises(NotConnectedError) as caught:
        BoundedBackend().connect_tcp("localhost", free_port())
    assert caught.value.hurdle is Hurdle.REFUSED


@contextmanager
def on_ipv6(trust: Trust) -> Generator[int]:
    """A service that can be reached at ::1 alone."""
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
        context = showing(trust.authority.issue_cert("::1"))

        def serve() -> None:
            connection, _ = listener.accept()
            with context.wrap_socket(connection, server_side=True) as secured:
                while b"Hello" not in secured.recv(65536):
                    pass
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(GRANTED)}\r\nConnection: close\r\n\r\n"
                secured.sendall(head.encode() + GRANTED)

        server = threading.Thread(target=serve)
        server.start()
        yield listener.getsockname()[1]
        server.join(PATIENCE)


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_a_service_that_has_ipv6_alone_and_the_authority_of_a_company_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Company authorities come as one file with all, or as a folder with names made of hashes (c_rehash)."""
    if sys.platform != "linux" or not socket.has_ipv6:
        pytest.skip("Only on Linux an authority can be trusted for one test.")
    with trusting() as trust, on_ipv6(trust) as port:
        if variable == "SSL_CERT_DIR":
            trust.authority.cert_pem.write_to_path(str(tmp_path / "company.pem"))
            if not shutil.which("openssl"):
                pytest.skip("There is no openssl to name the files of the folder.")
            subprocess.run(["openssl", "rehash", str(tmp_path)], check=True)
            monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
        with service_at(f"https://[::1]:{port}/v1.0") as service:
            assert isinstance(outcome_of_invite(service), Answer)
