"""Looks up the item that was named at the start, behind the window."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.find_item import Found, Missing, Wanted, find_items, read_wanted
from drive_share_gui.domain.item import Item
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.trouble import Trouble


class Finding(QObject):
    """One of `found` and `missed` follows, unless it was let go."""

    begun = Signal()
    found = Signal(Found)
    missed = Signal()
    """`trouble` says why."""

    def __init__(self, connection: Connection, runner: Runner) -> None:
        super().__init__()
        self._connection = connection
        self._runner = runner
        self._number = 0
        self.reference = ""
        """What was asked for last, as it was typed."""
        self._asked: tuple[Wanted | Missing, ...] = ()
        self.is_under_way = False
        self.trouble: Trouble | None = None

    def find(self, text: str, drive_id: str | None = None, also: Sequence[str] = ()) -> None:
        """Look up the item that `text` names, and others for the same people."""
        self._begin(text, read_wanted((text, *also), drive_id))

    def find_known(self, text: str, items: Sequence[Item]) -> None:
        """Look up items that `text` and others turned out to mean."""
        self._begin(text, tuple(Wanted(item.name, item.known_place) for item in items))

    def again(self) -> None:
        """Look up once more what was asked for last."""
        self._begin(self.reference, self._asked)

    def let_go(self) -> None:
        """Forget what is under way: its answer is not wanted any more."""
        self._number += 1
        self.is_under_way = False
        self.trouble = None

    def _begin(self, text: str, asked: tuple[Wanted | Missing, ...]) -> None:
        self.let_go()
        self.reference, self._asked = text, asked
        if all(isinstance(one, Missing) for one in asked):
            self._on_missed(self._number, next(one.failure for one in asked if isinstance(one, Missing)))
            return
        self.is_under_way = True
        self.begun.emit()
        self._runner.run(
            partial(self._find, asked),
            partial(self._on_found, self._number),
            partial(self._on_missed, self._number),
        )

    def _find(self, asked: Sequence[Wanted | Missing]) -> Found:
        return find_items(self._connection.open(), asked)

    def _on_found(self, number: int, found: Found) -> None:
        if number == self._number:
            self.is_under_way = False
            self.found.emit(found)

    def _on_missed(self, number: int, trouble: Trouble) -> None:
        if number == self._number:
            self.is_under_way = False
            self.trouble = trouble
            self.missed.emit()
