"""Everything the item picker does can be done with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from drive_share_gui.ui.browse_shelf import ROOT
from drive_share_gui.ui.browse_spot import Folder, Results
from tests.ui.picker_shown import ShownPicker, focused, press, tab_to, type_text
from tests.ui.small_drive import BUDGET, DOCUMENTS, FINANCE, WELCOME, SmallDrive, item_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def way(shown: ShownPicker) -> list[str]:
    spot = shown.presenter.state.shelf.spot
    assert isinstance(spot, Folder)
    return [crumb.name for crumb in spot.way]


def test_return_walks_down_to_a_file_and_picks_it(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    tab_to(shown.view)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert way(shown) == ["Documents"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Enter)
    assert way(shown) == ["Documents", "Finance"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert shown.picked == [BUDGET]


def test_backspace_and_alt_up_go_up_and_mark_the_folder_that_was_left(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    tab_to(shown.view)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    press(Qt.Key.Key_Backspace)
    assert (way(shown), shown.view.selected_item()) == (["Documents"], FINANCE)
    press(Qt.Key.Key_Up, modifier=ALT)
    assert (way(shown), shown.view.selected_item()) == ([], DOCUMENTS)
    press(Qt.Key.Key_Backspace)
    assert shown.presenter.state.shelf.spot == ROOT
    assert focused() is shown.view


def test_space_picks_the_selected_folder_and_without_one_the_open_folder(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    tab_to(shown.view)
    press(Qt.Key.Key_Space)
    assert shown.picked == []
    press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert shown.picked == [DOCUMENTS]
    press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert shown.picked == [DOCUMENTS, FINANCE]


def test_letters_find_a_name_and_a_space_among_them_belongs_to_it(qtbot: QtBot) -> None:
    items = tuple(item_at(f"/{name}") for name in ("Team", "Team handbook", "Tea"))
    shown = ShownPicker(qtbot, SmallDrive(items=items))
    tab_to(shown.view)
    type_text("team h")
    selected = shown.view.selected_item()
    assert selected is not None
    assert (selected.name, shown.picked) == ("Team handbook", [])


def test_the_first_arrow_key_selects_the_first_row(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    tab_to(shown.view)
    assert shown.view.selected_item() is None
    press(Qt.Key.Key_Down)
    assert shown.view.selected_item() == DOCUMENTS
    press(Qt.Key.Key_Down)
    assert shown.view.selected_item() == WELCOME


def test_a_search_needs_no_mouse(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    press(Qt.Key.Key_F, modifier=CONTROL)
    assert focused() is shown.search
    type_text("bud")
    press(Qt.Key.Key_Return)
    assert shown.names() == ["Budget.xlsx"]
    press(Qt.Key.Key_Down)
    assert focused() is shown.view
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert shown.picked == [BUDGET]


def test_escape_empties_the_search_before_it_leaves(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    press(Qt.Key.Key_F, modifier=CONTROL)
    type_text("bud")
    qtbot.waitUntil(lambda: isinstance(shown.presenter.state.shelf.spot, Results))
    press(Qt.Key.Key_Escape)
    assert (shown.search.text(), shown.presenter.state.shelf.spot, shown.dismissals) == ("", ROOT, 0)
    press(Qt.Key.Key_Escape)
    assert shown.dismissals == 1


def test_a_step_of_the_way_takes_the_focus_to_the_list(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot)
    for folder in (DOCUMENTS, FINANCE):
        shown.presenter.walk.go_into(folder)
    root, _documents = shown.panel.trail.steps
    tab_to(root)
    press(Qt.Key.Key_Space)
    assert (shown.presenter.state.shelf.spot, focused() is shown.view) == (ROOT, True)


def test_tab_goes_through_everything_in_reading_order_and_back_to_the_field(qtbot: QtBot) -> None:
    shown = ShownPicker(qtbot, None, BUDGET)
    for folder in (DOCUMENTS, FINANCE):
        shown.presenter.walk.go_into(folder)
    press(Qt.Key.Key_L, modifier=CONTROL)
    type_text("/x")
    panel, bar = shown.panel, shown.bar
    order = [shown.field.look_up, panel.tabs, shown.search, panel.up, *panel.trail.steps, shown.view]
    for widget in [*order, bar.cancel, bar.choose, shown.line]:
        press(Qt.Key.Key_Tab)
        assert focused() is widget
