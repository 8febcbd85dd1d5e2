"""A practice drive over real sockets, and clients for it."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.service import Timing
from tests.practice.clients import Invite, Raw, client_of, graph_invite, specification_invite

QUICK = Timing(slow=0.3, drip=0.002, body=0.5)


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[RunningPracticeDrive]:
    """Give a drive of the test's own."""
    with running_practice_drive(tmp_path / "drive", timing=QUICK) as running:
        yield running


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPracticeDrive]:
    """Give a drive that the tests of a module share."""
    with running_practice_drive(tmp_path_factory.mktemp("world"), timing=QUICK) as running:
        yield running


@pytest.fixture
def client(drive: RunningPracticeDrive) -> Iterator[httpx.Client]:
    with client_of(drive) as opened:
        yield opened


@pytest.fixture
def visitor(world: RunningPracticeDrive) -> Iterator[httpx.Client]:
    """Give a client of the drive that the module shares."""
    with client_of(world) as opened:
        yield opened


@pytest.fixture
def invite(client: httpx.Client) -> Invite:
    """Invite in the dialect of Graph."""
    return graph_invite(client)


@pytest.fixture
def action_invite(client: httpx.Client) -> Invite:
    """Invite in the dialect of the specification."""
    return specification_invite(client)


@pytest.fixture
def invite_in_world(visitor: httpx.Client) -> Invite:
    """Invite, in the dialect of Graph, on the drive that the module shares."""
    return graph_invite(visitor)


@pytest.fixture
def action_invite_in_world(visitor: httpx.Client) -> Invite:
    """Invite, in the dialect of the specification, on the drive that the module shares."""
    return specification_invite(visitor)


@pytest.fixture
def raw(world: RunningPracticeDrive) -> Raw:
    address = urlsplit(world.base_url)

    def send(request: bytes) -> bytes:
        with socket.create_connection((str(address.hostname), address.port or 0), timeout=10) as connection:
            connection.sendall(request)
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
        return received

    return send
