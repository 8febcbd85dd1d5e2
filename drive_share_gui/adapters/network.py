"""The way out of this computer: connections, the proxy of the system, and the certificates the system trusts."""

import ssl
import threading
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from drive_share_gui.adapters.bounded_network import BoundedBackend
from drive_share_gui.adapters.budget import NotConnectedError, current_budget
from drive_share_gui.domain.failure import Hurdle
from drive_share_gui.domain.service_address import is_loopback

IDLE_SECONDS: Final = 4.0
"""How long a connection is kept for the next look-up; many servers close it after five."""
MAX_CONNECTIONS: Final = 100


class Network(httpx.BaseTransport):
    """Sends what httpx hands over, each request once: nothing is followed, and nothing is tried again.

    Look-ups reuse connections. Everything else has a fresh one: the other side may close an idle
    connection just as it is used again, and nobody could say whether the request arrived
    (reliability: row 19).
    """

    def __init__(self, base_url: str) -> None:
        self._url: Final = httpx.URL(base_url)
        self._opening: Final = threading.Lock()
        self._reused: httpcore.ConnectionPool | None = None
        self._fresh: httpcore.ConnectionPool | None = None

    @property
    def proxied(self) -> bool:
        """Whether requests go through a proxy."""
        return _proxy_address(self._url) is not None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Exchange one request; raises whatever stood in the way."""
        budget = current_budget()
        extensions = dict(request.extensions)
        if budget is not None:
            extensions["trace"] = budget.note
            budget.watched = True
        pool = self._pool(reuse=request.method == "GET")
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

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            for pool in (self._reused, self._fresh):
                if pool is not None:
                    pool.close()
            self._reused = self._fresh = None

    def _pool(self, *, reuse: bool) -> httpcore.ConnectionPool:
        with self._opening:
            if self._reused is None or self._fresh is None:
                context = _trust() if self._url.scheme == "https" else None
                proxy = _proxy(self._url)
                self._reused = _open(context, proxy, keep=MAX_CONNECTIONS)
                self._fresh = _open(context, proxy, keep=0)
            return self._reused if reuse else self._fresh


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._answer.stream, Iterable)  # noqa: S101 - httpcore, "Response": a pool gives no other
        yield from self._answer.stream

    def close(self) -> None:
        self._answer.close()


def _open(context: ssl.SSLContext | None, proxy: httpcore.Proxy | None, *, keep: int) -> httpcore.ConnectionPool:
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


def _proxy_address(url: httpx.URL) -> str | None:
    """Find the proxy the system names for `url`; this computer itself is never spoken to through one."""
    if is_loopback(url.host) or proxy_bypass(url.host):
        return None
    named = getproxies()
    address = named.get(url.scheme) or named.get("all")
    if not address:
        return None
    return address if "://" in address else f"http://{address}"


def _proxy(url: httpx.URL) -> httpcore.Proxy | None:
    address = _proxy_address(url)
    if address is None:
        return None
    try:
        proxy = httpx.Proxy(address)
    except (ValueError, httpx.InvalidURL) as error:
        raise NotConnectedError(Hurdle.PROXY) from error
    context = _trust() if proxy.url.scheme == "https" else None
    return httpcore.Proxy(str(proxy.url), auth=proxy.raw_auth, ssl_context=context)
