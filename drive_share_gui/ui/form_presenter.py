"""Decides what becomes of everything that is typed, pasted, dropped or ticked in the form."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover, Recipients, collect, parse_recipients
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.people_file import read_people_file
from drive_share_gui.ui.trouble import Trouble

LONG_TEXT: Final = 20_000
"""Characters from which a pasted list is read behind the window."""


class FormPresenter(QObject):
    """Keeps the form; `changed` says that it, or what is said about it, is another."""

    changed = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.form = Form()
        self.is_reading = False
        """Whether a long list of people is being read."""
        self.trouble: Trouble | None = None

    def replace(self, form: Form) -> None:
        """Put another form in place of this one."""
        self._fill_in(form)

    def type_person(self, text: str) -> None:
        """Take over what is being typed as a person and not finished yet."""
        self._fill_in(replace(self.form, pending=text))

    def take_pending(self) -> None:
        """Read what is typed and not taken yet."""
        if self.form.pending.strip():
            self.add_people(self.form.pending)

    def add_people(self, text: str) -> None:
        """Read people from a text; every piece of it becomes a person or a leftover."""
        known = self.form.people
        self._fill_in(replace(self.form, pending=""))
        if len(text) < LONG_TEXT:
            self._on_people(parse_recipients(text, known))
        else:
            self._read(partial(parse_recipients, text, known))

    def add_person(self, person: Person) -> None:
        """Take a person who was suggested."""
        self._fill_in(replace(self.form, pending=""))
        self._on_people(collect((person,), self.form.people))

    def add_people_file(self, path: Path) -> None:
        """Read people from a CSV or text file."""
        self._read(partial(read_people_file, path))

    def remove_person(self, person: Person) -> None:
        """Take a person off the list."""
        self._fill_in(self.form.without(person))

    def remove_leftover(self, leftover: Leftover) -> None:
        """Take off an entry that became nobody."""
        self._fill_in(self.form.without_leftover(leftover))

    def take_spelling(self, leftover: Leftover) -> None:
        """Take the spelling that was offered for an entry."""
        self._fill_in(self.form.with_spelling(leftover))

    def set_role(self, role: Role) -> None:
        """Choose what people may do."""
        self._fill_in(replace(self.form, role=role))

    def set_message(self, message: str) -> None:
        """Take over the message."""
        self._fill_in(replace(self.form, message=message))

    def set_options(self, options: Options) -> None:
        """Take over the options."""
        self._fill_in(replace(self.form, options=options))

    def _read(self, work: Callable[[], Recipients]) -> None:
        self.is_reading = True
        self.trouble = None
        self._runner.run(work, self._on_people, self._on_unreadable)
        self.changed.emit()

    def _on_people(self, found: Recipients) -> None:
        self.is_reading = False
        self.trouble = None
        self._fill_in(self.form.adding(found))

    def _on_unreadable(self, trouble: Trouble) -> None:
        self.is_reading = False
        self.trouble = trouble
        self.changed.emit()

    def _fill_in(self, form: Form) -> None:
        if form != self.form:
            self.form = form
            self.changed.emit()
