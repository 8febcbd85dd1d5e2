"""The proxy of the desktop's settings is found where the environment names none, and a script is never guessed."""

import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from drive_share_gui.adapters.budget import NotConnectedError
from drive_share_gui.adapters.desktop_proxy import DIRECT, Settings, desktop_proxy, is_exempt
from drive_share_gui.adapters.system_proxy import Route, route_to
from drive_share_gui.domain.failure import Hurdle
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from tests.adapters.keyring_session import new_user
from tests.reliability.surroundings import environment, proxy_named

GNOME = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
KDE = {"XDG_CURRENT_DESKTOP": "KDE"}
MANUAL = """\
org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '10.0.0.0/8', '*.intern.example']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy.http host 'plain.example'
org.gnome.system.proxy.http port 3128
org.gnome.system.proxy.https host '{https}'
org.gnome.system.proxy.https port 8080
org.gnome.system.proxy.socks host 'socks.example'
org.gnome.system.proxy.socks port 1080
"""


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs are found before all others."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def put(folder: Path, name: str, said: str, status: int = 0) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\nexit {status}\n")
    program.chmod(0o700)


@pytest.mark.parametrize(
    ("host", "https", "proxy"),
    [
        ("drive.example", "secure.example", "http://secure.example:8080"),
        ("drive.example", "fd00::1", "http://[fd00::1]:8080"),
        ("drive.example", "", "socks5://socks.example:1080"),
        ("x.intern.example", "secure.example", ""),
        ("10.1.2.3", "secure.example", ""),
    ],
)
def test_the_proxy_of_gnome_is_found(say: Path, host: str, https: str, proxy: str) -> None:
    put(say, "gsettings", MANUAL.format(https=https))
    assert desktop_proxy("https", host, GNOME) == Settings(proxy)
    assert desktop_proxy("https", host, {}) == DIRECT, "without a desktop there are no settings of one"


@pytest.mark.parametrize("said", ["", "junk", "org.gnome.system.proxy mode 'none'", "org.gnome.system.proxy mode"])
def test_settings_that_name_no_proxy_or_make_no_sense_mean_the_direct_way(say: Path, said: str) -> None:
    put(say, "gsettings", said)
    assert desktop_proxy("https", "drive.example", GNOME) == DIRECT


def test_where_a_script_decides_the_portal_is_asked_and_without_one_that_is_said(say: Path) -> None:
    put(say, "gsettings", "org.gnome.system.proxy mode 'auto'")
    for said, expected in (
        ("(['http://secure.example:8080', 'direct://'],)", Settings("http://secure.example:8080")),
        ("(['socks://socks.example:1080'],)", Settings("socks5://socks.example:1080")),
        ("(['direct://'],)", DIRECT),
        ("(@as [],)", Settings(by_script=True)),
        ("Error: nobody there", Settings(by_script=True)),
    ):
        put(say, "gdbus", said)
        assert desktop_proxy("https", "drive.example", GNOME) == expected
    put(say, "gdbus", "(['http://secure.example:8080'],)", status=1)
    assert desktop_proxy("https", "drive.example", GNOME) == Settings(by_script=True)


@pytest.mark.parametrize(
    ("lines", "host", "expected"),
    [
        ("ProxyType=1\nhttpsProxy=http://secure.example 8080", "drive.example", Settings("http://secure.example:8080")),
        ("ProxyType=1\nhttpsProxy=http://secure.example:8080", "drive.example", Settings("http://secure.example:8080")),
        ("ProxyType=1\nsocksProxy=socks://s.example 1080", "drive.example", Settings("socks5://s.example:1080")),
        ("ProxyType=1\nhttpsProxy=http://s.example 8080\nNoProxyFor=.example", "drive.example", DIRECT),
        (
            "ProxyType=1\nhttpsProxy=http://s.example 80\nNoProxyFor=.example\nReversedException=true",
            "drive.example",
            Settings("http://s.example:80"),
        ),
        ("ProxyType=0\nhttpsProxy=http://secure.example 8080", "drive.example", DIRECT),
        ("ProxyType=2", "drive.example", Settings(by_script=True)),
        ("ProxyType=3", "drive.example", Settings(by_script=True)),
        ("ProxyType=4", "drive.example", DIRECT),
        ("nonsense", "drive.example", DIRECT),
    ],
)
def test_the_proxy_of_kde_is_found(say: Path, lines: str, host: str, expected: Settings) -> None:
    put(say, "gdbus", "", status=1)
    (say / "kioslaverc").write_text(f"[Proxy Settings]\n{lines}\n")
    assert desktop_proxy("https", host, KDE | {"XDG_CONFIG_HOME": str(say)}) == expected


