"""The sign-in page: one question at a time in place of the dialog, and the ways to answer it."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.domain.account import Account
from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.app_icon import app_icon
from drive_share_gui.ui.banner import Banner, Notice, Tone
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.code_panel import CodePanel
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.plain_text import unmarked
from drive_share_gui.ui.register_panel import RegisterPanel
from drive_share_gui.ui.sign_in_sight import Act, Sight, name_account, sight_of
from drive_share_gui.ui.sign_in_state import Ask, SignInState
from drive_share_gui.ui.signing import Signing
from drive_share_gui.ui.theme import MARGIN, SPACE, scaled
from drive_share_gui.ui.tinted_label import Tint, TintedLabel

_NARROW: Final = 440
_WIDEST: Final = 16_777_215
"""QWIDGETSIZE_MAX."""
_ICON: Final = 56


class SignInPage(QWidget):
    """Draws what its presenter publishes, and passes on what is done."""

    room_wanted = Signal(int)
    """Height that is lacking for all to be seen."""

    def __init__(self, signing: Signing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signing = signing
        self._sight: Sight | None = None
        self.banner = Banner(self)
        self._above, self._below = QWidget(self), QWidget(self)
        self._card = QWidget(self)
        self._icon = AppPicture(self._card)
        self.heading = TintedLabel(Tint.TEXT, self._card)
        self.heading.setFont(scaled(self.font(), 1.4, bold=True))
        self.text = TintedLabel(Tint.TEXT, self._card)
        self.note = TintedLabel(Tint.CAUTION, self._card)
        for label in (self.heading, self.text, self.note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.accounts = AccountChoice(self._card)
        self.accounts.chosen.connect(signing.choose)
        self.code = CodePanel(self._card)
        self.register = RegisterPanel(self._card)
        self.register.entered.connect(signing.enter)
        acts = {
            Act.SIGN_IN: signing.sign_in,
            Act.SIGN_IN_AGAIN: signing.sign_in,
            Act.ALLOW: signing.sign_in,
            Act.USE_CODE: signing.use_code,
            Act.PRACTICE: signing.practice_wanted.emit,
            Act.OTHER_APP: signing.register,
            Act.ADD_ACCOUNT: signing.add_account,
            Act.SIGN_OUT: signing.sign_out,
            Act.BACK: signing.cancel,
            Act.CANCEL: signing.cancel,
        }
        self.buttons: dict[Act, Button] = {}
        for act, do in acts.items():
            self.buttons[act] = Button(act.text, _RANKS.get(act, Rank.LINK), self._card)
            self.buttons[act].clicked.connect(do)
        self._lay_out()
        signing.changed.connect(self._render)
        self._render(signing.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape, where there is something to go back to; answer with Return."""
        sight = self._sight
        if event.key() == Qt.Key.Key_Escape and sight is not None and {Act.BACK, Act.CANCEL} & set(sight.others):
            self._signing.cancel()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and sight is not None and sight.main is not None:
            self.buttons[sight.main].click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        foot, links = QHBoxLayout(), QVBoxLayout()
        foot.setSpacing(SPACE)
        links.setSpacing(SPACE // 2)
        for button in self.buttons.values():
            if button.rank is Rank.LINK:
                links.addWidget(button)
            else:
                foot.addWidget(button)
        foot.addStretch()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * SPACE)
        for widget in (self._icon, self.heading, self.text, self.note, self.accounts, self.code):
            inside.addWidget(widget)
        inside.addWidget(self.register, 1)
        inside.addLayout(foot)
        inside.addLayout(links)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self._card, 1)
        middle.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.banner)
        column.addWidget(self._above, 2)
        column.addLayout(middle, 1)
        column.addWidget(self._below, 3)
        for before, after in pairwise(self.buttons.values()):
            QWidget.setTabOrder(before, after)

    def _render(self, state: SignInState) -> None:
        sight = sight_of(state)
        is_new = self._sight is None or sight.heading != self._sight.heading
        self._sight = sight
        trouble = state.trouble
        self.banner.show_notice(None if trouble is None else Notice(describe_trouble(trouble), Tone.PROBLEM))
        self.heading.setText(sight.heading)
        self.text.setText(sight.text)
        self.note.setText(sight.note)
        self.note.setVisible(bool(sight.note))
        self.accounts.show_accounts(state.accounts if state.ask is Ask.WHICH else ())
        self.code.setVisible(state.ask is Ask.CODE)
        self.code.show_state(state)
        is_long = state.ask is Ask.REGISTER
        self._card.setMaximumWidth(_WIDEST if is_long else _NARROW)
        for part in (self._above, self._below, self._icon):
            part.setVisible(not is_long)
        self.register.setVisible(is_long)
        self.register.show_entry(state.entry)
        shown = {sight.main, *sight.others, *sight.links}
        for act, button in self.buttons.items():
            button.setVisible(act in shown)
            button.setEnabled(not state.is_busy)
            button.setDefault(act is sight.main)
        self.buttons[Act.SIGN_IN].setEnabled(state.ask is not Ask.REGISTER or state.entry.registration is not None)
        if is_new:
            announce(self.heading, f"{sight.heading} {sight.text}")
            self._focus_first(state, sight)
        if is_long and (is_new or trouble is not None):
            QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        """Ask for room once the layout has settled; scroll to the fields where there is too little."""
        self.room_wanted.emit(self.register.lacking())
        self.register.show_fields()

    def _focus_first(self, state: SignInState, sight: Sight) -> None:
        if state.ask is Ask.REGISTER:
            self.register.client_id.setFocus()
        elif state.ask is Ask.WHICH:
            self.accounts.setFocus()
        else:
            first = sight.main or next(iter(sight.others), None)
            if first is not None:
                self.buttons[first].setFocus()


_RANKS = {
    Act.SIGN_IN: Rank.MAIN,
    Act.SIGN_IN_AGAIN: Rank.MAIN,
    Act.ALLOW: Rank.MAIN,
    Act.SIGN_OUT: Rank.MAIN,
    Act.BACK: Rank.PLAIN,
    Act.CANCEL: Rank.PLAIN,
}


class AppPicture(QWidget):
    """The icon of the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = app_icon()
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        self._picture.paint(QPainter(self), self.rect())


class AccountChoice(QWidget):
    """A button for each of a few accounts."""

    chosen = Signal(Account)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts: tuple[Account, ...] = ()
        self._buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.hide()

    def show_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Offer these; nothing to choose without any."""
        if accounts != self._accounts:
            self._accounts = accounts
            for old in self._buttons:
                old.hide()
                old.deleteLater()
            self._buttons = [self._button(account) for account in accounts]
            if self._buttons:
                self.setFocusProxy(self._buttons[0])
        self.setVisible(bool(accounts))

    def _button(self, account: Account) -> Button:
        button = Button(unmarked(name_account(account)), Rank.PLAIN, self)
        button.set_shrinking()
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(account))
        self._column.addWidget(button)
        return button
