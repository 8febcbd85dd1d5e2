"""A drive in memory to look for items on, and a record of what was shared lately."""

from dataclasses import dataclass, field

from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.item import (
    ById,
    ByLink,
    ByLocalFile,
    ByPath,
    Drive,
    DriveKind,
    Item,
    ItemKind,
    ItemReference,
    Listing,
)
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import FakeService

GONE = Refusal(Reason.ITEM_GONE, "itemNotFound", 404)
LINK = "https://1drv.ms/x/s!Budget"


def item_at(path: str, kind: ItemKind = ItemKind.FOLDER, size: int | None = None) -> Item:
    """Make an item whose ID tells its path."""
    name = path.rpartition("/")[2]
    return Item(
        ById("D!" + path.replace("/", "~"), "D"), name, kind, "D", path, size, owner="Ann Archer", is_root=path == ""
    )


DOCUMENTS = item_at("/Documents")
FINANCE = item_at("/Documents/Finance")
BUDGET = item_at("/Documents/Finance/Budget.xlsx", ItemKind.SHEET, 24_576)
WELCOME = item_at("/Welcome.docx", ItemKind.DOCUMENT, 16_384)
ITEMS = (DOCUMENTS, FINANCE, BUDGET, WELCOME)


@dataclass
class SmallDrive(FakeService):
    """Two folders, two files; notes every call, and fails with `failure` while there is one."""

    items: tuple[Item, ...] = ITEMS
    kind: DriveKind = DriveKind.PERSONAL
    complete: bool = True
    failure: Failure | None = None
    calls: list[str] = field(default_factory=list[str])

    def drive(self, drive_id: str | None = None) -> Drive:
        self._answer("drive")
        return Drive(drive_id or "D", self.kind, "Ann Archer", "ann@example.org")

    def find(self, reference: ItemReference) -> Item:
        match reference:
            case ById(item_id=item_id):
                path = item_id.removeprefix("D!").replace("~", "/")
            case ByPath():
                path = reference.text.rstrip("/")
            case ByLink(url=url):
                path = BUDGET.path if url == LINK else url
            case ByLocalFile(path=path):
                path = path.removeprefix("/sync")
        self._answer(f"find {path}")
        found = next((item for item in (item_at(""), *self.items) if item.path == path), None)
        if found is None:
            raise SharingError(GONE)
        return found

    def children(self, folder: Item | None) -> Listing:
        path = folder.path if folder else ""
        self._answer(f"children {path}")
        return Listing(tuple(item for item in self.items if item.path.rpartition("/")[0] == path), self.complete)

    def search(self, text: str) -> Listing:
        self._answer(f"search {text}")
        return Listing(tuple(item for item in self.items if text.lower() in item.name.lower()), self.complete)

    def open(self) -> "SmallDrive":
        """Be one's own connection."""
        return self

    def _answer(self, call: str) -> None:
        self.calls.append(call)
        if self.failure is not None:
            raise SharingError(self.failure)


@dataclass
class Recent:
    """What was shared lately."""

    items: tuple[Item, ...] = ()
    accounts: dict[Item, str] = field(default_factory=dict[Item, str])

    def load(self, account_id: str = "") -> tuple[Item, ...]:
        return tuple(item for item in self.items if self.accounts.get(item, "") == account_id)

    def used(self) -> tuple[Used, ...]:
        return tuple(Used(item, self.accounts[item]) for item in self.items if item in self.accounts)

    def add(self, item: Item, account_id: str = "") -> None:
        self.items = (item, *self.items)
        if account_id:
            self.accounts[item] = account_id

    def forget(self) -> None:
        self.items = ()
