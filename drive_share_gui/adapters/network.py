"""The way out of this computer: connections, the proxy of the system, and the certificates the system trusts."""

import ssl
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import httpcore
import httpx

from drive_share_gui.adapters.bounded_network import BoundedBackend
from drive_share_gui.adapters.budget import Budget, NotConnectedError, current_budget
from drive_share_gui.adapters.captive_portal import CHECK_URL, is_captive
from drive_share_gui.adapters.proxy_logins import KeptProxyLogins
from drive_share_gui.adapters.system_proxy import Route, route_to
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.failure import Hurdle
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from drive_share_gui.domain.service_address import is_loopback

IDLE_SECONDS: Final = 4.0
"""How long a connection is kept for the next look-up; many servers close it after five."""
MAX_CONNECTIONS: Final = 100
_MAY_BE_A_PORTAL: Final = {Hurdle.CERTIFICATE, Hurdle.REFUSED, Hurdle.NO_CONNECTION_IN_TIME, Hurdle.NETWORK}
_SOCKS_WANTS_A_LOGIN: Final = ("USERNAME/PASSWORD", "NO ACCEPTABLE METHODS", "Invalid username/password")
"""What httpcore's ProxyError says then, and of nothing else."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to the service, and the connections on it."""

    route: Route
    login: ProxyLogin | None
    reused: httpcore.ConnectionPool
    fresh: httpcore.ConnectionPool


class Network(httpx.BaseTransport):
    """Sends what httpx hands over, each request once: nothing is followed, and nothing is tried again.

    Look-ups reuse connections. Everything else has a fresh one: the other side may close an idle
    connection just as it is used again, and nobody could say whether the request arrived
    (reliability: row 19).
    A proxy that asks for a login is asked again, with each login that is known for it once: of the
    request itself nothing has left by then.
    """

    def __init__(self, base_url: str, logins: ProxyLogins | None = None, check_url: str = CHECK_URL) -> None:
        """Prepare the way to one service; what the system says of proxies is read when it is first gone."""
        self._url: Final = httpx.URL(base_url)
        self._logins: Final = KeptProxyLogins() if logins is None else logins
        self._check_url: Final = check_url
        self._opening: Final = threading.Lock()
        self._way: _Way | None = None
        self._left: Final[list[_Way]] = []

    def proxy(self) -> ProxyAddress | None:
        """Name the proxy the requests go through. Raises NotConnectedError where it cannot be one."""
        return self._open_way().route.proxy

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Exchange one request; raises whatever stood in the way."""
        way = self._open_way()
        while True:
            try:
                return _exchange(way, request)
            except Exception as error:
                budget = current_budget()
                if way.route.proxy is None or budget is None or budget.sent or not _wants_a_login(error, budget):
                    raise
                budget.give_up()
                way = self._after_refusal(way, way.route.proxy, budget, error)

    def judge(self, hurdle: Hurdle) -> Hurdle:
        """Say what stands in the way really, where connecting ended in `hurdle`."""
        with self._opening:
            way = self._way or next(reversed(self._left), None)  # somebody else may just have left it
        if way is None or hurdle.is_the_proxys:
            return hurdle
        if hurdle is not Hurdle.CERTIFICATE:
            self._leave(way)  # the settings may change with the network
        if way.route.proxy is not None:
            return hurdle if hurdle is Hurdle.CERTIFICATE else Hurdle.PROXY
        if self._may_be_captive(hurdle) and is_captive(self._check_url):
            return Hurdle.CAPTIVE_PORTAL
        unread = way.route.script_unread and hurdle is not Hurdle.CERTIFICATE
        return Hurdle.PROXY_SCRIPT if unread else hurdle

    def close(self) -> None:
        """Close every connection."""
        self._leave(self._way)
        with self._opening:
            for way in self._left:
                way.reused.close()
                way.fresh.close()
            self._left.clear()

    def _may_be_captive(self, hurdle: Hurdle) -> bool:
        return hurdle in _MAY_BE_A_PORTAL and self._url.scheme == "https" and not is_loopback(self._url.host)

    def _open_way(self) -> _Way:
        with self._opening:
            if self._way is None:
                route = route_to(self._url)
                self._way = self._opened(route, route.login)
            return self._way

    def _opened(self, route: Route, login: ProxyLogin | None) -> _Way:
        context = _trust() if self._url.scheme == "https" else None
        proxy = None if route.proxy is None else _proxy(route.proxy, login)
        return _Way(route, login, _pool(context, proxy, keep=MAX_CONNECTIONS), _pool(context, proxy, keep=0))

    def _leave(self, way: _Way | None) -> None:
        """Choose anew next time; others may still be on the old way, so it is closed at the end."""
        with self._opening:
            if way is not None and way is self._way:
                self._way = None
                self._left.append(way)

    def _after_refusal(self, way: _Way, address: ProxyAddress, budget: Budget, error: Exception) -> _Way:
        """Give the way with another login than the proxy just refused."""
        methods = budget.login_methods
        if methods and "basic" not in methods:
            raise NotConnectedError(Hurdle.PROXY_METHOD) from error
        if way.login is not None:
            self._logins.refuse(address, way.login)
        login = self._logins.load(address)
        if login is None or login == way.login:
            raise NotConnectedError(Hurdle.PROXY_LOGIN) from error
        with self._opening:
            if self._way is not None and self._way.login != login:
                self._left.append(self._way)
                self._way = None
            if self._way is None:
                self._way = self._opened(way.route, login)
            return self._way


def _exchange(way: _Way, request: httpx.Request) -> httpx.Response:
    budget = current_budget()
    extensions = dict(request.extensions)
    if budget is not None:
        extensions["trace"] = budget.note
        budget.watched = True
        budget.login_methods = None
    pool = way.reused if request.method == "GET" else way.fresh
    url = request.url
    answer = pool.handle_request(
        httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.read(),
            extensions=extensions,
        )
    )
    return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))


def _wants_a_login(error: Exception, budget: Budget) -> bool:
    if budget.login_methods is not None:
        return True
    return isinstance(error, httpcore.ProxyError) and any(sign in str(error) for sign in _SOCKS_WANTS_A_LOGIN)


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._answer.stream, Iterable)  # noqa: S101 - httpcore, "Response": a pool gives no other
        yield from self._answer.stream

    def close(self) -> None:
        self._answer.close()


def _pool(context: ssl.SSLContext | None, proxy: httpcore.Proxy | None, *, keep: int) -> httpcore.ConnectionPool:
    return httpcore.ConnectionPool(
        ssl_context=context,
        proxy=proxy,
        max_connections=MAX_CONNECTIONS,
        max_keepalive_connections=keep,
        keepalive_expiry=IDLE_SECONDS,
        network_backend=BoundedBackend(),
    )


def _trust() -> ssl.SSLContext:
    """Trust whom the system trusts, those a company added included; there is no way around it."""
    import truststore  # noqa: PLC0415 - 40 ms that plain http to this computer does not need

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _proxy(address: ProxyAddress, login: ProxyLogin | None) -> httpcore.Proxy:
    auth = (login.user.encode(errors="replace"), login.password.encode(errors="replace")) if login else None
    context = _trust() if address.scheme == "https" else None
    return httpcore.Proxy(f"{address.scheme}://{address.place}", auth=auth, ssl_context=context)
