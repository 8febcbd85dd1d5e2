"""Runs the practice drive on this computer's loopback address, for a person, for the app or for a test."""

import asyncio
import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final, TypedDict

import uvicorn

from drive_share_gui.practice.address import BASE_PATH
from drive_share_gui.practice.browsing import Browsing
from drive_share_gui.practice.connection import Connection
from drive_share_gui.practice.drive import MY_DRIVE
from drive_share_gui.practice.guard import LARGEST_HEADERS, Guard
from drive_share_gui.practice.inviting import Inviting, Parts
from drive_share_gui.practice.items import Items
from drive_share_gui.practice.ledger import Ledger
from drive_share_gui.practice.outbox import Outbox
from drive_share_gui.practice.permissions import Permissions
from drive_share_gui.practice.replays import Replays
from drive_share_gui.practice.rules import Rules
from drive_share_gui.practice.service import Desks, Service, Timing
from drive_share_gui.practice.sharing import Sharing
from drive_share_gui.practice.state import State

LOOPBACK: Final = "127.0.0.1"
_GRACE_SECONDS: Final = 3


class Announcement(TypedDict):
    """What a client needs to know, as the first line of `practice-drive` prints it."""

    base_url: str
    token: str
    drive_id: str
    outbox: str


@dataclass(frozen=True, slots=True)
class Options:
    """How to run a practice drive."""

    data: Path
    port: int = 0
    """0 for any free one."""
    fresh: bool = False
    """Forget everything and begin with the samples."""
    idempotent: bool = False
    """Let a repeated request with the same `client-request-id` act once."""
    timing: Timing = field(default_factory=Timing)


class _Server(uvicorn.Server):
    """A uvicorn server that says when it listens, and ends quietly when it is interrupted."""

    def __init__(self, config: uvicorn.Config, service: Service, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._service = service
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let slow answers go on at once, then end."""
        self._service.stop()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  (uvicorn's signature)
        """End in good order on an interrupt; uvicorn would raise the signal again afterwards."""
        self.should_exit = True


def serve(options: Options, announce: Callable[[Announcement], None], *, stop_with_stdin: bool = False) -> None:
    """Run until interrupted; `announce` is called once the drive really listens.

    With `stop_with_stdin` the drive also ends when its standard input does, so that it dies with its parent.
    OSError when the port is taken or the data folder cannot be used.
    """

    def started(announcement: Announcement, server: uvicorn.Server) -> None:
        if stop_with_stdin:
            threading.Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
        announce(announcement)

    run(options, started)


def run(options: Options, started: Callable[[Announcement, uvicorn.Server], None]) -> list[Exception]:
    """Run in this thread until the server that `started` is given is told to exit, and give our own errors."""
    with closing(_listen(options.port)) as listener, closing(State(options.data)) as state:
        port: int = listener.getsockname()[1]
        token = "practice-" + secrets.token_urlsafe(32)
        outbox = Outbox(options.data / "outbox")
        service = _service(options, state, outbox, Guard(port, token))
        announcement = Announcement(
            base_url=f"http://{LOOPBACK}:{port}{BASE_PATH}",
            token=token,
            drive_id=MY_DRIVE.id,
            outbox=str(outbox.folder),
        )
        server = _Server(_config(service), service, lambda: started(announcement, server))
        asyncio.run(server.serve(sockets=[listener]))
        return service.crashes


def _service(options: Options, state: State, outbox: Outbox, guard: Guard) -> Service:
    items = Items(state)
    permissions = Permissions(state, items)
    with state.change():
        if options.fresh:
            state.forget_everything()
            outbox.empty()
        items.fill()
        permissions.fill()
    browsing = Browsing(items, permissions)
    ledger = Ledger(state)
    parts = Parts(state, permissions, ledger, outbox, Replays(state, on=options.idempotent))
    desks = Desks(
        browsing=browsing,
        sharing=Sharing(state, permissions, browsing),
        inviting=Inviting(parts, browsing),
        ledger=ledger,
        outbox=outbox,
        rules=Rules(),
    )
    return Service(desks, guard, options.timing, idempotent=options.idempotent)


def _config(service: Service) -> uvicorn.Config:
    return uvicorn.Config(
        service,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=LARGEST_HEADERS * 2,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _listen(port: int) -> socket.socket:
    """Bind the loopback address; there is no way to bind another one.

    The protocol is named because asyncio sends small answers at once only where it is.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
    except BaseException:
        listener.close()
        raise
    return listener


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    while os.read(0, 4096):
        pass
    server.should_exit = True
