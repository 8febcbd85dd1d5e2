"""Rows 3 and 20 on a network that is really unplugged: no way out, and answers that are lost on theirs."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from drive_share_gui.domain.delivery import Proof
from tests.reliability.cells import ENOUGH, SHORT, Arrange, Case, Ground, Row, Setting
from tests.reliability.own_network import Plug, plug
from tests.reliability.relay import Connection, Deal, Exchange, Fault, relaying
from tests.reliability.settings import setting_of

IN_TIME: Final = "unreachable:noConnectionInTime"
LATE: Final = "noAnswer:timeout"


def unplugged(when: Callable[[Setting], None], deal: Deal | None = None) -> Arrange:
    """Unplug the network at some moment; it is plugged in again at the end."""

    @contextmanager
    def arrange(ground: Ground, connection: Connection) -> Generator[Setting]:
        with relaying(ground.drive, Fault(deal=deal), connection=connection) as relay:
            setting = setting_of(relay)
            when(setting)
            try:
                yield setting
            finally:
                plug(Plug.IN)

    return arrange


def at_once(state: Plug) -> Callable[[Setting], None]:
    return lambda _setting: plug(state)


def at_sending(state: Plug) -> Callable[[Setting], None]:
    def when(setting: Setting) -> None:
        setting.before_sending = lambda: plug(state)

    return when


def for_two_tries(state: Plug) -> Callable[[Setting], None]:
    def when(setting: Setting) -> None:
        setting.before_sending = lambda: plug(Plug.IN if len(setting.clock.waits) > 1 else state)

    return when


def until_the_look(setting: Setting) -> None:
    setting.clock.on_wait = lambda: plug(Plug.IN)


def lost_on_its_way(exchange: Exchange) -> None:
    """Act, and answer into a network that is gone."""
    reply = exchange.pass_on()
    plug(Plug.LOST)
    exchange.answer(reply)
    exchange.visit.wait_until_over()


def lost_before_it_came(exchange: Exchange) -> None:
    """Take the request, and let the network go before anything is done."""
    plug(Plug.LOST)
    exchange.visit.wait_until_over()


def tried(state: Plug, code: str, deadline: float) -> tuple[Case, ...]:
    """From the start, from the invitation on, and only for two tries."""
    never = Proof.NOT_DELIVERED
    return (
        Case(
            "from the start",
            never,
            unplugged(at_once(state)),
            code=f"stoppedAfter:{code}",
            attempts=0,
            deadline=deadline,
        ),
        Case("at the invitation", never, unplugged(at_sending(state)), code=code, attempts=5, deadline=deadline),
        Case(
            "for two tries", Proof.ACCEPTED, unplugged(for_two_tries(state)), acts=True, attempts=3, deadline=deadline
        ),
    )


ROWS: Final = (
    Row(3, "no way out of this computer", tried(Plug.NO_WAY, "unreachable:network", ENOUGH)),
    Row(4, "no answer to the first packet, on a network that loses all", tried(Plug.LOST, IN_TIME, SHORT / 4)),
    Row(
        20,
        "the answer is lost after delivery, on a network that loses all",
        (
            Case(
                "acted", Proof.UNKNOWN, unplugged(until_the_look, lost_on_its_way), acts=True, code=LATE, deadline=SHORT
            ),
            Case(
                "nothing done", Proof.UNKNOWN, unplugged(until_the_look, lost_before_it_came), code=LATE, deadline=SHORT
            ),
        ),
    ),
)
