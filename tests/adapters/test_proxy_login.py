"""A proxy that wants a login gets the one that is kept for it, each once, and nobody else ever sees it."""

import logging
from collections.abc import Generator

import pytest

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.drive_api import FixedToken, connect
from drive_share_gui.adapters.drive_api.service import DriveService
from drive_share_gui.adapters.network import Network
from drive_share_gui.adapters.proxy_logins import KeptProxyLogins
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.failure import Hurdle, SharingError, Unreachable
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from drive_share_gui.domain.service_address import ServiceAddress
from tests.adapters.asking import TOKEN, outcome_of_invite
from tests.adapters.fault_server import LOOPBACK, answering, fault_server, http
from tests.reliability.proxies import Proxy
from tests.reliability.surroundings import proxy_named
from tests.reliability.trust import HOST, Trust, trusting

LOGIN = ("ann", "S3CRET:wörd")
RIGHT = ProxyLogin(*LOGIN)
WRONG = ProxyLogin("ann", "wrong")
GRANTED = http(200, b'{"value":[{"id":"500","invitation":{"email":"ann@example.org"}}]}')
LOGIN_WANTED = Unreachable(Hurdle.PROXY_LOGIN)


@pytest.fixture(scope="module")
def trust() -> Generator[Trust]:
    with trusting() as made:
        yield made


def service_through(logins: KeptProxyLogins) -> DriveService:
    url = f"https://{HOST}/v1.0"
    return connect(ServiceAddress(url), FixedToken(TOKEN), wire=Network(url, logins))


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_login_that_is_kept_opens_the_proxy_and_one_that_comes_later_too(trust: Trust, scheme: str) -> None:
    with fault_server(answering(GRANTED), trust.good) as server:
        proxy = Proxy(server.port, LOGIN)
        with fault_server(proxy.connect if scheme == "http" else proxy.socks) as door:
            address = ProxyAddress(scheme, LOOPBACK, door.port)
            with proxy_named(f"{scheme}://{LOOPBACK}:{door.port}"):
                logins = KeptProxyLogins()
                service = service_through(logins)
                assert outcome_of_invite(service) == LOGIN_WANTED
                assert door.connections == 1, "nothing is tried where nothing is known"
                logins.save(address, WRONG)
                assert outcome_of_invite(service) == LOGIN_WANTED
                assert door.connections == 3
                assert outcome_of_invite(service) == LOGIN_WANTED
                assert door.connections == 4, "a login that was refused is not tried again"
                logins.save(address, RIGHT)
                assert isinstance(outcome_of_invite(service), Answer)
                before = door.connections
                assert isinstance(outcome_of_invite(service), Answer)
                assert door.connections == before + 1, "from then on it is told at once"
                service.close()
        assert b"S3CRET" not in b"".join(server.requests)


def test_a_login_in_the_settings_comes_first_and_the_kept_one_where_it_is_refused(trust: Trust) -> None:
    with (
        fault_server(answering(GRANTED), trust.good) as server,
        fault_server(Proxy(server.port, LOGIN).connect) as door,
    ):
        logins = KeptProxyLogins()
        logins.save(ProxyAddress("http", LOOPBACK, door.port), RIGHT)
        with proxy_named(f"http://ann:wrong@{LOOPBACK}:{door.port}"):
            service = service_through(logins)
            assert isinstance(outcome_of_invite(service), Answer)
            service.close()


@pytest.mark.parametrize(
    ("challenges", "hurdle"),
    [
        (["NTLM"], Hurdle.PROXY_METHOD),
        (["Negotiate", "NTLM"], Hurdle.PROXY_METHOD),
        (['Digest realm="x", nonce="y"'], Hurdle.PROXY_METHOD),
        (["Negotiate", 'Basic realm="x"'], Hurdle.PROXY_LOGIN),
        (['Negotiate, bAsIc realm="x"'], Hurdle.PROXY_LOGIN),
        ([], Hurdle.PROXY_LOGIN),
    ],
)
def test_a_login_of_a_kind_we_do_not_have_is_said_and_no_password_is_told(
    trust: Trust, challenges: list[str], hurdle: Hurdle
) -> None:
    del trust
    refusing = answering(http(407, b"", *(f"Proxy-Authenticate: {challenge}" for challenge in challenges)))
    with fault_server(refusing) as door, proxy_named(f"http://{LOOPBACK}:{door.port}"):
        logins = KeptProxyLogins()
        if hurdle is Hurdle.PROXY_METHOD:
            logins.save(ProxyAddress("http", LOOPBACK, door.port), RIGHT)
        service = service_through(logins)
        assert outcome_of_invite(service) == Unreachable(hurdle)
        assert b"Proxy-Authorization" not in b"".join(door.requests)
        service.close()


