"""The models behind chips, leftovers and results keep Qt's rules and redraw no more than changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import NoAnswer, Silence
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.outcome import Invited, Mail, Receipt, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Note, Person
from drive_share_gui.domain.recipients import Leftover
from drive_share_gui.ui.action_view import ACTIONS
from drive_share_gui.ui.leftovers_model import LeftoversModel
from drive_share_gui.ui.people_model import PeopleModel, SuggestionsModel
from drive_share_gui.ui.result_rows import ResultRow, Step
from drive_share_gui.ui.results_model import ResultsModel
from tests.application.fakes import permission_for
from tests.domain.journal_rows import queued
from tests.ui.share_shown import SHEET

pytestmark = pytest.mark.usefixtures("qtbot")

PEOPLE = tuple(Person(f"p{number}@contoso.com") for number in range(5))
BOB = Person("bob@fabrikam.com", "Bob Stone", frozenset({Note.UNUSUAL_SCRIPT}))
INVITATION = Invitation(SHEET, PEOPLE, Role.READ, "", Options())
ROWS = tuple(ResultRow(person, INVITATION) for person in PEOPLE)
PLAIN = {0x2068: None, 0x2069: None}


class Log(QObject):
    """Writes down what a model tells its views."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.entries: list[tuple[object, ...]] = []
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_changed)

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.entries.append(("inserted", first, last))

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.entries.append(("removed", first, last))

    def _on_reset(self) -> None:
        self.entries.append(("reset",))

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.entries.append(("changed", first.row(), last.row()))


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Let Qt watch a model as long as the answer is kept: what breaks its rules is a warning, and fails the test."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def spoken(model: QAbstractItemModel, row: int) -> str:
    return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)).translate(PLAIN)


def test_people_keep_the_rules_of_models() -> None:
    model = PeopleModel()
    tester = watched(model)
    model.show_people(PEOPLE, "contoso.com")
    model.show_people(PEOPLE[:2], "contoso.com")
    model.show_people((), "")
    assert (tester.model(), model.rowCount()) == (model, 0)


def test_people_come_and_go_one_by_one() -> None:
    model = PeopleModel()
    log = Log(model)
    model.show_people(PEOPLE[:2], "")
    model.show_people(PEOPLE[:3], "")
    model.show_people((PEOPLE[0], PEOPLE[2]), "")
    model.show_people((PEOPLE[0], PEOPLE[2]), "")
    model.show_people((PEOPLE[2], PEOPLE[0]), "")
    assert log.entries == [("inserted", 0, 1), ("inserted", 2, 2), ("removed", 1, 1), ("reset",)]


def test_a_chip_says_name_address_and_what_should_be_seen() -> None:
    model = PeopleModel()
    model.show_people((BOB,), "contoso.com")
    assert spoken(model, 0) == (
        "Bob Stone, bob@fabrikam.com, outside contoso.com, letters that can look like other letters"
    )
    assert model.data(QModelIndex()) is None


def test_a_suggestion_shows_name_and_address() -> None:
    model = SuggestionsModel()
    model.show_people((BOB,), "")
    assert str(model.index(0).data()).translate(PLAIN) == "Bob Stone <bob@fabrikam.com>"


def test_leftovers_keep_the_rules_of_models_and_say_what_can_be_done() -> None:
    model = LeftoversModel()
    tester = watched(model)
    model.show_leftovers((Leftover("a@b", Unusable.NO_DOMAIN), Leftover("x\u200b@y.zz", Unusable.INVISIBLE, "x@y.zz")))
    assert tester.model() is model
    assert spoken(model, 0) == "a@b: no complete domain after the @"
    actions = [str(action).translate(PLAIN) for action in model.index(1, 0).data(ACTIONS)]
    assert actions == ["Use x@y.zz", "Remove"]


def test_results_keep_the_rules_of_models() -> None:
    model = ResultsModel()
    tester = watched(model)
    model.show_rows(ROWS, 0)
    model.show_rows((replace(ROWS[0], step=Step.SENDING), *ROWS[1:]), 0)
    model.show_rows(ROWS[:2], 1)
    assert (tester.model(), model.rowCount()) == (model, 2)


def test_only_rows_that_changed_are_drawn_anew_in_as_few_ranges_as_there_are() -> None:
    model = ResultsModel()
    model.show_rows(ROWS, 0)
    log = Log(model)
    model.show_rows(ROWS, 0.5)
    sending = [replace(row, step=Step.SENDING) for row in ROWS]
    model.show_rows((sending[0], sending[1], ROWS[2], ROWS[3], sending[4]), 0.6)
    assert log.entries == [("changed", 0, 1), ("changed", 4, 4)]


def test_waiting_rows_count_their_seconds() -> None:
    waiting = replace(ROWS[1], step=Step.WAITING, due=31.0)
    rows = (ROWS[0], waiting, *ROWS[2:])
    model = ResultsModel()
    model.show_rows(rows, 0)
    log = Log(model)
    model.show_rows(rows, 0.9)
    assert log.entries == []
    model.show_rows(rows, 1.0)
    assert log.entries == [("changed", 1, 1)]
    assert spoken(model, 1) == "p1@contoso.com: The service asks to wait: 30 s left"


@pytest.mark.parametrize("column", [0, 1])
def test_what_is_unknown_is_never_offered_to_be_sent_again(column: int) -> None:
    unknown = Receipt(Unknown(PEOPLE[0], NoAnswer(Silence.TIMEOUT)))
    journaled = replace(queued(PEOPLE[0]), state=State.UNKNOWN, in_doubt=True)
    row = replace(ROWS[0], step=Step.SETTLED, receipt=unknown, journaled=journaled)
    model = ResultsModel()
    model.show_rows((row,), 0)
    assert model.index(0, column).data(ACTIONS) == ("Check now",)
    assert not row.may_be_sent_again


def test_whoever_has_access_and_mail_needs_nothing() -> None:
    invited = Invited(PEOPLE[0], permission_for(PEOPLE[0]), Mail.SENT)
    model = ResultsModel()
    model.show_rows((replace(ROWS[0], step=Step.SETTLED, receipt=Receipt(invited)),), 0)
    assert model.index(0, 0).data(ACTIONS) == ()
    assert model.index(0, 1).data() == ""
