"""The rows of the item picker: what they tell, and that names stay characters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from drive_share_gui.domain.item import ById, Item, ItemKind
from drive_share_gui.ui.browse_model import BrowseModel, BrowseRole
from tests.ui.small_drive import BUDGET, DOCUMENTS, ITEMS, WELCOME, item_at


def told(item: Item, role: int, *, elsewhere: bool = False, folders_open: bool = True) -> object:
    model = BrowseModel()
    model.show_items((item,), elsewhere=elsewhere, folders_open=folders_open)
    found: object = model.index(0).data(role)
    return found


def test_the_model_keeps_the_rules_of_qt_while_its_rows_change() -> None:
    model = BrowseModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for items in (ITEMS, (), ITEMS[:1], ITEMS):
        model.show_items(items, elsewhere=not items)
        assert model.rowCount() == len(items)
    assert tester.model() is model


def test_the_same_rows_again_disturb_nothing() -> None:
    model = BrowseModel()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    model.show_items(ITEMS)
    model.show_items(tuple(ITEMS))
    model.show_items(ITEMS, elsewhere=True)
    assert resets == [4, 4]


def test_an_item_is_found_by_where_it_is() -> None:
    model = BrowseModel()
    model.show_items(ITEMS)
    assert model.index_of(BUDGET.place).row() == ITEMS.index(BUDGET)
    assert not model.index_of(ById("D!none")).isValid()
    assert not model.index_of(None).isValid()
    assert model.data(QModelIndex()) is None


def test_a_row_reads_alone() -> None:
    assert told(BUDGET, Qt.ItemDataRole.AccessibleTextRole) == "\u2068Budget.xlsx\u2069, spreadsheet, 25 kB"
    assert told(DOCUMENTS, Qt.ItemDataRole.AccessibleTextRole) == "\u2068Documents\u2069, folder"
    sentence = told(BUDGET, Qt.ItemDataRole.AccessibleTextRole, elsewhere=True)
    assert str(sentence).endswith("\u2068Documents\u2069 \u203a \u2068Finance\u2069")


def test_where_an_item_lies_is_said_only_where_it_is_not_plain() -> None:
    theirs = Item(ById("1", "X"), "Plan.pptx", owner="Mira", from_others=True)
    assert told(BUDGET, BrowseRole.PLACE) == ""
    assert told(theirs, BrowseRole.PLACE) == told(theirs, BrowseRole.PLACE, elsewhere=True)
    assert told(WELCOME, BrowseRole.PLACE, elsewhere=True) == "My files"
    assert told(theirs, BrowseRole.PLACE, elsewhere=True) == "From the drive of \u2068Mira\u2069"
    assert told(Item(ById("1"), "x", from_others=True), BrowseRole.PLACE, elsewhere=True) == "From another drive"
    assert told(Item(ById("1"), "x"), BrowseRole.PLACE, elsewhere=True) == ""


def test_folders_have_no_size_and_open_unless_they_were_shared_lately() -> None:
    assert told(item_at("/a", ItemKind.FOLDER, 4_096), BrowseRole.SIZE) == ""
    assert told(Item(ById("1"), "unknown size"), BrowseRole.SIZE) == ""
    assert told(DOCUMENTS, BrowseRole.OPENS) is True
    assert told(DOCUMENTS, BrowseRole.OPENS, folders_open=False) is False
    assert told(BUDGET, BrowseRole.OPENS) is False


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>x</b>.txt", "<b>x</b>.txt"),
        ("report\u202excod.exe", "report[U+202E]xcod.exe"),
        ("a\u200bb\x00c\u2066", "a[U+200B]b[U+0000]c[U+2066]"),
        ("two\nlines", "two ⏎ lines"),
        ("lone\ud800", "lone\ufffd"),
    ],
)
def test_hostile_names_are_shown_as_what_they_are(name: str, shown: str) -> None:
    item = Item(ById("1"), name)
    assert told(item, Qt.ItemDataRole.DisplayRole) == shown
    tip = str(told(item, Qt.ItemDataRole.ToolTipRole))
    assert "<b>" not in tip
    assert tip.startswith("<qt>")


def test_a_name_of_a_million_characters_stays_small() -> None:
    item = Item(ById("1"), "x" * 1_000_000)
    assert len(str(told(item, Qt.ItemDataRole.DisplayRole))) <= 300
    assert len(str(told(item, Qt.ItemDataRole.ToolTipRole))) <= 320
