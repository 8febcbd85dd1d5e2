"""What the presenter decides, from finding an item to leaving, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.application.find_item import Found
from drive_share_gui.domain.failure import (
    Hurdle,
    ListProblem,
    NoAccount,
    NoAnswer,
    NotSaved,
    Silence,
    Unreachable,
    UnreadableList,
)
from drive_share_gui.domain.invitation import Options, Problem
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.share_state import Leaving, Phase
from drive_share_gui.ui.trouble import OwnMistake
from tests.ui.share_shown import DRIVE, SHEET, Behind, ShareDrive

if TYPE_CHECKING:
    from pathlib import Path

    from drive_share_gui.ui.share_state import ShareState

pytestmark = pytest.mark.usefixtures("qapp")


def now(behind: Behind) -> ShareState:
    return behind.presenter.state


def test_an_item_named_at_the_start_is_found_and_shown() -> None:
    behind = Behind().begin("path:/Documents/Finance/Budget.xlsx")
    state = now(behind)
    assert (state.phase, state.item, state.drive, state.is_finding) == (Phase.EDITING, SHEET, DRIVE, False)
    assert state.own_domain == "contoso.com"


def test_people_can_be_filled_in_while_the_item_is_looked_for_but_not_invited() -> None:
    behind = Behind()
    behind.runner.hold = True
    behind.begin(people="ann@contoso.com")
    assert now(behind).is_finding
    assert [p.address for p in now(behind).form.people] == ["ann@contoso.com"]
    assert not now(behind).may_share
    behind.presenter.share()
    assert behind.drive.requests == []
    behind.runner.release()
    assert now(behind).may_share


def test_an_item_that_cannot_be_had_leads_to_choosing_with_the_reason() -> None:
    behind = Behind(ShareDrive(find_failure=Unreachable(Hurdle.NETWORK))).begin(people="ann@contoso.com")
    state = now(behind)
    assert (state.phase, state.trouble) == (Phase.CHOOSING, Unreachable(Hurdle.NETWORK))
    assert state.reference == "id:01BUDGET"
    assert len(state.form.people) == 1
    behind.drive.find_failure = None
    behind.presenter.finding.again()
    assert now(behind).item == SHEET
    assert now(behind).trouble is None


def test_a_text_that_names_no_item_is_said_before_anything_is_opened() -> None:
    behind = Behind()
    behind.connection.failure = NoAccount()
    behind.begin("path:/a/../b")
    assert now(behind).phase is Phase.CHOOSING
    assert not isinstance(now(behind).trouble, NoAccount | None)


def test_a_drive_that_cannot_be_opened_is_said() -> None:
    behind = Behind()
    behind.connection.failure = NoAccount()
    behind.begin()
    assert now(behind).trouble == NoAccount()


def test_an_answer_for_an_item_nobody_wants_any_more_is_dropped() -> None:
    behind = Behind()
    behind.runner.hold = True
    behind.begin("id:OLD")
    other = replace(SHEET, name="Other.xlsx")
    behind.presenter.take_item(Found(other, DRIVE))
    behind.runner.release()
    assert now(behind).item == other


def test_another_item_keeps_what_is_filled_in_and_can_be_left_off() -> None:
    behind = Behind().begin(people="ann@contoso.com")
    behind.presenter.change_item()
    assert now(behind).phase is Phase.CHOOSING
    behind.presenter.leave_choosing()
    assert (now(behind).phase, now(behind).item) == (Phase.EDITING, SHEET)
    assert len(now(behind).form.people) == 1


def test_leaving_the_choice_without_an_item_leaves_the_window() -> None:
    behind = Behind()
    left: list[bool] = []
    behind.presenter.left.connect(lambda: left.append(True))
    behind.presenter.leave_choosing()
    assert left == [True]


def test_share_sends_what_was_filled_in() -> None:
    behind = Behind().begin(people="ann@contoso.com, bob@fabrikam.com")
    behind.presenter.filling.set_role(Role.WRITE)
    behind.presenter.filling.set_message("Hello")
    behind.presenter.filling.set_options(Options(send_mail=False))
    behind.presenter.share()
    sent = [(r.people[0].address, r.role, r.message, r.options.send_mail) for r in behind.drive.requests]
    assert sent == [
        ("ann@contoso.com", Role.WRITE, "Hello", False),
        ("bob@fabrikam.com", Role.WRITE, "Hello", False),
    ]
    state = now(behind)
    assert state.phase is Phase.RESULTS
    assert state.form.people == ()
    assert (state.form.role, state.form.message) == (Role.WRITE, "Hello")
    assert behind.recent.items == (SHEET,)


def test_what_is_typed_and_not_yet_a_chip_is_invited_too() -> None:
    behind = Behind().begin()
    behind.presenter.filling.type_person("ann@contoso.com")
    assert now(behind).may_share
    behind.presenter.share()
    assert [r.people[0].address for r in behind.drive.requests] == ["ann@contoso.com"]


def test_what_is_typed_and_nobody_keeps_everybody_from_being_invited() -> None:
    behind = Behind().begin(people="bob@fabrikam.com")
    behind.presenter.filling.type_person("ann@")
    behind.presenter.share()
    assert behind.drive.requests == []
    assert now(behind).problems == (Problem.UNREAD_ENTRIES,)
    behind.presenter.filling.remove_leftover(now(behind).form.leftovers[0])
    assert now(behind).problems == ()
    assert now(behind).may_share


def test_nobody_is_said_only_when_share_was_pressed() -> None:
    behind = Behind().begin()
    assert now(behind).problems == ()
    assert not now(behind).may_share
    behind.presenter.share()
    assert now(behind).problems == (Problem.NO_PEOPLE,)
    behind.presenter.filling.add_people("ann@contoso.com")
    assert now(behind).problems == ()


def test_a_message_of_2001_units_is_never_sent() -> None:
    behind = Behind().begin(people="ann@contoso.com")
    behind.presenter.filling.set_message("x" * 2001)
    assert now(behind).problems == (Problem.MESSAGE_TOO_LONG,)
    assert not now(behind).may_share
    behind.presenter.share()
    assert behind.drive.requests == []
    behind.presenter.filling.set_message("x" * 2000)
    assert now(behind).may_share


def test_a_long_list_is_read_behind_the_window_and_holds_share_back() -> None:
    behind = Behind().begin()
    behind.runner.hold = True
    behind.presenter.filling.add_people(", ".join(f"p{n}@contoso.com" for n in range(2_000)))
    assert now(behind).is_reading_people
    assert not now(behind).may_share
    behind.runner.release()
    assert len(now(behind).form.people) == 2_000
    assert now(behind).may_share


def test_people_come_from_a_file_with_the_lines_of_those_who_do_not(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,email\nAnn,ann@contoso.com\nJoe,joe@\n", "utf-8")
    behind = Behind().begin()
    behind.presenter.filling.add_people_file(path)
    form = now(behind).form
    assert form.people == (Person("ann@contoso.com", "Ann"),)
    assert [(entry.text, entry.line) for entry in form.leftovers] == [("joe@", 3)]


@pytest.mark.parametrize("content", [b"PK\x03\x04xlsx", None])
def test_a_file_that_is_no_list_is_said_and_loses_nothing(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "people.xlsx"
    if content is not None:
        path.write_bytes(content)
    behind = Behind().begin(people="ann@contoso.com")
    behind.presenter.filling.add_people_file(path)
    problem = ListProblem.NO_FILE if content is None else ListProblem.SPREADSHEET
    assert now(behind).trouble == UnreadableList(problem)
    assert len(now(behind).form.people) == 1
    behind.presenter.dismiss()
    assert now(behind).trouble is None


def test_editing_a_refused_address_brings_everything_back_and_replaces_its_row() -> None:
    behind = Behind().begin()
    behind.drive.answers = [Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)]
    behind.presenter.filling.set_message("Hello")
    behind.presenter.filling.set_role(Role.WRITE)
    behind.invite("carl@contoso.con, bob@contoso.com")
    behind.presenter.edit(now(behind).rows[0])
    form = now(behind).form
    assert (form.pending, form.role, form.message) == ("carl@contoso.con", Role.WRITE, "Hello")
    behind.presenter.filling.type_person("carl@contoso.com")
    behind.presenter.share()
    assert [row.person.address for row in now(behind).rows] == ["bob@contoso.com", "carl@contoso.com"]


def test_results_stay_while_more_people_are_named() -> None:
    behind = Behind().begin().invite("ann@contoso.com")
    behind.presenter.share_with_more()
    assert (now(behind).phase, now(behind).may_go_back) == (Phase.EDITING, True)
    behind.invite("bob@contoso.com")
    assert [row.person.address for row in now(behind).rows] == ["ann@contoso.com", "bob@contoso.com"]


def test_results_of_one_item_are_not_shown_with_another() -> None:
    behind = Behind().begin().invite("ann@contoso.com")
    behind.presenter.take_item(Found(replace(SHEET, place=replace(SHEET.place, item_id="02")), DRIVE))
    assert now(behind).rows == ()


def test_closing_while_sending_asks_once() -> None:
    behind = Behind().begin(people="ann@contoso.com")
    behind.runner.hold = True
    behind.presenter.share()
    assert not behind.presenter.may_leave()
    assert now(behind).leaving is Leaving.STILL_SENDING
    assert behind.presenter.may_leave()
    behind.runner.release()
    assert now(behind).leaving is None
    assert behind.presenter.may_leave()


def test_closing_with_somebody_unsure_asks_once() -> None:
    behind = Behind().begin()
    behind.drive.answers = [NoAnswer(Silence.TIMEOUT)]
    behind.invite("ann@contoso.com")
    assert not behind.presenter.may_leave()
    assert now(behind).leaving is Leaving.STILL_UNSURE
    behind.presenter.dismiss()
    assert not behind.presenter.may_leave()
    assert behind.presenter.may_leave()


def test_a_mistake_of_ours_is_shown_and_keeps_what_is_filled_in() -> None:
    behind = Behind().begin(people="ann@contoso.com")
    behind.presenter.admit(OwnMistake("KeyError"))
    assert now(behind).trouble == OwnMistake("KeyError")
    assert len(now(behind).form.people) == 1


def test_results_are_saved_as_csv_or_json_and_a_file_that_cannot_be_is_said(tmp_path: Path) -> None:
    behind = Behind().begin().invite("ann@contoso.com")
    behind.presenter.export(tmp_path / "a.csv")
    assert now(behind).saved == "a.csv"
    assert (tmp_path / "a.csv").read_text("utf-8").startswith('"email"')
    behind.presenter.export(tmp_path / "a.json")
    assert '"granted": 1' in (tmp_path / "a.json").read_text("utf-8")
    behind.presenter.export(tmp_path / "nowhere" / "a.csv")
    assert now(behind).trouble == NotSaved()
    assert len(now(behind).rows) == 1
