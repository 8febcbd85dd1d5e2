"""Links and addresses a desktop opens the program with."""

import pytest

from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ByLocalFile
from drive_share_gui.domain.program_link import item_named, item_opened
from drive_share_gui.domain.reference import parse_reference


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("drive-share:?item=id%3A01ABC", "id:01ABC"),
        ("DRIVE-SHARE:?item=path:/a%20b", "path:/a b"),
        ("drive-share:?item=https%3A%2F%2F1drv.ms%2Fx%3Fe%3D1", "https://1drv.ms/x?e=1"),
        ("file:///home/ann/a%20b%22%24(id)", 'file:/home/ann/a b"$(id)'),
        ("file://localhost/a", "file:/a"),
        ("file:/as it is%20", "file:/as it is%20"),
        ("id:01", "id:01"),
        ("-platform", "-platform"),
    ],
)
def test_what_a_desktop_gives_is_an_item(text: str, item: str) -> None:
    assert item_named(text) == item


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/ann/a%20b%22%24(id)", '/home/ann/a b"$(id)'),
        ("file://localhost/a", "/a"),
        ("file:///a%FF", "/a\udcff"),
        ("file:///a%20", "/a "),
        ("file:///a%0A", "/a\n"),
        ("file:////a", "//a"),
        ("file:///C:/a%20b", "C:/a b"),
    ],
)
def test_the_address_of_a_local_file_means_that_file_to_the_letter(uri: str, path: str) -> None:
    assert parse_reference(item_named(uri)) == ByLocalFile(path)


@pytest.mark.parametrize(
    "link",
    [
        "drive-share:",
        "drive-share:id:1",
        "drive-share:?",
        "drive-share:?item=",
        "drive-share:?item=01",
        "drive-share:?item=id:1&item=id:2",
        "drive-share:?item=id:1&to=eve@x.org",
        "drive-share:?to=eve@x.org",
        "drive-share:?item=file:/etc/passwd",
        "drive-share:?item=--service-url",
        "drive-share:?item=http://x.org/a",
        "drive-share:?item=id:1#x",
        "drive-share://host?item=id:1",
        "drive-share:/x?item=id:1",
        "drive-share:?item=id:%00",
        "drive-share:?item=id:%0A",
        "drive-share:?item=id:%FF",
        "drive-share:?item=id:\u202e",
        "drive-share:?item=id:" + "x" * 4_000,
        "drive-share://[?item=id:1",
        "file://other-host/share/a",
    ],
)
def test_a_link_that_asks_for_anything_else_is_refused(link: str) -> None:
    with pytest.raises(SharingError):
        item_named(link)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("/a/b", "file:/a/b"),
        ("id:1", "file:id:1"),
        ("-rf", "file:-rf"),
        ("file:///a%20b", "file:/a b"),
        ("https://1drv.ms/x", "https://1drv.ms/x"),
        ("onedrive://ann/Budget.xlsx", "onedrive://ann/Budget.xlsx"),
        ("drive-share:?item=id:1", "id:1"),
    ],
)
def test_what_is_no_address_is_a_file(text: str, item: str) -> None:
    assert item_opened(text) == item
