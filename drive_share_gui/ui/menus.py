"""The menus of file managers in one window: the page about them, and the offer to put entries there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer

from drive_share_gui.application.local_ports import FileManagers, MenuOffer
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.share_commands import ShareCommands
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_state import MenusOffered
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.trouble import Trouble

REST: Final = 900
"""Milliseconds until it is found out whether to offer: what is seen first comes first."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Menus:
    """Belongs to one window."""

    window: ShareWindow
    managers: Callable[[], FileManagers]
    offer: Callable[[], MenuOffer] | None
    """None where whoever installed the program saw to the entries."""
    runner: Runner
    back: Callable[[], None]
    """Fills the window when somebody is done with the page."""

    def show(self, *, add: bool = False) -> None:
        """Put the page in front of the window; with `add` it puts the entries there at once."""
        from drive_share_gui.ui.integration_page import IntegrationPage  # noqa: PLC0415 - rarely shown

        page = IntegrationPage(self.managers, self.runner, self.window)
        page.left.connect(self.back)
        page.left.connect(page.deleteLater)
        self.window.fill(page)
        if add:
            page.add_all()
        else:
            page.look()

    def offer_in(self, presenter: SharePresenter, commands: ShareCommands, rest: int = REST) -> None:
        """Offer them in a dialog, after `rest` ms, where they are not there and nobody was asked yet."""
        if self.offer is not None:
            commands.menus_answered.connect(partial(self._on_answered, self.offer))
            QTimer.singleShot(rest, presenter, partial(self._look, self.offer, presenter))

    def _look(self, offer: Callable[[], MenuOffer], presenter: SharePresenter) -> None:
        def on_looked(is_due: bool) -> None:  # noqa: FBT001 - as the work behind it answers
            if is_due:
                presenter.earlier.tell(MenusOffered())

        self.runner.run(lambda: offer().is_due(), on_looked, _ignore)

    def _on_answered(self, offer: Callable[[], MenuOffer], wanted: bool) -> None:  # noqa: FBT001 - a signal's
        self.runner.run(lambda: offer().settle(), _ignore, _ignore)
        if wanted:
            self.show(add=True)


def _ignore(_: Trouble | None) -> None:
    """Nothing depends on it: the next start asks again."""
