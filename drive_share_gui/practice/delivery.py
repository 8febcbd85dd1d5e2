"""How an answer goes over the wire: whole and at once, or late, cut, dripping, reset, or not at all."""

import asyncio
import socket
import struct
import sys
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from drive_share_gui.practice.answer import Answer
from drive_share_gui.practice.connection import transport_of

_LINGER_NOT: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Manner(Enum):
    """What happens to the bytes of an answer."""

    WHOLE = auto()
    DRIPPING = auto()
    """A byte at a time."""
    RAW = auto()
    """Bytes as they are, then the connection is closed."""
    RESET = auto()
    SILENT = auto()
    """Nothing comes, until the client goes away."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An answer and the manner in which it is delivered."""

    answer: Answer
    manner: Manner = Manner.WHOLE
    raw: bytes = b""
    wait: float = 0
    """Seconds before the first byte."""


class Deliverer:
    """Writes answers; stops waiting as soon as the server stops."""

    def __init__(self, drip_seconds: float) -> None:
        self._drip_seconds = drip_seconds
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Let everything that waits go on at once."""
        self._stopping.set()

    async def pause(self, seconds: float) -> None:
        """Wait, without keeping anybody else waiting."""
        if seconds <= 0:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def deliver(self, delivery: Delivery, scope: Scope, receive: Receive, send: Send) -> None:
        """Write the answer in its manner."""
        await self.pause(delivery.wait)
        match delivery.manner:
            case Manner.WHOLE:
                await _response(delivery.answer)(scope, receive, send)
            case Manner.DRIPPING:
                await self._drip(delivery.answer, send)
            case Manner.SILENT:
                await self._wait_for_client(receive)
                transport_of(scope).abort()
            case Manner.RAW:
                transport = transport_of(scope)
                transport.write(delivery.raw)
                transport.close()
                await _gone(receive)
            case Manner.RESET:
                transport = transport_of(scope)
                connected: socket.socket = transport.get_extra_info("socket")
                connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
                transport.abort()
                await _gone(receive)

    async def _drip(self, answer: Answer, send: Send) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
        headers.append((b"content-length", str(len(answer.body)).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        for position in range(len(answer.body)):
            await self.pause(self._drip_seconds)
            more = position + 1 < len(answer.body)
            await send({"type": "http.response.body", "body": answer.body[position : position + 1], "more_body": more})

    async def _wait_for_client(self, receive: Receive) -> None:
        leaving = asyncio.ensure_future(_gone(receive))
        stopping = asyncio.ensure_future(self._stopping.wait())
        _, pending = await asyncio.wait({leaving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status)
    for name, value in answer.headers.items():
        response.headers[name] = value
    return response


def whole_bytes(answer: Answer) -> bytes:
    """Give an answer as it stands on the wire, for those who cut it."""
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    lines += [f"Content-Length: {len(answer.body)}", "", ""]
    return "\r\n".join(lines).encode() + answer.body
