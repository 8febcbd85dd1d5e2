"""Sends 1,000 invitations one by one, and compares the processor time of each with bare httpx posting the same."""

import http.client
import json
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.drive_api.caller import Caller
from drive_share_gui.adapters.drive_api.graph import Graph
from drive_share_gui.adapters.drive_api.service import DriveService
from drive_share_gui.adapters.drive_api.tokens import FixedToken
from drive_share_gui.adapters.journal.opening import open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.adapters.transport import DEADLINE, Transport
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.outcome import Invited
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from tests.benchmarks.measuring import Asked, Contender, compare, options, publish
from tests.benchmarks.responder import responding

if TYPE_CHECKING:
    from drive_share_gui.application.progress import Progress

MESSAGE: Final = "Here is the file we spoke about."
NEW: Final = Item(ById("new"), "Budget.xlsx")
SHARED: Final = "shared-with-{}"
HEADERS: Final = {"Authorization": "Bearer token", "Content-Type": "application/json"}


def main() -> None:
    """Measure and print."""
    asked = options(__doc__ or "", rounds=7).parse_args(namespace=Asked())
    number = 20 if asked.smallest else 1_000
    people = tuple(Person(f"person{count}@example.org") for count in range(number))
    with responding() as base_url:
        publish(asked, compare(f"{number:,} invitations", contenders(base_url, people), asked.rounds))


def contenders(base_url: str, people: Sequence[Person]) -> list[Contender]:
    """Send the same to everybody in several ways."""
    requests = [
        InviteRequest(NEW.place, (person,), Role.READ, MESSAGE, Options(), f"number-{person.address}")
        for person in people
    ]
    bodies = [json.dumps(Graph().invite_body(request)).encode() for request in requests]
    ways: dict[str, Callable[[], int]] = {
        "httpx.Client, a connection each": partial(post_with_httpx, base_url, bodies, keep=0),
        "httpx.Client, one connection": partial(post_with_httpx, base_url, bodies, keep=1),
        "http.client, a connection each": partial(post_with_standard_library, base_url, bodies),
        "DriveService.invite": partial(ask_the_service, base_url, requests),
        "send_invitations": partial(send, base_url, tuple(people), NEW),
        f"the same, {len(people):,} had access before": partial(
            send, base_url, tuple(people), Item(ById(SHARED.format(len(people))), NEW.name)
        ),
    }
    return [Contender(name, partial(timed, way, len(people))) for name, way in ways.items()]


def timed(way: Callable[[], int], number: int) -> dict[str, float]:
    """Time one delivery to everybody; every way counts those the service named."""
    begun, begun_cpu = time.perf_counter(), time.process_time()
    named = way()
    cpu, wall = time.process_time() - begun_cpu, time.perf_counter() - begun
    if named != number:
        message = f"{named} of {number} were invited."
        raise RuntimeError(message)
    return {"CPU us/invitation": cpu / number * 1e6, "wall us/invitation": wall / number * 1e6}


def post_with_httpx(base_url: str, bodies: Sequence[bytes], *, keep: int) -> int:
    """Post and read JSON, nothing else."""
    url = f"{base_url}/me/drive/items/new/invite"
    named = 0
    with httpx.Client(trust_env=False, limits=httpx.Limits(max_keepalive_connections=keep)) as client:
        for body in bodies:
            named += len(client.post(url, content=body, headers=HEADERS).json()["value"])
    return named


def post_with_standard_library(base_url: str, bodies: Sequence[bytes]) -> int:
    """Do it with the least that Python brings along."""
    host = httpx.URL(base_url).netloc.decode()
    named = 0
    for body in bodies:
        connection = http.client.HTTPConnection(host)
        connection.request("POST", "/v1.0/me/drive/items/new/invite", body, HEADERS)
        named += len(json.loads(connection.getresponse().read())["value"])
        connection.close()
    return named


def ask_the_service(base_url: str, requests: Sequence[InviteRequest]) -> int:
    """Use the adapter alone: the request written, the answer read into permissions."""
    service = connect(base_url)
    named = sum(len(service.invite(request).permissions) for request in requests)
    service.close()
    return named


def send(base_url: str, people: tuple[Person, ...], item: Item) -> int:
    """Use the whole path, from the invitation to everybody's receipt."""
    told: list[Progress] = []
    service = connect(base_url)
    invitation = Invitation(item, people, Role.READ, MESSAGE, Options())
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home), Sealing(MemoryCredentials(), Path(home)))
        book = AccountJournal(store.journal, "benchmark", DEADLINE, 120.0)
        sent = send_invitations(service, clock, invitation, book, report=told.append, cancel=threading.Event())
        store.close()
    service.close()
    return sum(isinstance(receipt.outcome, Invited) for receipt in sent.receipts)


def connect(base_url: str) -> DriveService:
    """Build the adapter as the program does."""
    transport = Transport(base_url)
    return DriveService(Graph(), Caller(base_url, transport, FixedToken("token")), transport)


if __name__ == "__main__":
    main()
