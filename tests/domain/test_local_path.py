"""Paths of local files as people and programs hand them over."""

from urllib.parse import quote

import pytest

from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ByLocalFile
from drive_share_gui.domain.local_path import as_typed, local_path
from drive_share_gui.domain.reference import item_by_local_path, parse_reference


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("file:/home/ann/a b.txt", "/home/ann/a b.txt"),
        ("file:/home/ann/100%25", "/home/ann/100%25"),
        ("FILE:/a", "/a"),
        ("file:///home/ann/a%20b.txt", "/home/ann/a b.txt"),
        ("file:///100%2525", "/100%25"),
        ("file://localhost/a", "/a"),
        ("file:///caf%C3%A9", "/caf\u00e9"),
        ("file:///caf%E9", "/caf\udce9"),
        ("file://server/share/a%20b", "//server/share/a b"),
        ("file:///C:/Users/Ann/a.txt", "C:/Users/Ann/a.txt"),
        ("file:///C:", "C:"),
        ("file:C:\\a", "C:\\a"),
        ("file:a.txt", "a.txt"),
        ("file:///a?b#c", "/a?b#c"),
    ],
)
def test_a_path_is_read_to_the_letter_and_an_address_is_decoded(text: str, path: str) -> None:
    assert local_path(text) == path


@pytest.mark.parametrize(
    "path",
    [
        "/home/ann/Budget.xlsx",
        "/a b",
        "/a ",
        "/100%25",
        "/a\nb",
        "/\u202ea",
        "/caf\u00e9",
        "/caf\udce9",
        "//server/share/a",
        "C:\\Users\\Ann\\a b.txt",
        "/a?b#c",
        "/-rf",
    ],
)
def test_what_is_written_for_a_path_is_read_as_the_same(path: str) -> None:
    assert parse_reference(as_typed(path)) == ByLocalFile(path)
    assert as_typed(path).isprintable()


def test_a_path_without_traps_stays_readable() -> None:
    assert as_typed("/home/ann/My Budget 100%.xlsx") == "file:/home/ann/My Budget 100%.xlsx"
    assert as_typed("/a\n") == "file:///a" + quote("\n")


def test_an_address_of_gnome_and_a_path_of_windows_need_no_prefix() -> None:
    assert parse_reference("onedrive://ann@x.org/OneDrive/a") == ByLocalFile("onedrive://ann@x.org/OneDrive/a")
    assert parse_reference(r"C:\Users\Ann\a.txt") == ByLocalFile(r"C:\Users\Ann\a.txt")
    assert parse_reference(r"\\server\share\a") == ByLocalFile(r"\\server\share\a")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", ReferenceProblem.EMPTY),
        ("/a\0b", ReferenceProblem.CONTROL_CHARACTER),
        ("/\udcff", ReferenceProblem.NAME_NOT_TEXT),
        ("/" + "a" * 4096, ReferenceProblem.LOCAL_PATH_TOO_LONG),
        ("/" + "\u00e9" * 2048, ReferenceProblem.LOCAL_PATH_TOO_LONG),
    ],
)
def test_what_no_file_of_a_drive_can_be_called_is_refused(path: str, problem: ReferenceProblem) -> None:
    with pytest.raises(SharingError) as raised:
        item_by_local_path(path)
    assert raised.value.failure == UnusableReference(problem, path)
