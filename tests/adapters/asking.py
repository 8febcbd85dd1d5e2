"""What the tests of the adapters ask a service for, and what came of it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace

import httpx

from drive_share_gui.adapters.drive_api import DriveService, FixedToken, connect
from drive_share_gui.application.ports import Answer, InviteRequest
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect, ServiceAddress

BASE_URL = "https://drive.example/v1.0"
TOKEN = "token-of-the-tests"
ANN = Person("ann@example.org")
ITEM = Item(ById("D!1"), "Budget.xlsx")
REQUEST = InviteRequest(ITEM.place, (ANN,), Role.READ, "Hello", Options(), "6f1a7b0e-0000-4000-8000-000000000001")


@contextmanager
def service_at(
    base_url: str,
    dialect: Dialect = Dialect.GRAPH,
    *,
    deadline: float = 10.0,
    tokens: TokenSource | None = None,
    wire: httpx.BaseTransport | None = None,
) -> Generator[DriveService]:
    """The adapter under test, closed at the end of the block."""
    service = connect(ServiceAddress(base_url, dialect), tokens or FixedToken(TOKEN), deadline=deadline, wire=wire)
    try:
        yield service
    finally:
        service.close()


@contextmanager
def service_that_answers(
    answer: Callable[[httpx.Request], httpx.Response],
    dialect: Dialect = Dialect.GRAPH,
    tokens: TokenSource | None = None,
) -> Generator[DriveService]:
    """The adapter with a function in place of the network."""
    with service_at(BASE_URL, dialect, wire=httpx.MockTransport(answer), tokens=tokens) as service:
        yield service


def outcome_of_invite(service: DriveService, people: tuple[Person, ...] = (ANN,)) -> Answer | Failure:
    """Invite and give what came back, or why nothing did."""
    try:
        return service.invite(replace(REQUEST, people=people))
    except SharingError as error:
        return error.failure


def failure_of(ask: Callable[[], object]) -> Failure:
    """Give the failure that asking ends in."""
    try:
        answer = ask()
    except SharingError as error:
        return error.failure
    message = f"no failure, but {answer}"
    raise AssertionError(message)
