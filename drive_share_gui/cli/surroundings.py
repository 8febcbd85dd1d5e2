"""What the command line gets from outside: the drive, the clock, the words, the streams."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from drive_share_gui.application.accounts import Accounts
from drive_share_gui.application.connection import Connection, Where
from drive_share_gui.application.local_ports import FileManagers, MenuEntry
from drive_share_gui.application.ports import Clock, SharingService
from drive_share_gui.application.try_connection import Step, Tried
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.output import Output
from drive_share_gui.domain.account import Feature
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.invitation import Caution, Problem
from drive_share_gui.domain.item import ItemReference
from drive_share_gui.domain.mail_address import Unusable


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence for each reason, in the words of the dialog."""

    failure: Callable[[Failure], str]
    problem: Callable[[Problem], str]
    caution: Callable[[Caution], str]
    leftover: Callable[[Unusable], str]
    feature: Callable[[Feature], str]
    entry: Callable[[MenuEntry], str]
    """How the entry of a file manager stands."""
    restart: Callable[[MenuEntry], str]
    """When the file manager shows a change; may be empty."""
    registration_guide: Callable[[], str]
    """How to register the app that people sign in as."""
    step: Callable[[Tried], str]
    step_name: Callable[[Step], str]


class PracticeServer(Protocol):
    """The practice drive as a program of its own."""

    def scripted_answers(self) -> str:
        """Describe the answers it gives on demand."""
        ...

    def serve(self, *, port: int, data: Path | None, fresh: bool, announce: Callable[[str], None]) -> None:
        """Serve until interrupted; `announce` gets the line for scripts once it can be reached.

        Raises SharingError(NoPractice) where it cannot be started.
        """
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything outside the command line."""

    connect: Callable[[Where], Connection]
    accounts: Callable[[], Accounts]
    clock: Clock
    words: Words
    output: Output
    stdin: BinaryIO | None
    practice: PracticeServer
    file_managers: Callable[[], FileManagers]
    is_kept: Callable[[str], bool]
    """Whether an absolute path lies in a folder that a sync client keeps on this computer."""

    @contextmanager
    def connected(self, where: Where, wanted: ItemReference | None = None) -> Generator[Connection]:
        """Give the way to a drive, for the item that is wanted there, and close it after the block."""
        connection = self.connect(replace(where, wanted=wanted))
        try:
            yield connection
        finally:
            connection.close()

    def opened(self, connection: Connection) -> SharingService:
        """Open a connection, and say in whose name; raises SharingError."""
        service, account = connection.open(), connection.account()
        if account is not None:
            self.output.tell(f"Account: {harmless(account.username)}")
        return service
