"""Sockets that keep to the time of their exchange: in connecting, in TLS, in every single read and write."""

import ipaddress
import socket
import ssl
from collections.abc import Iterable
from typing import Final

import httpcore

from drive_share_gui.adapters.budget import Budget, NotConnectedError, current_budget
from drive_share_gui.adapters.first_connection import first_connection
from drive_share_gui.domain.failure import Hurdle

CONNECT_SECONDS: Final = 10.0
"""For reaching any of a host's addresses (reliability: row 4)."""
_PIECE: Final = 16 * 1024
_UNBOUNDED: Final = 3600.0


class BoundedBackend(httpcore.NetworkBackend):
    """Connects over TCP within `CONNECT_SECONDS` in all, whatever number of addresses a host has.

    Only the look-up of the name itself is bounded by the system's resolver alone.
    """

    def __init__(self) -> None:
        self._inner: Final = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; raises NotConnectedError with the hurdle."""
        addresses = _addresses(host, port)
        seconds = _seconds(min(timeout or CONNECT_SECONDS, CONNECT_SECONDS))

        def connect(address: str) -> httpcore.NetworkStream:
            return self._inner.connect_tcp(address, port, seconds, local_address, socket_options)

        try:
            return BoundedStream(first_connection(addresses, connect, seconds))
        except httpcore.ConnectTimeout as error:
            raise NotConnectedError(Hurdle.NO_CONNECTION_IN_TIME) from error
        except httpcore.ConnectError as error:
            refused = isinstance(error.__cause__, ConnectionRefusedError)
            raise NotConnectedError(Hurdle.REFUSED if refused else Hurdle.NETWORK) from error


class BoundedStream(httpcore.NetworkStream):
    """One connection, whose waits are cut to the budget of the exchange that uses it now."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner: Final = inner
        budget = current_budget()
        if budget is not None:
            budget.hold(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what there is, as far as the budget goes."""
        data = self._inner.read(max_bytes, _seconds(timeout))
        budget = current_budget()
        return data if budget is None else budget.receive(data)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write in pieces, each within what is left of the time."""
        for start in range(0, len(buffer), _PIECE):
            self._inner.write(buffer[start : start + _PIECE], _seconds(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Shake hands; raises NotConnectedError, which tells a certificate nobody trusts from other trouble."""
        seconds = _seconds(min(timeout or CONNECT_SECONDS, CONNECT_SECONDS))
        try:
            secured = BoundedStream(self._inner.start_tls(ssl_context, server_hostname, seconds))
        except httpcore.ConnectTimeout as error:
            raise NotConnectedError(Hurdle.NO_CONNECTION_IN_TIME) from error
        except httpcore.ConnectError as error:
            untrusted = isinstance(error.__cause__, ssl.SSLCertVerificationError)
            raise NotConnectedError(Hurdle.CERTIFICATE if untrusted else Hurdle.NETWORK) from error
        if secured.get_extra_info("ssl_object") is None:  # lost just before, and wrapped all the same (ssl)
            raise NotConnectedError(Hurdle.NETWORK)
        return secured

    def get_extra_info(self, info: str) -> object:
        """Tell what the connection knows of itself."""
        return self._inner.get_extra_info(info)


def _addresses(host: str, port: int) -> list[str]:
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotConnectedError(Hurdle.NAME_UNKNOWN) from error
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _seconds(limit: float | None) -> float:
    budget: Budget | None = current_budget()
    return budget.remaining(limit) if budget is not None else (limit or _UNBOUNDED)
