"""Several items in one window: the same people are invited to all, with a result for each item and person."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.domain.failure import NoAnswer, Silence, UnusableReference
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import Invited, Refused, Unknown
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.result_wording import list_rows
from drive_share_gui.ui.share_dialog import title_of
from drive_share_gui.ui.share_state import Phase
from tests.ui.full_drive import ITEMS, PLAN, FullDrive
from tests.ui.share_shown import REPORT, SHEET, Behind, Shown

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.usefixtures("qapp")
UNKNOWN_ADDRESS = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)


def open_three(behind: Behind | None = None, *also: str) -> Behind:
    behind = behind or Behind(FullDrive())
    behind.presenter.begin("id:01BUDGET", "", None, also or ("id:01REPORT", "id:01PLAN"))
    return behind


def told(behind: Behind) -> list[tuple[str, str, type[object]]]:
    rows = behind.presenter.state.rows
    return [(row.invitation.item.name, row.person.address, type(row.outcome)) for row in rows]


def test_everybody_is_invited_to_every_item() -> None:
    behind = open_three().invite("a@x.org, b@x.org")
    assert told(behind) == [
        (item.name, person, Invited) for item in (SHEET, REPORT, PLAN) for person in ("a@x.org", "b@x.org")
    ]
    asked = [(request.place, *(person.address for person in request.people)) for request in behind.drive.requests]
    assert len(asked) == len(set(asked)) == 6
    assert behind.presenter.state.ended == 6
    assert [item.name for item in behind.recent.items][:3] == [SHEET.name, REPORT.name, PLAN.name]


def test_every_item_and_person_has_a_row_in_the_journal() -> None:
    behind = open_three().invite("a@x.org, b@x.org")
    book = behind.connection.book()
    assert {len(book.journal.rows(book.account_id, item)) for item in ITEMS.values()} == {2}


def test_one_persons_results_for_different_items_stay_apart() -> None:
    behind = open_three().invite("a@x.org", UNKNOWN_ADDRESS, NoAnswer(Silence.TIMEOUT))
    assert [kind for _, _, kind in told(behind)] == [Refused, Unknown, Invited]


def test_only_what_was_refused_is_sent_again() -> None:
    behind = open_three().invite("a@x.org", UNKNOWN_ADDRESS)
    behind.presenter.sending.try_again()
    assert [request.place for request in behind.drive.requests][3:] == [SHEET.place]
    assert [kind for _, _, kind in told(behind)] == [Invited, Invited, Invited]


def test_undo_takes_the_access_to_every_item_back() -> None:
    behind = open_three().invite("a@x.org", UNKNOWN_ADDRESS)
    behind.presenter.sending.undo()
    assert [line.partition(" ")[0] for line in behind.drive.revoked] == [REPORT.name, PLAN.name]
    assert [row.taken_back is not None for row in behind.presenter.state.rows] == [False, True, True]


def test_a_person_whose_address_is_mended_is_replaced_for_every_item() -> None:
    behind = open_three().invite("a@x.org", UNKNOWN_ADDRESS, UNKNOWN_ADDRESS, UNKNOWN_ADDRESS)
    behind.presenter.edit(behind.presenter.state.rows[0])
    behind.presenter.filling.type_person("c@x.org")
    behind.presenter.share()
    assert [(person, kind) for _, person, kind in told(behind)] == [("c@x.org", Invited)] * 3


def test_the_same_item_named_twice_is_one() -> None:
    behind = open_three(None, "id:01REPORT", "id:01BUDGET", "id:01REPORT")
    assert behind.presenter.state.others == (REPORT,)


def test_where_one_item_cannot_be_found_nothing_can_be_shared() -> None:
    behind = open_three(None, "id:01REPORT", "id:nowhere")
    state = behind.presenter.state
    assert (state.phase, state.item, state.may_share) == (Phase.CHOOSING, None, False)
    assert isinstance(state.trouble, UnusableReference)


def test_another_item_takes_the_place_of_all() -> None:
    behind = open_three()
    behind.presenter.find("id:01PLAN")
    assert (behind.presenter.state.item, behind.presenter.state.others) == (PLAN, ())


def test_the_window_names_all_items_and_puts_people_under_each(qtbot: QtBot) -> None:
    shown = Shown(FullDrive())
    qtbot.addWidget(shown.window)
    open_three(shown)
    assert shown.dialog.header.name.text() == "3 items"
    assert PLAN.name in shown.dialog.header.place.text()
    assert title_of(shown.presenter.state).endswith("and 2 more")
    shown.invite("a@x.org, b@x.org")
    lines = [line.name if isinstance(line, Item) else line.person.address for line in shown.page.model.rows]
    assert lines == [line for item in (SHEET, REPORT, PLAN) for line in (item.name, "a@x.org", "b@x.org")]


def test_a_copied_list_names_the_item_in_every_line() -> None:
    state = open_three().invite("a@x.org").presenter.state
    lines = list_rows(state.rows, state.now).splitlines()
    assert [line.partition(":")[0] for line in lines] == [SHEET.name, REPORT.name, PLAN.name]


@pytest.mark.parametrize("name", ["r.csv", "r.json"])
def test_exported_results_name_the_item(name: str, tmp_path: Path) -> None:
    behind = open_three().invite("a@x.org")
    behind.presenter.export(tmp_path / name)
    text = (tmp_path / name).read_text("utf-8-sig")
    if name.endswith(".csv"):
        found = [(row["email"], row["item"], row["item_id"]) for row in csv.DictReader(text.splitlines())]
    else:
        report = json.loads(text)
        found = [(one["people"][0]["email"], one["item"]["name"], one["item"]["id"]) for one in report["items"]]
        assert report["summary"]["granted"] == 3
    assert found == [("a@x.org", item.name, item.place.item_id) for item in (SHEET, REPORT, PLAN)]
