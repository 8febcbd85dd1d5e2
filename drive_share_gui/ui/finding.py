"""Looks up the item that was named at the start, behind the window."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.find_item import Found, find_items
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ItemReference
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.trouble import Trouble


class Finding(QObject):
    """One of `found` and `missed` follows every `find`, unless it was let go."""

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
        self.drive_id: str | None = None
        """On which drive, if that was said."""
        self.also: tuple[str, ...] = ()
        """What was asked for with it."""
        self.is_under_way = False
        self.trouble: Trouble | None = None

    def find(self, text: str, drive_id: str | None = None, also: Sequence[str] = ()) -> None:
        """Look up the item that `text` names, and others for the same people."""
        self.let_go()
        self.reference, self.drive_id, self.also = text, drive_id, tuple(also)
        try:
            references = [parse_reference(one, drive_id) for one in (text, *also)]
        except SharingError as error:
            self._on_missed(self._number, error.failure)
            return
        self.is_under_way = True
        self._runner.run(
            partial(self._find, references),
            partial(self._on_found, self._number),
            partial(self._on_missed, self._number),
        )

    def let_go(self) -> None:
        """Forget what is under way: its answer is not wanted any more."""
        self._number += 1
        self.is_under_way = False
        self.trouble = None

    def _find(self, references: Sequence[ItemReference]) -> Found:
        return find_items(self._connection.open(), references)

    def _on_found(self, number: int, found: Found) -> None:
        if number == self._number:
            self.is_under_way = False
            self.found.emit(found)

    def _on_missed(self, number: int, trouble: Trouble) -> None:
        if number == self._number:
            self.is_under_way = False
            self.trouble = trouble
            self.missed.emit()
