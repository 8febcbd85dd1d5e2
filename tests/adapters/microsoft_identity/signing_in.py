"""How the tests sign in: a browser that comes back at once, and what is known of it afterwards."""

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from urllib.parse import parse_qsl, urlencode, urlsplit

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.microsoft_identity import Browser, MicrosoftIdentity, PageWords, World
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.application.sign_in_ports import SignInWish
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.failure import Failure, SharingError
from tests.adapters.microsoft_identity.identity_provider import REGISTRATION, IdentityProvider, authority_of
from tests.application.fakes import FakeClock

WISH = SignInWish(REGISTRATION)
WORDS = PageWords("Drive Share", "The answer <arrived> & you can close this page.")


def come_back(port: int, fields: dict[str, str], *, by_form: bool = True) -> tuple[int, bytes]:
    """Bring fields to the listener as a browser does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    text = urlencode(fields)
    host = {"Host": f"localhost:{port}"}
    if by_form:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/", body=text, headers=host | kind)
    else:
        connection.request("GET", f"/?{text}", headers=host)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def port_in(url: str) -> int:
    """The port the address of the sign-in page leads back to."""
    redirect = dict(parse_qsl(urlsplit(url).query))["redirect_uri"]
    assert urlsplit(redirect).hostname == "localhost"
    return urlsplit(redirect).port or 0


class MemoryKeyring(MemoryCredentials):
    """A keyring without a keyring, that outlives a run."""

    @property
    def is_lasting(self) -> bool:
        return True


@dataclass
class Desk:
    """A computer at which somebody signs in."""

    home: Path
    provider: IdentityProvider = field(default_factory=IdentityProvider)
    store: CredentialStore = field(default_factory=MemoryKeyring)
    clock: FakeClock = field(default_factory=FakeClock)
    change: Callable[[dict[str, str]], dict[str, str]] = dict
    """What becomes of the fields on their way back."""
    by_form: bool = True
    opened: list[str] = field(default_factory=list[str])
    answers: Queue[tuple[int, bytes]] = field(default_factory=Queue[tuple[int, bytes]])
    """What the listener said to the browser, which hears it in a thread of its own."""

    def open_browser(self, url: str) -> bool:
        self.opened.append(url)
        fields = self.change(self.provider.authorize(url))
        self.answers.put(come_back(port_in(url), fields, by_form=self.by_form))
        return True

    def identity(self, open_browser: Callable[[str], bool] | None = None, seconds: float = 10.0) -> MicrosoftIdentity:
        """The program, as it is after a start."""
        browser = Browser(open_browser or self.open_browser, lambda: WORDS, seconds)
        return MicrosoftIdentity(self.store, self.home, World(browser, self.clock, authority_of, self.provider.wire))

    def sign_in(self, wish: SignInWish = WISH) -> tuple[MicrosoftIdentity, Account]:
        identity = self.identity()
        return identity, identity.with_browser(wish, threading.Event())


def failure_of(action: Callable[[], object]) -> Failure | None:
    """The failure `action` ends with."""
    try:
        action()
    except SharingError as error:
        return error.failure
    return None
