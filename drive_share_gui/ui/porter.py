"""Lets in what further starts of the program, and the desktop, ask for: windows, and nothing else."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from drive_share_gui.ui.first_process import Entrance
from drive_share_gui.ui.open_windows import OpenWindows
from drive_share_gui.ui.reception import Reception

if TYPE_CHECKING:
    from drive_share_gui.ui import desktop_calls


class Porter(QObject):
    """Listens from when it is made until `end`."""

    def __init__(self, entrance: Entrance, windows: OpenWindows) -> None:
        super().__init__()
        self._entrance: Final = entrance
        self._reception: Final = Reception(entrance.point, windows.let_in, self)
        self._calls: desktop_calls.DesktopCalls | None = None
        if entrance.has_bus:
            from drive_share_gui.ui.desktop_calls import DesktopCalls  # noqa: PLC0415 - only where there is a bus

            self._calls = DesktopCalls(self)
            self._calls.asked.connect(windows.let_in)
            self._calls.begin()

    def end(self) -> None:
        """Hear nobody any more, so that the next start is the one process."""
        if self._calls is not None:
            self._calls.end()
        self._reception.close()
        self._entrance.lock.unlock()
