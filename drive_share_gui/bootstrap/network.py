"""Makes what leads to a drive; each part loads when it is needed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drive_share_gui.application.sign_in_ports import TokenSource
    from drive_share_gui.application.way_out import ProxyLogins, WayOut
    from drive_share_gui.application.ways import DriveService
    from drive_share_gui.domain.service_address import ServiceAddress


def speak_http(address: "ServiceAddress", token: "str | TokenSource", logins: "ProxyLogins") -> "DriveService":
    """Give the service at `address`; nothing is sent yet."""
    from drive_share_gui.adapters import drive_api

    tokens = drive_api.FixedToken(token) if isinstance(token, str) else token
    return drive_api.connect(address, tokens, logins=logins)


def way_out(address: "ServiceAddress", logins: "ProxyLogins") -> "WayOut":
    """Give the way to `address`; nothing is sent yet."""
    from drive_share_gui.adapters import drive_api

    return drive_api.way_to(address, logins)


def proxy_logins(home: Callable[[], Path]) -> "ProxyLogins":
    """Give the logins of proxies; nothing is read yet, and no folder made."""
    from drive_share_gui.adapters.credentials import KeyringCredentials
    from drive_share_gui.adapters.proxy_logins import KeptProxyLogins

    return KeptProxyLogins(lambda: KeyringCredentials(home()))
