"""One TCP connection to the practice drive: gives up on clients that never finish a request's headers."""

import asyncio
from collections.abc import Iterable
from typing import Final

import h11
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS: Final = 10.0
MOST_WAITING: Final = 256
"""Connections that may wait for a request at once; the one that waited longest gives way."""
_TRANSPORT: Final = "practice_transport"


class Connection(H11Protocol):
    """An HTTP connection whose transport answers may use directly, to cut or reset it."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, _TRANSPORT: transport}
        self._be_patient()

    def data_received(self, data: bytes) -> None:
        """Take what came; an unfinished head must be finished soon."""
        super().data_received(data)
        unfinished = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
        if not unfinished:
            self._stop_waiting()
        elif self._patience is None:
            self._be_patient()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _be_patient(self) -> None:
        self._patience = self.loop.call_later(HEADER_SECONDS, self.transport.abort)
        waiting = _waiting(self.connections)
        if len(waiting) > MOST_WAITING:
            min(waiting, key=Connection.waiting_until).transport.abort()

    @property
    def is_waiting(self) -> bool:
        """Whether the client owes a request."""
        return self._patience is not None

    def waiting_until(self) -> float:
        """Tell when to give up, by the loop's clock."""
        return 0.0 if self._patience is None else self._patience.when()

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def _waiting(connections: Iterable[object]) -> list[Connection]:
    return [one for one in connections if isinstance(one, Connection) and one.is_waiting]


def transport_of(scope: Scope) -> asyncio.Transport:
    """Give the transport under a request."""
    transport: asyncio.Transport = scope["state"][_TRANSPORT]
    return transport
