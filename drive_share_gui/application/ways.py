"""What a connection needs from outside: how drives are reached, and what is opened on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drive_share_gui.application.connection import LOOPBACK_QUIET_WINDOW
from drive_share_gui.application.find_local_file import NoFolders
from drive_share_gui.application.journal_ports import Drafts, Journal
from drive_share_gui.application.local_ports import SyncFolders
from drive_share_gui.application.ports import SharingService
from drive_share_gui.application.sign_in_ports import SignIn, TokenSource
from drive_share_gui.application.way_out import WayOut
from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.service_address import ServiceAddress


class DriveService(SharingService, Protocol):
    """A service that holds connections until it is closed."""

    def close(self) -> None:
        """End them."""
        ...


class StartedDrive(Protocol):
    """A practice drive that was started for this program."""

    @property
    def base_url(self) -> str:
        """Where it listens."""
        ...

    @property
    def token(self) -> str:
        """What opens it."""
        ...

    @property
    def outbox(self) -> Path:
        """The folder with its mails."""
        ...

    def close(self) -> None:
        """End it."""
        ...


class OpenJournal(Protocol):
    """A journal that holds its file until it is closed."""

    @property
    def journal(self) -> Journal:
        """The journal itself."""
        ...

    @property
    def drafts(self) -> Drafts:
        """The drafts beside it."""
        ...

    def close(self) -> None:
        """Let go of the file; harmless when repeated."""
        ...


@dataclass(frozen=True, slots=True)
class Ways:
    """How drives are reached."""

    connect: Callable[[ServiceAddress, str | TokenSource], DriveService]
    """Gives the service at an address, for a token or what gives tokens; sends nothing yet."""
    start_practice: Callable[[], StartedDrive]
    """Raises SharingError(NoPractice)."""
    open_journal: Callable[[], OpenJournal]
    """Opens the journal of this computer's user. Raises SharingError(NotJournaled)."""
    sign_in: Callable[[], SignIn]
    """Gives the accounts that are signed in; every call gives the same."""
    way_out: Callable[[ServiceAddress], WayOut]
    """Gives the way to an address; sends nothing yet."""
    used: Callable[[], Sequence[Used]] = tuple
    """Gives what was shared lately, and from which account."""
    loopback_quiet_window: float = LOOPBACK_QUIET_WINDOW
    """Seconds; for services on this computer only."""
    folders: Callable[[], SyncFolders] = NoFolders
    """Gives the folders that are kept in sync."""
