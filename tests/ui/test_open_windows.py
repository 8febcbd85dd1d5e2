"""Several windows of one process: each its own, each thing asked for once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.ui.open_windows import Opening
from drive_share_gui.ui.share_state import Phase
from drive_share_gui.ui.trouble import OwnMistake
from drive_share_gui.ui.wish import Wish
from tests.ui.several_windows import Desktop, several_windows
from tests.ui.share_shown import SHEET

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    with several_windows(qtbot) as desktop:
        yield desktop


def test_each_item_has_a_window_and_a_way_to_the_drive_of_its_own(desktop: Desktop) -> None:
    desktop.ask("id:1")
    desktop.ask("id:2")
    assert len(desktop.shown) == 2
    assert len(desktop.connections) == 2


def test_the_same_item_asked_for_twice_has_one_window(desktop: Desktop) -> None:
    desktop.ask("id:1")
    desktop.ask("id:2")
    desktop.ask("id:1", people="ann@contoso.com")
    assert len(desktop.shown) == 2
    form = desktop.sessions[0].now.presenter.state.form
    assert [person.address for person in form.people] == ["ann@contoso.com"]


def test_without_an_item_there_is_one_window_to_pick_in(desktop: Desktop) -> None:
    desktop.ask("")
    desktop.ask("")
    assert len(desktop.shown) == 1


def test_the_same_item_of_somebody_else_is_another_one(desktop: Desktop) -> None:
    desktop.ask("id:1")
    desktop.ask("id:1", whose="bob@contoso.com")
    desktop.ask("id:1", practice=False)
    assert len(desktop.shown) == 3


def test_a_window_whose_item_was_changed_is_not_for_the_first_one_any_more(desktop: Desktop) -> None:
    desktop.ask("id:1")
    session = desktop.sessions[0]
    session.now.presenter.change_item()
    assert session.now.dialog is not None
    session.now.has_other_item = True
    desktop.ask("id:1")
    assert len(desktop.shown) == 2


def test_a_window_closes_alone_and_its_way_to_the_drive_with_it(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.ask("id:1")
    desktop.ask("id:2")
    desktop.shown[0].close()
    qtbot.waitUntil(lambda: len(desktop.all) == 1)
    assert len(desktop.shown) == 1
    assert sorted(connection.closed for connection in desktop.connections) == [0, 1]
    assert desktop.ended == []


def test_the_last_window_ends_the_process(desktop: Desktop) -> None:
    desktop.ask("id:1")
    desktop.shown[0].close()
    assert desktop.ended == [True]


def test_a_process_nobody_asked_for_a_window_ends(desktop: Desktop) -> None:
    desktop.windows.leave_if_none()
    assert desktop.ended == [True]


def test_a_process_with_a_window_stays(desktop: Desktop) -> None:
    desktop.ask("id:1")
    desktop.windows.leave_if_none()
    assert desktop.ended == []


def test_a_window_hidden_while_it_sends_comes_back_when_it_is_asked_for(desktop: Desktop) -> None:
    desktop.ask("id:1")
    window = desktop.shown[0]
    window.hide()
    desktop.windows.open(Opening(Wish("id:1"), desktop.nobody, practice=True))
    assert window.isVisible()


def test_a_mistake_nobody_foresaw_is_shown_in_one_window_and_logged_without_data(
    desktop: Desktop, logged_warnings: list[logging.LogRecord]
) -> None:
    desktop.ask("id:1")
    desktop.ask("id:2")
    sys.excepthook(KeyError, KeyError("ann@contoso.com"), None)
    troubles = [session.now.presenter.state.trouble for session in desktop.sessions]
    assert troubles.count(OwnMistake("KeyError")) == 1
    assert "ann@contoso.com" not in logged_warnings.pop().getMessage()


def test_each_window_shows_its_own_item(desktop: Desktop) -> None:
    desktop.ask("id:1")
    desktop.ask("")
    assert [session.now.presenter.state.item for session in desktop.sessions] == [SHEET, None]
    assert desktop.sessions[1].now.presenter.state.phase is Phase.CHOOSING
