"""Rows 5 and 6: no TLS connection came about, so nothing was sent; there is no way around a certificate."""

from collections.abc import Callable
from functools import partial
from typing import Final, Unpack

from drive_share_gui.domain.delivery import Proof
from tests.adapters.fault_server import Act, Visit, http
from tests.reliability.cells import ENOUGH, SHORT, Arrange, Case, More, Row
from tests.reliability.settings import behind_tls
from tests.reliability.trust import BAD_CERTIFICATES
from tests.reliability.undelivered import CERTIFICATE, IN_TIME, NETWORK, at_sending, before

A: Final = Proof.ACCEPTED


def untrusted(what: str, since: int) -> Arrange:
    """Show a certificate nobody may trust, from that connection on."""
    return behind_tls(lambda trust, number: trust.bad[what] if number >= since else trust.good)


def no_handshake(act: Act, since: int) -> Arrange:
    """Do something else than shaking hands, from that connection on."""
    return behind_tls(lambda trust, number: act if number >= since else trust.good)


def hello_then(act: Act) -> Act:
    """Wait for the client's first words."""

    def after_hello(visit: Visit) -> None:
        visit.connection.recv(65_536)
        act(visit)

    return after_hello


HANDSHAKES: Final[dict[str, tuple[Act, str]]] = {
    "it stalls": (Visit.wait_until_over, IN_TIME),
    "it stalls after the first words": (hello_then(Visit.wait_until_over), IN_TIME),
    "reset at once": (Visit.reset, NETWORK),
    "reset after the first words": (hello_then(Visit.reset), NETWORK),
    "closed after the first words": (hello_then(lambda _visit: None), NETWORK),
    "plain HTTP": (hello_then(lambda visit: visit.send(http(400))), NETWORK),
    "an alert": (hello_then(lambda visit: visit.send(b"\x15\x03\x03\x00\x02\x02\x28")), NETWORK),
    "half a record": (hello_then(lambda visit: visit.send(b"\x16\x03\x03\x40\x00\x02")), NETWORK),
    "a drip": (hello_then(lambda visit: visit.drip(b"\x16\x03\x03\x40\x00" + bytes(500), 0.05)), IN_TIME),
}


def both_times(name: str, arrange: Callable[[int], Arrange], code: str, **more: Unpack[More]) -> tuple[Case, Case]:
    """It is so from the start, or once the invitation is sent."""
    return before(name, arrange(1), code, **more), at_sending(name, arrange(2), code, **more)


ROWS: Final = (
    Row(
        5,
        "a certificate nobody may trust",
        (
            *tuple(
                case
                for what in BAD_CERTIFICATES
                for case in (
                    before(what, untrusted(what, 1), CERTIFICATE),
                    at_sending(what, untrusted(what, 2), CERTIFICATE, attempts=1),
                )
            ),
            Case("a good one", A, behind_tls(lambda trust, _number: trust.good), acts=True),
        ),
    ),
    Row(
        6,
        "the TLS handshake fails",
        tuple(
            case
            for name, (act, code) in HANDSHAKES.items()
            for case in both_times(
                name, partial(no_handshake, act), code, deadline=SHORT if code == IN_TIME else ENOUGH
            )
        ),
    ),
)
