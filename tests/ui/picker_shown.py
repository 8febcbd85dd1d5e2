"""An item picker on the screen, with the keys pressed where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter
from tests.ui.inline_runner import InlineRunner
from tests.ui.small_drive import Recent, SmallDrive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.find_item import Found
    from drive_share_gui.domain.item import Item


class ShownPicker:
    """Notes what comes out of the picker."""

    def __init__(self, qtbot: QtBot, drive: SmallDrive | None = None, *recent: Item) -> None:
        self.drive = drive or SmallDrive()
        self.runner = InlineRunner()
        self.presenter = PickPresenter(self.drive.open, Recent(recent), self.runner, typing_pause=0)
        self.picker = ItemPicker(self.presenter)
        self.picked: list[Item] = []
        self.dismissals = 0
        self.picker.picked.connect(self._on_picked)
        self.picker.dismissed.connect(self._on_dismissed)
        qtbot.addWidget(self.picker)
        self.picker.resize(640, 520)
        self.picker.show()
        self.picker.activateWindow()
        self.picker.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is self.line)
        self.field, self.panel, self.bar = self.picker.field, self.picker.panel, self.picker.bar
        self.view, self.search = self.panel.view, self.panel.search.line

    @property
    def line(self) -> QWidget:
        """The field for a path, an ID or a link."""
        return self.picker.field.line

    def names(self) -> list[str]:
        """The names in the list."""
        return [item.name for item in self.view.rows.items]

    def _on_picked(self, found: Found) -> None:
        self.picked.append(found.item)

    def _on_dismissed(self) -> None:
        self.dismissals += 1


def focused() -> QWidget:
    """The widget that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys, one after the other, each where the focus is then."""
    for key in keys:
        QTest.keyClick(focused(), key, modifier)


def type_text(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focused(), text)


def tab_to(widget: QWidget) -> None:
    """Go to a widget with the Tab key alone."""
    for _ in range(20):
        if focused() is widget:
            return
        press(Qt.Key.Key_Tab)
    pytest.fail(f"The Tab key does not reach {widget}")
