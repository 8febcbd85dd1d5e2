"""Makes each part of the program when it is asked for, so that nothing is loaded before it is needed."""

import importlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drive_share_gui.application.drive_connection import DriveService, OpenJournal, StartedDrive
    from drive_share_gui.application.ports import RecentItems
    from drive_share_gui.application.sign_in_ports import Registrations, SignIn, TokenSource
    from drive_share_gui.application.way_out import ProxyLogins, WayOut
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


def sign_in(home: Path, logins: "ProxyLogins") -> "SignIn":
    """Give the accounts that are signed in on this computer; nothing is read yet."""
    from drive_share_gui.adapters.credentials import KeyringCredentials
    from drive_share_gui.adapters.microsoft_identity import (
        Browser,
        MicrosoftIdentity,
        PageWords,
        World,
        open_in_browser,
    )
    from drive_share_gui.ui.sign_in_words import title_and_text_of_answer_page

    browser = Browser(open_in_browser, lambda: PageWords(*title_and_text_of_answer_page()))
    return MicrosoftIdentity(KeyringCredentials(home), home, World(browser, logins=logins))


def registrations(home: Path) -> "Registrations":
    """Give the app as which people sign in."""
    from drive_share_gui.adapters.registrations import RegistrationFile

    return RegistrationFile(home)


def start_practice_drive(home: Path) -> "StartedDrive":
    """Start the practice drive as a child; what speaks to it loads while it starts. Raises OSError."""
    from drive_share_gui.practice.launcher import start_practice_drive as start

    threading.Thread(target=importlib.import_module, args=("drive_share_gui.adapters.drive_api",)).start()
    return start(home)


def recent_items(home: Path) -> "RecentItems":
    """Give the record of items shared lately."""
    from drive_share_gui.adapters.recent_items import RecentItemsFile

    return RecentItemsFile(home)


def open_journal(home: Path) -> "OpenJournal":
    """Open the journal. Raises SharingError(NotJournaled)."""
    from drive_share_gui.adapters.credentials import KeyringCredentials
    from drive_share_gui.adapters.journal.opening import open_store
    from drive_share_gui.adapters.sealing import Sealing

    return open_store(home, Sealing(KeyringCredentials(home), home))
