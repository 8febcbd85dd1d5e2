"""A knock carries no token, goes the same way as every call, and takes a refusal for the right answer."""

from collections.abc import Callable

import pytest

from drive_share_gui.adapters.drive_api import way_to
from drive_share_gui.adapters.proxy_logins import KeptProxyLogins
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    Riddle,
    ServiceTrouble,
    SharingError,
    Silence,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from drive_share_gui.domain.service_address import Dialect, ServiceAddress
from tests.adapters.fault_server import LOOPBACK, Act, answering, fault_server, free_port, http
from tests.reliability.proxies import Proxy
from tests.reliability.surroundings import proxy_named
from tests.reliability.trust import HOST, trusting

REFUSED = http(401, b'{"error":{"code":"InvalidAuthenticationToken"}}')
JSON = "Content-Type: application/json"


def trouble(act: Callable[[], object]) -> Failure | None:
    try:
        act()
    except SharingError as error:
        return error.failure
    return None


@pytest.mark.parametrize(
    ("act", "failure"),
    [
        (answering(REFUSED), None),
        (answering(http(401)), None),
        (answering(http(200, b"{}", JSON)), None),
        (answering(http(403, b'{"error":{"code":"accessDenied"}}', JSON)), None),
        (answering(http(200, b"<html>Blocked</html>")), UnclearAnswer(Riddle.NOT_JSON, 200)),
        (answering(http(403, b"<html>Blocked</html>")), UnclearAnswer(Riddle.NOT_JSON, 403)),
        (answering(http(302, b"", "Location: https://portal.example/")), UnclearAnswer(Riddle.REDIRECT, 302)),
        (answering(http(503)), ServiceTrouble(503)),
        (answering(http(429, b"", "Retry-After: 7")), Throttled(7.0)),
        (answering(b""), NoAnswer(Silence.CONNECTION_LOST)),
    ],
)
def test_a_refusal_is_the_answer_of_a_service_and_a_page_is_none(act: Act, failure: Failure | None) -> None:
    with fault_server(act) as server:
        way = way_to(ServiceAddress(server.base_url), KeptProxyLogins())
        assert trouble(way.knock) == failure
        assert server.request_lines == [b"GET /v1.0/me/drive HTTP/1.1"]
        assert b"authorization" not in server.requests[0].lower()
        assert (way.proxy(), way.is_encrypted) == (None, False)


def test_a_service_that_is_not_there_is_out_of_reach() -> None:
    way = way_to(ServiceAddress(f"http://{LOOPBACK}:{free_port()}/v1.0", Dialect.ONEDRIVE), KeptProxyLogins())
    assert trouble(way.knock) == Unreachable(Hurdle.REFUSED)


def test_a_login_given_on_the_way_opens_the_proxy_for_the_next_knock() -> None:
    login = ProxyLogin("ann", "word")
    with trusting() as trust, fault_server(answering(REFUSED), trust.good) as server:
        proxy = Proxy(server.port, (login.user, login.password))
        with fault_server(proxy.connect) as door, proxy_named(f"http://{LOOPBACK}:{door.port}"):
            logins = KeptProxyLogins()
            way = way_to(ServiceAddress(f"https://{HOST}/v1.0"), logins)
            assert way.proxy() == ProxyAddress("http", LOOPBACK, door.port)
            assert trouble(way.knock) == Unreachable(Hurdle.PROXY_LOGIN)
            assert way.save_login(login) is False
            assert trouble(way.knock) is None
            way.forget_login()
            assert trouble(way.knock) == Unreachable(Hurdle.PROXY_LOGIN)


def test_what_cannot_be_a_proxy_is_the_proxys_trouble_and_no_login_is_kept_for_the_direct_way() -> None:
    way = way_to(ServiceAddress(f"https://{HOST}/v1.0"), KeptProxyLogins())
    with proxy_named("gopher://proxy.example"):
        assert trouble(way.proxy) == Unreachable(Hurdle.PROXY)
        assert trouble(way.knock) == Unreachable(Hurdle.PROXY)
    with proxy_named(None):
        assert way.save_login(ProxyLogin("ann", "word")) is False
        assert trouble(way.forget_login) is None
