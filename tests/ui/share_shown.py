"""A share window on the screen, with a drive in memory behind it and a clock that stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.keep_draft import AccountDrafts
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, ItemKind, ItemReference
from drive_share_gui.domain.local_file import Located, NotInOneDrive
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter
from drive_share_gui.ui.share_dialog import ShareDialog
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.suggester import Suggester
from drive_share_gui.ui.wish import Wish
from tests.application.books import new_store
from tests.application.fake_way_out import FakeWayOut
from tests.application.fakes import FakeClock, FakeService
from tests.ui.inline_runner import InlineRunner
from tests.ui.small_drive import Recent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from drive_share_gui.adapters.journal.opening import Store
    from drive_share_gui.application.journal_ports import CredentialStore
    from drive_share_gui.application.ports import Answer
    from drive_share_gui.domain.account import Account
    from drive_share_gui.domain.failure import Failure
    from drive_share_gui.domain.permission import Permission
    from drive_share_gui.domain.person import Person
    from drive_share_gui.ui.people_field import PeopleField
    from drive_share_gui.ui.results_page import ResultsPage

SHEET = Item(
    ById("01BUDGET", "D"),
    "Budget.xlsx",
    ItemKind.SHEET,
    "D",
    "/Documents/Finance/Budget.xlsx",
    24_576,
    "https://contoso.example/personal/ann/Budget.xlsx",
    owner="Ann Archer",
)
REPORT = Item(ById("01REPORT", "D"), "Report.docx", ItemKind.DOCUMENT, "D", "/Documents/Report.docx")
DRIVE = Drive("D", DriveKind.BUSINESS, "Olga Owner", "olga@contoso.com")


@dataclass
class ShareDrive(FakeService):
    """A drive with one item; answers invitations as FakeService does."""

    item: Item = SHEET
    description: Drive = DRIVE
    find_failure: Failure | None = None
    people: tuple[Person, ...] = ()
    asked_for: list[str] = field(default_factory=list[str])

    def drive(self, drive_id: str | None = None) -> Drive:
        return replace(self.description, drive_id=drive_id or self.description.drive_id)

    def find(self, reference: ItemReference) -> Item:
        del reference
        if self.find_failure is not None:
            raise SharingError(self.find_failure)
        return self.item

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item.place in {self.item.place, REPORT.place}
        listed = self.listed.pop(0) if self.listed else ()
        if isinstance(listed, tuple):
            return listed
        raise SharingError(listed)

    def revoke(self, item: Item, permission_id: str) -> None:
        assert item.place == self.item.place
        self.revoked.append(permission_id)
        if self.revoke_failure is not None:
            raise SharingError(self.revoke_failure)

    def suggest(self, text: str) -> tuple[Person, ...]:
        self.asked_for.append(text)
        return self.people


@dataclass
class FakeConnection:
    """The way to a ShareDrive, open from the start."""

    service: ShareDrive
    is_practice: bool = False
    outbox: str | None = None
    quiet_window: float = 120.0
    failure: Failure | None = None
    journal_failure: Failure | None = None
    clock: FakeClock = field(default_factory=FakeClock)
    way: FakeWayOut = field(default_factory=FakeWayOut)
    way_failure: Failure | None = None
    keyring: CredentialStore | None = None

    def account(self) -> Account | None:
        return None

    def book(self) -> AccountJournal:
        if self.journal_failure is not None:
            raise SharingError(self.journal_failure)
        return AccountJournal(self.store.journal, "ann", 60.0, self.quiet_window)

    def drafts(self) -> AccountDrafts:
        return AccountDrafts(self.store.drafts, "ann")

    @cached_property
    def store(self) -> Store:
        """The journal of this test's home."""
        return new_store(self.clock, keyring=self.keyring)

    def reopen(self) -> None:
        """Open the journal anew, as the next start does: nothing is left in memory."""
        del self.store

    def open(self) -> ShareDrive:
        if self.failure is not None:
            raise SharingError(self.failure)
        return self.service

    def locate(self, path: str) -> Located:
        assert path
        raise SharingError(NotInOneDrive())

    def offline(self) -> ShareDrive:
        return self.service

    def way_out(self) -> FakeWayOut:
        if self.way_failure is not None:
            raise SharingError(self.way_failure)
        return self.way

    def close(self) -> None:
        """Nothing was opened."""


@dataclass
class RecentShares(Recent):
    """What was shared lately; a record that fails with `failure` while there is one."""

    failure: Failure | None = None

    def add(self, item: Item, account_id: str = "") -> None:
        if self.failure is not None:
            raise SharingError(self.failure)
        super().add(item, account_id)


class Behind:
    """Everything behind the window: drive, clock and presenter; jobs run at once.

    `earlier` is done an hour before it opens.
    """

    def __init__(
        self,
        drive: ShareDrive | None = None,
        *,
        practice: bool = False,
        earlier: Callable[[AccountJournal, FakeClock], object] | None = None,
    ) -> None:
        self.drive = drive or ShareDrive()
        self.clock = FakeClock()
        self.connection = FakeConnection(self.drive, is_practice=practice, clock=self.clock)
        if earlier is not None:
            earlier(self.connection.book(), self.clock)
            self.clock.elapsed += 3_600
        self.runner = InlineRunner()
        self.recent = RecentShares()
        self.presenter = SharePresenter(self.connection, self.runner, self.clock, self.recent)

    def begin(self, reference: str = "id:01BUDGET", people: str = "") -> Self:
        """Open it for an item, as the command line would."""
        self.presenter.begin(Wish(reference, people=people))
        return self

    def invite(self, people: str, *answers: Answer | Failure) -> Self:
        """Invite people; the answers come in turn, then grants."""
        self.drive.answers += answers
        self.presenter.filling.add_people(people)
        self.presenter.share()
        return self


class Shown(Behind):
    """The window, with everything behind it."""

    @cached_property
    def window(self) -> ShareWindow:
        """The frame around everything."""
        return ShareWindow("", practice=self.connection.is_practice)

    @cached_property
    def suggester(self) -> Suggester:
        """Who is suggested while somebody types."""
        return Suggester(self.connection, self.runner, typing_pause=0)

    @cached_property
    def dialog(self) -> ShareDialog:
        """What is in the window, made when it is first asked for."""
        return ShareDialog(self.window, self.presenter, self.suggester, self._make_picker)

    @property
    def people(self) -> PeopleField:
        """Where people are named."""
        return self.dialog.form.people

    @property
    def page(self) -> ResultsPage:
        """The results."""
        assert self.dialog.results is not None
        return self.dialog.results

    def begin(self, reference: str = "id:01BUDGET", people: str = "") -> Self:
        super().begin(reference, people)
        self.dialog.show()
        self.window.show()
        return self

    def _make_picker(self, parent: QWidget) -> ItemPicker:
        picker = ItemPicker(PickPresenter(self.connection.open, self.recent, self.runner, typing_pause=0), parent)
        picker.picked.connect(self.presenter.take_item)
        picker.dismissed.connect(self.presenter.leave_choosing)
        return picker
