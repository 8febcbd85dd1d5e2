"""The way through the system's proxy: as long as the proxy does not open it, nothing of the request has left."""

import gc
import threading
import time
from collections.abc import Callable
from typing import Final

import pytest

from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Unreachable
from tests.adapters.asking import BASE_URL, TOKEN, outcome_of_invite, service_at
from tests.adapters.fault_server import PATIENCE, Act, FaultServer, Visit, answering, fault_server, free_port, http

PROXY: Final = Unreachable(Hurdle.PROXY)
LOGIN_WANTED: Final = Unreachable(Hurdle.PROXY_LOGIN)
GRANTED: Final = http(200, b'{"value":[{"id":"500","invitation":{"email":"ann@example.org"}}]}')
Setter = Callable[[str], None]


@pytest.fixture
def use_proxy(monkeypatch: pytest.MonkeyPatch) -> Setter:
    """Name the proxy of this computer."""
    for name in ("no_proxy", "all_proxy", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def name_it(url: str) -> None:
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, url)

    return name_it


def at(server: FaultServer) -> str:
    return f"http://127.0.0.1:{server.port}"


def hang_up(visit: Visit) -> None:
    visit.request()


@pytest.mark.parametrize(
    "act",
    [
        answering(http(502)),
        answering(http(504)),
        answering(b"junk\r\n\r\n"),
        hang_up,
    ],
)
def test_a_proxy_that_does_not_open_the_way_is_named_and_sees_neither_token_nor_message(
    act: Act, use_proxy: Setter
) -> None:
    with fault_server(act) as proxy, service_at(BASE_URL) as service:
        use_proxy(at(proxy))
        assert outcome_of_invite(service) == PROXY
        assert proxy.request_lines == [b"CONNECT drive.example:443 HTTP/1.1"]
        assert TOKEN.encode() not in proxy.requests[0]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}", "socks5://127.0.0.1:{port}", "gopher://127.0.0.1:{port}"])
def test_a_proxy_that_is_not_there_is_named(url: str, use_proxy: Setter) -> None:
    use_proxy(url.format(port=free_port()))
    with service_at(BASE_URL) as service:
        assert outcome_of_invite(service) == PROXY


@pytest.mark.parametrize("greeting", [b"", b"\x05\x7f", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_a_socks_proxy_that_answers_junk_is_named(greeting: bytes, use_proxy: Setter) -> None:
    def act(visit: Visit) -> None:
        visit.connection.recv(3)
        visit.send(greeting)

    with fault_server(act) as proxy, service_at(BASE_URL) as service:
        use_proxy(f"socks5://127.0.0.1:{proxy.port}")
        assert outcome_of_invite(service) == PROXY


def test_a_way_through_a_socks_proxy_is_taken(use_proxy: Setter) -> None:
    def act(visit: Visit) -> None:
        visit.connection.recv(3)
        visit.send(b"\x05\x00")
        visit.connection.recv(262)
        visit.send(b"\x05\x00\x00\x01" + bytes(6))
        visit.request()
        visit.send(GRANTED)

    with fault_server(act) as proxy, service_at("http://drive.example/v1.0") as service:
        use_proxy(f"socks5://127.0.0.1:{proxy.port}")
        assert isinstance(outcome_of_invite(service), Answer)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_connection_to_a_proxy_that_does_not_open_the_way_is_closed_at_once(scheme: str, use_proxy: Setter) -> None:
    closed = threading.Event()

    def act(visit: Visit) -> None:
        visit.connection.recv(65536)
        visit.send(b"\x05\xff" if scheme == "socks5" else http(502))
        while visit.connection.recv(65536):
            pass
        closed.set()

    gc.disable()
    try:
        with fault_server(act) as proxy, service_at(BASE_URL) as service:
            use_proxy(f"{scheme}://127.0.0.1:{proxy.port}")
            failure = outcome_of_invite(service)
            assert closed.wait(PATIENCE / 2)
    finally:
        gc.enable()
    assert failure == (PROXY if scheme == "http" else LOGIN_WANTED)


def test_a_proxy_that_never_answers_ends_in_time(use_proxy: Setter) -> None:
    with fault_server(Visit.wait_until_over) as proxy, service_at(BASE_URL, deadline=0.5) as service:
        use_proxy(at(proxy))
        started = time.monotonic()
        assert outcome_of_invite(service) == PROXY
        assert time.monotonic() - started < 3


def test_a_certificate_nobody_trusts_behind_a_proxy_is_still_a_certificate(use_proxy: Setter) -> None:
    from tests.adapters.test_tls import serving

    def act(visit: Visit) -> None:
        visit.request()
        visit.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        serving("elsewhere").wrap_socket(visit.connection, server_side=True).recv(1)

    with fault_server(act) as proxy, service_at(BASE_URL) as service:
        use_proxy(at(proxy))
        assert outcome_of_invite(service) == Unreachable(Hurdle.CERTIFICATE)


def test_what_was_handed_to_a_proxy_that_forwards_it_may_have_arrived(use_proxy: Setter) -> None:
    with fault_server(hang_up) as proxy, service_at("http://drive.example/v1.0") as service:
        use_proxy(at(proxy))
        assert outcome_of_invite(service) == NoAnswer(Silence.CONNECTION_LOST)
        assert proxy.request_lines == [b"POST http://drive.example/v1.0/me/drive/items/D%211/invite HTTP/1.1"]


def test_the_login_of_a_proxy_goes_to_the_proxy_alone(use_proxy: Setter) -> None:
    with fault_server(answering(http(502))) as proxy, service_at(BASE_URL) as service:
        use_proxy(f"http://ann:secret@127.0.0.1:{proxy.port}")
        assert outcome_of_invite(service) == PROXY
        assert b"Proxy-Authorization: Basic YW5uOnNlY3JldA==" in proxy.requests[0]


def test_this_computer_is_never_spoken_to_through_a_proxy(use_proxy: Setter) -> None:
    use_proxy(f"http://127.0.0.1:{free_port()}")
    with fault_server(answering(GRANTED)) as server, service_at(server.base_url) as service:
        assert isinstance(outcome_of_invite(service), Answer)


def test_a_host_the_proxy_is_not_for_is_spoken_to_directly(use_proxy: Setter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "drive.invalid")
    with fault_server(answering(GRANTED)) as proxy, service_at("https://drive.invalid/v1.0") as service:
        use_proxy(at(proxy))
        assert outcome_of_invite(service) == Unreachable(Hurdle.NAME_UNKNOWN)
        assert proxy.connections == 0
