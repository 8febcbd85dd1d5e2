"""Saves the results as a file for a spreadsheet or a program, behind the window."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from drive_share_gui.domain.item import Item
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.save_file import save_file
from drive_share_gui.ui.trouble import Trouble
from drive_share_gui.ui.wording import explain


class ResultExport(QObject):
    """`changed` says that a file was saved, or could not be."""

    changed = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.saved = ""
        """Name of the file saved last."""
        self.trouble: Trouble | None = None

    def save(self, path: Path, items: Sequence[Item], rows: tuple[ResultRow, ...]) -> None:
        """Save as JSON where the name ends so, else as CSV."""
        from drive_share_gui.application.report import (  # noqa: PLC0415 - not needed to start
            results_as_csv,
            results_as_json,
        )

        self.saved, self.trouble = "", None
        receipts = [
            (item, [row.receipt for row in rows if row.receipt is not None and row.invitation.item.place == item.place])
            for item in items
        ]
        text = (
            results_as_json(receipts, explain) if path.suffix.lower() == ".json" else results_as_csv(receipts, explain)
        )
        self._runner.run(partial(save_file, path, text), partial(self._on_saved, path), self._on_not_saved)

    def forget(self) -> None:
        """Say no more about the last file."""
        self.saved, self.trouble = "", None

    def _on_saved(self, path: Path, _nothing: None) -> None:
        self.saved = path.name
        self.changed.emit()

    def _on_not_saved(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.changed.emit()
