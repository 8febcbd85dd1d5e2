"""Takes back, behind the window, the access that this sending gave."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.take_back import TakenBack, take_back
from drive_share_gui.domain.item import Item
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.result_list import ResultRows
from drive_share_gui.ui.trouble import Trouble


class Undoing(QObject):
    """Writes into the rows what became of it."""

    changed = Signal()

    def __init__(self, connection: Connection, runner: Runner) -> None:
        super().__init__()
        self._connection = connection
        self._runner = runner
        self._rows = ResultRows()
        self.is_under_way = False
        self.trouble: Trouble | None = None

    def undo(self, rows: ResultRows) -> None:
        """Remove the access these rows gave, and no other."""
        given = rows.start_taking_back()
        if not given:
            return
        self._rows = rows
        self.is_under_way = True
        self.trouble = None
        self.changed.emit()

        def work(tell: Callable[[tuple[Item, TakenBack]], None]) -> object:
            service = self._connection.open()
            return [take_back(service, item, outcomes, partial(_tell, tell, item)) for item, outcomes in given]

        self._runner.run_telling(work, self._on_news, self._on_done, self._on_failed)

    def _on_news(self, news: Sequence[tuple[Item, TakenBack]]) -> None:
        for item, taken in news:
            self._rows.take_taken_back(item, taken)
        self.changed.emit()

    def _on_done(self, _results: object) -> None:
        self.is_under_way = False
        self.changed.emit()

    def _on_failed(self, trouble: Trouble) -> None:
        self.is_under_way = False
        self.trouble = trouble
        self._rows.end_taking_back()
        self.changed.emit()


def _tell(tell: Callable[[tuple[Item, TakenBack]], None], item: Item, taken: TakenBack) -> None:
    tell((item, taken))
