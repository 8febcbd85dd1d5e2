"""A network that wants a sign-in of its own is told from a broken one, and learns nothing about anybody."""

import pytest

from drive_share_gui.adapters.captive_portal import is_captive
from drive_share_gui.adapters.drive_api import FixedToken, connect
from drive_share_gui.adapters.network import Network
from drive_share_gui.domain.failure import Hurdle, Unreachable
from drive_share_gui.domain.service_address import ServiceAddress
from tests.adapters.asking import TOKEN, outcome_of_invite
from tests.adapters.fault_server import LOOPBACK, Act, Visit, answering, fault_server, free_port, http
from tests.reliability.surroundings import proxy_named

LOGIN_PAGE = http(200, b"<html>Welcome to the hotel</html>", "Content-Type: text/html")
OPEN = http(200, b"Microsoft Connect Test")
NOWHERE = "https://192.0.2.1/v1.0"
"""An address of documentation, at which nobody is (RFC 5737)."""


@pytest.mark.parametrize(
    ("act", "captive"),
    [
        (answering(LOGIN_PAGE), True),
        (answering(http(302, b"", "Location: http://portal.hotel.example/login?to=x")), True),
        (answering(http(307, b"", "Location: https://192.0.2.7/")), True),
        (answering(http(511, b"<html>Sign in</html>")), True),
        (answering(OPEN), False),
        (answering(http(200, b"Microsoft Connect Test\r\n")), False),
        (answering(http(302, b"", f"Location: https://{LOOPBACK}/connecttest.txt")), False),
        (answering(http(302, b"", "Location: /elsewhere")), False),
        (answering(http(302)), False),
        (answering(http(403, b"<html>Blocked</html>")), False),
        (answering(http(503)), False),
        (answering(b"junk\r\n\r\n"), False),
        (Visit.request, False),
    ],
)
def test_only_an_answer_in_somebody_elses_place_makes_a_portal(act: Act, *, captive: bool) -> None:
    with fault_server(act) as server:
        assert is_captive(f"http://{LOOPBACK}:{server.port}/connecttest.txt") is captive


def test_no_answer_is_no_portal() -> None:
    assert is_captive(f"http://{LOOPBACK}:{free_port()}/connecttest.txt") is False


def test_a_service_out_of_reach_behind_a_portal_is_said_to_be_that_and_the_portal_is_told_nothing() -> None:
    with fault_server(answering(LOGIN_PAGE)) as portal, proxy_named(None):
        wire = Network(NOWHERE, check_url=f"http://{LOOPBACK}:{portal.port}/connecttest.txt")
        service = connect(ServiceAddress(NOWHERE), FixedToken(TOKEN), deadline=0.5, wire=wire)
        assert outcome_of_invite(service) == Unreachable(Hurdle.CAPTIVE_PORTAL)
        service.close()
        [said] = portal.requests
    assert said.startswith(b"GET /connecttest.txt HTTP/1.1\r\n")
    names = {line.partition(b":")[0].lower() for line in said.split(b"\r\n")[1:] if line}
    assert names == {b"host", b"accept", b"connection"}


def test_a_service_out_of_reach_without_a_portal_is_just_that() -> None:
    with fault_server(answering(OPEN)) as honest, proxy_named(None):
        wire = Network(NOWHERE, check_url=f"http://{LOOPBACK}:{honest.port}/connecttest.txt")
        service = connect(ServiceAddress(NOWHERE), FixedToken(TOKEN), deadline=0.5, wire=wire)
        assert outcome_of_invite(service) in {
            Unreachable(Hurdle.NO_CONNECTION_IN_TIME),
            Unreachable(Hurdle.NETWORK),
            Unreachable(Hurdle.REFUSED),
        }
        service.close()


@pytest.mark.parametrize(
    ("url", "hurdle", "asked"),
    [
        ("https://drive.example/v1.0", Hurdle.CERTIFICATE, 1),
        ("https://drive.example/v1.0", Hurdle.REFUSED, 1),
        ("https://drive.example/v1.0", Hurdle.NAME_UNKNOWN, 0),
        ("https://localhost/v1.0", Hurdle.CERTIFICATE, 0),
        ("http://127.0.0.1/v1.0", Hurdle.REFUSED, 0),
    ],
)
def test_a_portal_is_looked_for_where_there_can_be_one(url: str, hurdle: Hurdle, asked: int) -> None:
    with fault_server(answering(LOGIN_PAGE)) as portal, proxy_named(None):
        wire = Network(url, check_url=f"http://{LOOPBACK}:{portal.port}/")
        wire.proxy()
        assert wire.judge(hurdle) is (Hurdle.CAPTIVE_PORTAL if asked else hurdle)
        assert portal.connections == asked
        wire.close()


def test_behind_a_proxy_no_portal_is_looked_for() -> None:
    with fault_server(answering(LOGIN_PAGE)) as portal, proxy_named(f"http://{LOOPBACK}:{free_port()}"):
        wire = Network("https://drive.example/v1.0", check_url=f"http://{LOOPBACK}:{portal.port}/")
        wire.proxy()
        assert wire.judge(Hurdle.CERTIFICATE) is Hurdle.CERTIFICATE
        assert wire.judge(Hurdle.NETWORK) is Hurdle.PROXY
        assert portal.connections == 0
        wire.close()
