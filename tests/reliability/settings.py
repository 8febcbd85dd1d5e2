"""The settings that cells meet: the practice drive behind a relay, by itself, behind TLS, with a fault in between."""

import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager

from tests.adapters.fault_server import Act
from tests.reliability.cells import Arrange, Ground, Setting
from tests.reliability.relay import Connection, Deal, Exchange, Fault, Relay, Reply, relaying, speaking_tls
from tests.reliability.trust import Trust

UNHARMED = Fault()


def relayed(fault: Fault) -> Arrange:
    """Put a relay with this fault before the drive."""

    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        with relaying(ground.drive, fault, connection=connection) as relay:
            yield setting_of(relay)

    return arrange


def behind_tls(choose: Callable[[Trust, int], ssl.SSLContext | Act], fault: Fault = UNHARMED) -> Arrange:
    """Put a relay behind TLS before the drive; each connection is shown what is chosen by its number."""

    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        wrap = speaking_tls(lambda number: choose(ground.trust, number))
        with relaying(ground.drive, fault, connection=connection, wrap=wrap) as relay:
            yield setting_of(relay, "https")

    return arrange


def dealt(deal: Deal, times: int | None = 1) -> Arrange:
    """Do this to the invitation."""
    return relayed(Fault(deal=deal, times=times))


def setting_of(relay: Relay, scheme: str = "http") -> Setting:
    """Describe what a relay offers."""
    base_url = relay.server.base_url.replace("http", scheme, 1)
    return Setting(base_url, bodies=relay.bodies, release=relay.released.set)


def acting(write: Callable[[Reply], bytes]) -> Deal:
    """Let the drive act, and send these bytes of ours; then close."""
    return lambda exchange: exchange.visit.send(write(exchange.pass_on()))


def idle(data: bytes) -> Deal:
    """Let nobody act, and send these bytes; then close."""
    return lambda exchange: exchange.visit.send(data)


def then_reset(deal: Deal) -> Deal:
    """Break the connection off after this."""

    def broken(exchange: Exchange) -> None:
        deal(exchange)
        exchange.visit.reset()

    return broken


def then_silence(deal: Deal) -> Deal:
    """Say nothing more after this, and keep the connection."""

    def silent(exchange: Exchange) -> None:
        deal(exchange)
        exchange.visit.wait_until_over()

    return silent


def do_nothing(exchange: Exchange) -> None:
    """Leave a request unanswered."""
    del exchange


def act_silently(exchange: Exchange) -> None:
    """Let the drive act and keep its answer."""
    exchange.pass_on()
