"""The content of the share window: draws what its presenter publishes, and passes on what is done in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from drive_share_gui.ui.banner import Banner
from drive_share_gui.ui.bottom_row import BottomRow
from drive_share_gui.ui.item_header import ItemHeader
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.practice_strip import PracticeStrip
from drive_share_gui.ui.share_commands import ShareCommands
from drive_share_gui.ui.share_form import ShareForm
from drive_share_gui.ui.share_notices import notice_of
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_state import Leaving, Phase, ShareState
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.share_wiring import connect_earlier, connect_foot, connect_form, connect_results, order_stops
from drive_share_gui.ui.suggester import Suggester
from drive_share_gui.ui.theme import MARGIN, SPACE
from drive_share_gui.ui.translation import translate

if TYPE_CHECKING:
    from drive_share_gui.ui.earlier_page import EarlierPage
    from drive_share_gui.ui.results_page import ResultsPage


_QUIET_MOMENT: Final = 500
"""Milliseconds without a change until the page for the results is made."""


class ShareDialog(QWidget):
    """All that is in the window: picking, filling in, sending, results; parts are made when first needed."""

    left = Signal()
    """The person is through, and nothing is under way any more."""

    def __init__(
        self,
        window: ShareWindow,
        presenter: SharePresenter,
        suggester: Suggester,
        make_picker: Callable[[QWidget], QWidget],
    ) -> None:
        super().__init__(window)
        self._frame = window
        self.presenter = presenter
        self._make_picker = make_picker
        self._is_put_away = False
        self._phase: Phase | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_QUIET_MOMENT)
        self._later.timeout.connect(self._results_page)
        self.commands = ShareCommands(presenter, self)
        self.strip = PracticeStrip(self)
        self.header = ItemHeader(self)
        self.banner = Banner(self)
        self.form = ShareForm(self)
        self.picker: QWidget | None = None
        self.results: ResultsPage | None = None
        self.earlier: EarlierPage | None = None
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.form)
        self.foot = BottomRow(self)
        self._lay_out()
        order_stops((self.header.change, self.header.account, *self.form.stops(), *self.foot.stops()))
        self._connect(suggester)
        self._render(presenter.state)
        window.fill(self)

    def leave(self) -> None:
        """Close, unless something would be left undone that the person was not asked about."""
        if self.presenter.may_leave():
            self._put_away()

    def come_back(self) -> None:
        """Stay, also when what was begun while hidden has ended."""
        self._is_put_away = False

    def _put_away(self) -> None:
        """Hide at once; what is being sent goes on without a window."""
        self._frame.hide()
        self._is_put_away = self.presenter.state.is_busy
        if not self._is_put_away:
            self.left.emit()

    def _come_back_or_leave(self, state: ShareState) -> None:
        """End what was begun while hidden: the window comes back if somebody needs a look."""
        self._is_put_away = False
        if state.calls_back and state.leaving is not Leaving.STILL_UNSURE:
            self._frame.show()
            self._frame.raise_()
        else:
            self.left.emit()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self.header)
        top.addWidget(self.banner)
        self._top = top
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        bottom = QVBoxLayout()
        self._bottom = bottom
        bottom.addWidget(self.foot)
        column.addLayout(bottom)

    def _connect(self, suggester: Suggester) -> None:
        presenter, commands = self.presenter, self.commands
        presenter.changed.connect(self._render)
        self._frame.leave_wanted.connect(self.leave)
        presenter.left.connect(self.leave)
        self.header.change_wanted.connect(presenter.change_item)
        self.strip.mails_wanted.connect(commands.open_mails)
        self.banner.chosen.connect(commands.do)
        self.foot.close_wanted.connect(self.leave)
        commands.window_left.connect(self._put_away)
        commands.test_wanted.connect(self._test_connection)
        self.header.account.test_wanted.connect(self._test_connection)
        connect_form(self.form, presenter.filling, suggester, commands)
        self.form.options.unfolded.connect(self._show_options)
        connect_foot(self.foot, presenter, commands)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._share_by_key)

    def _share_by_key(self) -> None:
        if self.presenter.state.phase is Phase.EDITING:
            self.presenter.share()

    def _render(self, state: ShareState) -> None:
        """Draw a state; widgets decide nothing."""
        self._frame.setWindowTitle(title_of(state))
        self.strip.setVisible(state.is_practice)
        whole, has_head = state.is_whole, not state.is_whole or state.account is not None
        self.header.setVisible(has_head)
        self.header.show_state(state)
        self.banner.show_notice(notice_of(state))
        self.form.show_state(state)
        self.foot.setVisible(not whole)
        self._leave_room(above=has_head or self.banner.notice is not None, below=not whole)
        self.foot.show_state(state)
        if state.phase is Phase.RESULTS or self.results is not None:
            self._results_page().show_state(state)
        elif state.item is not None and state.phase is Phase.EDITING and not self._later.isActive():
            self._later.start()  # so that sharing does not have to wait for it
        if state.phase is Phase.EARLIER:
            self._earlier_page().show_state(state)
        if state.phase is not self._phase:
            self._turn_to(state.phase)
        if self._is_put_away and not state.is_busy:
            self._come_back_or_leave(state)

    def _show_options(self) -> None:
        """Grow so that what was unfolded can be seen without scrolling; scroll where the screen is too small."""
        self._frame.grow(self.form.wanted_height() - self.form.viewport().height())
        self.form.show_options()

    def _leave_room(self, *, above: bool, below: bool) -> None:
        """Take the room around header and foot away where they are not shown."""
        apart = below or self.banner.notice is not None
        self._top.setContentsMargins(MARGIN, MARGIN if above else 0, MARGIN, 2 * SPACE if apart else 0)
        self._bottom.setContentsMargins(MARGIN, 2 * SPACE if below else 0, MARGIN, 2 * SPACE if below else 0)

    def _turn_to(self, phase: Phase) -> None:
        """Bring another page to the front, the keyboard with it."""
        self._phase = phase
        page: QWidget = self.form
        first: QWidget = self.form.people.edit
        if phase is Phase.CHOOSING:
            page = first = self._picker_page()
        elif phase is Phase.RESULTS:
            page, first = self._results_page(), self._results_page().view
        elif phase is Phase.EARLIER:
            page, first = self._earlier_page(), self._earlier_page().view
        for other in (self.form, self.picker, self.results, self.earlier):
            if other is not None:  # only the page in front claims room
                policy = QSizePolicy.Policy.Expanding if other is page else QSizePolicy.Policy.Ignored
                other.setSizePolicy(policy, policy)
        self.pages.setCurrentWidget(page)
        first.setFocus()

    def _results_page(self) -> "ResultsPage":
        if self.results is None:
            from drive_share_gui.ui.results_page import ResultsPage  # noqa: PLC0415 - not before the first paint

            self.results = ResultsPage(self)
            self.pages.addWidget(self.results)
            self.results.room_wanted.connect(self._frame.grow)
            connect_results(self.results, self.presenter, self.commands)
        return self.results

    def _earlier_page(self) -> "EarlierPage":
        if self.earlier is None:
            from drive_share_gui.ui.earlier_page import EarlierPage  # noqa: PLC0415 - rarely shown

            self.earlier = EarlierPage(self)
            self.pages.addWidget(self.earlier)
            connect_earlier(self.earlier, self.presenter)
        return self.earlier

    def _test_connection(self) -> None:
        from drive_share_gui.ui.connection_page import show_connection_page  # noqa: PLC0415 - rarely needed

        show_connection_page(self._frame, self, self.presenter)

    def _picker_page(self) -> QWidget:
        if self.picker is None:
            self.picker = self._make_picker(self)
            self.pages.addWidget(self.picker)
        return self.picker


def title_of(state: ShareState) -> str:
    """Name the window after its verb and the item."""
    if state.phase is Phase.EARLIER:
        return translate("Window", "Earlier invitations")
    if state.item is None or state.phase is Phase.CHOOSING:
        return Label.SHARE.plain
    name = foreign(state.item.name, 80).replace("[*]", "[*][*]")  # Qt reads one [*] as a mark of unsaved changes
    if state.others:
        return translate("Window", "Share “{name}” and {number} more").format(name=name, number=len(state.others))
    return translate("Window", "Share “{name}”").format(name=name)
