"""Keeps what is typed: saved half a second later at most, behind the window and in order, and brought back."""

from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.keep_draft import DraftFile, Earlier, Typed
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.draft_news import DraftNews, NotKept, Offered, Restored
from drive_share_gui.ui.form import Form, form_of
from drive_share_gui.ui.form_presenter import FormPresenter
from drive_share_gui.ui.in_order import InOrder
from drive_share_gui.ui.trouble import Trouble

PAUSE: Final = 250
"""Milliseconds from the first change until it is saved, with all that changed meanwhile."""

_Wish: TypeAlias = tuple[tuple[Item, ...], Typed | None]
"""What the file is to hold: for which items, and what; None for nothing."""


class Drafting(QObject):
    """Follows the form from `begin` on; `changed` says that there is other news."""

    changed = Signal()

    def __init__(self, connection: Connection, runner: Runner, clock: Clock, filling: FormPresenter) -> None:
        super().__init__()
        self._connection = connection
        self._clock = clock
        self._filling = filling
        self._runner = runner
        self.in_order = InOrder(runner)
        """Where everything about drafts is written."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.save)
        self._is_on = False
        self._is_saving = False
        self._is_in_trouble = False
        self._items: tuple[Item, ...] = ()
        self._looked_for: tuple[Item, ...] | None = None
        self._file = DraftFile()
        self._blank = Form()
        self._offers: tuple[Earlier, ...] = ()
        self._wanted: _Wish | None = ((), None)
        self.news: DraftNews | None = None
        self.is_in_memory_only = False
        """Whether the message, as it was kept last, ends with this program."""

    def begin(self) -> None:
        """Keep from now on what is typed."""
        self._is_on = True
        self._filling.changed.connect(self._on_typed)

    def take_items(self, items: tuple[Item, ...]) -> None:
        """Keep it for these items together from now on, and look for what was typed for them before."""
        if not self._is_on or {item.place for item in self._items} == {item.place for item in items}:
            return
        self._items = self._looked_for = items
        self._offers = ()
        self.tell(None)
        find = partial(_find, self._connection, items, self._file)
        self._runner.run(find, partial(self._on_found, items), self._on_not_kept)
        self._on_typed()

    def hand_over(self, people: tuple[Person, ...]) -> None:
        """Take these out of the form: the journal holds them now. What is left of it was typed for them."""
        form = self._filling.form.emptied(people)
        self._blank = replace(form, people=(), leftovers=(), pending="")
        self._filling.replace(form)
        self.tell(self._offer())

    def put_aside(self, form: Form) -> None:
        """Make room for a form that nobody typed; what is typed now is offered from then on."""
        self._change_to(DraftFile(), form)
        self.tell(self._offer())

    def save(self) -> None:
        """Save what is typed now; where a save is under way, as soon as that has ended."""
        self._timer.stop()
        if self._is_on and not self._is_saving and self._wish() != self._wanted:
            self._write()

    def dismiss(self) -> None:
        """Say the next thing, if there is one."""
        self.tell(None if isinstance(self.news, Offered) else self._offer())

    def start_fresh(self) -> None:
        """Begin with an empty form; what it held is offered."""
        self.put_aside(Form())

    def bring_back(self) -> None:
        """Fill the form with what is offered; what it held is offered in turn."""
        earlier, *others = self._offers
        self._offers = tuple(others)
        self._change_to(earlier.file, form_of(earlier.typed), Form())
        self.tell(Restored(earlier, self._clock.now()))

    def give_up_offer(self) -> tuple[DraftFile, ...]:
        """Offer it no more, and give it to be erased."""
        earlier, *others = self._offers
        self._offers = tuple(others)
        return (earlier.file,)

    def give_up_form(self) -> tuple[DraftFile, ...]:
        """Empty the form for good, and give its draft to be erased."""
        file, self._file = self._file, DraftFile()
        self._fill(Form(), Form(), None)
        return (file,)

    def give_up_all(self) -> tuple[DraftFile, ...]:
        """Give up the form, and everything that could be offered for these items."""
        offered = tuple(earlier.file for earlier in self._offers)
        self._offers = ()
        self._looked_for = None
        return (*self.give_up_form(), *offered)

    def tell(self, news: DraftNews | None) -> None:
        """Have this to say, or nothing."""
        if news is not self.news:
            self.news = news
            self.changed.emit()

    def _typed(self) -> Typed | None:
        """Give what is worth keeping; None where nothing was typed."""
        typed = self._filling.form.typed
        return None if typed == self._blank.typed else typed

    def _wish(self) -> _Wish:
        return self._items, self._typed()

    def _change_to(self, file: DraftFile, form: Form, blank: Form | None = None) -> None:
        """Put another draft in place of this one, which is saved, and offered where there is something in it."""
        typed = self._typed()
        if self._wish() != self._wanted:
            self._write()
        if typed is not None:
            self._offers = (Earlier(self._file, typed, self._clock.now()), *self._offers)
        self._file = file
        self._fill(form, blank or form, form.typed if blank else None)

    def _fill(self, form: Form, blank: Form, in_file: Typed | None) -> None:
        self._blank = blank
        self._wanted = self._items, in_file
        self._filling.replace(form)

    def _offer(self) -> Offered | None:
        return Offered(self._offers[0], self._clock.now()) if self._offers else None

    def _write(self) -> None:
        self._is_saving = True
        self._wanted = items, typed = self._wish()
        work = partial(_keep, self._connection, self._file, items, typed)
        self.in_order.run(work, self._on_saved, self._on_not_kept)

    def _on_typed(self) -> None:
        if not self._timer.isActive() and self._wish() != self._wanted:
            self._timer.start()

    def _on_saved(self, is_lasting: bool) -> None:  # noqa: FBT001 - what was asked for
        self._is_saving = self._is_in_trouble = False
        if self.is_in_memory_only is is_lasting:
            self.is_in_memory_only = not is_lasting
            self.changed.emit()
        if isinstance(self.news, NotKept):
            self.tell(None)
        if not self._timer.isActive():  # it went off meanwhile, or everything ends
            self.save()

    def _on_not_kept(self, trouble: Trouble) -> None:
        """Say it; the next change is the next try."""
        self._is_saving = False
        self._wanted = None
        if not self._is_in_trouble:
            self._is_in_trouble = True
            self.tell(NotKept(trouble))

    def _on_found(self, items: tuple[Item, ...], found: tuple[Earlier, ...]) -> None:
        if items is not self._looked_for:
            return
        typed = self._typed()
        for same in (earlier for earlier in found if earlier.typed == typed and not earlier.message_lost):
            self.in_order.run(partial(self._file.absorb, same.file), self._on_absorbed, self._on_not_kept)
        self._offers += tuple(earlier for earlier in found if earlier.typed != typed or earlier.message_lost)
        if typed is None and self._offers and self._offers[0].is_for_item:
            self.bring_back()
        elif self._offers:
            self.tell(self._offer())

    def _on_absorbed(self, _nothing: None) -> None:
        """Say nothing: it is the same once more."""


def _find(connection: Connection, items: tuple[Item, ...], current: DraftFile) -> tuple[Earlier, ...]:
    return connection.drafts().earlier(items, current)


def _keep(connection: Connection, file: DraftFile, items: tuple[Item, ...], typed: Typed | None) -> bool:
    if typed is not None:
        return file.save(connection.drafts(), items, typed)
    file.drop(connection.drafts())
    return True
