"""The window while it shows the menus of file managers, which are only played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drive_share_gui.application.local_ports import EntryState, MenuEntry
from drive_share_gui.domain.failure import NotSaved
from drive_share_gui.ui.integration_page import IntegrationPage
from drive_share_gui.ui.menus import Menus
from drive_share_gui.ui.share_state import MenusOffered
from tests.application.fake_file_managers import DOLPHIN, FILES, NEMO, THUNAR, FakeFileManagers
from tests.ui.share_shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INSTALLED: Final = replace(NEMO, state=EntryState.INSTALLED)
MOVED: Final = MenuEntry("caja", "Caja", EntryState.OUTDATED, restart="caja -q")


class MenusShown(Shown):
    """The page in front of the dialog."""

    def __init__(self, entries: Sequence[MenuEntry]) -> None:
        super().__init__()
        self.managers = FakeFileManagers(list(entries))
        self.begin()
        self.menus = IntegrationPage(lambda: self.managers, self.runner, self.window)
        self.window.fill(self.menus)
        self.menus.look()


def menus() -> MenusShown:
    return MenusShown((FILES, INSTALLED, MOVED, THUNAR, DOLPHIN))


def menus_brought() -> MenusShown:
    lost = replace(FILES, state=EntryState.OUTDATED)
    brought, twice = replace(NEMO, state=EntryState.FOR_EVERYONE), replace(DOLPHIN, state=EntryState.TWICE)
    return MenusShown((lost, brought, twice))


def menus_installed() -> MenusShown:
    shown = menus()
    shown.menus.install_all.click()
    return shown


class MenusOfferedShown(Shown):
    """The dialog of a program that came as one file."""

    def __init__(self, entries: Sequence[MenuEntry] = (FILES, MOVED), *, is_due: bool = True) -> None:
        super().__init__()
        self.managers = FakeFileManagers(list(entries))
        self.due = is_due
        self.was_asked = False
        self.begin()
        self.offering = Menus(self.window, lambda: self.managers, lambda: self, self.runner, self.back)
        self.offering.offer_in(self.presenter, self.dialog.commands, 0)

    def is_due(self) -> bool:
        self.was_asked = True
        return self.due

    def settle(self) -> None:
        self.due = False

    def back(self) -> None:
        self.window.fill(self.dialog)


def menus_offered() -> MenusOfferedShown:
    shown = MenusOfferedShown(is_due=False)
    shown.presenter.earlier.tell(MenusOffered())
    return shown


def menus_none() -> MenusShown:
    return MenusShown((DOLPHIN,))


def menus_failed() -> MenusShown:
    shown = menus()
    shown.managers.failure = NotSaved(disk_full=True)
    shown.menus.install_all.click()
    return shown


STATES: Final[dict[str, Callable[[], Shown]]] = {
    state.__name__: state for state in (menus, menus_brought, menus_installed, menus_offered, menus_none, menus_failed)
}
