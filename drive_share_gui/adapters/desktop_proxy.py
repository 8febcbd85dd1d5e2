"""The proxy named in the settings of a Linux desktop, for whoever starts the program with a double-click."""

import ast
import configparser
import ipaddress
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

_SECONDS: Final = 3.0
"""For a program of GLib to answer; reading settings takes some 20 ms, running a script longer."""
_GNOME: Final = "org.gnome.system.proxy"
_PORTAL: Final = ("--dest", "org.freedesktop.portal.Desktop", "--object-path", "/org/freedesktop/portal/desktop")
_SANDBOX: Final = Path("/.flatpak-info")
"""In there the settings that can be read are not those of the desktop; only the portal knows them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a desktop says about one host."""

    proxy: str = ""
    """A URL; empty for the direct way."""
    by_script: bool = False
    """Whether a script decides (PAC, WPAD)."""


DIRECT: Final = Settings()


def desktop_proxy(scheme: str, host: str, environ: Mapping[str, str] = os.environ) -> Settings:
    """Tell how `host` is reached; the portal of the desktop is asked where a script decides, or in a sandbox."""
    desktop = environ.get("XDG_CURRENT_DESKTOP", "")
    if not desktop:
        return DIRECT
    if _SANDBOX.exists():
        return Settings(ask_the_portal(scheme, host) or "")
    settings = _kde(scheme, host, environ) if "KDE" in desktop.upper() else _gnome(scheme, host)
    if not settings.by_script:
        return settings
    answer = ask_the_portal(scheme, host)
    return settings if answer is None else Settings(answer)


def _gnome(scheme: str, host: str) -> Settings:
    """Read GSettings, schema org.gnome.system.proxy; other desktops of its family keep theirs there too."""
    said = _said("gsettings", "list-recursively", _GNOME)
    lines = (line.split(" ", 2) for line in said.splitlines() if line.startswith(_GNOME))
    found = {(parts[0].removeprefix(_GNOME).lstrip("."), parts[1]): parts[2] for parts in lines if len(parts) == 3}  # noqa: PLR2004

    def text(part: str, key: str) -> str:
        return str(_value(found.get((part, key), "''")))

    if text("", "mode") == "auto":
        return Settings(by_script=True)
    if text("", "mode") != "manual" or is_exempt(host, _texts(_value(found.get(("", "ignore-hosts"), "[]")))):
        return DIRECT
    for part, kind in ((scheme, "http"), ("socks", "socks5")):
        name, port = text(part, "host"), text(part, "port")
        if name and port not in {"", "0"}:
            return Settings(f"{kind}://{_bracketed(name)}:{port}")
    return DIRECT


def _kde(scheme: str, host: str, environ: Mapping[str, str]) -> Settings:
    """Read KDE's kioslaverc; a kind of 4 means the environment, which was asked before."""
    folder = Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string((folder / "kioslaverc").read_text(encoding="utf-8"))
    except (OSError, UnicodeError, configparser.Error):
        return DIRECT
    section = dict(parser["Proxy Settings"]) if parser.has_section("Proxy Settings") else {}
    kind = section.get("proxytype", "0")
    if kind in {"2", "3"}:
        return Settings(by_script=True)
    listed = is_exempt(host, section.get("noproxyfor", "").split(","))
    if kind != "1" or listed is not (section.get("reversedexception", "").lower() == "true"):
        return DIRECT
    for key in (f"{scheme}proxy", "socksproxy"):
        named = section.get(key, "").strip()
        if named:  # "http://proxy.example 8080", and since Plasma 5 also "http://proxy.example:8080"
            return Settings(":".join(named.split()).replace("socks://", "socks5://"))
    return DIRECT


def is_exempt(host: str, exceptions: list[str]) -> bool:
    """Whether a host is on a list of names and networks that are reached directly; a name means all below it, too."""
    entries = [entry.strip().lower().removeprefix("*").removeprefix(".") for entry in exceptions]
    if any(entry and f".{host.lower()}".endswith(f".{entry}") for entry in entries):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in map(_network, entries) if network is not None)


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def ask_the_portal(scheme: str, host: str) -> str | None:
    """Give the URL of the proxy, "" for the direct way; None where nobody answers.

    The desktop is told the host and nothing else (XDG Desktop Portal, "Proxy Resolver", Lookup).
    """
    method = ("--method", "org.freedesktop.portal.ProxyResolver.Lookup", f"{scheme}://{host}/")
    answer = _value(_said("gdbus", "call", "--session", *_PORTAL, *method))
    named = _texts(cast("tuple[object, ...]", answer)[0]) if isinstance(answer, tuple) and answer else []
    if not named:
        return None
    return "" if named[0].startswith("direct:") else named[0].replace("socks://", "socks5://")


def _said(*command: str) -> str:
    """Give what a program of GLib prints; nothing where it is not there, does not know, or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)  # noqa: S603
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _value(text: str) -> object:
    """Read a value as GLib prints it: numbers, texts, and lists of them."""
    try:
        value: object = ast.literal_eval(text.removeprefix("@as "))
    except (ValueError, SyntaxError):
        return ""
    return value


def _texts(value: object) -> list[str]:
    return [str(one) for one in cast("list[object]", value)] if isinstance(value, list) else []


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
