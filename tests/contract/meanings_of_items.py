"""What published items, drives and people mean."""

import httpx

from drive_share_gui.adapters.drive_api.items import read_drive, read_item
from drive_share_gui.adapters.drive_api.people import read_people
from drive_share_gui.domain.item import ById, DriveKind, Item, ItemKind
from drive_share_gui.domain.person import Person
from tests.adapters.asking import service_that_answers
from tests.contract.meanings import Example, means


def items(example: Example) -> list[Item | None]:
    return [read_item(entry, None) for entry in example["response"]["body"]["value"]]


@means("seed-2015-get-item-200")
def the_facet_counts_and_not_the_name(example: Example) -> None:
    item = read_item(example["response"]["body"], None)
    assert item is not None
    assert (item.place, item.kind, item.path) == (ById("0123456789abc"), ItemKind.FOLDER, "/example.xlsx")


@means("seed-2015-recent-200")
def items_need_no_more_than_an_id_and_a_name(example: Example) -> None:
    assert [(item.name, item.kind) for item in items(example) if item] == [
        ("most-recent-file.docx", ItemKind.DOCUMENT),
        ("another-recent-file.xlsx", ItemKind.SHEET),
    ]


@means("graph-driveitem-get-root-200")
def the_root_is_known_by_its_facet(example: Example) -> None:
    root = read_item(example["response"]["body"], None)
    assert root is not None
    assert (root.is_root, root.path, root.kind, root.owner) == (True, "/", ItemKind.FOLDER, "Ryan Gregg")


@means("graph-children-200")
def children_without_an_id_cannot_be_shared_and_a_foreign_next_page_is_left(example: Example) -> None:
    body = example["response"]["body"]
    with service_that_answers(lambda _request: httpx.Response(200, json=body)) as service:
        listing = service.children(None)
    assert (listing.items, listing.complete) == ((), False)


@means("graph-search-200", "graph-search-drive-200")
def a_search_finds_items_of_other_drives_too(example: Example) -> None:
    first, second = items(example)
    assert first is not None
    assert second is not None
    here = ById("0123456789abc!123")
    there = ById("!23141901", "s!1020101jlkjl12lx")
    assert first.place == (there if first.from_others else here)
    assert (first.name, second.name) == ("Contoso Project", "Contoso Project 2016")
    assert first.from_others is ("remoteItem" in example["response"]["body"]["value"][0])


@means("graph-recent-200")
def an_item_of_another_drive_is_placed_there(example: Example) -> None:
    shared, own = items(example)
    assert shared is not None
    assert own is not None
    assert (shared.place, shared.name, shared.from_others) == (
        ById("1991210caf!192", "1991210caf"),
        "March Proposal.docx",
        True,
    )
    assert (own.place, own.drive_id, own.from_others) == (ById("1312def!9943"), "1312def", False)


@means("graph-v1-sharedwithme-200")
def everything_is_under_remote_item(example: Example) -> None:
    assert [(item.place, item.name, item.size) for item in items(example) if item] == [
        (ById("1991210caf!192", "1991210caf"), "March Proposal.docx", 19121),
        (ById("987def!654", "987def"), "January Service Review.pptx", 145362),
    ]


@means("graph-shares-get-200", "graph-shares-driveitem-200", "graph-shares-driveitem-children-200")
def a_share_is_an_item_with_a_name(example: Example) -> None:
    item = read_item(example["response"]["body"], None)
    assert item is not None
    assert item.name.lower() in {"contoso project.docx", "contoso project"}
    assert item.is_folder is ("folder" in example["response"]["body"])


@means("seed-2015-drive-200", "graph-drive-get-200")
def a_drive_says_of_which_kind_it_is(example: Example) -> None:
    drive = read_drive(example["response"]["body"], takes_expiry=True, takes_password=True)
    assert drive.kind in {DriveKind.PERSONAL, DriveKind.BUSINESS}
    assert drive.takes_password is (drive.kind is DriveKind.PERSONAL)
    assert drive.owner == "Ryan Gregg"


@means("graph-drives-list-200")
def libraries_are_drives_too(example: Example) -> None:
    drives = [
        read_drive(entry, takes_expiry=True, takes_password=True) for entry in example["response"]["body"]["value"]
    ]
    assert [(drive.kind, drive.owner) for drive in drives] == [
        (DriveKind.LIBRARY, "Ryan Gregg"),
        (DriveKind.LIBRARY, "Daron Spektor"),
    ]


@means("graph-people-200")
def groups_and_people_are_proposed_by_their_best_address(example: Example) -> None:
    assert read_people(tuple(example["response"]["body"]["value"])) == (
        Person("Marketing@contoso.com", "Marketing"),
        Person("IsaiahL@contoso.com", "Isaiah Langer"),
    )
