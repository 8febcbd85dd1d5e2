"""The choices most people leave as they are: sign-in, e-mail, expiry, password, and how invitations are sent."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drive_share_gui.domain.invitation import OF_PEOPLE, Options, Problem
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.notes import Note, Notes
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.wording import describe_caution, describe_problem

if TYPE_CHECKING:
    from drive_share_gui.domain.item import Drive
    from drive_share_gui.ui.options_form import OptionsForm

_PROBLEMS: Final = (Problem.EXPIRY_NOT_TAKEN, Problem.EXPIRY_PAST, Problem.PASSWORD_NOT_TAKEN)


class OptionsPanel(QWidget):
    """One line that sums the choices up, and unfolds."""

    changed = Signal(Options)
    unfolded = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = Options()
        self._drive: Drive | None = None
        self.toggle = Button(Label.OPTIONS.text, Rank.LINK, self, sign=Sign.FORWARDS)
        self.toggle.set_shrinking()
        self.toggle.clicked.connect(self._on_toggled)
        self.form: OptionsForm | None = None
        self.notes = Notes(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addWidget(self.toggle)
        self._column.addWidget(self.notes)
        self._name_toggle()

    @property
    def is_open(self) -> bool:
        """Whether the choices can be seen."""
        return self.form is not None and not self.form.isHidden()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a property, as Qt writes them
        """Unfold or fold; what unfolds is made when it is first needed."""
        if is_open and self.form is None:
            from drive_share_gui.ui.options_form import OptionsForm  # noqa: PLC0415 - rarely unfolded

            self.form = OptionsForm(self)
            self.form.changed.connect(self.changed)
            self.form.forget.clicked.connect(self.forget_wanted)
            self._column.insertWidget(1, self.form)
            self.form.order_after(self.toggle)
        if self.form is not None:
            self.form.show_options(self._options, self._drive)
            self.form.setVisible(is_open)
        self._name_toggle()
        if is_open:
            self.unfolded.emit()

    def show_state(self, state: ShareState) -> None:
        """Show the choices, what they would cause, and which of them cannot be."""
        options = state.form.options
        if options != self._options or state.drive is not self._drive:
            self._options, self._drive = options, state.drive
            if self.form is not None:
                self.form.show_options(options, state.drive)
            self._name_toggle()
        notes = [Note(describe_problem(p), is_problem=True) for p in state.problems if p in _PROBLEMS]
        notes += [Note(describe_caution(c)) for c in state.cautions if c not in OF_PEOPLE]
        self.notes.show_notes(notes)

    def _on_toggled(self) -> None:
        self.set_open(not self.is_open)

    def _name_toggle(self) -> None:
        forwards = Sign.BACKWARDS if self.isRightToLeft() else Sign.FORWARDS
        self.toggle.set_sign(Sign.DOWN if self.is_open else forwards)
        self.toggle.setText(f"{Label.OPTIONS.text}: {sum_up(self._options)}")
        self.toggle.setAccessibleDescription(
            translate("Form", "unfolded") if self.is_open else translate("Form", "folded")
        )
        self.toggle.updateGeometry()


def sum_up(options: Options) -> str:
    """Name the choices in a few words, those that differ from the careful ones too."""
    parts = [
        translate("Form", "sign-in required") if options.require_sign_in else translate("Form", "no sign-in"),
        translate("Form", "e-mail") if options.send_mail else translate("Form", "no e-mail"),
    ]
    if options.expires is not None:
        parts.append(translate("Form", "until {date}").format(date=f"{options.expires.astimezone():%x}"))
    if options.password:
        parts.append(translate("Form", "password"))
    if options.together:
        parts.append(translate("Form", "one request for all"))
    if options.send_anyway:
        parts.append(translate("Form", "also who has access already"))
    return " · ".join(parts)
