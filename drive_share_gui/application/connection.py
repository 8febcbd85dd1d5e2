"""Which drive the program talks to: chosen at the start, opened when first needed, closed at the end."""

from dataclasses import dataclass
from typing import Final, Protocol

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.keep_draft import AccountDrafts
from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.service_address import Dialect

DEADLINE: Final = 60.0
"""Seconds one request may take in all."""
QUIET_WINDOW: Final = 2 * DEADLINE
"""Seconds after an unanswered request until its trace can be looked for (reliability §3)."""
LOOPBACK_QUIET_WINDOW: Final = 3.0
"""The same for a service on this computer, which acts at once or soon."""


@dataclass(frozen=True, slots=True)
class Where:
    """The drive a person named: the practice drive, a service, or none."""

    practice: bool = False
    service_url: str | None = None
    dialect: Dialect = Dialect.GRAPH


class Connection(Protocol):
    """The way to one drive. Nothing is started or sent before `open`."""

    @property
    def is_practice(self) -> bool:
        """Whether it is the practice drive, from which nothing leaves this computer."""
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

        May block. Raises SharingError(NotJournaled).
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

    def offline(self) -> SharingService:
        """Give a service for `preview` alone: nothing is started, and nothing may be sent by it.

        Raises SharingError as `open` does.
        """
        ...

    def close(self) -> None:
        """End what `open` started; harmless when repeated, or when nothing was."""
        ...
