"""Collects what Python's reference counts leave over on the window's own thread, where Qt's objects may be ended."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

PAUSE: Final = 500
"""Milliseconds between two looks."""


class Garbage(QObject):
    """Takes the place of Python's automatic collection as long as it is in charge.

    That one runs on whichever thread happens to make the next object. Ending a timer or a widget on
    any thread but its own ends the program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(collect_what_is_due)

    def take_charge(self) -> None:
        """Collect here and nowhere else from now on; what there is already is not looked through again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def hand_back(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose turn it is, by Python's own thresholds."""
    due = [g for g, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(due[-1])
