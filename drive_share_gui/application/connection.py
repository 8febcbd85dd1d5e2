"""Which drive the program talks to: chosen at the start, opened when first needed, closed at the end."""

from dataclasses import dataclass
from typing import Final, Protocol

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.keep_draft import AccountDrafts
from drive_share_gui.application.ports import SharingService
from drive_share_gui.application.way_out import WayOut
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.item import ItemReference
from drive_share_gui.domain.local_file import Located
from drive_share_gui.domain.service_address import Dialect

DEADLINE: Final = 60.0
"""Seconds one request may take in all."""
QUIET_WINDOW: Final = 2 * DEADLINE
"""Seconds after an unanswered request until its trace can be looked for (reliability §3)."""
LOOPBACK_QUIET_WINDOW: Final = 3.0
"""The same for a service on this computer, which acts at once or soon."""


def loopback_quiet_window(shorter: str) -> float:
    """Read how many seconds a person wants it to be for services on this computer; never longer than for others."""
    try:
        return min(max(0.0, float(shorter)), QUIET_WINDOW)
    except ValueError:
        return LOOPBACK_QUIET_WINDOW


@dataclass(frozen=True, slots=True)
class Where:
    """The drive a person named: the practice drive, a service, that of an account, or none.

    None means the account that `wanted` points to (`domain.account_choice`), or else who signed in last.
    """

    practice: bool = False
    service_url: str | None = None
    dialect: Dialect = Dialect.GRAPH
    account: str | None = None
    """The user name or id of an account that is signed in."""
    wanted: ItemReference | None = None
    """What the drive is for, if that is known."""
    asks: bool = False
    """Whether a person can be asked, where several accounts can be meant."""
    everywhere: bool = False
    """All drives at once, where none is named: for the journal alone, which needs nobody to sign in."""

    @property
    def names_one(self) -> bool:
        """Whether a person said which."""
        return self.practice or self.service_url is not None or self.account is not None


class Connection(Protocol):
    """The way to one drive. Nothing is started or sent before `open`."""

    @property
    def is_practice(self) -> bool:
        """Whether it is the practice drive, from which nothing leaves this computer."""
        ...

    def account(self) -> Account | None:
        """Name the account in whose name things are done; None where no account is needed.

        May block. Raises SharingError: NoSuchAccount, NoAccount; NoAccountFor where a local file is wanted.
        """
        ...

    @property
    def outbox(self) -> str | None:
        """The folder with the mails of the practice drive; None elsewhere, and before `open`."""
        ...

    @property
    def quiet_window(self) -> float:
        """Seconds after an unanswered request until its trace can be looked for."""
        ...

    def book(self) -> AccountJournal:
        """Give the journal in the name of this drive's account, opened when first needed.

        May block. Raises SharingError: NotJournaled, or as `account` does.
        """
        ...

    def drafts(self) -> AccountDrafts:
        """Give what was typed for items of this drive's account, from the journal's file.

        May block. Raises SharingError(NotJournaled).
        """
        ...

    def open(self) -> SharingService:
        """Give the service, the same one every time.

        The first call may block for seconds; calls from several threads wait for each other.
        Raises SharingError: no drive chosen, an address no token may go to, no practice drive.
        """
        ...

    def locate(self, path: str) -> Located:
        """Say where on this drive a local file is, without asking the service.

        May block. Raises SharingError: NotInOneDrive, NotUploadedYet, NoAccountFor, DriveRoot, UnusableReference,
        or as `account` does.
        """
        ...

    def offline(self) -> SharingService:
        """Give a service for `preview` alone: nothing is started, and nothing may be sent by it.

        Raises SharingError as `open` does.
        """
        ...

    def way_out(self) -> WayOut:
        """Give the way to this drive's service, for whoever wants to know why it cannot be reached.

        Where nobody is signed in, it leads to Microsoft Graph. May block as `open` does, and raises as it does.
        """
        ...

    def close(self) -> None:
        """End what `open` started; harmless when repeated, or when nothing was."""
        ...
