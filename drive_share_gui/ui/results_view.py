"""The list of results: one row a person, whatever their number."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from drive_share_gui.ui.action_view import ActionView
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.result_rows import ResultRow, needs_a_look
from drive_share_gui.ui.results_delegate import ResultDelegate, draw_ground, text_width
from drive_share_gui.ui.results_model import ROW, STATUS, ResultsModel
from drive_share_gui.ui.theme import SPACE, theme_of
from drive_share_gui.ui.translation import translate

_MEASURED: Final = 300
"""Rows whose reasons are measured."""
_FIX, _EDIT, _CHECK = Label.FIX, Label.EDIT, Label.CHECK_NOW


class ResultsView(ActionView):
    """Shows a ResultsModel; says what is to be done with which row."""

    fix_wanted = Signal(ResultRow)
    edit_wanted = Signal(ResultRow)
    check_wanted = Signal()
    current_changed = Signal()

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        widest = max(self.fontMetrics().horizontalAdvance(label.plain) for label in (_FIX, _EDIT, _CHECK))
        self._results = model
        self._rows = ResultDelegate(self)
        self.arrange_columns(self._rows, (widest + 3 * SPACE,))
        self.setAccessibleName(translate("Result", "Results"))
        self.viewport().setAutoFillBackground(False)
        self.chosen.connect(self._on_chosen)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.dataChanged.connect(self._on_rows_changed)
        model.modelReset.connect(self._on_rows_changed)

    def current_row(self) -> ResultRow | None:
        """Give the row the keyboard is at."""
        row = self.currentIndex().siblingAtColumn(0).data(ROW)
        return row if isinstance(row, ResultRow) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break long reasons anew."""
        super().resizeEvent(event)
        self._measure()

    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the whole row, then its cells."""
        selected = self.selectionModel().isRowSelected(index.row(), QModelIndex())
        draw_ground(painter, options.rect, theme_of(QApplication.palette()), selected=selected, focused=self.hasFocus())
        super().drawRow(painter, options, index)

    def _on_chosen(self, row: int, action: str) -> None:
        result = self.model().index(row, 0).data(ROW)
        if not isinstance(result, ResultRow):
            return
        if action == _FIX.plain:
            self.fix_wanted.emit(result)
        elif action == _EDIT.plain:
            self.edit_wanted.emit(result)
        elif action == _CHECK.plain:
            self.check_wanted.emit()

    def _on_current_changed(self) -> None:
        self.current_changed.emit()

    def _on_rows_changed(self) -> None:
        self._measure()
        self.current_changed.emit()

    def _measure(self) -> None:
        """Give all rows a second line for the reason where one of the first ones needs it."""
        width, metrics = text_width(self.columnWidth(0)), self.fontMetrics()
        numbers = [number for number, row in enumerate(self._results.rows[:_MEASURED]) if needs_a_look(row)]
        reasons = (str(self._results.index(number, 0).data(STATUS)) for number in numbers)
        lines = 2 if any(metrics.horizontalAdvance(reason) > width for reason in reasons) else 1
        if lines != self._rows.status_lines:
            self._rows.status_lines = lines
            self.scheduleDelayedItemsLayout()
