"""What opening a drive's journal does with what was kept long enough."""

from datetime import timedelta

from drive_share_gui.application.connection import Where
from drive_share_gui.application.drive_connection import DriveConnection
from drive_share_gui.application.journal_ports import Change, DraftKey, SavedDraft
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.application.ways import DriveService, StartedDrive, Ways
from drive_share_gui.domain.failure import NoPractice, SharingError
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_event import Chosen
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import ServiceAddress
from tests.application.books import new_store
from tests.application.fake_sign_in import FakeSignIn
from tests.application.fake_way_out import FakeWayOut
from tests.application.fakes import ITEM, FakeClock

DAY = timedelta(days=1).total_seconds()
ACCOUNT = "practice"


def no_service(address: ServiceAddress, _token: str | TokenSource) -> DriveService:
    raise AssertionError(address)


def no_practice() -> StartedDrive:
    raise SharingError(NoPractice())


def opened(clock: FakeClock) -> DriveConnection:
    ways = Ways(no_service, no_practice, lambda: new_store(clock), FakeSignIn, lambda _address: FakeWayOut())
    return DriveConnection(Where(practice=True), "", ways)


def left_behind(clock: FakeClock) -> None:
    """Type a draft, begin two invitations, and leave one of them."""
    connection = opened(clock)
    connection.drafts().drafts.save(DraftKey(ACCOUNT, "D", "D!1", "w"), SavedDraft("ann@example.org"))
    people = (Person("left@example.org"), Person("open@example.org"))
    book = connection.book()
    rows = book.queue(Invitation(ITEM, people, Role.READ, "", Options())).rows
    book.abandon(rows)
    book.journal.record([Change(book.journal.rows()[0], Chosen())])
    connection.close()


def kept_after(days: float) -> tuple[list[str], int]:
    """Name the people still in the journal, and count the drafts."""
    clock = FakeClock()
    left_behind(clock)
    clock.elapsed += days * DAY
    connection = opened(clock)
    rows, drafts = connection.book().journal.rows(), connection.drafts().drafts.keys(ACCOUNT, "D", "D!1")
    connection.close()
    return [row.person.address for row in rows], len(drafts)


def test_nothing_goes_before_its_time() -> None:
    assert kept_after(29) == (["left@example.org", "open@example.org"], 1)


def test_what_is_settled_is_listed_for_thirty_days_and_what_is_open_until_it_is_settled() -> None:
    assert kept_after(31) == (["open@example.org"], 1)


def test_a_draft_nobody_took_up_again_goes_after_ninety_days() -> None:
    assert kept_after(91) == (["open@example.org"], 0)
