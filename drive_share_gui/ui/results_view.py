"""The list of results: one row a person, whatever their number, and what can be done about each."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from drive_share_gui.domain.item import Item
from drive_share_gui.ui.action_view import ActionView
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.result_rows import ResultRow, needs_a_look
from drive_share_gui.ui.results_delegate import ResultDelegate, draw_ground, text_width
from drive_share_gui.ui.results_model import ROW, STATUS, ResultsModel
from drive_share_gui.ui.theme import SPACE, theme_of
from drive_share_gui.ui.translation import translate

_MEASURED: Final = 300
"""Rows whose reasons are measured."""
_IN_CELL: Final = (Label.FIX, Label.EDIT, Label.CHECK_NOW, Label.DECIDE, Label.CHECK_AGAIN, Label.SEND_AGAIN)
_DECISIONS: Final = (
    Label.CHECK_NOW,
    Label.CHECK_AGAIN,
    Label.SEND_AGAIN,
    Label.SEND,
    Label.LEAVE,
    Label.FORGET,
)


class ResultsView(ActionView):
    """Shows a ResultsModel; says what is to be done with which row."""

    page_wanted = Signal(ResultRow)
    """A web page helps with this row."""
    edit_wanted = Signal(ResultRow)
    decided = Signal(Label, tuple)
    """What to do, and the ResultRow to do it with."""
    current_changed = Signal()

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        widest = max(self.fontMetrics().horizontalAdvance(label.plain) for label in _IN_CELL)
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard when the page is turned without going to a row: it follows the sending as long."""
        was_nowhere = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if was_nowhere and event.reason() is Qt.FocusReason.OtherFocusReason:
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return and Space open the menu where there is something to decide."""
        cell = self.currentIndex().siblingAtColumn(1)
        opens = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if opens and cell.data() == Label.DECIDE.plain:
            self._open_menu_of(cell.row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break long reasons anew."""
        super().resizeEvent(event)
        self._measure()

    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the whole row, then its cells."""
        selected = self.selectionModel().isRowSelected(index.row(), QModelIndex())
        theme = theme_of(QApplication.palette())
        if isinstance(self._results.index(index.row(), 0).data(ROW), Item):
            painter.fillRect(options.rect, theme.window)
        draw_ground(painter, options.rect, theme, selected=selected, focused=self.hasFocus())
        super().drawRow(painter, options, index)

    def _on_chosen(self, row: int, action: str) -> None:
        result = self.model().index(row, 0).data(ROW)
        if not isinstance(result, ResultRow):
            return
        if action == Label.DECIDE.plain:
            self._open_menu_of(row)
        elif action in {Label.FIX.plain, Label.LOOK_ON_WEBSITE.plain}:
            self.page_wanted.emit(result)
        elif action == Label.EDIT.plain:
            self.edit_wanted.emit(result)
        for decision in _DECISIONS:
            if action == decision.plain:
                self.decided.emit(decision, (result,))

    def _open_menu_of(self, row: int) -> None:
        cell = self.model().index(row, 1)
        self.setCurrentIndex(cell.siblingAtColumn(0))
        self.open_menu(self.viewport().mapToGlobal(self.visualRect(cell).bottomLeft()))

    def _on_current_changed(self) -> None:
        self.current_changed.emit()

    def _on_rows_changed(self) -> None:
        self._measure()
        self.current_changed.emit()

    def _measure(self) -> None:
        """Give all rows a second line for the reason where one of the first ones needs it."""
        width, metrics = text_width(self.columnWidth(0)), self.fontMetrics()
        rows = enumerate(self._results.rows[:_MEASURED])
        numbers = [
            number for number, row in rows if isinstance(row, ResultRow) and (row.is_unknown or needs_a_look(row))
        ]
        reasons = (str(self._results.index(number, 0).data(STATUS)) for number in numbers)
        lines = 2 if any(metrics.horizontalAdvance(reason) > width for reason in reasons) else 1
        if lines != self._rows.status_lines:
            self._rows.status_lines = lines
            self.scheduleDelayedItemsLayout()
