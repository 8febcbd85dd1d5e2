"""One opening of the window, from nobody being signed in to another account and back, on real threads."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drive_share_gui.application.accounts import Accounts
from drive_share_gui.application.connection import Where
from drive_share_gui.application.drive_connection import DriveConnection
from drive_share_gui.application.keep_draft import DraftFile
from drive_share_gui.application.report import person_row
from drive_share_gui.application.ways import Ways
from drive_share_gui.domain.account import Feature
from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.failure import NoPractice, SharingError, SignInNeeded
from drive_share_gui.domain.item import ByLink, ByPath, Item, ItemReference
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring
from drive_share_gui.domain.local_file import (
    Located,
    Location,
    NoAccountFor,
    NotInOneDrive,
    SyncClient,
    SyncFolder,
)
from drive_share_gui.domain.outcome import Invited
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInProblem
from drive_share_gui.ui.account_session import AccountSession, Around
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.share_state import Phase
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.sign_in_page import SignInPage
from drive_share_gui.ui.sign_in_state import Ask
from drive_share_gui.ui.wish import Wish
from drive_share_gui.ui.wording import explain
from tests.adapters.journal_ground import LastingMemory
from tests.application.books import new_store
from tests.application.fake_file_managers import FakeFileManagers
from tests.application.fake_sign_in import ANN_SIGNED_IN, FakeRegistrations, FakeSignIn
from tests.application.fake_way_out import FakeWayOut
from tests.application.fakes import FakeClock
from tests.ui.full_drive import PLAN, FullDrive
from tests.ui.share_shown import REPORT, SHEET, RecentShares, ShareDrive
from tests.ui.sign_in_shown import BOB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.sign_in_ports import TokenSource
    from drive_share_gui.application.ways import OpenJournal, StartedDrive
    from drive_share_gui.domain.account import Account
    from drive_share_gui.domain.item import Item
    from drive_share_gui.domain.service_address import ServiceAddress
    from drive_share_gui.ui.share_presenter import SharePresenter

PATIENCE = 10_000
FORBIDDEN = Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)
CARL = replace(BOB, account_id="carl.home", username="carl@outlook.example")


@dataclass
class ClosedDrive(ShareDrive):
    """A drive that holds nothing open, and notes what is looked for."""

    found: list[ItemReference] = field(default_factory=list[ItemReference])

    def find(self, reference: ItemReference) -> Item:
        self.found.append(reference)
        return super().find(reference)

    def close(self) -> None:
        """Nothing was opened."""


@dataclass
class OpenFullDrive(FullDrive, ClosedDrive):
    """A drive with three items, and a record of what was looked for."""

    looked_for: list[ItemReference] = field(default_factory=list[ItemReference])

    def find(self, reference: ItemReference) -> Item:
        self.looked_for.append(reference)
        return super().find(reference)


@dataclass
class OneFolder:
    """A folder in which every file is the same."""

    location: Location

    def folders(self) -> tuple[SyncFolder, ...]:
        return ()

    def locate(self, path: str) -> Location:
        assert path == "/home/ann/OneDrive/a.txt"
        return self.location


def in_folder_of(account: str) -> Located:
    """Give a file in the folder of an account."""
    return Located(SyncFolder(SyncClient.ONEDRIVER, "/home/ann/OneDrive", account), ByPath(("a.txt",)), SHEET.name)


LOCAL = Wish("file:/home/ann/OneDrive/a.txt", people="ann@contoso.com")


class LockedAccounts(FakeSignIn):
    """Accounts behind a keyring that stays locked."""

    def accounts(self) -> tuple[Account, ...]:
        raise SharingError(NoKeyring(KeyringProblem.LOCKED))


@dataclass
class Program:
    """The program as far as the window sees it: a drive and a journal for all, accounts that are played."""

    qtbot: QtBot
    wish: Wish = field(default_factory=lambda: Wish("id:01BUDGET", people="ann@contoso.com, bob@fabrikam.com"))
    where: Where = field(default_factory=lambda: Where(asks=True))
    sign_in: FakeSignIn = field(default_factory=FakeSignIn)
    drive: ClosedDrive = field(default_factory=ClosedDrive)
    recent: RecentShares = field(default_factory=RecentShares)
    clock: FakeClock = field(default_factory=FakeClock)
    keyring: LastingMemory = field(default_factory=LastingMemory)
    connected: list[str] = field(default_factory=list[str])
    location: Location = field(default_factory=NotInOneDrive)

    def __post_init__(self) -> None:
        self.window = ShareWindow(self.wish.reference)
        self.qtbot.addWidget(self.window)
        around = Around(self.where, self.connect, self.accounts, self.clock, lambda: self.recent, FakeFileManagers)
        self.session = AccountSession(self.window, self.wish, around)
        self.window.painted.connect(self.session.begin)
        with self.qtbot.waitSignal(self.window.painted):
            self.window.show()

    @property
    def presenter(self) -> SharePresenter:
        return self.session.now.presenter

    @property
    def page(self) -> SignInPage:
        (page,) = self.window.findChildren(SignInPage)
        return page

    def accounts(self) -> Accounts:
        return Accounts(self.sign_in, FakeRegistrations())

    def connect(self, where: Where) -> DriveConnection:
        ways = Ways(self.speak, self.practise, self.journal, lambda: self.sign_in, self.way_out, self.recent.used)
        ways = replace(ways, folders=lambda: OneFolder(self.location))
        return DriveConnection(where, "", ways)

    def speak(self, address: ServiceAddress, token: str | TokenSource) -> ClosedDrive:
        assert address.base_url == "https://graph.microsoft.com/v1.0"
        assert not isinstance(token, str)
        self.connected.append(token.token())
        return self.drive

    def way_out(self, address: ServiceAddress) -> FakeWayOut:
        assert address.is_loopback is False
        return FakeWayOut()

    def journal(self) -> OpenJournal:
        return new_store(self.clock, keyring=self.keyring)

    def practise(self) -> StartedDrive:
        self.connected.append("practice")
        raise SharingError(NoPractice())

    def asks(self, ask: Ask) -> None:
        """Wait until the sign-in page asks that."""
        self.qtbot.waitUntil(
            lambda: self.session.signing.state.ask is ask and bool(self.window.findChildren(SignInPage))
        )
        self.qtbot.waitUntil(self.page.isVisible)

    def shares_as(self, account: Account) -> None:
        """Wait until the item is shown in the name of that account."""

        def shown() -> bool:
            state, dialog = self.presenter.state, self.session.now.dialog
            return state.account == account and state.item == SHEET and dialog is not None and dialog.isVisible()

        self.qtbot.waitUntil(shown, timeout=PATIENCE)

    def picks(self, text: str) -> None:
        """Name an item in the picker of the dialog."""
        dialog = self.session.now.dialog
        assert dialog is not None
        assert isinstance(dialog.picker, ItemPicker)
        dialog.picker.field.line.clear()
        QTest.keyClicks(dialog.picker.field.line, text)
        QTest.keyClick(dialog.picker.field.line, Qt.Key.Key_Return)

    def drafts(self, account: Account) -> list[str]:
        """Give the messages of the drafts kept for that account and the item."""
        connection = self.connect(Where(account=account.account_id))
        found = connection.drafts().earlier((SHEET,), DraftFile())
        connection.close()
        return [earlier.typed.message for earlier in found]

    def typed(self) -> tuple[list[str], str]:
        form = self.presenter.state.form
        return [person.address for person in form.people], form.message


@pytest.fixture(autouse=True)
def excepthook() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.fixture
def programs(qtbot: QtBot) -> Iterator[list[Program]]:
    del qtbot
    opened: list[Program] = []
    yield opened
    for program in opened:
        program.session.end()


def test_nobody_signed_in_signs_in_and_shares_what_was_typed(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot))
    program.asks(Ask.START)
    program.session.signing.sign_in()
    program.shares_as(ANN_SIGNED_IN)
    assert program.typed()[0] == ["ann@contoso.com", "bob@fabrikam.com"]
    assert set(program.connected) == {"token-ann.home-1"}


def test_nobody_signed_in_can_try_the_practice_drive(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot))
    program.asks(Ask.START)
    program.session.signing.practice_wanted.emit()
    qtbot.waitUntil(lambda: program.presenter.state.is_practice and program.connected == ["practice"])
    assert program.typed()[0] == ["ann@contoso.com", "bob@fabrikam.com"]


def test_the_only_account_is_used_and_named_without_a_question(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN])))
    program.shares_as(ANN_SIGNED_IN)
    dialog = program.session.now.dialog
    assert dialog is not None
    assert ANN_SIGNED_IN.username in dialog.header.account.text()
    assert program.window.findChildren(SignInPage) == []


def test_of_several_accounts_the_person_says_which_and_it_is_remembered(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN, BOB, CARL])))
    program.asks(Ask.WHICH)
    assert program.session.signing.state.accounts == (ANN_SIGNED_IN, BOB, CARL)
    program.session.signing.choose(BOB)
    program.shares_as(BOB)
    program.presenter.share()
    qtbot.waitUntil(lambda: program.recent.used() == (Used(SHEET, BOB.account_id),))
    programs.append(later := Program(qtbot, sign_in=program.sign_in, recent=program.recent))
    later.shares_as(BOB)


def test_another_account_gets_another_dialog_and_all_that_was_typed(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(
        program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN, BOB]), where=Where(account="ann.home"))
    )
    program.shares_as(ANN_SIGNED_IN)
    before = program.session.now
    before.presenter.filling.set_message("Hello")
    program.session.switch_to(BOB)
    program.shares_as(BOB)
    assert program.typed() == (["ann@contoso.com", "bob@fabrikam.com"], "Hello")
    assert (before.dialog, before.presenter.state.form.people) == (None, ())
    qtbot.waitUntil(lambda: program.drafts(BOB) == ["Hello"] and program.drafts(ANN_SIGNED_IN) == [])
    program.presenter.share()
    qtbot.waitUntil(lambda: len(program.presenter.state.rows) == 2 and not program.presenter.state.is_busy)
    journaled = [row.journaled.account_id for row in program.presenter.state.rows if row.journaled is not None]
    assert journaled == [BOB.account_id] * 2
    assert program.connected == ["token-ann.home-1", "token-bob.home-1"]


def test_another_account_gets_all_of_several_items_as_the_service_named_them(
    programs: list[Program], qtbot: QtBot
) -> None:
    several = Wish("id:01BUDGET", also=("id:01REPORT", "id:01PLAN"))
    sign_in, drive = FakeSignIn([ANN_SIGNED_IN, BOB]), OpenFullDrive()
    programs.append(program := Program(qtbot, several, Where(account="ann.home"), sign_in, drive))
    program.shares_as(ANN_SIGNED_IN)
    before = len(drive.looked_for)
    program.session.switch_to(BOB)
    program.shares_as(BOB)
    assert program.presenter.state.items == (SHEET, REPORT, PLAN)
    assert drive.looked_for[before:] == [SHEET.known_place, REPORT.known_place, PLAN.known_place]
    assert program.session.now.dialog is not None


def test_a_link_of_another_account_that_is_named_in_the_window_is_shared_from_that_one(
    programs: list[Program], qtbot: QtBot
) -> None:
    programs.append(
        program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN, BOB]), where=Where(account="ann.home"))
    )
    program.shares_as(ANN_SIGNED_IN)
    program.presenter.change_item()
    program.picks("https://contoso-my.sharepoint.com/x")
    program.shares_as(ANN_SIGNED_IN)
    assert program.connected == ["token-ann.home-1"]
    program.presenter.change_item()
    program.picks("https://1drv.ms/x/s!abc")
    program.shares_as(BOB)
    assert program.connected == ["token-ann.home-1", "token-bob.home-1"]
    assert program.drive.found[-1] == ByLink("https://1drv.ms/x/s!abc")
    assert program.typed()[0] == ["ann@contoso.com", "bob@fabrikam.com"]
    assert not program.session.is_about(program.wish)


def test_an_expired_sign_in_holds_the_rest_and_after_it_they_go_out_once(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN])))
    program.shares_as(ANN_SIGNED_IN)
    program.drive.answers = [SignInNeeded("claims")]
    program.presenter.share()
    qtbot.waitUntil(lambda: program.presenter.state.needs_sign_in)
    dialog, session = program.session.now.dialog, program.session.now
    assert dialog is not None
    assert dialog.banner.notice is not None
    assert "2 people wait" in dialog.banner.notice.text
    dialog.commands.do(Label.SIGN_IN_AGAIN.plain)
    program.asks(Ask.AGAIN)
    program.sign_in.problem = SignInProblem.OTHER_ACCOUNT
    program.session.signing.sign_in()
    qtbot.waitUntil(lambda: program.session.signing.state.trouble is not None)
    assert len(program.drive.requests) == 1
    program.sign_in.problem = None
    program.session.signing.sign_in()
    qtbot.waitUntil(
        lambda: all(isinstance(row.outcome, Invited) for row in program.presenter.state.rows), timeout=PATIENCE
    )
    assert program.session.now is session
    assert [wish.claims for wish in program.sign_in.wishes] == ["claims", "claims"]
    sent = [(request.people[0].address, request.request_id) for request in program.drive.requests]
    assert [who for who, _ in sent] == ["ann@contoso.com", "ann@contoso.com", "bob@fabrikam.com"]
    assert sent[0] == sent[1]
    rows = [person_row(row.receipt, explain)["access"] for row in program.presenter.state.rows if row.receipt]
    assert rows == ["granted", "granted"]
    assert not program.presenter.state.needs_sign_in


def test_a_sign_in_that_expired_before_the_item_was_found_finds_it_after(programs: list[Program], qtbot: QtBot) -> None:
    drive = ClosedDrive(find_failure=SignInNeeded())
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN]), drive=drive))
    qtbot.waitUntil(lambda: program.presenter.state.needs_sign_in)
    drive.find_failure = None
    dialog = program.session.now.dialog
    assert dialog is not None
    dialog.commands.sign_in_wanted.emit()
    program.asks(Ask.AGAIN)
    program.session.signing.sign_in()
    program.shares_as(ANN_SIGNED_IN)
    assert program.typed()[0] == ["ann@contoso.com", "bob@fabrikam.com"]


def test_not_now_goes_back_to_what_was_there(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN])))
    program.shares_as(ANN_SIGNED_IN)
    dialog = program.session.now.dialog
    assert dialog is not None
    dialog.header.account.add_wanted.emit()
    program.asks(Ask.START)
    assert not dialog.isVisible()
    program.session.signing.cancel()
    assert dialog.isVisible()
    assert not program.page.isVisible()


def test_signing_out_the_present_account_leaves_the_next_or_asks(programs: list[Program], qtbot: QtBot) -> None:
    where = Where(account="ann.home")
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN, BOB]), where=where))
    program.shares_as(ANN_SIGNED_IN)
    for account, then in ((ANN_SIGNED_IN, BOB), (BOB, None)):
        dialog = program.session.now.dialog
        assert dialog is not None
        dialog.header.account.sign_out_wanted.emit(account)
        program.asks(Ask.SIGN_OUT)
        program.session.signing.sign_out()
        program.shares_as(then) if then else program.asks(Ask.START)
    assert program.sign_in.signed_in == []
    program.session.signing.sign_in()
    program.shares_as(ANN_SIGNED_IN)
    assert program.typed()[0] == ["ann@contoso.com", "bob@fabrikam.com"]


def test_an_account_that_is_named_and_not_signed_in_is_asked_for(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([BOB]), where=Where(account="ann@contoso.example")))
    program.asks(Ask.START)
    assert program.session.signing.state.trouble == NoSuchAccount()
    assert program.connected == []


def test_a_locked_keyring_is_said_and_a_sign_in_for_this_run_offered(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=LockedAccounts(is_lasting=False)))
    program.asks(Ask.START)
    assert program.session.signing.state.trouble == NoKeyring(KeyringProblem.LOCKED)
    assert "only until this window is closed" in program.page.note.text()


@pytest.mark.parametrize("where", [Where(practice=True), Where(service_url="https://drive.example/v1.0")])
def test_a_drive_that_needs_no_account_asks_for_none(where: Where, programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, sign_in=LockedAccounts(), where=where))
    qtbot.waitUntil(lambda: program.presenter.state.trouble is not None)
    assert program.presenter.state.phase is Phase.CHOOSING
    assert program.window.findChildren(SignInPage) == []


def test_more_is_asked_for_once_where_an_item_of_others_is_refused(programs: list[Program], qtbot: QtBot) -> None:
    drive = ClosedDrive(item=replace(SHEET, from_others=True), answers=[FORBIDDEN] * 4)
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN]), drive=drive))
    qtbot.waitUntil(lambda: program.presenter.state.may_share and program.presenter.state.account is not None)
    program.presenter.share()
    program.asks(Ask.MORE)
    program.session.signing.sign_in()
    qtbot.waitUntil(lambda: not program.page.isVisible())
    assert program.sign_in.wishes[0].features == (Feature.SHARE, Feature.ITEMS_OF_OTHERS)
    assert len(drive.requests) == 2
    program.presenter.sending.try_again()
    qtbot.waitUntil(lambda: len(drive.requests) == 4 and not program.presenter.state.is_busy)
    assert not program.page.isVisible()


def test_what_is_refused_of_ones_own_takes_no_more_permission(programs: list[Program], qtbot: QtBot) -> None:
    drive = ClosedDrive(answers=[FORBIDDEN])
    programs.append(program := Program(qtbot, sign_in=FakeSignIn([ANN_SIGNED_IN]), drive=drive))
    program.shares_as(ANN_SIGNED_IN)
    program.presenter.share()
    qtbot.waitUntil(lambda: len(program.presenter.state.rows) == 2 and not program.presenter.state.is_busy)
    assert program.window.findChildren(SignInPage) == []


def test_a_local_file_is_shared_from_the_account_of_its_folder(programs: list[Program], qtbot: QtBot) -> None:
    sign_in = FakeSignIn([ANN_SIGNED_IN, BOB])
    programs.append(program := Program(qtbot, LOCAL, sign_in=sign_in, location=in_folder_of(BOB.username)))
    program.shares_as(BOB)


def test_a_local_file_of_somebody_who_is_not_signed_in_asks_for_that_account(
    programs: list[Program], qtbot: QtBot
) -> None:
    sign_in = FakeSignIn([ANN_SIGNED_IN])
    programs.append(program := Program(qtbot, LOCAL, sign_in=sign_in, location=in_folder_of(BOB.username)))
    program.asks(Ask.START)
    assert program.session.signing.state.trouble == NoAccountFor(BOB.username)
    assert program.connected == []


def test_where_nobody_knows_whose_folder_it_is_the_person_says(programs: list[Program], qtbot: QtBot) -> None:
    sign_in = FakeSignIn([ANN_SIGNED_IN, BOB])
    programs.append(program := Program(qtbot, LOCAL, sign_in=sign_in, location=in_folder_of("")))
    program.asks(Ask.WHICH)
    program.session.switch_to(BOB)
    program.shares_as(BOB)


def test_a_local_file_that_is_kept_by_nobody_says_so(programs: list[Program], qtbot: QtBot) -> None:
    programs.append(program := Program(qtbot, LOCAL, sign_in=FakeSignIn([ANN_SIGNED_IN])))
    qtbot.waitUntil(lambda: program.presenter.state.trouble == NotInOneDrive(), timeout=PATIENCE)
    assert program.presenter.state.item is None
