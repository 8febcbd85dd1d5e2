"""A terminal in memory: runs a verb against a drive that is only played, and keeps what was written."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.accounts import Accounts
from drive_share_gui.application.connection import Where
from drive_share_gui.application.keep_draft import AccountDrafts
from drive_share_gui.application.ports import SharingService
from drive_share_gui.bootstrap.words import words
from drive_share_gui.cli.command_line import Verb, read_command
from drive_share_gui.cli.output import Output
from drive_share_gui.cli.program import run_verb
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.failure import Failure, NoPractice, SharingError
from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, ItemReference
from drive_share_gui.domain.local_file import Located, Location, NotInOneDrive
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.books import new_book, new_store
from tests.application.fake_file_managers import FakeFileManagers
from tests.application.fake_sign_in import FakeRegistrations, FakeSignIn
from tests.application.fake_way_out import FakeWayOut
from tests.application.fakes import FakeClock, FakeService

BUDGET = Item(
    ById("D!1", "D"), "Budget.xlsx", drive_id="D", path="/Documents/Budget.xlsx", size=24_576, web_url="https://x.org/b"
)
GONE = Refusal(Reason.ITEM_GONE, "itemNotFound", 404)
WORDS = words()


class Screen(io.StringIO):
    """A stream a person watches."""

    def isatty(self) -> bool:
        return True


@dataclass
class OneItem(FakeService):
    """A drive with one item; where it cannot be had, `failure` says why."""

    item: Item = BUDGET
    kind: DriveKind = DriveKind.BUSINESS
    account: str = ""
    failure: Failure | BaseException | None = None
    asked: list[ItemReference] = field(default_factory=list[ItemReference])

    def drive(self, drive_id: str | None = None) -> Drive:
        return Drive(
            drive_id or "D",
            self.kind,
            account=self.account,
            takes_expiry=True,
            takes_password=self.kind is DriveKind.PERSONAL,
        )

    def find(self, reference: ItemReference) -> Item:
        self.asked.append(reference)
        if isinstance(self.failure, BaseException):
            raise self.failure
        if self.failure is not None:
            raise SharingError(self.failure)
        return self.item

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item.place == self.item.place
        listed = self.listed.pop(0) if self.listed else ()
        if isinstance(listed, tuple):
            return listed
        raise SharingError(listed)


@dataclass
class Line:
    """A connection that notes what became of it."""

    service: SharingService
    outbox: str | None = None
    quiet_window: float = 120.0
    clock: FakeClock = field(default_factory=FakeClock)
    is_practice: bool = False
    opened: int = 0
    closed: int = 0
    signed_in: Account | None = None
    location: Location = field(default_factory=NotInOneDrive)
    located: list[str] = field(default_factory=list[str])
    way: FakeWayOut = field(default_factory=FakeWayOut)

    def open(self) -> SharingService:
        self.opened += 1
        return self.service

    def account(self) -> Account | None:
        return self.signed_in

    def book(self) -> AccountJournal:
        return new_book(self.clock, self.quiet_window)

    def drafts(self) -> AccountDrafts:
        return AccountDrafts(new_store(self.clock).drafts, "ann")

    def locate(self, path: str) -> Located:
        self.located.append(path)
        if isinstance(self.location, Located):
            return self.location
        raise SharingError(self.location)

    def offline(self) -> SharingService:
        return self.service

    def way_out(self) -> FakeWayOut:
        return self.way

    def close(self) -> None:
        self.closed += 1


@dataclass
class NoServer:
    """A practice drive that cannot be started, or was interrupted."""

    announced: str = ""
    wanted: list[tuple[int, Path | None, bool]] = field(default_factory=list[tuple[int, Path | None, bool]])

    def scripted_answers(self) -> str:
        return "unknown@…  nobody has this address"

    def serve(self, *, port: int, data: Path | None, fresh: bool, announce: Callable[[str], None]) -> None:
        self.wanted.append((port, data, fresh))
        if not self.announced:
            raise SharingError(NoPractice())
        announce(self.announced)


@dataclass
class Ran:
    """How a verb ended, and what it wrote."""

    status: int
    out: str
    err: str
    line: Line
    where: list[Where]

    @property
    def said(self) -> Any:  # noqa: ANN401 - JSON
        """The JSON object on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Standard output."""
        return self.out.splitlines()


@dataclass
class Terminal:
    """Where a verb is run."""

    service: SharingService = field(default_factory=OneItem)
    stdin: bytes = b""
    clock: FakeClock = field(default_factory=FakeClock)
    server: NoServer = field(default_factory=NoServer)
    managers: FakeFileManagers = field(default_factory=FakeFileManagers)
    watched: bool = False
    outbox: str | None = None
    quiet_window: float = 120.0
    sign_in: FakeSignIn = field(default_factory=FakeSignIn)
    registrations: FakeRegistrations = field(default_factory=FakeRegistrations)
    account: Account | None = None
    location: Location = field(default_factory=NotInOneDrive)
    way: FakeWayOut = field(default_factory=FakeWayOut)

    def run(self, *words: str) -> Ran:
        """Run `drive-share` with these words."""
        verb = read_command(words)
        assert isinstance(verb, Verb)
        line = Line(
            self.service,
            self.outbox,
            self.quiet_window,
            self.clock,
            signed_in=self.account,
            location=self.location,
            way=self.way,
        )
        where: list[Where] = []

        def connect(chosen: Where) -> Line:
            where.append(chosen)
            return line

        out, err = io.StringIO(), Screen() if self.watched else io.StringIO()
        stdin = io.BytesIO(self.stdin)
        accounts = Accounts(self.sign_in, self.registrations)
        around = Surroundings(
            connect=connect,
            accounts=lambda: accounts,
            clock=self.clock,
            words=WORDS,
            output=Output(out, err),
            stdin=stdin,
            practice=self.server,
            file_managers=lambda: self.managers,
            is_kept=lambda path: path.startswith("/sync/"),
        )
        status = run_verb(verb, around)
        return Ran(status, out.getvalue(), err.getvalue(), line, where)
