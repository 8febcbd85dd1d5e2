"""Proxies of our own, with a login where one is wanted: HTTP with CONNECT, and SOCKS 5."""

import base64
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from tests.adapters.fault_server import LOOPBACK, Act, Visit, http

CHALLENGE: Final = 'Proxy-Authenticate: Basic realm="<b>Office</b>"'
OPENED: Final = b"HTTP/1.1 200 Connection established\r\n\r\n"


@dataclass
class Proxy:
    """Passes connections for any host on to one port of this computer."""

    port: int
    login: tuple[str, str] | None = None
    heads: list[bytes] = field(default_factory=list[bytes])

    def connect(self, visit: Visit) -> None:
        """Serve one connection as an HTTP proxy."""
        self.heads.append(visit.request())
        if self.login and _basic(*self.login) not in self.heads[-1]:
            visit.send(http(407, b"", CHALLENGE))
            return
        visit.send(OPENED)
        tunnel(visit, self.port)

    def socks(self, visit: Visit) -> None:
        """Serve one connection as a SOCKS 5 proxy (RFC 1928, RFC 1929)."""
        _, count = visit.connection.recv(2)
        methods = visit.connection.recv(count)
        method = 2 if self.login else 0
        if method not in methods:
            visit.send(b"\x05\xff")
            return
        visit.send(bytes([5, method]))
        if self.login and not self._may_enter(visit):
            return
        visit.connection.recv(262)
        visit.send(b"\x05\x00\x00\x01" + socket.inet_aton(LOOPBACK) + struct.pack("!H", self.port))
        tunnel(visit, self.port)

    def _may_enter(self, visit: Visit) -> bool:
        name, word = (text.encode() for text in self.login or ("", ""))
        given = visit.connection.recv(513)
        right = given == bytes([1, len(name)]) + name + bytes([len(word)]) + word
        visit.send(b"\x01\x00" if right else b"\x01\x01")
        return right


def tunnel(visit: Visit, port: int) -> None:
    """Pass bytes both ways until one side ends."""
    with socket.create_connection((LOOPBACK, port), 10) as onward:
        back = threading.Thread(target=_pump, args=(onward, visit.connection))
        back.start()
        _pump(visit.connection, onward)
        back.join()


def first(act: Act, after: Act) -> Act:
    """Do `act` to the first connection, and `after` to the later ones."""
    left = [act]

    def either(visit: Visit) -> None:
        (left.pop() if left else after)(visit)

    return either


def saying(*answers: bytes) -> Act:
    """Answer whatever comes with these bytes, one for each time something comes; then close."""

    def act(visit: Visit) -> None:
        for answer in answers:
            visit.connection.recv(65_536)
            visit.send(answer)

    return act


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _basic(name: str, word: str) -> bytes:
    return b"Basic " + base64.b64encode(f"{name}:{word}".encode())