def test_a_desktop_without_settings_means_the_direct_way(tmp_path: Path) -> None:
    assert desktop_proxy("https", "drive.example", KDE | {"XDG_CONFIG_HOME": str(tmp_path)}) == DIRECT


@pytest.mark.parametrize(
    ("host", "exceptions", "exempt"),
    [
        ("drive.example", ["drive.example"], True),
        ("my.drive.example", ["drive.example"], True),
        ("mydrive.example", ["drive.example"], False),
        ("DRIVE.example", [" *.EXAMPLE "], True),
        ("fd00::7", ["fd00::/8"], True),
        ("10.0.0.1", ["nonsense/99", ""], False),
    ],
)
def test_what_is_exempt_is_reached_directly(host: str, exceptions: list[str], *, exempt: bool) -> None:
    assert is_exempt(host, exceptions) is exempt


def test_the_environment_comes_before_the_desktop(say: Path) -> None:
    put(say, "gsettings", MANUAL.format(https="secure.example"))
    url = httpx.URL("https://drive.example/v1.0")
    with environment(**GNOME), proxy_named("http://ann:w%40rd@env.example:81"):
        route = route_to(url)
        assert route == Route(ProxyAddress("http", "env.example", 81), ProxyLogin("ann", "w@rd"))
        assert route_to(httpx.URL("https://127.0.0.1/v1.0")) == Route()
    with environment(**GNOME), proxy_named(None):
        assert route_to(url) == Route(ProxyAddress("http", "secure.example", 8080))
    put(say, "gsettings", "org.gnome.system.proxy mode 'auto'")
    put(say, "gdbus", "", status=1)
    with environment(**GNOME), proxy_named(None):
        assert route_to(url) == Route(script_unread=True)


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("proxy.example:8080", ProxyAddress("http", "proxy.example", 8080)),
        ("proxy.example", ProxyAddress("http", "proxy.example", 80)),
        ("https://proxy.example", ProxyAddress("https", "proxy.example", 443)),
        ("socks5h://proxy.example", ProxyAddress("socks5", "proxy.example", 1080)),
        ("http://[fd00::1]:3128", ProxyAddress("http", "fd00::1", 3128)),
    ],
)
def test_a_proxy_is_named_in_many_ways(named: str, address: ProxyAddress) -> None:
    with proxy_named(named):
        assert route_to(httpx.URL("https://drive.example/")).proxy == address
    assert "@" not in address.place


@pytest.mark.parametrize("named", ["gopher://proxy.example", "http://", "http://proxy.example:port"])
def test_what_cannot_be_a_proxy_is_said_to_be_the_proxys_trouble(named: str) -> None:
    with proxy_named(named), pytest.raises(NotConnectedError) as caught:
        route_to(httpx.URL("https://drive.example/"))
    assert caught.value.hurdle is Hurdle.PROXY


PORTAL = """
import json, os, subprocess, sys
from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import Proxy, open_dbus_connection

bus = open_dbus_connection("SESSION")
Proxy(message_bus, bus).RequestName("org.freedesktop.portal.Desktop")
code = "import json; from drive_share_gui.adapters.desktop_proxy import ask_the_portal as ask; " \\
       "print(json.dumps(ask('https', 'drive.example')))"
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
while True:
    message = bus.receive()
    if message.header.fields.get(HeaderFields.member) == "Lookup":
        bus.send(new_method_return(message, "as", (["http://proxy.example:8080", "direct://"],)))
        break
    if message.header.message_type is MessageType.method_call:
        bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
print(json.dumps([child.communicate()[0].strip(), message.body[0]]))
"""


def test_a_real_portal_is_asked_for_the_host_and_told_nothing_else() -> None:
    if not all(map(shutil.which, ("gdbus", "dbus-run-session"))):
        pytest.skip("gdbus and dbus-run-session are not on this computer.")
    with new_user() as user:
        assert user.run(PORTAL, keyring="absent") == ['"http://proxy.example:8080"', "https://drive.example/"]


def test_the_real_settings_of_gnome_are_read(tmp_path: Path) -> None:
    schema = "org.gnome.system.proxy"
    with environment(GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=str(tmp_path), HOME=str(tmp_path)):
        for name, value in (("mode", "manual"), ("https host", "secure.example"), ("https port", "8443")):
            part, _, key = name.rpartition(" ")
            command = ["gsettings", "set", f"{schema}.{part}".rstrip("."), key, value]
            if not shutil.which("gsettings") or subprocess.run(command, check=False, capture_output=True).returncode:
                pytest.skip("The settings of GNOME are not on this computer.")
        assert desktop_proxy("https", "drive.example", GNOME) == Settings("http://secure.example:8443")
        assert desktop_proxy("https", "localhost", GNOME) == DIRECT
