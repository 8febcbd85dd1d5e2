"""Rows 1, 2, 4, 7 and 62: no connection came about, so nothing was sent."""

import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from typing import Final, NoReturn

from drive_share_gui.application.connection import Where
from drive_share_gui.application.drive_connection import DriveConnection
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.application.way_out import WayOut
from drive_share_gui.application.ways import OpenJournal, Ways
from drive_share_gui.domain.delivery import Proof, proof_of
from drive_share_gui.domain.failure import SharingError, UnusableAddress
from drive_share_gui.domain.service_address import ServiceAddress
from tests.adapters.fault_server import LOOPBACK, free_port
from tests.application.fake_sign_in import FakeSignIn
from tests.reliability.cells import SHORT, Arrange, Case, Check, Ground, Row, Setting
from tests.reliability.relay import Connection, Fault, relaying
from tests.reliability.settings import setting_of
from tests.reliability.surroundings import proxy_named
from tests.reliability.undelivered import IN_TIME, NAME, REFUSED, at_sending, before, once

A: Final = Proof.ACCEPTED
N: Final = Proof.NOT_DELIVERED


@contextmanager
def nobody_listens(ground: Ground, connection: Connection) -> Generator[Setting]:
    del ground, connection
    yield Setting(f"http://{LOOPBACK}:{free_port()}/v1.0")


@contextmanager
def door_shut(ground: Ground, connection: Connection) -> Generator[Setting]:
    with relaying(ground.drive, Fault(), connection=connection) as relay:
        setting = setting_of(relay)
        setting.before_sending = once(relay.server.shut)
        yield setting


@contextmanager
def door_opened_meanwhile(ground: Ground, connection: Connection) -> Generator[Setting]:
    port = free_port()
    with ExitStack() as opened:
        setting = Setting(f"http://{LOOPBACK}:{port}/v1.0")

        def open_at_the_third_try() -> None:
            if len(setting.clock.waits) == 2:
                relay = opened.enter_context(relaying(ground.drive, Fault(), connection=connection, port=port))
                setting.bodies = relay.bodies

        setting.clock.on_wait = open_at_the_third_try
        try:
            yield setting
        finally:
            opened.close()


def named(url: str) -> Arrange:
    @contextmanager
    def arrange(_ground: Ground, _connection: Connection) -> Generator[Setting]:
        with proxy_named(None):
            yield Setting(url)

    return arrange


@contextmanager
def nobody_lets_in(_ground: Ground, _connection: Connection) -> Generator[Setting]:
    """A listener whose queue is full: on Linux, whoever knocks then is not answered."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind((LOOPBACK, 0))
        _jam(listener, stack)
        yield Setting(f"http://{LOOPBACK}:{listener.getsockname()[1]}/v1.0")


@contextmanager
def nobody_lets_in_any_more(ground: Ground, connection: Connection) -> Generator[Setting]:
    with ExitStack() as stack, relaying(ground.drive, Fault(), connection=connection) as relay:

        def jam() -> None:
            relay.server.shut()
            another = stack.enter_context(socket.socket())
            another.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            another.bind((LOOPBACK, relay.server.port))
            _jam(another, stack)

        setting = setting_of(relay)
        setting.before_sending = once(jam)
        yield setting


def _jam(listener: socket.socket, stack: ExitStack) -> None:
    """Listen, take nobody, and fill the queue of those who wait."""
    listener.listen(0)
    for _ in range(4):
        knocking = stack.enter_context(socket.socket(listener.family))
        knocking.setblocking(False)
        with suppress(BlockingIOError):
            knocking.connect(listener.getsockname())


@contextmanager
def first_address_leads_nowhere(ground: Ground, connection: Connection) -> Generator[Setting]:
    """`localhost` has two addresses, and on the first nobody answers."""
    with ExitStack() as stack, relaying(ground.drive, Fault(), connection=connection) as relay:
        other = stack.enter_context(socket.socket(socket.AF_INET6))
        other.bind(("::1", relay.server.port))
        _jam(other, stack)
        yield at_localhost(setting_of(relay))


@contextmanager
def first_address_refuses(ground: Ground, connection: Connection) -> Generator[Setting]:
    with relaying(ground.drive, Fault(), connection=connection) as relay:
        yield at_localhost(setting_of(relay))


def at_localhost(setting: Setting) -> Setting:
    setting.base_url = setting.base_url.replace(LOOPBACK, "localhost")
    return setting


def _no_way(_address: ServiceAddress) -> WayOut:
    raise AssertionError


def _no_journal() -> OpenJournal:
    message = "nothing is written down where nothing may be sent"
    raise AssertionError(message)


def plain_http_is_refused(_ground: Ground) -> list[str]:
    """Open a connection to a real host without TLS: it must fail before anything is looked up or sent."""
    problems: list[str] = []
    for url in (
        "http://drive.example/v1.0",
        "HTTP://graph.example/v1.0",
        "http://192.0.2.1/v1.0",
        "http://127.0.0.1.nip.io/",
    ):
        connection = DriveConnection(
            Where(service_url=url), "real-token", Ways(_no_service, _no_practice, _no_journal, FakeSignIn, _no_way)
        )
        try:
            connection.open()
        except SharingError as error:
            if isinstance(error.failure, UnusableAddress) and proof_of(error.failure) is N:
                continue
        problems.append(url)
    return problems


def _no_service(address: ServiceAddress, _token: str | TokenSource) -> NoReturn:
    raise AssertionError(address)


def _no_practice() -> NoReturn:
    raise AssertionError


ROWS: Final = (
    Row(
        1,
        "connection refused",
        (
            before("nobody listens", nobody_listens, REFUSED),
            at_sending("the door was shut", door_shut, REFUSED),
            Case("opened at the third try", A, door_opened_meanwhile, acts=True),
        ),
    ),
    Row(
        2,
        "no such name",
        (
            before("unknown", named("https://drive.invalid/v1.0"), NAME, alone=True),
            before("a name no resolver takes", named(f"https://{'a' * 70}.example/v1.0"), NAME, alone=True),
        ),
    ),
    Row(
        4,
        "no answer to the first packet",
        (
            before("nobody lets in", nobody_lets_in, IN_TIME, deadline=SHORT / 2),
            at_sending("nobody lets in", nobody_lets_in_any_more, IN_TIME, deadline=SHORT),
        ),
    ),
    Row(7, "plain HTTP to a real account", (), (Check("four addresses", plain_http_is_refused),)),
    Row(
        62,
        "the first address of a name leads nowhere",
        (
            Case("it refuses", A, first_address_refuses, acts=True),
            Case("nobody answers", A, first_address_leads_nowhere, acts=True, deadline=2 * SHORT),
        ),
    ),
)