def test_a_service_that_answers_as_a_proxy_does_is_told_no_proxy_password(trust: Trust) -> None:
    """407 from behind the proxy is an answer to a request that left: nothing is repeated for it."""
    with fault_server(answering(http(407, b"", "Proxy-Authenticate: Basic")), trust.good) as server:
        proxy = Proxy(server.port)
        with fault_server(proxy.connect) as door, proxy_named(f"http://{LOOPBACK}:{door.port}"):
            logins = KeptProxyLogins()
            logins.save(ProxyAddress("http", LOOPBACK, door.port), RIGHT)
            service = service_through(logins)
            assert not isinstance(outcome_of_invite(service), Answer | Unreachable)
            assert len(server.requests) == 1
            assert b"Proxy-Authorization" not in server.requests[0]
            service.close()


def test_a_login_is_in_no_log_and_in_no_repr(trust: Trust, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with (
        fault_server(answering(GRANTED), trust.good) as server,
        fault_server(Proxy(server.port, LOGIN).connect) as door,
        proxy_named(f"http://ann:hunter2@{LOOPBACK}:{door.port}"),
    ):
        logins = KeptProxyLogins()
        logins.save(ProxyAddress("http", LOOPBACK, door.port), RIGHT)
        service = service_through(logins)
        outcome_of_invite(service)
        service.close()
    assert caplog.text
    assert not [word for word in ("S3CRET", "hunter2", "UzNDUkVU") if word in caplog.text]
    assert repr(RIGHT) == "ProxyLogin()"


class NoStore(MemoryCredentials):
    """A keyring that is locked."""

    def load(self, name: str) -> str | None:
        del name
        raise SharingError(NoKeyring(KeyringProblem.LOCKED))

    def save(self, name: str, secret: str) -> None:
        del name, secret
        raise SharingError(NoKeyring(KeyringProblem.LOCKED))


def no_home() -> CredentialStore:
    raise PermissionError


ADDRESS = ProxyAddress("http", "proxy.example", 8080)


def test_a_login_outlives_the_program_where_there_is_a_keyring_and_this_run_otherwise() -> None:
    class Lasting(MemoryCredentials):
        @property
        def is_lasting(self) -> bool:
            return True

    store = Lasting()
    assert KeptProxyLogins(lambda: store).save(ADDRESS, RIGHT) is True
    assert KeptProxyLogins(lambda: store).load(ADDRESS) == RIGHT
    assert KeptProxyLogins(lambda: store).load(ProxyAddress("http", "proxy.example", 8081)) is None
    KeptProxyLogins(lambda: store).forget(ADDRESS)
    assert KeptProxyLogins(lambda: store).load(ADDRESS) is None

    for logins in (KeptProxyLogins(NoStore), KeptProxyLogins(), KeptProxyLogins(no_home)):
        assert logins.load(ADDRESS) is None
        assert logins.save(ADDRESS, RIGHT) is False
        assert logins.load(ADDRESS) == RIGHT


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"user": "ann"}', '{"user": 1, "password": "x"}', "null"])
def test_what_is_no_login_in_the_keyring_is_none(kept: str) -> None:
    store = MemoryCredentials()
    store.save("proxy/proxy.example:8080", kept)
    assert KeptProxyLogins(lambda: store).load(ADDRESS) is None


@pytest.mark.parametrize(
    ("login", "usable"),
    [
        (ProxyLogin("ann", ""), True),
        (ProxyLogin("CONTOSO\\ann", "a:b ü"), True),
        (ProxyLogin("", "x"), False),
        (ProxyLogin("a:b", "x"), False),
        (ProxyLogin("ann\r\nX: y", "x"), False),
        (ProxyLogin("ann", "x\n"), False),
        (ProxyLogin("a" * 256, "x"), False),
        (ProxyLogin("ann", "ü" * 128), False),
    ],
)
def test_only_what_every_proxy_can_be_told_is_a_login(login: ProxyLogin, *, usable: bool) -> None:
    assert login.is_usable is usable
