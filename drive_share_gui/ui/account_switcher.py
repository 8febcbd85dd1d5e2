"""Names the account that is shared from, and what else can be done with it and others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from drive_share_gui.domain.account import Account
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign, unmarked
from drive_share_gui.ui.sign_in_sight import name_account


class AccountSwitcher(Button):
    """Hidden where no account is needed."""

    chosen = Signal(Account)
    add_wanted = Signal()
    sign_out_wanted = Signal(Account)
    test_wanted = Signal()
    """Somebody wants to know whether the drive can be reached."""
    suggestions_wanted = Signal()
    """People are to be proposed, which takes one more permission."""
    file_managers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Rank.LINK, parent, sign=Sign.DOWN)
        self._current: Account | None = None
        self._others: tuple[Account, ...] = ()
        self.set_shrinking()
        self.clicked.connect(self.open)
        self.hide()

    def show_accounts(self, current: Account | None, others: tuple[Account, ...] = ()) -> None:
        """Name the present one, and remember whom to offer beside it."""
        self._current, self._others = current, others
        if current is not None:
            name = foreign(current.username, 60)
            self.setText(unmarked(name))
            self.setAccessibleName(f"{Label.ACCOUNT.plain}: {name}")
            self.updateGeometry()
        self.setVisible(current is not None)

    def open(self) -> None:
        """Open the menu under the name."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def make_menu(self) -> QMenu:
        """Make the menu as it is now."""
        menu = QMenu(self)
        for account in self._others:
            action = menu.addAction(unmarked(name_account(account)))
            action.triggered.connect(lambda _=False, account=account: self.chosen.emit(account))
        if self._others:
            menu.addSeparator()
        menu.addAction(Label.PROPOSE_PEOPLE.text).triggered.connect(self.suggestions_wanted)
        menu.addAction(Label.FILE_MANAGERS.text).triggered.connect(self.file_managers_wanted)
        menu.addAction(Label.TEST_CONNECTION.text).triggered.connect(self.test_wanted)
        menu.addSeparator()
        menu.addAction(Label.ADD_ACCOUNT.text).triggered.connect(self.add_wanted)
        current = self._current
        menu.addAction(Label.SIGN_OUT.text).triggered.connect(lambda: self.sign_out_wanted.emit(current))
        return menu
