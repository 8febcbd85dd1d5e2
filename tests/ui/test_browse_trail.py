"""The way to a folder stays in one line, however deep it is and whatever its steps are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from drive_share_gui.domain.item import Drive, DriveKind
from drive_share_gui.ui.browse_spot import Crumb, Folder
from drive_share_gui.ui.browse_trail import Trail
from tests.ui.small_drive import item_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def trail_to(qtbot: QtBot, *names: str, width: int = 500) -> Trail:
    trail = Trail()
    qtbot.addWidget(trail)
    trail.resize(width, trail.sizeHint().height())
    trail.show()
    trail.show_way(Folder(tuple(Crumb(name, item_at(f"/{name}")) for name in names)), None)
    return trail


def words(trail: Trail) -> list[str]:
    return [step.accessibleName() for step in trail.steps if step.isVisible()]


def test_every_folder_above_is_a_button_and_where_one_is_a_word(qtbot: QtBot) -> None:
    trail = trail_to(qtbot, "Documents", "Finance")
    assert words(trail) == ["My files", "Documents"]
    assert trail.here.text() == "\u2068Finance\u2069"
    wanted: list[Folder] = []
    trail.wanted.connect(wanted.append)
    for step in trail.steps:
        step.click()
    assert [[crumb.name for crumb in folder.way] for folder in wanted] == [[], ["Documents"]]


def test_a_library_is_nobodys_own(qtbot: QtBot) -> None:
    trail = trail_to(qtbot)
    trail.show_way(Folder(), Drive("D", DriveKind.LIBRARY))
    assert trail.here.text() == "\u2068Files\u2069"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_deep_way_keeps_its_ends_and_hides_its_middle_behind_a_menu(
    direction: Qt.LayoutDirection, qtbot: QtBot
) -> None:
    names = [f"Folder number {number}" for number in range(12)]
    trail = trail_to(qtbot, *names)
    trail.setLayoutDirection(direction)
    assert words(trail)[0] == "My files"
    assert words(trail)[-1] == "Folder number 10"
    assert trail.more.isVisible()
    inside = [step for step in (*trail.steps, trail.more, trail.here) if step.isVisible()]
    assert all(trail.rect().contains(step.geometry()) for step in inside)
    trail.more.click()
    menu = trail.findChild(QMenu)
    assert menu is not None
    wanted: list[Folder] = []
    trail.wanted.connect(wanted.append)
    menu.actions()[0].trigger()
    assert [[crumb.name for crumb in folder.way] for folder in wanted] == [names[:1]]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
    trail.resize(4_000, trail.height())
    assert not trail.more.isVisible()
    assert len(words(trail)) == 12


def test_long_and_hostile_names_are_shortened_and_shown_as_characters(qtbot: QtBot) -> None:
    trail = trail_to(qtbot, "<b>R&D</b>\u202e", "x" * 5_000, "y" * 5_000, width=400)
    step = trail.steps[1]
    assert "&&" in step.text()
    assert "\u202e" not in step.text()
    assert "&lt;b&gt;" in step.toolTip() or step.toolTip() == ""
    assert trail.here.geometry().right() <= trail.width()
    assert "…" in trail.here.text()
