"""The list of the item picker: where it begins, what it says when it is empty, cut, slow or cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from drive_share_gui.domain.failure import Hurdle, Unreachable
from drive_share_gui.domain.item import DriveKind, ItemKind
from drive_share_gui.ui.browse_notice import ListNotice
from drive_share_gui.ui.browse_shelf import ROOT
from drive_share_gui.ui.browse_spot import Lately
from drive_share_gui.ui.browse_tabs import DRIVE, LATELY
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter
from tests.ui.inline_runner import InlineRunner
from tests.ui.picker_shown import ShownPicker
from tests.ui.small_drive import BUDGET, DOCUMENTS, WELCOME, Recent, SmallDrive, item_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


OFFLINE = Unreachable(Hurdle.NETWORK)


def notice(shown: ShownPicker) -> str | None:
    """What stands in place of the list."""
    told = shown.panel.notice.notice
    return told.text if told else None


def test_it_shows_first_what_was_shared_lately_and_one_click_away_the_drive(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, None, BUDGET, DOCUMENTS)
    assert shown.names() == ["Budget.xlsx", "Documents"]
    assert shown.panel.tabs.isVisible()
    assert not shown.panel.trail.isVisible()
    shown.panel.tabs.setCurrentIndex(DRIVE)
    assert (shown.presenter.state.shelf.spot, shown.panel.trail.isVisible()) == (ROOT, True)
    shown.panel.tabs.setCurrentIndex(LATELY)
    assert shown.presenter.state.shelf.spot == Lately()


def test_nothing_shared_lately_leaves_only_the_drive(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    assert not shown.panel.tabs.isVisible()
    assert shown.names() == ["Documents", "Welcome.docx"]
    assert shown.panel.status.text() == "2 items"
    assert shown.panel.account.text() == "\u2068ann@example.org\u2069"


def test_the_foot_says_what_choose_would_choose(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    assert (shown.bar.name.text(), shown.bar.choose.isEnabled()) == ("", False)
    shown.view.setCurrentIndex(shown.view.rows.index_of(WELCOME.place))
    assert shown.bar.name.text() == "\u2068Welcome.docx\u2069"
    assert shown.bar.choose.text() == "&Choose this file"
    shown.view.setCurrentIndex(shown.view.rows.index_of(DOCUMENTS.place))
    assert shown.bar.choose.text() == "&Choose this folder"
    shown.bar.choose.click()
    assert shown.picked == [DOCUMENTS]


def test_the_open_folder_can_be_chosen_and_the_root_only_where_the_drive_allows_it(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.presenter.walk.go_into(DOCUMENTS)
    assert shown.bar.name.text() == "\u2068Documents\u2069"
    shown.bar.choose.click()
    assert shown.picked == [DOCUMENTS]
    business = ShownPicker(qtbot, SmallDrive(kind=DriveKind.LIBRARY))
    assert business.bar.name.text() == "\u2068Files\u2069"
    business.bar.choose.click()
    assert [item.is_root for item in business.picked] == [True]


def test_an_item_that_is_gone_is_said_below_the_list_and_the_list_stays(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.drive.items = ()
    shown.view.opened.emit(WELCOME)
    assert "does not exist any more" in shown.panel.status.text()
    assert shown.names() == ["Documents", "Welcome.docx"]
    assert shown.field.hint.text() == ""


def test_a_list_that_was_cut_says_so_and_what_to_do(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(complete=False))
    assert shown.panel.status.text() == "Only the first 2 are shown; search instead."
    shown.presenter.walk.search("e")
    shown.presenter.walk.search_at_once()
    assert shown.panel.status.text() == "Only the first 4 are shown; search for more words."


def test_an_empty_folder_and_an_empty_search_say_so(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(items=()))
    assert notice(shown) == "This folder is empty."
    shown.presenter.walk.search("<b>x")
    shown.presenter.walk.search_at_once()
    assert notice(shown) == "Nothing found for “\u2068<b>x\u2069”."


def test_a_drive_out_of_reach_is_explained_in_the_list_with_a_way_to_try_again(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, SmallDrive(failure=OFFLINE))
    assert notice(shown) == "The drive cannot be reached. Check the connection."
    shown.drive.failure = None
    shown.panel.notice.again.emit()
    assert notice(shown) is None
    assert shown.names() == ["Documents", "Welcome.docx"]


def test_a_slow_answer_is_mentioned_after_a_while_and_not_before(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    shown.runner.hold = True
    shown.presenter.walk.go_into(DOCUMENTS)
    assert shown.names() == ["Documents", "Welcome.docx"]
    assert notice(shown) is None
    qtbot.waitUntil(lambda: notice(shown) is not None)
    assert (notice(shown), shown.names()) == ("Loading…", [])
    assert not shown.bar.choose.isEnabled()
    shown.runner.release()
    assert (notice(shown), shown.names()) == (None, ["Finance"])


def test_a_drive_that_is_slow_from_the_start_is_mentioned_too(qtbot: QtBot) -> None:
    runner = InlineRunner(hold=True)
    picker = ItemPicker(PickPresenter(SmallDrive().open, Recent(), runner))
    qtbot.addWidget(picker)
    picker.show()
    qtbot.waitUntil(lambda: picker.panel.notice.notice is not None)
    assert picker.panel.notice.notice == ListNotice("Loading…")
    runner.release()
    assert picker.panel.notice.notice is None


def test_thousands_of_items_are_rows_of_one_view(qtbot: QtBot) -> None:
    many = tuple(item_at(f"/IMG {number}.jpg", ItemKind.PICTURE, number) for number in range(5_000))
    shown = ShownPicker(qtbot, SmallDrive(items=many))
    assert shown.view.rows.rowCount() == 5_000
    assert shown.panel.status.text() in {"5000 items", "5,000 items"}
    assert len(shown.view.findChildren(QLabel)) < 5
