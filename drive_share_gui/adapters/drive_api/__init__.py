"""How the drive's services are spoken to, one dialect a module."""

from typing import Final

import httpx

from drive_share_gui.adapters.drive_api.caller import Caller
from drive_share_gui.adapters.drive_api.dialect import Speech
from drive_share_gui.adapters.drive_api.graph import Graph
from drive_share_gui.adapters.drive_api.onedrive import OneDrive
from drive_share_gui.adapters.drive_api.service import DriveService
from drive_share_gui.adapters.drive_api.tokens import FixedToken
from drive_share_gui.adapters.drive_api.way_out import HttpWayOut
from drive_share_gui.adapters.transport import DEADLINE, Transport
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.service_address import Dialect, ServiceAddress

__all__ = ["DriveService", "FixedToken", "connect", "way_to"]

_SPEECHES: Final[dict[Dialect, Speech]] = {Dialect.GRAPH: Graph(), Dialect.ONEDRIVE: OneDrive()}


def connect(
    address: ServiceAddress,
    tokens: TokenSource,
    *,
    deadline: float = DEADLINE,
    wire: httpx.BaseTransport | None = None,
    logins: ProxyLogins | None = None,
) -> DriveService:
    """Make the way to a service; nothing is sent before the first call.

    `deadline` is in seconds, for one exchange in all. `logins` open proxies; without them, those that the
    settings name. `wire` takes the place of the network in tests.
    """
    transport = Transport(address.base_url, deadline, wire, logins)
    return DriveService(_SPEECHES[address.dialect], Caller(address.base_url, transport, tokens), transport)


def way_to(address: ServiceAddress, logins: ProxyLogins) -> HttpWayOut:
    """Give the way to a service; nothing is sent yet, and never a token."""
    return HttpWayOut(address.base_url, _SPEECHES[address.dialect], logins)
