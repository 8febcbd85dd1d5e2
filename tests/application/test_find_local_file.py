"""From a local file to the confirmed item: the account of its folder, and what the service says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from drive_share_gui.application.find_local_file import LocalFiles, confirmed, is_in_a_folder
from drive_share_gui.application.local_file_service import LocalFileService
from drive_share_gui.domain.account import PERSONAL_TENANT, Account, Registration
from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.failure import Failure, NoAnswer, SharingError, Silence
from drive_share_gui.domain.item import ById, ByLink, ByLocalFile, ByPath, Item, ItemReference
from drive_share_gui.domain.local_file import (
    DriveRoot,
    Located,
    Location,
    NoAccountFor,
    NotInOneDrive,
    NotUploadedYet,
    SyncClient,
    SyncFolder,
)
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import FakeService

ANN = Account("ann.home", "ann@contoso.example", Registration("0" * 8 + "-0000-0000-0000-" + "0" * 12), "t")
BOB = replace(ANN, account_id="bob.home", username="bob@outlook.example", tenant_id=PERSONAL_TENANT)
FOLDER = SyncFolder(SyncClient.ONEDRIVER, "/sync")
OWN = Located(FOLDER, ByPath(("a.txt",)), "a.txt")
BY_ID = Located(FOLDER, ById("01A", "b!x"), "a.txt")
GONE = Refusal(Reason.ITEM_GONE, "itemNotFound", 404)


def of(located: Located, account: str = "", *, is_personal: bool | None = None) -> Located:
    """Put it into the folder of an account."""
    return replace(located, folder=replace(FOLDER, account=account, is_personal=is_personal))


@dataclass
class Folders:
    """Folders in which every file is the same."""

    location: Location | SharingError
    asked: list[str] = field(default_factory=list[str])

    def folders(self) -> tuple[SyncFolder, ...]:
        return (FOLDER,)

    def locate(self, path: str) -> Location:
        self.asked.append(path)
        if isinstance(self.location, SharingError):
            raise self.location
        return self.location


@dataclass
class Drive(FakeService):
    """A drive with one item."""

    item: Item = Item(ById("01A", "b!x"), "a.txt")  # noqa: RUF009 - frozen
    failure: Failure | None = None
    asked: list[ItemReference] = field(default_factory=list[ItemReference])

    def find(self, reference: ItemReference) -> Item:
        self.asked.append(reference)
        if self.failure is not None:
            raise SharingError(self.failure)
        return self.item


def chosen(
    location: Location, accounts: Sequence[Account], used: Sequence[Used] = (), *, asks: bool = False
) -> Account | None:
    files = LocalFiles(lambda: Folders(location))
    return files.account_for(ByLocalFile("/sync/a.txt"), accounts, used, asks=asks)


def why(location: Location, accounts: Sequence[Account], *, asks: bool = False) -> Failure:
    with pytest.raises(SharingError) as raised:
        chosen(location, accounts, asks=asks)
    return raised.value.failure


def test_the_account_of_the_folder_is_taken_whoever_signed_in_last() -> None:
    assert chosen(of(OWN, "BOB@outlook.example"), (ANN, BOB)) == BOB
    assert chosen(of(BY_ID, "bob@outlook.example"), (ANN, BOB)) == BOB
    assert chosen(of(OWN, is_personal=True), (ANN, BOB)) == BOB
    assert chosen(of(OWN, is_personal=False), (BOB, ANN)) == ANN
    assert chosen(OWN, (ANN,)) == ANN


def test_a_folder_of_somebody_who_is_not_signed_in_is_nobodys_here() -> None:
    assert why(of(OWN, "carl@x.org"), (ANN, BOB)) == NoAccountFor("carl@x.org")
    assert why(of(OWN, "carl@x.org"), (ANN,), asks=True) == NoAccountFor("carl@x.org")
    assert why(of(OWN, "carl@x.org"), ()) == NoAccountFor("carl@x.org")
    assert why(of(OWN, is_personal=True), (ANN,)) == NoAccountFor("")


def test_where_nobody_knows_whose_folder_it_is_nobody_guesses() -> None:
    used = (Used(Item(ById("1"), "a.txt", path="/a.txt"), "bob.home"),)
    assert chosen(OWN, (ANN, BOB), used, asks=True) is None
    assert why(OWN, (ANN, BOB)) == NoAccountFor("")


def test_an_id_of_a_drive_is_the_same_for_everybody_so_the_usual_rules_choose() -> None:
    used = (Used(Item(ById("01A", "b!x"), "a.txt", drive_id="b!x"), "ann.home"),)
    assert chosen(BY_ID, (BOB, ANN), used) == ANN
    assert chosen(of(BY_ID, "alias@contoso.example"), (ANN,)) == ANN


def test_what_cannot_be_found_is_said_when_it_is_looked_for() -> None:
    assert chosen(NotInOneDrive(), (ANN, BOB)) == ANN
    folders = Folders(NotInOneDrive())
    files = LocalFiles(lambda: folders)
    files.account_for(ByLocalFile("/a"), (ANN,), (), asks=True)
    with pytest.raises(SharingError) as raised:
        files.located("/a", ANN)
    assert raised.value.failure == NotInOneDrive()


def test_a_client_is_asked_once_for_the_account_and_the_item_and_anew_for_another_try() -> None:
    folders = Folders(OWN)
    files = LocalFiles(lambda: folders)
    files.account_for(ByLocalFile("/sync/a.txt"), (ANN,), (), asks=True)
    assert files.located("/sync/a.txt", ANN) == OWN
    assert folders.asked == ["/sync/a.txt"]
    assert files.located("/sync/a.txt", ANN) == OWN
    assert folders.asked == ["/sync/a.txt"] * 2


def test_a_path_on_the_drive_of_one_account_is_never_looked_up_on_that_of_another() -> None:
    files = LocalFiles(lambda: Folders(of(OWN, "bob@outlook.example")))
    with pytest.raises(SharingError) as raised:
        files.located("/sync/a.txt", ANN)
    assert raised.value.failure == NoAccountFor("bob@outlook.example")
    assert files.located("/sync/a.txt", BOB).place == OWN.place
    assert files.located("/sync/a.txt", None).place == OWN.place
    by_id = LocalFiles(lambda: Folders(of(BY_ID, "bob@outlook.example")))
    assert by_id.located("/sync/a.txt", ANN).place == BY_ID.place


@pytest.mark.parametrize(
    ("local", "name", "told"),
    [
        ("a.txt", "a.txt", ""),
        ("A.TXT", "a.txt", ""),
        ("cafe\u0301", "caf\u00e9", ""),
        ("b.txt", "a.txt", "b.txt"),
        ("a.txt ", "a.txt", "a.txt "),
    ],
)
def test_a_name_that_differs_is_told(local: str, name: str, told: str) -> None:
    drive = Drive(item=Item(ById("1"), name))
    assert confirmed(drive, replace(OWN, name=local)).local_name == told


@pytest.mark.parametrize(
    ("located", "failure", "said"),
    [
        (OWN, GONE, NotUploadedYet(SyncClient.ONEDRIVER)),
        (replace(OWN, place=ByLink("https://x.org/a")), GONE, NotUploadedYet(SyncClient.ONEDRIVER)),
        (BY_ID, GONE, GONE),
        (OWN, NoAnswer(Silence.TIMEOUT), NoAnswer(Silence.TIMEOUT)),
    ],
)
def test_what_is_not_at_its_path_is_not_uploaded(located: Located, failure: Failure, said: Failure) -> None:
    with pytest.raises(SharingError) as raised:
        confirmed(Drive(failure=failure), located)
    assert raised.value.failure == said


def test_the_root_of_any_drive_is_not_shared() -> None:
    with pytest.raises(SharingError) as raised:
        confirmed(Drive(item=Item(ById("1"), "root", is_root=True)), BY_ID)
    assert raised.value.failure == DriveRoot()


def test_only_local_files_are_looked_for_here() -> None:
    drive = Drive()
    service = LocalFileService(drive, lambda _: BY_ID)
    assert service.find(ByLocalFile("/sync/a.txt")) == drive.item
    assert service.find(ById("7")) == drive.item
    assert drive.asked == [BY_ID.place, ById("7")]


def test_only_what_may_be_kept_is_taken_for_a_local_file() -> None:
    assert is_in_a_folder(Folders(OWN), "/sync/a.txt")
    assert is_in_a_folder(Folders(NotUploadedYet(SyncClient.RCLONE)), "/sync/a.txt")
    assert not is_in_a_folder(Folders(NotInOneDrive()), "/Documents/a.txt")
