"""Rows 8 to 12: as long as the proxy does not open the way, nothing of the request has left."""

import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from drive_share_gui.domain.delivery import Proof
from tests.adapters.fault_server import LOOPBACK, Act, fault_server, free_port, http
from tests.reliability.cells import Arrange, Case, Ground, Row, Setting
from tests.reliability.proxies import CHALLENGE, Proxy, first, saying
from tests.reliability.relay import Connection, Fault, relaying, speaking_tls
from tests.reliability.settings import setting_of
from tests.reliability.surroundings import proxy_named
from tests.reliability.trust import HOST, Trust
from tests.reliability.undelivered import CERTIFICATE, PROXY, PROXY_LOGIN, at_sending, before, once

A: Final = Proof.ACCEPTED
LOGIN: Final = ("ann", "s3cret:word")
WRONG: Final = ("ann", "wrong")


def inspecting(since: int) -> Callable[[Trust, int], ssl.SSLContext]:
    return lambda trust, number: trust.bad["an unknown authority"] if number >= since else trust.good


@dataclass(frozen=True, slots=True)
class Through:
    """The way through a proxy to the service behind TLS (an Arrange)."""

    serve: Callable[[Proxy], Act]
    scheme: str = "http"
    wanted: tuple[str, str] | None = None
    """The login the proxy asks for."""
    given: tuple[str, str] | None = None
    shown: Callable[[Trust, int], ssl.SSLContext] = lambda trust, _number: trust.good
    """Which certificate is shown behind it, by the connection's number."""
    shut: bool = False
    """Whether the proxy is gone once the invitation is sent."""

    @contextmanager
    def __call__(self, ground: Ground, connection: Connection) -> Generator[Setting]:
        wrap = speaking_tls(lambda number: self.shown(ground.trust, number))
        with relaying(ground.drive, Fault(), connection=connection, wrap=wrap) as relay:
            proxy = Proxy(relay.server.port, self.wanted)
            with fault_server(self.serve(proxy)) as door, proxy_named(self._url(door.port)):
                setting = setting_of(relay)
                setting.base_url = f"https://{HOST}/v1.0"
                setting.problems = lambda: leaks(proxy.heads, ground.drive.token)
                if self.shut:
                    setting.before_sending = once(door.shut)
                yield setting

    def _url(self, port: int) -> str:
        login = "{}:{}@".format(*map(quote, self.given)) if self.given else ""
        return f"{self.scheme}://{login}{LOOPBACK}:{port}"


def leaks(heads: list[bytes], token: str) -> list[str]:
    """Name what a proxy was told that is none of its business."""
    told = b"".join(heads)
    return [
        f"the proxy was told {what}"
        for what, sign in (("the token", token), ("a path", "/v1.0"))
        if sign.encode() in told
    ]


def first_good(bad: Act) -> Callable[[Proxy], Act]:
    """Open the way for the look before, and do this to every later connection."""
    return lambda proxy: first(proxy.connect, bad)


def first_good_socks(bad: Act) -> Callable[[Proxy], Act]:
    """The same with SOCKS."""
    return lambda proxy: first(proxy.socks, bad)


def no_proxy_there(scheme: str) -> Arrange:
    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        del ground, connection
        with proxy_named(f"{scheme}://{LOOPBACK}:{free_port()}"):
            yield Setting(f"https://{HOST}/v1.0")

    return arrange


