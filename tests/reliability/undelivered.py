"""Cases of nothing being sent, from the start or once the invitation is sent: how rows 1 to 12 declare theirs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Unpack

from drive_share_gui.domain.delivery import Proof
from tests.reliability.cells import Arrange, Case, More

TRIES: Final = 5
CERTIFICATE: Final = "unreachable:certificate"
IN_TIME: Final = "unreachable:noConnectionInTime"
NAME: Final = "unreachable:nameUnknown"
NETWORK: Final = "unreachable:network"
PROXY: Final = "unreachable:proxy"
PROXY_LOGIN: Final = "unreachable:proxyLogin"
REFUSED: Final = "unreachable:refused"


def before(name: str, arrange: Arrange, code: str, **more: Unpack[More]) -> Case:
    """It is so from the start: even the look before does not come about."""
    case = Case(f"{name}, from the start", Proof.NOT_DELIVERED, arrange, code=f"stoppedAfter:{code}", attempts=0)
    return replace(case, **more)


def at_sending(name: str, arrange: Arrange, code: str, **more: Unpack[More]) -> Case:
    """It is so once the invitation is sent, and stays so."""
    case = Case(f"{name}, at the invitation", Proof.NOT_DELIVERED, arrange, code=code, attempts=TRIES)
    return replace(case, **more)


def once(action: Callable[[], None]) -> Callable[[], None]:
    """Do it the first time only."""
    left = [action]
    return lambda: left.pop()() if left else None
