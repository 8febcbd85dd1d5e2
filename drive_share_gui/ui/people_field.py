"""Where people are named: chips and the line behind them, what is left over, and suggestions."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.domain.invitation import OF_PEOPLE, Problem
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.form_wording import count_people, describe_folded, list_notes
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.leftovers_view import LeftoversView
from drive_share_gui.ui.notes import Note, Notes
from drive_share_gui.ui.people_box import PeopleBox
from drive_share_gui.ui.people_model import PeopleModel, SuggestionsModel
from drive_share_gui.ui.plain_text import name_of
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel, heading
from drive_share_gui.ui.wording import describe_caution, describe_problem

_PROBLEMS = (Problem.NO_PEOPLE, Problem.UNREAD_ENTRIES)


class PeopleField(QWidget):
    """Everything about whom to invite."""

    typed = Signal(str)
    added = Signal(str)
    person_added = Signal(Person)
    file_added = Signal(Path)
    file_wanted = Signal()
    person_removed = Signal(Person)
    leftover_removed = Signal(Leftover)
    spelling_taken = Signal(Leftover)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._shown: tuple[tuple[Person, ...], str] = ((), "")
        self._closely: list[Note] = []
        self._model = PeopleModel(self)
        self.box = PeopleBox(self._model, self)
        self.edit = self.box.edit
        self.chips = self.box.chips
        self.leftovers = LeftoversView(self)
        self.from_file = Button(Label.ADD_FROM_FILE.text, Rank.LINK, self)
        self.count = TintedLabel(Tint.QUIET, self, small=True)
        self.folded = TintedLabel(Tint.QUIET, self, small=True)
        self.notes = Notes(self)
        self._suggested = SuggestionsModel(self)
        self.completer = QCompleter(self._suggested, self)
        self._lay_out()
        self._connect()

    def show_state(self, state: ShareState) -> None:
        """Show the people and what is said about them; what is being typed is left alone."""
        form = state.form
        self._show_people(form.people, state.own_domain)
        self.box.show_pending(form.pending)
        self.box.arrange()
        self.leftovers.show_leftovers(form.leftovers)
        self.folded.setText(describe_folded(form.folded))
        self.folded.setVisible(bool(form.folded))
        problems = [p for p in state.problems if p in _PROBLEMS]
        notes = [Note(describe_problem(p), is_problem=True) for p in problems]
        notes += [Note(describe_caution(c)) for c in state.cautions if c in OF_PEOPLE]
        self.notes.show_notes([*notes, *self._closely])
        self.box.set_problem(bool(problems) or bool(form.leftovers))
        self.from_file.setEnabled(not state.is_reading_people)

    def _show_people(self, people: tuple[Person, ...], own_domain: str) -> None:
        """Count and look through the people where they changed: there may be thousands of them."""
        if people is not self._shown[0] or own_domain != self._shown[1]:
            self._shown = people, own_domain
            self._model.show_people(people, own_domain)
            self.count.setText(count_people(people, own_domain))
            self._closely = [Note(text) for text in list_notes(people)]

    def show_suggestions(self, people: tuple[Person, ...]) -> None:
        """Offer people under the line, as long as somebody types there."""
        self._suggested.show_people(people, "")
        if people and self.edit.hasFocus():
            self.completer.complete()
        elif (popup := self.completer.popup()) is not None:
            popup.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and texts."""
        if _file_in(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the people in what was dropped."""
        path = _file_in(event.mimeData())
        if path is not None:
            self.file_added.emit(path)
        else:
            self.added.emit(event.mimeData().text())
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(Label.PEOPLE, self.edit, self))
        top.addStretch()
        top.addWidget(self.from_file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(top)
        column.addWidget(self.box)
        for widget in (self.count, self.folded, self.notes, self.leftovers):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.finished.connect(self.added)
        self.chips.removal_wanted.connect(self.person_removed)
        self.leftovers.removal_wanted.connect(self.leftover_removed)
        self.leftovers.spelling_wanted.connect(self.spelling_taken)
        self.from_file.clicked.connect(self.file_wanted)
        self.completer.setWidget(self.edit)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.activated.connect(self._on_suggestion_taken)

    def _on_text_changed(self) -> None:
        """Tell what stands there now: the text of the signal may be older than what a slot made of it."""
        self.typed.emit(self.edit.text())

    def _on_suggestion_taken(self, text: str) -> None:
        for person in self._suggested.people:
            if name_of(person) == text:
                self.person_added.emit(person)
                return


def _file_in(data: QMimeData) -> Path | None:
    """Give the one local file that is being dragged."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
