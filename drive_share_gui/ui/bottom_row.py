"""The foot of the window: the link of the item, and the buttons that act or close."""

import sys
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyle, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.share_state import Phase, ShareState
from drive_share_gui.ui.theme import SPACE

_KDE: Final = 2
"""QDialogButtonBox.ButtonLayout.KdeLayout, as the style names it."""
_SHOWN_FOR: Final = 2500
"""Milliseconds a button says that something was copied."""


class BottomRow(QWidget):
    """The main button is the one Return presses."""

    link_wanted = Signal()
    close_wanted = Signal()
    share_wanted = Signal()
    more_wanted = Signal()
    results_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.copy_link = Button(Label.COPY_LINK.text, Rank.LINK, self, sign=Sign.LINK)
        self.results = Button(Label.RESULTS.text, Rank.LINK, self)
        self.close_window = Button(Label.CLOSE.text, Rank.PLAIN, self)
        self.more = Button(Label.MORE_PEOPLE.text, Rank.PLAIN, self)
        self.share = Button(Label.SHARE.text, Rank.MAIN, self)
        self.share.setDefault(True)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_SHOWN_FOR)
        self._copied.timeout.connect(self._offer_copying)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.copy_link)
        row.addWidget(self.results)
        row.addStretch()
        for button in self._in_order():
            row.addWidget(button)
        self.copy_link.clicked.connect(self.link_wanted)
        self.results.clicked.connect(self.results_wanted)
        self.close_window.clicked.connect(self.close_wanted)
        self.share.clicked.connect(self.share_wanted)
        self.more.clicked.connect(self.more_wanted)

    def stops(self) -> tuple[QWidget, ...]:
        """Name what the Tab key comes to, in order."""
        return self.copy_link, self.results, *self._in_order()

    def show_state(self, state: ShareState) -> None:
        """Show what can be done now."""
        editing = state.phase is Phase.EDITING
        self.copy_link.setVisible(state.item is not None and bool(state.item.web_url) and not state.is_finding)
        self.results.setVisible(editing and state.may_go_back)
        self.share.setVisible(editing)
        self.share.setEnabled(state.may_share)
        self.more.setVisible(state.phase is Phase.RESULTS and not state.is_sending)

    def say_copied(self) -> None:
        """Let the button say for a while that the link was copied."""
        self.copy_link.set_sign(Sign.CHECK)
        self.copy_link.setText(Label.LINK_COPIED.text)
        self.copy_link.updateGeometry()
        announce(self.copy_link, Label.LINK_COPIED.plain)
        self._copied.start()

    def _offer_copying(self) -> None:
        self.copy_link.set_sign(Sign.LINK)
        self.copy_link.setText(Label.COPY_LINK.text)

    def _in_order(self) -> tuple[Button, ...]:
        """Order the buttons as the platform does."""
        layout = self.style().styleHint(QStyle.StyleHint.SH_DialogButtonLayout, None, self)
        if sys.platform == "win32" or layout == _KDE:
            return self.share, self.more, self.close_window
        return self.more, self.close_window, self.share
