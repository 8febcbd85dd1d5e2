"""Makes what signing in takes; each part loads when it is needed."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drive_share_gui.application.sign_in_ports import Registrations, SignIn
    from drive_share_gui.application.way_out import ProxyLogins


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
