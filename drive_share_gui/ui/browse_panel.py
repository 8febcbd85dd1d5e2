"""The drive to look through: where one is, what lies there, and how much of it is shown."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.domain.item import Drive, Item
from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.browse_hint import HintLabel
from drive_share_gui.ui.browse_notice import ListNotice, NoticeInList
from drive_share_gui.ui.browse_search import SearchField
from drive_share_gui.ui.browse_shelf import ROOT, Shelf
from drive_share_gui.ui.browse_spot import Folder, Lately, Results
from drive_share_gui.ui.browse_tabs import SpotTabs
from drive_share_gui.ui.browse_trail import Trail
from drive_share_gui.ui.browse_view import BrowseView
from drive_share_gui.ui.browse_walk import DriveWalk
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.field_frame import framed
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.pick_state import Asked, PickState
from drive_share_gui.ui.picker_labels import Word, count_words, cut_words, nothing_found_words, why_not
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel

PATIENCE: Final = 300
"""Milliseconds before it says that something is being read: most answers are faster."""
_ACCOUNT_LENGTH: Final = 40


class BrowsePanel(QWidget):
    """Sends people's wishes to go somewhere to the walk, and draws what it publishes."""

    opened = Signal(Item)
    chosen = Signal(Item)
    here_chosen = Signal()
    selected = Signal()

    def __init__(self, walk: DriveWalk, parent: QWidget | None = None, *, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self._walk = walk
        self._shelf = walk.shelf
        self.tabs = SpotTabs(self)
        self.search = SearchField(self)
        self.up = Button("", Rank.LINK, self, sign=Sign.UP)
        self.up.setAccessibleName(Word.UP.text)
        self.up.setToolTip(Word.UP.text)
        self.trail = Trail(self)
        self.view = BrowseView(self)
        self.notice = NoticeInList(self.view)
        self.status = HintLabel(self)
        self.account = TintedLabel(Tint.QUIET, self, small=True)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience)
        self._lay_out()
        self._connect()
        self._patience.start()

    def show_state(self, state: PickState) -> None:
        """Draw the shelf, and what became of an item that was chosen from it."""
        shelf, before = state.shelf, self._shelf
        self._shelf = shelf
        self.tabs.show_shelf(shelf)
        self.search.show_text(shelf.search)
        in_folder = isinstance(shelf.spot, Folder)
        self.up.setVisible(in_folder)
        self.trail.setVisible(in_folder)
        if isinstance(shelf.spot, Folder):
            self.trail.show_way(shelf.spot, shelf.drive)
            self.up.setEnabled(bool(shelf.spot.way))
        if not shelf.loading:
            self._patience.stop()
            self._show_rows(shelf)
        elif not self._patience.isActive() and (not before.loading or before.spot != shelf.spot):
            self._patience.start()
        hint = self._status_words(state)
        self.status.show_hint(hint, _tint_of(state))
        self.account.setText(_account_of(shelf.drive))
        if shelf.listing != before.listing:
            announce(self.view, hint)

    def _show_rows(self, shelf: Shelf) -> None:
        elsewhere = not isinstance(shelf.spot, Folder)
        folders_open = not isinstance(shelf.spot, Lately)
        self.view.show_items(shelf.listing.items, shelf.came_from, elsewhere=elsewhere, folders_open=folders_open)
        self.notice.show_notice(_notice_of(shelf))

    def _on_patience_over(self) -> None:
        """Say that it takes longer: the rows of another spot would only mislead by now."""
        self.view.show_items((), None)
        self.notice.show_notice(ListNotice(Word.LOADING.text))

    def _status_words(self, state: PickState) -> str:
        shelf = state.shelf
        if state.list_hitch is not None:
            return why_not(state.list_hitch)
        if state.fetching is Asked.IN_LIST:
            return Word.FETCHING.text
        count = len(shelf.listing.items)
        if shelf.loading or not count or isinstance(shelf.spot, Lately):
            return ""
        if shelf.listing.complete:
            return count_words(count)
        return cut_words(count, in_search=isinstance(shelf.spot, Results))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self.tabs)
        top.addWidget(self.search, 1)
        way = QHBoxLayout()
        way.setSpacing(SPACE // 2)
        way.addWidget(self.up)
        way.addWidget(self.trail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addLayout(way)
        column.addWidget(framed(self.view, SPACE // 2), 1)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.account, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)

    def _connect(self) -> None:
        walk, view = self._walk, self.view
        self._patience.timeout.connect(self._on_patience_over)
        self.tabs.lately_wanted.connect(self._go_lately)
        self.tabs.drive_wanted.connect(self._go_root)
        self.search.edited.connect(walk.search)
        self.search.searched.connect(walk.search_at_once)
        self.search.left_downwards.connect(view.setFocus)
        self.up.clicked.connect(self._go_up)
        self.trail.wanted.connect(self._go)
        self.notice.again.connect(self._go_again)
        view.opened.connect(self.opened)
        view.chosen.connect(self.chosen)
        view.here_chosen.connect(self.here_chosen)
        view.up_wanted.connect(walk.go_up)
        view.selected.connect(self.selected)

    def _go(self, folder: Folder) -> None:
        """Go to a step of the way, with the focus in the list: the step itself may be gone by then."""
        self.view.setFocus()
        self._walk.go(folder)

    def _go_up(self) -> None:
        self.view.setFocus()
        self._walk.go_up()

    def _go_again(self) -> None:
        self.view.setFocus()
        self._walk.go_again()

    def _go_lately(self) -> None:
        self._walk.go(Lately())

    def _go_root(self) -> None:
        self._walk.go(ROOT)


def _tint_of(state: PickState) -> Tint:
    if state.list_hitch is not None:
        return Tint.PROBLEM
    return Tint.QUIET if state.shelf.listing.complete or state.shelf.loading else Tint.CAUTION


def _account_of(drive: Drive | None) -> str:
    """Say whose drive is looked through."""
    return foreign(drive.account or drive.owner, _ACCOUNT_LENGTH) if drive is not None else ""


def _notice_of(shelf: Shelf) -> ListNotice | None:
    """Say what stands in place of rows; nothing where there are some."""
    if shelf.trouble is not None:
        return ListNotice(why_not(shelf.trouble), again=True)
    if shelf.listing.items:
        return None
    if isinstance(shelf.spot, Results):
        return ListNotice(nothing_found_words(shelf.spot.text))
    return ListNotice(Word.EMPTY.text, picture=True)
