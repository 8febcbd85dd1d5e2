"""The results: how it went in one line, a row for every person, and what can be done with all of them."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.choice_row import ChoiceRow
from drive_share_gui.ui.details_panel import DetailsPanel
from drive_share_gui.ui.field_frame import framed
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.progress_line import ProgressLine
from drive_share_gui.ui.result_wording import describe_progress, summarise
from drive_share_gui.ui.results_model import ResultsModel, by_item
from drive_share_gui.ui.results_view import ResultsView
from drive_share_gui.ui.settling_wording import count_questions
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import MARGIN, SPACE, scaled
from drive_share_gui.ui.tinted_label import Tint, TintedLabel
from drive_share_gui.ui.translation import translate


class ResultsPage(QWidget):
    """Draws the rows of a state."""

    stop_wanted = Signal()
    undo_wanted = Signal()
    again_wanted = Signal()
    export_wanted = Signal()
    copy_wanted = Signal()
    decided = Signal(Label, tuple)
    """What to do, and the ResultRows to do it with."""
    room_wanted = Signal(int)
    """Height that unfolded details take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ShareState()
        self.model = ResultsModel(self)
        self.summary = TintedLabel(Tint.TEXT, self)
        self.summary.setFont(scaled(self.font(), 1.1, bold=True))
        self.summary.setWordWrap(True)
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stop = Button(Label.STOP.text, Rank.PLAIN, self)
        self.bar = ProgressLine(self)
        self.bar.setAccessibleName(translate("Result", "People done"))
        self.view = ResultsView(self.model, self)
        self.view.setMinimumHeight(2 * (2 * self.fontMetrics().height() + 2 * SPACE))
        self.questions = ChoiceRow((Label.CHECK_AGAIN, Label.SEND_AGAIN, Label.LEAVE), self)
        self.details = DetailsPanel(self)
        self.details.hide()
        self.undo = Button(Label.UNDO.text, Rank.LINK, self, sign=Sign.UNDO)
        self.export = Button(Label.EXPORT.text, Rank.LINK, self)
        self.copy = Button(Label.COPY.text, Rank.LINK, self)
        self.again = Button(Label.SEND_THOSE_AGAIN.text, Rank.LINK, self)
        self.unfold = Button(Label.DETAILS.text, Rank.LINK, self, sign=Sign.FORWARDS)
        self._lay_out()
        self._order()
        self._connect()

    def show_state(self, state: ShareState) -> None:
        """Draw the rows, and what can be done with them."""
        was_sending, self._state = self._state.is_sending, state
        self.model.show_rows(by_item(state.rows) if state.others else state.rows, state.now)
        ended = state.ended
        self.summary.setText(describe_progress(ended, len(state.rows)) if state.is_sending else summarise(state.rows))
        self.stop.setVisible(state.is_sending)
        self.stop.setEnabled(not state.is_stopping)
        self.bar.setVisible(state.is_sending)
        if state.is_sending:
            self._show_progress(ended, len(state.rows))
        self.questions.show_count(sum(row.asks for row in state.rows), count_questions)
        self.undo.setVisible(state.may_undo)
        self.again.setVisible(state.may_try_again)
        for button in (self.export, self.copy):
            button.setEnabled(not state.is_sending)
        if was_sending and not state.is_sending:
            announce(self.summary, self.summary.text())

    def _show_progress(self, ended: int, total: int) -> None:
        """Fill the line, and follow the sending down the list until somebody looks around in it."""
        self.bar.show_progress(ended, total)
        if total and not self.view.currentIndex().isValid():
            lines = self.model.rowCount()  # there may be lines that name items
            self.view.scrollTo(self.model.index(min(ended * lines // total, lines - 1), 0))

    def set_details_open(self, is_open: bool) -> None:  # noqa: FBT001 - a property, as Qt writes them
        """Unfold or fold what is known about the row the keyboard is at."""
        if is_open and self.view.current_row() is None:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.details.setVisible(is_open)
        forwards = Sign.BACKWARDS if self.isRightToLeft() else Sign.FORWARDS
        self.unfold.set_sign(Sign.DOWN if is_open else forwards)
        self._show_details()
        if is_open:
            self.room_wanted.emit(self.details.sizeHint().height())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.stop)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        for button in (self.undo, self.export, self.copy, self.again):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(framed(self.view), 1)
        column.addWidget(self.questions)
        column.addLayout(buttons)
        column.addWidget(self.details)

    def _order(self) -> None:
        choices, unfolded = self.questions.buttons.values(), (self.details.copy_all, self.details.copy_link)
        stops = (self.stop, self.view, *choices, self.undo, self.export, self.copy, self.again, self.unfold, *unfolded)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.stop.clicked.connect(self.stop_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.again.clicked.connect(self.again_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.unfold.clicked.connect(lambda: self.set_details_open(self.details.isHidden()))
        self.view.current_changed.connect(self._show_details)
        self.view.decided.connect(self.decided)
        self.questions.chosen.connect(self._on_chosen_for_all)

    def _on_chosen_for_all(self, label: Label) -> None:
        self.decided.emit(label, tuple(row for row in self._state.rows if row.asks))

    def _show_details(self) -> None:
        if not self.details.isHidden():
            row = self.view.current_row()
            self.details.show_row(row, row.invitation.item if row else None, self._state.now)
