"""The record of items shared lately: small, private, never half written, and never worth an error."""

import errno
import stat
import sys
from pathlib import Path

import pytest

from drive_share_gui.adapters.recent_items import FILE_NAME, MOST, RecentItemsFile
from drive_share_gui.domain.failure import NotSaved, SharingError
from drive_share_gui.domain.item import ById, Item, ItemKind

BUDGET = Item(
    ById("D!1", "R"),
    "Budget 日本😀.xlsx",
    ItemKind.SHEET,
    drive_id="R",
    path="/Documents/Budget.xlsx",
    size=24_000,
    web_url="https://drive.example/1",
    owner="Ann",
    from_others=True,
)


def item(number: int) -> Item:
    return Item(ById(f"D!{number}"), str(number), drive_id="D")


def test_nothing_shared_yet_is_an_empty_list(tmp_path: Path) -> None:
    assert RecentItemsFile(tmp_path).load() == ()
    assert list(tmp_path.iterdir()) == []


def test_an_item_comes_back_as_it_was(tmp_path: Path) -> None:
    RecentItemsFile(tmp_path / "new" / "folder").add(BUDGET)
    assert RecentItemsFile(tmp_path / "new" / "folder").load() == (BUDGET,)


def test_the_latest_comes_first_once_and_twenty_are_kept(tmp_path: Path) -> None:
    record = RecentItemsFile(tmp_path)
    for number in range(MOST + 5):
        record.add(item(number))
    record.add(item(10))
    assert [found.name for found in record.load()] == ["10", *(str(n) for n in range(24, 4, -1) if n != 10)]


def test_the_same_number_on_another_drive_is_another_item(tmp_path: Path) -> None:
    record = RecentItemsFile(tmp_path)
    record.add(Item(ById("1", "D"), "a"))
    record.add(Item(ById("1", "E"), "b"))
    assert [found.name for found in record.load()] == ["b", "a"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folders apart by other means.")
def test_only_this_user_can_read_it(tmp_path: Path) -> None:
    RecentItemsFile(tmp_path).add(BUDGET)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[]", b"null", b'{"version":1}', b'{"version":2,"items":[]}', b'{"items":[]}']
)
def test_a_record_that_cannot_be_read_is_set_aside_and_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    record = RecentItemsFile(tmp_path)
    assert record.load() == ()
    assert (tmp_path / f"{FILE_NAME}.unreadable").read_bytes() == content
    record.add(BUDGET)
    assert record.load() == (BUDGET,)


def test_one_entry_that_cannot_be_read_loses_no_other(tmp_path: Path) -> None:
    entries = b'{"version":1,"items":[7,{"id":""},{"id":"D!1","kind":"NEW","size":true,"is_root":"yes"}]}'
    (tmp_path / FILE_NAME).write_bytes(entries)
    assert RecentItemsFile(tmp_path).load() == (Item(ById("D!1"), ""),)


def test_where_nothing_can_be_written_the_reason_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SharingError) as caught:
        RecentItemsFile(tmp_path / "file").add(BUDGET)
    assert caught.value.failure == NotSaved(disk_full=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no device that is always full.")
def test_a_full_disk_is_told_apart_and_leaves_the_old_record_whole(tmp_path: Path) -> None:
    class OnAFullDisk(RecentItemsFile):
        def _write(self, content: bytes) -> None:
            super()._write(content)
            with Path("/dev/full").open("wb", buffering=0) as full:
                full.write(content)

    with pytest.raises(SharingError) as caught:
        OnAFullDisk(tmp_path).add(BUDGET)
    assert caught.value.failure == NotSaved(disk_full=True)
    assert errno.ENOSPC


def test_the_account_an_item_was_shared_from_is_kept_with_it(tmp_path: Path) -> None:
    recent = RecentItemsFile(tmp_path)
    recent.add(BUDGET, "ann.home")
    recent.add(Item(ById("D!2"), "Other"))
    assert [(one.item, one.account_id) for one in RecentItemsFile(tmp_path).used()] == [(BUDGET, "ann.home")]
    recent.add(BUDGET)
    assert recent.used() == ()


def test_what_is_forgotten_is_in_no_file_not_even_in_one_set_aside_or_half_written(tmp_path: Path) -> None:
    record = RecentItemsFile(tmp_path)
    record.add(BUDGET)
    for name in (f"{FILE_NAME}.unreadable", f"{FILE_NAME}x7y8"):
        (tmp_path / name).write_bytes(b"Budget.xlsx")
    (tmp_path / "other").write_bytes(b"stays")
    record.forget()
    record.forget()
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert record.load() == ()
