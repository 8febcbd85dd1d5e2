"""Which proxy leads to a service: as the environment says, or else the settings of the system or the desktop."""

import sys
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

import httpx

from drive_share_gui.adapters.budget import NotConnectedError
from drive_share_gui.adapters.desktop_proxy import desktop_proxy
from drive_share_gui.domain.failure import Hurdle
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from drive_share_gui.domain.service_address import is_loopback

_SCHEMES: Final = {"http": "http", "https": "https", "socks5": "socks5", "socks5h": "socks5"}
_PORTS: Final = {"http": 80, "https": 443, "socks5": 1080}


@dataclass(frozen=True, slots=True)
class Route:
    """The way to one host."""

    proxy: ProxyAddress | None = None
    """None for the direct way."""
    login: ProxyLogin | None = None
    """The login that the settings name with the proxy."""
    script_unread: bool = False
    """Whether a script should have chosen, and nobody here could run it; the direct way is then tried."""


def route_to(url: httpx.URL) -> Route:
    """Choose the way to `url`. This computer itself is never spoken to through a proxy.

    Raises NotConnectedError(PROXY) where one is named that cannot be one.
    """
    if is_loopback(url.host) or proxy_bypass(url.host):
        return Route()
    named = getproxies()
    address = named.get(url.scheme) or named.get("all")
    if address:
        return _route_over(address)
    if sys.platform in {"win32", "darwin"}:
        return Route(script_unread=_windows_names_a_script())
    desktop = desktop_proxy(url.scheme, url.host)
    return _route_over(desktop.proxy) if desktop.proxy else Route(script_unread=desktop.by_script)


def _route_over(address: str) -> Route:
    try:
        url = httpx.URL(address if "://" in address else f"http://{address}")
        scheme = _SCHEMES[url.scheme]
    except (ValueError, KeyError, httpx.InvalidURL) as error:
        raise NotConnectedError(Hurdle.PROXY) from error
    if not url.host:
        raise NotConnectedError(Hurdle.PROXY)
    user, _, password = url.userinfo.decode().partition(":")
    login = ProxyLogin(unquote(user), unquote(password)) if user else None
    return Route(ProxyAddress(scheme, url.host, url.port or _PORTS[scheme]), login)


def _windows_names_a_script() -> bool:
    """Whether the settings of Windows name a script; those of macOS cannot be read without more."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there only

        settings = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, settings) as key:
                return bool(winreg.QueryValueEx(key, "AutoConfigURL")[0])
        except OSError:
            pass
    return False
