"""Shows 10,000 results and 1,000 people in our views and in Qt's ready-made ones: filling, painting, changing."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QListWidget, QTableWidget, QTableWidgetItem

from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.outcome import Invited, Mail, Receipt
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.chip_view import ChipView
from drive_share_gui.ui.people_model import PeopleModel
from drive_share_gui.ui.result_rows import ResultRow, Step
from drive_share_gui.ui.results_model import ResultsModel
from drive_share_gui.ui.results_view import ResultsView
from tests.benchmarks.measuring import Asked, Contender, Figures, compare, options, publish

STEPS: Final = 20
"""How often a small change is made; its figure is the mean."""
PATIENCE: Final = 20_000
"""Idle moments to wait for a paint before giving up."""
SIZE: Final = (500, 400)
DONE: Final = "can view · e-mail sent"

Script = Iterator[tuple[str, int]]
"""Does one thing after the other; after each it says what it was, and how many of them."""


class Shown(Protocol):
    """A view with something in it."""

    def fill(self) -> QAbstractItemView:
        """Make the view and put everything in."""
        ...

    def change(self, number: int) -> None:
        """Change one row, or add a person."""
        ...


def main() -> None:
    """Measure and print."""
    asked = options(__doc__ or "", rounds=7).parse_args(namespace=Asked())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    many, some = (200, 50) if asked.smallest else (10_000, 1_000)
    people = [Person(f"person{number}@example.org", f"Person {number}") for number in range(many)]
    results: dict[str, Callable[[], Shown]] = {
        "QTableWidget": partial(PlainTable, people),
        "ResultsView": partial(OurResults, people),
    }
    chips: dict[str, Callable[[], Shown]] = {
        "QListWidget, wrapped": partial(PlainChips, people[:some]),
        "ChipView": partial(OurChips, people[:some]),
    }
    publish(
        asked,
        compare(f"{many:,} results", contenders(application, results, "row changed", scrolls=True), asked.rounds),
        compare(f"{some:,} people", contenders(application, chips, "person added", scrolls=False), asked.rounds),
    )


def contenders(
    application: QApplication, ways: dict[str, Callable[[], Shown]], change: str, *, scrolls: bool
) -> list[Contender]:
    """Do the same with each view."""
    return [
        Contender(name, partial(play, application, partial(script, way, change, scrolls=scrolls)))
        for name, way in ways.items()
    ]


def script(way: Callable[[], Shown], change: str, views: list[QAbstractItemView], *, scrolls: bool) -> Script:
    """Fill, show, change and scroll; the view goes into `views` before it is shown."""
    shown = way()
    view = shown.fill()
    view.resize(*SIZE)
    yield "fill", 1
    views.append(view)
    view.show()
    yield "first paint", 1
    for number in range(STEPS):
        shown.change(number)
        yield change, STEPS
    if scrolls:
        bar = view.verticalScrollBar()
        for number in range(1, STEPS + 1):
            bar.setValue(number * bar.maximum() // (STEPS + 1))
            yield "scroll", STEPS
    view.close()
    view.deleteLater()


def play(application: QApplication, begin: Callable[[list[QAbstractItemView]], Script]) -> Figures:
    """Run a script in the event loop, each step until its paint is over and nothing is left to do."""
    player = Player(begin, application.quit)
    application.exec()
    return player.spent


class Player(QObject):
    """Goes on with a script whenever the window has nothing left to do."""

    def __init__(self, begin: Callable[[list[QAbstractItemView]], Script], end: Callable[[], None]) -> None:
        super().__init__()
        self.spent: dict[str, float] = {}
        self._views: list[QAbstractItemView] = []
        self._script = begin(self._views)
        self._end = end
        self._paints = 0
        self._waited = 0
        self._last = ("", 0)
        self._begun = 0.0
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)
        self._idle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count the paints of the view."""
        if event.type() == QEvent.Type.Paint:
            self._paints += 1
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        what, times = self._last
        if self._views and what and not self._paints:
            self._waited += 1
            if self._waited > PATIENCE:
                message = f"Nothing was painted after: {what}"
                raise RuntimeError(message)
            return
        if what:
            self.spent[f"{what} ms"] = (
                self.spent.get(f"{what} ms", 0) + (time.process_time() - self._begun) * 1000 / times
            )
        self._paints = self._waited = 0
        self._begun = time.process_time()
        step = next(self._script, None)
        if step is None:
            self._idle.stop()
            self._end()
            return
        self._last = step
        if step[0] == "fill":
            self._paints = 1
        elif step[0] == "first paint":
            self._views[0].viewport().installEventFilter(self)


class OurResults:
    """The list of results."""

    def __init__(self, people: Sequence[Person]) -> None:
        invitation = Invitation(Item(ById("1"), "Budget.xlsx"), tuple(people), Role.READ, "", Options())
        self._rows = tuple(ResultRow(person, invitation) for person in people)
        self._model = ResultsModel()

    def fill(self) -> QAbstractItemView:
        view = ResultsView(self._model)
        self._model.show_rows(self._rows, 0)
        return view

    def change(self, number: int) -> None:
        row = self._rows[number % 5]
        outcome = Invited(row.person, Permission(f"{number}", ("read",)), Mail.SENT)
        changed = replace(row, step=Step.SETTLED, receipt=Receipt(outcome, 1))
        self._rows = tuple(changed if each is row else each for each in self._rows)
        self._model.show_rows(self._rows, 0)


class PlainTable:
    """The same in the table Qt brings along."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._table = QTableWidget(len(people), 2)

    def fill(self) -> QAbstractItemView:
        for number, person in enumerate(self._people):
            self._table.setItem(number, 0, QTableWidgetItem(f"{person.name} <{person.address}>"))
            self._table.setItem(number, 1, QTableWidgetItem("waiting"))
        return self._table

    def change(self, number: int) -> None:
        item = self._table.item(number % 5, 1)
        assert item is not None
        item.setText(f"{DONE} {number}")


class OurChips:
    """The people on the list."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = tuple(people)
        self._model = PeopleModel()

    def fill(self) -> QAbstractItemView:
        view = ChipView(self._model)
        self._model.show_people(self._people, "example.org")
        return view

    def change(self, number: int) -> None:
        self._people = (*self._people, Person(f"new{number}@example.org"))
        self._model.show_people(self._people, "example.org")


class PlainChips:
    """The same in the list Qt brings along."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._list = QListWidget()
        self._list.setFlow(QListView.Flow.LeftToRight)
        self._list.setWrapping(True)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)

    def fill(self) -> QAbstractItemView:
        self._list.addItems([person.name for person in self._people])
        return self._list

    def change(self, number: int) -> None:
        self._list.addItem(f"new{number}@example.org")


if __name__ == "__main__":
    main()
