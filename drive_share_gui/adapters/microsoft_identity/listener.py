"""Waits on this computer, and for nobody else, until the browser brings the answer of the sign-in page."""

import contextlib
import selectors
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Self

from drive_share_gui.adapters.microsoft_identity.answer_page import REFUSAL
from drive_share_gui.adapters.microsoft_identity.redirect import Expected, NotARedirectError, read_redirect

PATIENCE: Final = 2.0
"""Seconds one connection may take in all: browsers open some in advance and hold them."""
MOST: Final = 256
"""Connections at once; for another, the oldest has to go."""
TICK: Final = 0.05
"""Seconds until a wish to stop is noticed."""
_TRIES: Final = 20
_PIECE: Final = 64 * 1024
_BACKLOG: Final = 128
_LOOPBACKS: Final = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@dataclass(slots=True, eq=False)
class _Visitor:
    connection: socket.socket
    until: float
    said: bytearray = field(default_factory=bytearray)


class Listener:
    """Both loopback addresses of this computer, at one port the system chose.

    The service sends browsers to ``localhost``, which means either address: where there is a ``::1``
    it is taken too, so that nobody else can stand there. It works in the thread that waits, and
    forgets nothing and nobody for longer than `PATIENCE`.
    """

    def __init__(self) -> None:
        """Open the port. Raises OSError."""
        self._selector: Final = selectors.DefaultSelector()
        self._visitors: Final[dict[socket.socket, _Visitor]] = {}
        doors = _opened()
        self.port: Final[int] = doors[0].getsockname()[1]
        for door in doors:
            self._selector.register(door, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def redirect(self, state: str, page: bytes, is_over: Callable[[], bool]) -> dict[str, str] | None:
        """Wait for the redirect with this `state`, answer it with `page` and give its fields.

        None once `is_over` says so, which is asked every `TICK`. Everything else that comes is
        refused and changes nothing.
        """
        expected = Expected(self.port, state)
        while not is_over():
            for key, _ in self._selector.select(TICK):
                visitor = self._visitors.get(key.fileobj) if isinstance(key.fileobj, socket.socket) else None
                if visitor is not None:
                    fields = self._hear(visitor, expected, page)
                    if fields is not None:
                        return fields
                elif isinstance(key.fileobj, socket.socket) and key.fileobj.fileno() >= 0:
                    self._let_in(key.fileobj)
            self._show_out_the_late()
        return None

    def close(self) -> None:
        """Close the port and every connection; harmless when repeated."""
        for key in list((self._selector.get_map() or {}).values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._visitors.clear()
        self._selector.close()

    def _let_in(self, door: socket.socket) -> None:
        for _ in range(_BACKLOG):
            try:
                connection, _address = door.accept()
            except OSError:
                if sys.platform != "win32" and len(self._visitors) > MOST // 2:  # it may be that no number is left
                    self._show_out(next(iter(self._visitors.values())))
                return
            if len(self._visitors) >= MOST:
                self._show_out(next(iter(self._visitors.values())))
            connection.setblocking(False)
            self._visitors[connection] = _Visitor(connection, time.monotonic() + PATIENCE)
            self._selector.register(connection, selectors.EVENT_READ)

    def _hear(self, visitor: _Visitor, expected: Expected, page: bytes) -> dict[str, str] | None:
        try:
            piece = visitor.connection.recv(_PIECE)
        except BlockingIOError:
            return None
        except OSError:
            piece = b""
        visitor.said += piece
        try:
            fields = read_redirect(bytes(visitor.said), expected) if piece else {}
        except NotARedirectError:
            self._show_out(visitor, REFUSAL)
            return None
        if fields is not None:
            self._show_out(visitor, page if fields else b"")
        return fields or None

    def _show_out_the_late(self) -> None:
        now = time.monotonic()
        for visitor in list(self._visitors.values()):
            if visitor.until > now:
                return
            self._show_out(visitor)

    def _show_out(self, visitor: _Visitor, last_word: bytes = b"") -> None:
        """Say a last word, which fits into what the system keeps for a connection, and end it."""
        del self._visitors[visitor.connection]
        self._selector.unregister(visitor.connection)
        with contextlib.suppress(OSError):
            visitor.connection.sendall(last_word)
            visitor.connection.shutdown(socket.SHUT_WR)
        visitor.connection.close()


def _opened() -> list[socket.socket]:
    """Listen on all loopback addresses there are; a port that is taken on one of them is left for another."""
    for _ in range(_TRIES):
        doors: list[socket.socket] = []
        try:
            for family, address in _LOOPBACKS:
                if _has(family, address):
                    doors.append(_door(family, address, doors[0].getsockname()[1] if doors else 0))
        except OSError:
            for door in doors:
                door.close()
            continue
        if doors:
            return doors
    message = "No port of this computer could be opened."
    raise OSError(message)


def _has(family: socket.AddressFamily, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.bind((address, 0))
    except OSError:
        return False
    return True


def _door(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        if family == socket.AF_INET6:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        door.bind((address, port))
        door.listen(_BACKLOG)
        door.setblocking(False)
    except OSError:
        door.close()
        raise
    return door
