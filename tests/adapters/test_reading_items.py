"""Items and drives as services describe them: what they are, where they lie, and where requests about them go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.drive_api.items import read_drive, read_item
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, ItemKind
from tests.adapters.test_reading_permissions import anything

PARENT: Json = {"driveId": "D", "id": "D!9", "path": "/drive/root:/My%20Documents/50%25"}


def read(said: dict[str, Json], drive_id: str | None = None) -> Item:
    item = read_item({"id": "D!1", "name": "Budget.xlsx", **said}, drive_id)
    assert item is not None
    return item


def test_everything_an_item_says_is_read() -> None:
    said: dict[str, Json] = {
        "size": 24_000,
        "file": {"mimeType": "application/x"},
        "webUrl": "https://drive.example/1",
        "parentReference": PARENT,
        "shared": {"owner": {"user": {"displayName": "Ann Lee"}}},
        "createdBy": {"user": {"displayName": "Bob"}},
    }
    assert read(said) == Item(
        ById("D!1"),
        "Budget.xlsx",
        ItemKind.SHEET,
        drive_id="D",
        path="/My Documents/50%/Budget.xlsx",
        size=24_000,
        web_url="https://drive.example/1",
        owner="Ann Lee",
    )


@pytest.mark.parametrize("drive_id", [None, "D"])
def test_an_item_stays_where_it_was_asked_for(drive_id: str | None) -> None:
    assert read({"parentReference": PARENT}, drive_id).place == ById("D!1", drive_id)


@pytest.mark.parametrize(
    ("parent", "path"),
    [
        ("/drive/root:", "/Budget.xlsx"),
        ("/drive/root:/", "/Budget.xlsx"),
        ("/drives/b!x/root:/A/B", "/A/B/Budget.xlsx"),
        ("/drive/root:/a:b", "/a:b/Budget.xlsx"),
        ("/drive/root:/caf%E9", "/caf%E9/Budget.xlsx"),
        ("/drive/root", ""),
        ("", ""),
        (7, ""),
    ],
)
def test_the_path_shown_begins_after_the_first_colon(parent: Json, path: str) -> None:
    assert read({"parentReference": {"path": parent}}).path == path


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"folder": {}}, ItemKind.FOLDER),
        ({"root": {}}, ItemKind.FOLDER),
        ({"package": {"type": "oneNote"}, "folder": {}}, ItemKind.PACKAGE),
        ({"image": {}}, ItemKind.PICTURE),
        ({"audio": {}}, ItemKind.SOUND),
        ({"video": {}}, ItemKind.FILM),
        ({"name": "a.DOCX"}, ItemKind.DOCUMENT),
        ({"name": "a.pptx"}, ItemKind.SLIDES),
        ({"name": "a.unheard-of", "file": {"mimeType": "image/png"}}, ItemKind.PICTURE),
        ({"name": "png", "file": {}}, ItemKind.FILE),
        ({"name": "Makefile"}, ItemKind.FILE),
    ],
)
def test_what_an_item_is_is_told_by_its_facets_then_its_name(said: dict[str, Json], kind: ItemKind) -> None:
    assert read(said).kind is kind


def test_the_root_is_known_as_such() -> None:
    root = read({"root": {}, "folder": {"childCount": 3}, "parentReference": {"driveId": "D"}})
    assert (root.is_root, root.path) == (True, "/")


@pytest.mark.parametrize("size", [-1, True, 1.5, "7", 10**400, None])
def test_a_size_that_is_none_is_left_out(size: Json) -> None:
    assert read({"size": size}).size is None


def test_a_shared_item_is_placed_on_its_own_drive() -> None:
    remote: Json = {"id": "R!1", "size": 9, "folder": {}, "parentReference": {"driveId": "R", "path": "/drive/root:"}}
    item = read({"remoteItem": remote, "parentReference": PARENT}, "D")
    assert item == Item(ById("R!1", "R"), "Budget.xlsx", ItemKind.FOLDER, "R", "/Budget.xlsx", size=9, from_others=True)


@pytest.mark.parametrize(
    "said",
    [
        {"id": ""},
        {"id": None},
        {"id": "D!1", "remoteItem": {"id": "R!1"}},
        {"id": "D!1", "remoteItem": {"parentReference": {"driveId": "R"}}},
        {"id": "D!1", "remoteItem": {}},
    ],
)
def test_an_item_without_a_place_of_its_own_cannot_be_shared(said: dict[str, Json]) -> None:
    assert read_item({"name": "x", **said}, None) is None


@pytest.mark.parametrize(
    ("said", "kind", "takes_password"),
    [
        ("personal", DriveKind.PERSONAL, True),
        ("business", DriveKind.BUSINESS, False),
        ("documentLibrary", DriveKind.LIBRARY, False),
        ("mystery", DriveKind.OTHER, False),
        (None, DriveKind.OTHER, False),
    ],
)
def test_the_kind_of_drive_decides_what_can_be_offered(said: Json, kind: DriveKind, *, takes_password: bool) -> None:
    owner: Json = {"user": {"displayName": "Ann Lee", "email": "ann@example.org"}}
    drive = read_drive({"id": "D", "driveType": said, "owner": owner}, takes_expiry=True, takes_password=True)
    assert drive == Drive("D", kind, "Ann Lee", "ann@example.org", takes_expiry=True, takes_password=takes_password)


KEYS = (
    *("size", "webUrl", "parentReference", "folder", "file", "package", "root", "image", "shared", "createdBy"),
    *("remoteItem", "id", "name", "driveId", "path", "owner", "user", "displayName", "mimeType"),
)


@given(st.dictionaries(st.sampled_from(KEYS), anything))
def test_nothing_in_an_item_is_fatal(said: dict[str, Json]) -> None:
    item = read_item({**said, "id": "D!1", "name": "x", "remoteItem": None}, None)
    assert item is not None
    assert (item.place, item.name) == (ById("D!1"), "x")
