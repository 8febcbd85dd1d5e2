"""Puts together what stands behind the share window, from its first sight to the end of the last request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.ports import Clock, RecentItems
from drive_share_gui.domain.item import ItemReference
from drive_share_gui.ui.app_icon import app_icon
from drive_share_gui.ui.background import BackgroundRunner
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.late_recent_items import LateRecentItems
from drive_share_gui.ui.picture import Picture
from drive_share_gui.ui.share_dialog import ShareDialog
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.suggester import Suggester
from drive_share_gui.ui.wish import Wish

PATIENCE: Final = 5.0
"""Seconds that work which nobody waits for any more gets to end."""
REST: Final = 700
"""Milliseconds from the first complete window until the journal is read: what is seen first comes first."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What the window works with."""

    connection: Connection
    """Closed when the session ends."""
    clock: Clock
    recent_items_factory: Callable[[], RecentItems]


class ShareSession:
    """One opening of the window."""

    def __init__(self, window: ShareWindow, wish: Wish, behind: Behind) -> None:
        """Prepare everything; nothing is started yet."""
        self._window: Final = window
        self._wish: Final = wish
        self.connection: Final = behind.connection
        self._runner: Final = BackgroundRunner()
        self._recent: Final = LateRecentItems(behind.recent_items_factory, behind.connection.account)
        self.goes_elsewhere: Callable[[str, ItemReference], bool] = lambda _text, _reference: False
        """Whether the dialog of another account takes over what was named in the picker, as typed and as read."""
        self.has_other_item = False
        """Whether another item was picked than the one asked for."""
        self.dialog: ShareDialog | None = None
        """The content of the window, once it is filled."""
        self.presenter: Final = SharePresenter(behind.connection, self._runner, behind.clock, self._recent)

    def begin(self) -> None:
        """Fill the window and look for the item."""
        if self._wish.picture is None:
            self.presenter.drafting.begin()
        self.presenter.begin(self._wish)
        dialog = self.dialog = ShareDialog(
            self._window, self.presenter, Suggester(self.connection, self._runner), self._make_picker
        )
        dialog.left.connect(self._window.left)
        QApplication.setWindowIcon(app_icon())
        if self._wish.picture is not None:
            Picture(self._wish.picture, dialog, self._runner)
        else:
            QTimer.singleShot(REST, self.presenter, self.presenter.earlier.begin)

    def put_aside(self) -> None:
        """Make room for another content of the window; what was filled in has gone there, what was sent is kept."""
        self.presenter.filling.replace(Form())
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None

    def come_back(self, people: str) -> None:
        """Be there again, perhaps for more people."""
        if self.dialog is not None:
            self.dialog.come_back()
        if people:
            self.presenter.filling.add_people(people)

    def retire(self, done: Callable[[], None]) -> None:
        """End when what is under way has ended: the window is closed, and others need not wait for that."""
        self._window.hide()
        self.presenter.drafting.save()
        self._runner.when_idle(lambda: self._runner.run(self.connection.close, lambda _: done(), lambda _: done()))

    def end(self) -> None:
        """Give what is under way a little time to end."""
        self._window.hide()
        self.presenter.drafting.save()
        self._runner.finish(PATIENCE)
        self.connection.close()

    def _make_picker(self, parent: QWidget) -> QWidget:
        from drive_share_gui.ui.item_picker import ItemPicker  # noqa: PLC0415 - only where an item is picked
        from drive_share_gui.ui.pick_presenter import PickPresenter  # noqa: PLC0415

        picking = PickPresenter(self.connection.open, self._recent, self._runner, drive_id=self._wish.drive_id)
        picking.goes_elsewhere = self._goes_elsewhere
        picker = ItemPicker(picking, parent)
        picker.picked.connect(self._on_picked)
        picker.picked.connect(self.presenter.take_item)
        picker.dismissed.connect(self.presenter.leave_choosing)
        picking.type_text(self.presenter.state.reference)
        return picker

    def _goes_elsewhere(self, text: str, reference: ItemReference) -> bool:
        return self.goes_elsewhere(text, reference)

    def _on_picked(self) -> None:
        self.has_other_item = True
