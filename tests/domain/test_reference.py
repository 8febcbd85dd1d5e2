"""Reading what a person typed as an item, and refusing what would mean another one."""

import pytest

from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, ByLink, ByLocalFile, ByPath, ItemReference
from drive_share_gui.domain.reference import parse_reference, share_id


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("id:01ABC", ById("01ABC")),
        ("id:5D33DD65C6932946!70859", ById("5D33DD65C6932946!70859")),
        ("id:a$b:c!d", ById("a$b:c!d")),
        ("5D33DD65C6932946!70859", ById("5D33DD65C6932946!70859")),
        ("01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK", ById("01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK")),
        ("path:/Documents/Budget.xlsx", ByPath(("Documents", "Budget.xlsx"))),
        ("/Documents/Budget.xlsx", ByPath(("Documents", "Budget.xlsx"))),
        ("Documents/C# Files/", ByPath(("Documents", "C# Files"))),
        ("Budget.xlsx", ByPath(("Budget.xlsx",))),
        ("path:/cafe\u0301.txt", ByPath(("caf\u00e9.txt",))),
        ("path:/100%.txt", ByPath(("100%.txt",))),
        ("/", ByPath(())),
        ("https://1drv.ms/w/s!AhTxyz", ByLink("https://1drv.ms/w/s!AhTxyz")),
        ("file:/home/ann/OneDrive/Budget.xlsx", ByLocalFile("/home/ann/OneDrive/Budget.xlsx")),
    ],
)
def test_every_way_to_name_an_item_is_read(text: str, reference: ItemReference) -> None:
    assert parse_reference(text) == reference


def test_another_drive_goes_with_an_id_and_a_path() -> None:
    assert parse_reference("id:01ABC", "b!x") == ById("01ABC", "b!x")
    assert parse_reference("/a", "b!x") == ByPath(("a",), "b!x")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  ", ReferenceProblem.EMPTY),
        ("id:", ReferenceProblem.EMPTY),
        ("id:..", ReferenceProblem.NOT_AN_ID),
        ("id:.", ReferenceProblem.NOT_AN_ID),
        ("id:a/b", ReferenceProblem.NOT_AN_ID),
        ("id:a\tb", ReferenceProblem.CONTROL_CHARACTER),
        ("id:" + "a" * 257, ReferenceProblem.ID_TOO_LONG),
        ("path:/a/../secret", ReferenceProblem.DOT_SEGMENT),
        ("path:/a/./b", ReferenceProblem.DOT_SEGMENT),
        ("path:/a:b", ReferenceProblem.ILLEGAL_SIGN),
        ("path:/q?x", ReferenceProblem.ILLEGAL_SIGN),
        ("path:/a\\b", ReferenceProblem.ILLEGAL_SIGN),
        ('path:/a"b', ReferenceProblem.ILLEGAL_SIGN),
        ("path:/a|b", ReferenceProblem.ILLEGAL_SIGN),
        ("path:/a\nb", ReferenceProblem.CONTROL_CHARACTER),
        ("path:/a\x00b", ReferenceProblem.CONTROL_CHARACTER),
        ("path:/a\ud800b", ReferenceProblem.CONTROL_CHARACTER),
        ("http://1drv.ms/x", ReferenceProblem.NOT_HTTPS),
        ("https://", ReferenceProblem.NOT_A_LINK),
        ("https://[x", ReferenceProblem.NOT_A_LINK),
        ("https://1drv.ms/a b", ReferenceProblem.NOT_A_LINK),
    ],
    ids=ascii,
)
def test_a_text_that_names_no_item_is_refused_with_its_reason(text: str, problem: ReferenceProblem) -> None:
    with pytest.raises(SharingError) as caught:
        parse_reference(text)
    assert isinstance(caught.value.failure, UnusableReference)
    assert caught.value.failure.problem is problem


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://1drv.ms/w/s!AhTxyz", "u!aHR0cHM6Ly8xZHJ2Lm1zL3cvcyFBaFR4eXo"),
        ("https://x.example/??>>~~", "u!aHR0cHM6Ly94LmV4YW1wbGUvPz8-Pn5-"),
    ],
)
def test_a_link_becomes_a_share_id_as_the_service_reads_it(url: str, expected: str) -> None:
    assert share_id(url) == expected
