"""The code to enter on any device: large, to be selected and copied, with the page where it goes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.outward import CopyButton, PageButton
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.sign_in_sight import describe_left
from drive_share_gui.ui.sign_in_state import SignInState
from drive_share_gui.ui.theme import SPACE, scaled
from drive_share_gui.ui.tinted_label import Tint, TintedLabel
from drive_share_gui.ui.translation import translate

_LARGE = 2.4


class CodePanel(QWidget):
    """Draws the code of a state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = TintedLabel(Tint.TEXT, self)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.code.setFont(scaled(fixed, _LARGE, bold=True))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = CopyButton(self)
        self.address = TintedLabel(Tint.TEXT, self)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.address.setWordWrap(True)
        self.page = PageButton(self)
        self.left = TintedLabel(Tint.QUIET, self)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((upper, (self.code, self.copy)), (lower, (self.page,))):
            row.setSpacing(2 * SPACE)
            for part in parts:
                row.addWidget(part)
            row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(upper)
        column.addWidget(self.left)
        column.addSpacing(SPACE)
        column.addWidget(self.address)
        column.addLayout(lower)

    def show_state(self, state: SignInState) -> None:
        """Draw the code, or that it is being fetched."""
        code = state.code
        for part in (self.code, self.copy, self.address, self.page):
            part.setVisible(code is not None)
        if code is None:
            self.left.setText(translate("SignIn", "Getting a code…"))
            return
        shown = foreign(code.user_code, 40)
        if shown != self.code.text():
            self.code.setText(shown)
            self.code.setAccessibleName(shown)
            self.copy.offer(code.user_code, shown)
            self.address.setText(foreign(code.verification_url))
            self.page.offer(code.verification_url)
            announce(self.code, translate("SignIn", "The code is {code}").format(code=shown))
        self.left.setText(describe_left(state.seconds))
