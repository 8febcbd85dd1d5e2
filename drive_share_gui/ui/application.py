"""Runs the share window: shown at once, the drive opened behind it, gone when the person is through."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.ports import Clock, RecentItems
from drive_share_gui.ui.background import BackgroundRunner, log_mistake
from drive_share_gui.ui.late_recent_items import LateRecentItems
from drive_share_gui.ui.share_dialog import ShareDialog
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.suggester import Suggester

PATIENCE: Final = 5.0
"""Seconds that work which nobody waits for any more gets to end."""


def run(  # noqa: PLR0913 - everything the window needs from outside
    connection: Connection,
    *,
    reference: str | None,
    drive_id: str | None,
    people: str,
    clock: Clock,
    recent_items_factory: Callable[[], RecentItems],
    picture: Path | None = None,
) -> int:
    """Show the window until the person is through, or draw it into `picture`; give the exit status."""
    application = make_application()
    runner = BackgroundRunner(waiting=True)
    recent = LateRecentItems(recent_items_factory)
    presenter = SharePresenter(connection, runner, clock, recent)
    presenter.begin(reference or "", people, drive_id)
    make_picker = partial(_make_picker, connection, recent, runner, presenter)
    dialog = ShareDialog(presenter, Suggester(connection, runner), make_picker)
    dialog.left.connect(application.quit)
    dialog.painted.connect(runner.begin)
    dialog.painted.connect(partial(_set_icon, application))
    _admit_mistakes(presenter)
    if picture is not None:
        from drive_share_gui.ui.picture import Picture  # noqa: PLC0415 - rarely needed

        Picture(picture, dialog, runner)
    dialog.show()
    status = application.exec()
    dialog.hide()
    runner.finish(PATIENCE)
    return status


def make_application() -> QApplication:
    """Give the application, with what the system knows it by."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("drive-share")
    application.setDesktopFileName("drive-share")
    application.setQuitOnLastWindowClosed(False)  # a hidden window may still be sending
    return application


def _make_picker(
    connection: Connection, recent: RecentItems, runner: BackgroundRunner, presenter: SharePresenter, parent: QWidget
) -> QWidget:
    from drive_share_gui.ui.item_picker import ItemPicker  # noqa: PLC0415 - only where no item was named
    from drive_share_gui.ui.pick_presenter import PickPresenter  # noqa: PLC0415

    picking = PickPresenter(connection.open, recent, runner)
    picker = ItemPicker(picking, parent)
    picker.picked.connect(presenter.take_item)
    picker.dismissed.connect(presenter.leave_choosing)
    if presenter.state.reference:
        picking.type_text(presenter.state.reference)
    return picker


def _set_icon(application: QApplication) -> None:
    from drive_share_gui.ui.app_icon import app_icon  # noqa: PLC0415 - not before the first paint

    application.setWindowIcon(app_icon())


def _admit_mistakes(presenter: SharePresenter) -> None:
    """Show mistakes of this program in the window, and log them without anyone's data."""

    def admit(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        presenter.admit(log_mistake(error.with_traceback(trace)))

    sys.excepthook = admit