CONNECT_ANSWERS: Final[dict[str, Act]] = {
    **{f"{status}": saying(http(status)) for status in (400, 403, 500, 502, 503, 504)},
    "a page": saying(http(502, b"<html>No</html>", "Content-Type: text/html")),
    "junk": saying(b"junk\r\n\r\n"),
    "half an answer": saying(b"HTTP/1.1 20"),
    "nothing": saying(b""),
    "a redirect": saying(http(302, b"", "Location: https://portal.example/")),
    "an endless head": saying(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000),
}
SOCKS_ANSWERS: Final[dict[str, Act]] = {
    "closes": saying(b""),
    "speaks HTTP": saying(http(400)),
    "speaks SOCKS 4": saying(b"\x00\x5b" + bytes(6)),
    "an unknown method": saying(b"\x05\x7f"),
    "a byte only": saying(b"\x05"),
    "refuses the host": saying(b"\x05\x00", b"\x05\x02\x00\x01" + bytes(6)),
    "junk for an address": saying(b"\x05\x00", b"\x05\x00\x00\x63" + bytes(6)),
    "closes after the greeting": saying(b"\x05\x00", b""),
}


ROWS: Final = (
    Row(
        8,
        "no proxy there",
        (
            before("HTTP", no_proxy_there("http"), PROXY, alone=True),
            before("SOCKS", no_proxy_there("socks5"), PROXY, alone=True),
            before("of a kind nobody knows", no_proxy_there("gopher"), PROXY, alone=True),
            at_sending("HTTP", Through(lambda proxy: proxy.connect, shut=True), PROXY, alone=True),
            at_sending("SOCKS", Through(lambda proxy: proxy.socks, scheme="socks5", shut=True), PROXY, alone=True),
            Case("HTTP, all well", A, Through(lambda proxy: proxy.connect), acts=True, alone=True),
            Case("SOCKS, all well", A, Through(lambda proxy: proxy.socks, scheme="socks5"), acts=True, alone=True),
        ),
    ),
    Row(
        9,
        "the proxy wants a login",
        (
            before("none given", Through(lambda proxy: proxy.connect, wanted=LOGIN), PROXY_LOGIN, alone=True),
            before(
                "a wrong one", Through(lambda proxy: proxy.connect, wanted=LOGIN, given=WRONG), PROXY_LOGIN, alone=True
            ),
            at_sending(
                "407", Through(first_good(saying(http(407, b"", CHALLENGE)))), PROXY_LOGIN, attempts=1, alone=True
            ),
            Case(
                "the right one",
                A,
                Through(lambda proxy: proxy.connect, wanted=LOGIN, given=LOGIN),
                acts=True,
                alone=True,
            ),
        ),
    ),
    Row(
        10,
        "a SOCKS proxy closes, refuses or talks nonsense",
        (
            *tuple(
                at_sending(name, Through(first_good_socks(act), scheme="socks5"), PROXY, alone=True)
                for name, act in SOCKS_ANSWERS.items()
            ),
            at_sending(
                "refuses every method",
                Through(first_good_socks(saying(b"\x05\xff")), scheme="socks5"),
                PROXY_LOGIN,
                attempts=1,
                alone=True,
            ),
            before(
                "no login given",
                Through(lambda proxy: proxy.socks, scheme="socks5", wanted=LOGIN),
                PROXY_LOGIN,
                alone=True,
            ),
            before(
                "a wrong login",
                Through(lambda proxy: proxy.socks, scheme="socks5", wanted=LOGIN, given=WRONG),
                PROXY_LOGIN,
                alone=True,
            ),
            Case(
                "the right login",
                A,
                Through(lambda proxy: proxy.socks, scheme="socks5", wanted=LOGIN, given=LOGIN),
                acts=True,
                alone=True,
            ),
        ),
    ),
    Row(
        11,
        "the proxy does not open the way",
        tuple(at_sending(name, Through(first_good(act)), PROXY, alone=True) for name, act in CONNECT_ANSWERS.items()),
    ),
    Row(
        12,
        "a proxy that looks into TLS, and whose authority nobody trusts",
        (
            before(
                "another authority", Through(lambda proxy: proxy.connect, shown=inspecting(1)), CERTIFICATE, alone=True
            ),
            at_sending(
                "another authority",
                Through(lambda proxy: proxy.connect, shown=inspecting(2)),
                CERTIFICATE,
                attempts=1,
                alone=True,
            ),
        ),
    ),
)
