"""Invitations of earlier starts: how each stands, item by item, and what can be done with each and with all."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.choice_row import ChoiceRow
from drive_share_gui.ui.field_frame import framed
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.result_rows import ResultRow, needs_a_look
from drive_share_gui.ui.results_model import ResultsModel, by_item
from drive_share_gui.ui.results_view import ResultsView
from drive_share_gui.ui.settling_wording import (
    ask_to_forget,
    count_questions,
    count_unsent,
    explain_earlier,
    summarise_earlier,
)
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import MARGIN, SPACE, scaled
from drive_share_gui.ui.tinted_label import Tint, TintedLabel
from drive_share_gui.ui.translation import translate


class EarlierPage(QWidget):
    """Draws the earlier rows of a state."""

    decided = Signal(Label, tuple)
    """What to do, and the ResultRows to do it with."""
    stop_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ResultRow, ...] = ()
        self.model = ResultsModel(self, are_earlier=True)
        self.summary = TintedLabel(Tint.TEXT, self)
        self.summary.setFont(scaled(self.font(), 1.1, bold=True))
        self.summary.setWordWrap(True)
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.promise = TintedLabel(Tint.QUIET, self)
        self.promise.setWordWrap(True)
        self.promise.setText(explain_earlier())
        self.view = ResultsView(self.model, self)
        self.view.setAccessibleName(translate("Window", "Earlier invitations"))
        self.view.setMinimumHeight(2 * (2 * self.fontMetrics().height() + 2 * SPACE))
        self.questions = ChoiceRow((Label.CHECK_AGAIN, Label.SEND_AGAIN, Label.LEAVE), self)
        self.unsent = ChoiceRow((Label.SEND, Label.LEAVE), self)
        self.sure = ChoiceRow((Label.FORGET_THEM, Label.KEEP_THEM), self)
        self.forget = Button(Label.FORGET_THESE.text, Rank.LINK, self)
        self.stop = Button(Label.STOP.text, Rank.PLAIN, self)
        self.done = Button(Label.DONE.text, Rank.PLAIN, self)
        self._lay_out()
        self._order()
        self.view.decided.connect(self.decided)
        self.questions.chosen.connect(self._decide_questions)
        self.unsent.chosen.connect(self._decide_unsent)
        self.forget.clicked.connect(lambda: self.sure.show_choice(ask_to_forget(len(self._rows)), are_several=True))
        self.sure.chosen.connect(self._forget_or_keep)
        self.stop.clicked.connect(self.stop_wanted)
        self.done.clicked.connect(self.left)

    def show_state(self, state: ShareState) -> None:
        """Draw the rows, and what can be done with them."""
        self._rows = state.earlier
        self.model.show_rows(by_item(state.earlier), state.now)
        self.summary.setText(summarise_earlier(sum(_is_open(row) for row in self._rows)))
        self.questions.show_count(sum(row.asks for row in self._rows), count_questions)
        self.unsent.show_count(sum(row.never_went_out for row in self._rows), count_unsent)
        self.forget.setVisible(bool(self._rows))
        self.forget.setEnabled(not state.is_busy)
        self.stop.setVisible(state.is_sending)
        self.stop.setEnabled(not state.is_stopping)

    def _decide_questions(self, label: Label) -> None:
        self.decided.emit(label, tuple(row for row in self._rows if row.asks))

    def _decide_unsent(self, label: Label) -> None:
        self.decided.emit(label, tuple(row for row in self._rows if row.never_went_out))

    def _forget_or_keep(self, label: Label) -> None:
        self.sure.show_choice("", are_several=False)
        if label is Label.FORGET_THEM:
            self.decided.emit(Label.FORGET, self._rows)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.stop)
        bottom = QHBoxLayout()
        bottom.addWidget(self.forget)
        bottom.addStretch()
        bottom.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self.promise)
        column.addWidget(framed(self.view), 1)
        column.addWidget(self.questions)
        column.addWidget(self.unsent)
        column.addWidget(self.sure)
        column.addSpacing(SPACE)
        column.addLayout(bottom)

    def _order(self) -> None:
        choices = (*self.questions.buttons.values(), *self.unsent.buttons.values())
        sure = self.sure.buttons.values()
        for before, after in pairwise((self.stop, self.view, *choices, *sure, self.forget, self.done)):
            QWidget.setTabOrder(before, after)


def _is_open(row: ResultRow) -> bool:
    return row.is_unknown or row.is_open or row.is_elsewhere or needs_a_look(row)
