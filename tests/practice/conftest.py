"""A practice drive over real sockets, and clients for it."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx
import pytest

from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.service import Timing

QUICK = Timing(slow=0.3, drip=0.002, body=0.5)


class Invite(Protocol):
    """Sends one invitation; `where` is an item's address below the drive."""

    def __call__(self, *emails: str, where: str = ..., **more: Any) -> httpx.Response: ...  # noqa: ANN401


class Raw(Protocol):
    """Sends bytes as they are, and gives all that comes back until the drive closes the connection."""

    def __call__(self, request: bytes) -> bytes: ...


def client_of(drive: RunningPracticeDrive) -> httpx.Client:
    headers = {"Authorization": f"Bearer {drive.token}"}
    return httpx.Client(base_url=drive.base_url, headers=headers, timeout=10, trust_env=False)


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


def graph_invite(opened: httpx.Client) -> Invite:
    def invite(*emails: str, where: str = "root:/Docs/a.txt:", **more: object) -> httpx.Response:
        recipients = [{"email": email} for email in emails]
        body = {"recipients": recipients, "roles": ["write"], "requireSignIn": True, "sendInvitation": True}
        return opened.post(f"/me/drive/{where}/invite", json={**body, "message": "", **more})

    return invite


def specification_invite(opened: httpx.Client) -> Invite:
    def invite(*emails: str, where: str = "root:/Docs/a.txt:", **more: object) -> httpx.Response:
        body = {"recipients": [*emails], "roles": ["write"], "requireSignIn": True, "suppressNotification": False}
        body |= {"type": "mail", "message": "", **more}
        return opened.post(f"/drive/{where}/action.invite", json=body)

    return invite


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
