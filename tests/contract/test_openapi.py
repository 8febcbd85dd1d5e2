"""Every request to Graph, and every answer of the practice drive, is as Microsoft's own description says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from drive_share_gui.adapters.drive_api import DriveService, FixedToken, connect
from drive_share_gui.adapters.network import Network
from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, ByLink, ByPath, Item, Place
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import ServiceAddress
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from tests.contract.prism import Prism, prism_between

NUMBER = "6f1a7b0e-0000-4000-8000-000000000002"


@pytest.fixture
def description() -> Path:
    file = Path(__file__).resolve().parents[3] / "shared" / "spec" / "graph-openapi.yaml"
    if not file.is_file():
        pytest.skip("Microsoft's description of Graph, ../shared/spec/graph-openapi.yaml, is not beside this checkout.")
    return file


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[RunningPracticeDrive]:
    with running_practice_drive(tmp_path / "drive") as running:
        yield running


class Watched(httpx.BaseTransport):
    """The network, with every complaint of Prism kept."""

    def __init__(self, base_url: str) -> None:
        self._network = Network(base_url)
        self.exchanges: list[str] = []
        self.complaints: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._network.handle_request(request)
        self.exchanges.append(f"{request.method} {response.status_code}")
        complaint = response.headers.get("sl-violations", "")
        if complaint or "problem+json" in response.headers.get("content-type", ""):
            response.read()
            self.complaints.append(f"{request.method} {request.url.path}: {complaint} {response.text}")
        return response

    def close(self) -> None:
        self._network.close()


def request(place: Place, address: str) -> InviteRequest:
    return InviteRequest(place, (Person(address),), Role.READ, "Look at this", Options(), NUMBER)


def browse(service: DriveService) -> Item:
    """Look at everything there is to look at, and give an item three levels deep."""
    folder = service.find(ByPath(("Documents",)))
    service.drive()
    service.drive(folder.drive_id)
    service.find(ByPath(()))
    service.find(folder.place)
    service.find(replace(folder.place, drive_id=folder.drive_id))
    service.find(ByLink(folder.web_url))
    assert service.suggest("an")
    items = service.children(None).items
    for item in items:
        service.permissions(item)
    for item in (item for item in items if item.is_folder):
        service.children(item)
    inner = next(item for item in service.children(folder).items if item.is_folder)
    service.find(ByPath((folder.name, inner.name)))
    leaf = service.children(inner).items[0]
    return service.find(ByPath((folder.name, inner.name, leaf.name)))


def share(service: DriveService, item: Item) -> None:
    """Invite in every way there is, with every kind of answer, and take it back."""
    names = item.path.strip("/").split("/")
    on_drive = ById(item.place.item_id, item.drive_id)
    places: list[Place] = [item.place, on_drive, *(ByPath(tuple(names[:depth])) for depth in (1, 2, 3))]
    for place in places:
        service.invite(request(place, "guest@example.org"))
    service.invite(replace(request(item.place, "silent.guest@example.org"), options=Options(send_mail=False)))
    trouble = service.invite(request(item.place, "mailbox-full@example.org"))
    assert trouble.permissions[0].trouble is not None
    with pytest.raises(SharingError):
        service.invite(request(item.place, "unknown@example.org"))
    given = [permission for permission in service.permissions(item) if permission.invited_address]
    assert len(given) >= 3
    for permission, place in zip(given, (item.place, on_drive, item.place), strict=False):
        service.revoke(replace(item, place=place), permission.permission_id)


def notices_a_mistake(prism: Prism, token: str, item: Item) -> bool:
    """Whether Prism would have complained: the other dialect's request is not what Graph describes."""
    body = {"recipients": ["ann@example.org"], "type": "mail", "suppressNotification": False}
    url = f"{prism.base_url}/me/drive/items/{item.place.item_id}/invite"
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.post(url, json=body, headers=headers, trust_env=False)
    return answer.status_code == 422 and "additionalProperties" in answer.text


@pytest.mark.timeout(360)
def test_nothing_said_in_either_direction_violates_the_description(
    description: Path, drive: RunningPracticeDrive
) -> None:
    with prism_between(description, drive.base_url) as prism:
        wire = Watched(prism.base_url)
        service = connect(ServiceAddress(prism.base_url), FixedToken(drive.token), wire=wire)
        try:
            item = browse(service)
            share(service, item)
        finally:
            service.close()
            assert wire.complaints == []
        assert {"GET 200", "POST 200", "POST 207", "POST 400", "DELETE 204"} <= set(wire.exchanges)
        assert notices_a_mistake(prism, drive.token, item)
