"""The user name and password a proxy wants."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.connection_trial import TrialState
from drive_share_gui.ui.field_frame import FieldFrame
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel, heading
from drive_share_gui.ui.translation import translate


class ProxyLoginForm(QWidget):
    """Two fields and a button; the password is never shown."""

    entered = Signal(str, str)
    """User name and password."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = TintedLabel(Tint.QUIET, self, small=True)
        self.hint.setWordWrap(True)
        self.user, self.password = QLineEdit(self), QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.log_in = Button(Label.LOG_IN.text, Rank.MAIN, self)
        self.log_in.clicked.connect(self._enter)
        fields = QHBoxLayout()
        fields.setSpacing(2 * SPACE)
        for label, line in ((Label.USER_NAME, self.user), (Label.PASSWORD, self.password)):
            line.setFrame(False)
            line.setAccessibleName(label.plain)
            line.returnPressed.connect(self._enter)
            frame = FieldFrame(self)
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
            inside.addWidget(line)
            part = QVBoxLayout()
            part.setSpacing(SPACE // 2)
            part.addWidget(heading(label, line, self))
            part.addWidget(frame)
            fields.addLayout(part, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(fields)
        column.addWidget(self.hint)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.log_in)
        column.addLayout(foot)

    def stops(self) -> tuple[QWidget, ...]:
        """Name what the Tab key comes to, in order."""
        return self.user, self.password, self.log_in

    def show_state(self, state: TrialState) -> None:
        """Say for which proxy it is, or what is not right yet; once the proxy opened, forget what was typed."""
        is_wrong = state.is_login_unusable or state.is_login_refused
        said = describe_login(state)
        if said != self.hint.text():
            self.hint.setText(said)
            if is_wrong:
                announce(self.hint, said)
        self.hint.set_tint(Tint.PROBLEM if is_wrong else Tint.QUIET)
        self.setEnabled(not state.is_busy)
        if not state.wants_login:
            self.password.clear()

    def _enter(self) -> None:
        self.entered.emit(self.user.text(), self.password.text())


def describe_login(state: TrialState) -> str:
    """Say whom the login is for, or why it is none."""
    if state.is_login_unusable:
        return translate(
            "ProxyLogin", "A user name is needed. It has no colon, and neither it nor the password is very long."
        )
    if state.is_login_refused:
        return translate("ProxyLogin", "The proxy does not take this user name and password.")
    proxy = state.trial.proxy
    place = foreign(proxy.place, 80) if proxy else ""
    return translate("ProxyLogin", "For the proxy {place}. Kept in the keyring of this computer.").format(place=place)
