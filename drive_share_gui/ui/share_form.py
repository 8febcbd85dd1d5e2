"""The form of an invitation: people, access, message, options. It scrolls where the screen is small."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.domain.permission import Role
from drive_share_gui.ui.choices import RadioChoice
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.message_field import MessageField
from drive_share_gui.ui.options_panel import OptionsPanel
from drive_share_gui.ui.people_field import PeopleField
from drive_share_gui.ui.scroll_page import ScrollPage
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import MARGIN, SPACE
from drive_share_gui.ui.tinted_label import heading


class ShareForm(ScrollPage):
    """Draws the form of a state."""

    role_chosen = Signal(Role)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = self._inside = QWidget(self)
        self.people = PeopleField(inside)
        self.view = RadioChoice(Label.CAN_VIEW.text, inside)
        self.edit = RadioChoice(Label.CAN_EDIT.text, inside)
        self.message = MessageField(inside)
        self.options = OptionsPanel(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.people)
        column.addLayout(self._access(inside))
        column.addWidget(self.message, 1)
        column.addWidget(self.options)
        self.hold(inside)

    def stops(self) -> tuple[QWidget, ...]:
        """Name what the Tab key comes to, in order."""
        people = (self.people.from_file, self.people.chips, self.people.edit, self.people.leftovers)
        return *people, self.view, self.edit, self.message.editor, self.options.toggle

    def show_state(self, state: ShareState) -> None:
        """Draw what is filled in."""
        self.people.show_state(state)
        chosen = self.edit if state.form.role is Role.WRITE else self.view
        chosen.setChecked(True)
        self.message.show_state(state)
        self.options.show_state(state)

    def wanted_height(self) -> int:
        """Give the height at which nothing has to be scrolled."""
        self._inside.adjustSize()
        return self._inside.sizeHint().height()

    def show_options(self) -> None:
        """Scroll to what was unfolded, where it does not fit."""
        self.verticalScrollBar().setValue(self.options.y())

    def _access(self, inside: QWidget) -> QHBoxLayout:
        group = QButtonGroup(self)
        group.addButton(self.view)
        group.addButton(self.edit)
        group.buttonClicked.connect(self._on_clicked)
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(heading(Label.ACCESS, None, inside))
        row.addWidget(self.view)
        row.addWidget(self.edit)
        row.addStretch()
        self.view.setAccessibleDescription(Label.ACCESS.plain)
        self.edit.setAccessibleDescription(Label.ACCESS.plain)
        return row

    def _on_clicked(self) -> None:
        self.role_chosen.emit(Role.WRITE if self.edit.isChecked() else Role.READ)
