"""The sign-in page: one question at a time in place of the dialog, and the ways to answer it."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.domain.account import Account
from drive_share_gui.ui.announcement import announce
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


class SignInPage(QWidget):
    """Draws what its presenter publishes, and passes on what is done."""

    chosen = Signal(Account)

    def __init__(self, signing: Signing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signing = signing
        self._sight: Sight | None = None
        self.banner = Banner(self)
        self.heading = TintedLabel(Tint.TEXT, self)
        self.heading.setFont(scaled(self.font(), 1.4, bold=True))
        self.text = TintedLabel(Tint.TEXT, self)
        self.note = TintedLabel(Tint.CAUTION, self)
        for label in (self.heading, self.text, self.note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.accounts = AccountChoice(self)
        self.accounts.chosen.connect(signing.choose)
        self.code = CodePanel(self)
        self.register = RegisterPanel(self)
        self.register.entered.connect(signing.enter)
        acts = {
            Act.SIGN_IN: signing.sign_in,
            Act.SIGN_IN_AGAIN: signing.sign_in,
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
            self.buttons[act] = Button(act.text, _RANKS.get(act, Rank.LINK), self)
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
        links = QHBoxLayout()
        links.setSpacing(2 * SPACE)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch()
        for button in self.buttons.values():
            (links if button.rank is Rank.LINK else foot).addWidget(button)
        for act in (Act.SIGN_IN, Act.SIGN_IN_AGAIN, Act.SIGN_OUT):  # the main one stands last
            foot.removeWidget(self.buttons[act])
            foot.addWidget(self.buttons[act])
        links.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        for widget in (self.banner, self.heading, self.text, self.note, self.accounts, self.code):
            column.addWidget(widget)
        column.addWidget(self.register, 1)
        self._filler = QWidget(self)
        column.addWidget(self._filler, 1)
        column.addLayout(links)
        column.addLayout(foot)
        stops = (*self.accounts.stops(), *self.buttons.values())
        for before, after in pairwise(stops):
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
        self.register.setVisible(state.ask is Ask.REGISTER)
        self._filler.setVisible(state.ask is not Ask.REGISTER)
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
    Act.SIGN_OUT: Rank.MAIN,
    Act.BACK: Rank.PLAIN,
    Act.CANCEL: Rank.PLAIN,
}


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

    def stops(self) -> tuple[Button, ...]:
        """Name what the Tab key comes to, in order."""
        return tuple(self._buttons)

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
        button.clicked.connect(lambda: self.chosen.emit(account))
        self._column.addWidget(button)
        return button
