"""The page that tests the connection: a line for every step, and fields where the proxy wants a login."""

from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.application.try_connection import Mark, Step, Tried
from drive_share_gui.domain.delivery import State
from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.banner import Banner, Notice, Tone
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.connection_trial import ConnectionTrial, TrialState
from drive_share_gui.ui.connection_words import describe_step, describe_trial, name_step
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.held_up import go_on
from drive_share_gui.ui.icons import Sign, draw_badge, draw_sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.proxy_login_form import ProxyLoginForm
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.theme import ICON, MARGIN, SPACE, scaled, theme_of
from drive_share_gui.ui.tinted_label import Tint, TintedLabel

_BADGE = 20
_NAMES = 14 * SPACE
"""Width of the column with the steps' names."""


class ConnectionPage(QWidget):
    """Draws what its trial publishes, and passes on what is done."""

    left = Signal()

    def __init__(self, trial: ConnectionTrial, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trial = trial
        self.heading = TintedLabel(Tint.TEXT, self)
        self.heading.setFont(scaled(self.font(), 1.4, bold=True))
        self.heading.setText(Label.TEST_CONNECTION.plain.rstrip("…"))
        self.banner = Banner(self)
        self.summary = TintedLabel(Tint.QUIET, self)
        self.summary.setWordWrap(True)
        self.lines = {step: StepLine(step, self) for step in Step}
        self.login = ProxyLoginForm(self)
        self.login.entered.connect(trial.log_in)
        self.again = Button(Label.TEST_AGAIN.text, Rank.PLAIN, self)
        self.again.clicked.connect(trial.begin)
        self.done = Button(Label.DONE.text, Rank.MAIN, self)
        self.done.clicked.connect(self.left)
        self._lay_out()
        trial.changed.connect(self._render)
        self._render(trial.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch()
        foot.addWidget(self.again)
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * SPACE)
        column.setSpacing(SPACE)
        for widget in (self.heading, self.summary, self.banner, *self.lines.values()):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        column.addWidget(self.login)
        column.addStretch(1)
        column.addLayout(foot)
        for before, after in pairwise((*self.login.stops(), self.again, self.done)):
            QWidget.setTabOrder(before, after)

    def _render(self, state: TrialState) -> None:
        tried = {tried.step: tried for tried in state.trial.steps}
        for step, line in self.lines.items():
            line.show_step(tried.get(step), is_busy=state.is_busy)
        self.banner.show_notice(
            None if state.trouble is None else Notice(describe_trouble(state.trouble), Tone.PROBLEM)
        )
        said = describe_trial(state.trial, is_busy=state.is_busy, is_login_lost=state.is_login_lost)
        if said != self.summary.text():
            self.summary.setText(said)
            announce(self.summary, said)
        wanted_before = self.login.isVisibleTo(self)
        self.login.setVisible(state.wants_login)
        self.login.show_state(state)
        self.again.setEnabled(not state.is_busy)
        self.done.rank = Rank.PLAIN if state.wants_login else Rank.MAIN
        self.done.update()
        if state.wants_login and not wanted_before:
            self.login.user.setFocus()
        elif not state.wants_login:
            self.done.setFocus()


class StepLine(QWidget):
    """One step: a sign, its name, and how it went."""

    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark: Mark | None = None
        """How it went; None where that is not known yet."""
        name = TintedLabel(Tint.TEXT, self)
        name.setFont(scaled(self.font(), 1, bold=True))
        name.setText(name_step(step))
        name.setFixedWidth(_NAMES)
        self.text = TintedLabel(Tint.TEXT, self)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        above = max(2, (_BADGE + 4 - self.text.fontMetrics().height()) // 2)
        row.setContentsMargins(0, above, 0, above)
        row.setSpacing(0)
        row.addSpacing(_BADGE + SPACE)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)

    def show_step(self, tried: Tried | None, *, is_busy: bool) -> None:
        """Show how it went, or that it is not known yet."""
        known = tried if not is_busy else None
        self.mark = known.mark if known else None
        failed = self.mark is Mark.FAILED
        self.text.set_tint(Tint.PROBLEM if failed else Tint.QUIET if self.mark is Mark.NOT_TRIED else Tint.TEXT)
        self.text.setText(describe_step(known) if known else "…")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign beside the first line."""
        del event
        theme = theme_of(self.palette())
        painter = QPainter(self)
        top = self.text.y() + (self.text.fontMetrics().height() - _BADGE) / 2
        where = QRectF(0, top, _BADGE, _BADGE)
        if self.isRightToLeft():
            where.moveRight(self.width())
        inset = (_BADGE - ICON) / 2
        small = where.adjusted(inset, inset, -inset, -inset)
        match self.mark:
            case Mark.PASSED | Mark.NOT_NEEDED:
                draw_badge(painter, Sign.CHECK, where, theme.good, theme.window)
            case Mark.FAILED:
                draw_badge(painter, Sign.CROSS, where, theme.problem, theme.window)
            case _:
                draw_sign(painter, Sign.RING, small, theme.quiet)


def show_connection_page(window: ShareWindow, dialog: QWidget, presenter: SharePresenter) -> ConnectionPage:
    """Put the page in front of the dialog; leaving it goes on with what the proxy held up, if the way is open now."""
    trial = ConnectionTrial(presenter.connection, presenter.runner)
    page = ConnectionPage(trial, window)
    trial.setParent(page)

    def leave() -> None:
        window.fill(dialog)
        page.deleteLater()
        if trial.state.is_open:
            go_on(presenter, State.NEEDS_PROXY)

    page.left.connect(leave)
    window.fill(page)
    trial.begin()
    return page
