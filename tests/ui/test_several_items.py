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
from drive_share_gui.ui.result_wording import list_rows, summarise
from drive_share_gui.ui.share_dialog import title_of
from drive_share_gui.ui.share_notices import notice_of
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.share_state import Phase
from drive_share_gui.ui.wish import Wish
from tests.ui.full_drive import ITEMS, OFFLINE, PLAN, FullDrive
from tests.ui.inline_runner import InlineRunner
from tests.ui.share_shown import REPORT, SHEET, Behind, RecentShares, Shown

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.usefixtures("qapp")
MARKS = dict.fromkeys((0x2068, 0x2069))
UNKNOWN_ADDRESS = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)


def open_three(behind: Behind | None = None, *also: str) -> Behind:
    behind = behind or Behind(FullDrive())
    behind.presenter.begin(Wish("id:01BUDGET", also=also or ("id:01REPORT", "id:01PLAN")))
    return behind


def said(behind: Behind) -> str:
    """Give the notice, without the marks around foreign names."""
    notice = notice_of(behind.presenter.state)
    return "" if notice is None else notice.text.translate(MARKS)


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


def test_items_that_cannot_be_had_are_named_with_the_reason_and_the_others_can_be_shared() -> None:
    behind = open_three(None, "id:01REPORT", "path:/Documents/Gone.txt", "path:a:b", "https://")
    state = behind.presenter.state
    assert (state.phase, state.items, state.trouble) == (Phase.EDITING, (SHEET, REPORT), None)
    assert said(behind).startswith("Left out: “Gone.txt”. An item ID contains")
    assert "Left out: “path:a:b”. Names on a drive cannot contain" in said(behind)
    assert "Left out: “https://”. This is not a complete link." in said(behind)
    assert told(behind.invite("a@x.org")) == [(item.name, "a@x.org", Invited) for item in (SHEET, REPORT)]


def test_of_many_items_left_out_for_one_reason_three_are_named() -> None:
    behind = open_three(None, *(f"file:/sync/{name}" for name in "abcde"))
    assert said(behind).startswith("Left out: “a”, “b”, “c” and 2 more. ")


def test_what_was_left_out_is_looked_for_again_and_may_be_dismissed() -> None:
    behind = open_three(None, "id:nowhere")
    behind.presenter.finding.again()
    assert [one.text for one in behind.presenter.state.missing] == ["id:nowhere"]
    behind.presenter.dismiss()
    assert (said(behind), behind.presenter.state.items) == ("", (SHEET,))


def test_where_no_item_can_be_found_nothing_can_be_shared() -> None:
    behind = Behind(FullDrive())
    behind.presenter.begin(Wish("id:nowhere", also=("path:a:b",)))
    state = behind.presenter.state
    assert (state.phase, state.item, state.may_share) == (Phase.CHOOSING, None, False)
    assert isinstance(state.trouble, UnusableReference)


def test_what_keeps_the_drive_out_of_reach_is_said_instead_of_leaving_items_out() -> None:
    drive = FullDrive(gone_after=1)
    behind = Behind(drive)
    behind.presenter.begin(Wish("id:01BUDGET", also=("id:01REPORT",)))
    assert behind.presenter.state.trouble == OFFLINE
    assert behind.presenter.state.item is None
    drive.gone_after = 9
    behind.presenter.finding.again()
    assert behind.presenter.state.items == (SHEET, REPORT)


def test_the_draft_of_several_items_is_theirs_together_in_any_order() -> None:
    first = Behind(FullDrive())
    first.presenter.drafting.begin()
    open_three(first).presenter.filling.add_people("a@x.org")
    first.presenter.drafting.save()
    for item, also, people in (
        ("id:01PLAN", ("id:01BUDGET", "id:01REPORT"), ["a@x.org"]),
        ("id:01BUDGET", (), []),
        ("id:01BUDGET", ("id:01REPORT",), []),
    ):
        next_start = Behind(FullDrive())
        next_start.connection = first.connection
        next_start.presenter = SharePresenter(first.connection, InlineRunner(), first.clock, RecentShares())
        next_start.presenter.drafting.begin()
        next_start.presenter.begin(Wish(item, also=also))
        assert [person.address for person in next_start.presenter.filling.form.people] == people


def test_the_summary_counts_people_and_whether_they_have_all_items() -> None:
    behind = open_three().invite("a@x.org, b@x.org", UNKNOWN_ADDRESS)
    assert summarise(behind.presenter.state.rows) == "1 of 2 people have access to all 3 items. One needs a look."
    behind.presenter.sending.try_again()
    assert summarise(behind.presenter.state.rows) == "Shared 3 items with 2 people."
    behind.presenter.sending.undo()
    assert summarise(behind.presenter.state.rows) == "Access was removed again."
    one = open_three().invite("a@x.org", UNKNOWN_ADDRESS)
    assert summarise(one.presenter.state.rows) == "Nobody has access to all 3 items yet. One needs a look."
    assert summarise(open_three().invite("a@x.org").presenter.state.rows) == "Shared 3 items with one person."
    nobody = open_three().invite("a@x.org", *[UNKNOWN_ADDRESS] * 3)
    assert summarise(nobody.presenter.state.rows) == "Nobody has access yet. 3 need a look."


def test_local_names_that_differ_are_said_for_each_of_several_items(qtbot: QtBot) -> None:
    shown = Shown(FullDrive(local_names={"01PLAN": "old plan.pptx"}))
    qtbot.addWidget(shown.window)
    open_three(shown)
    assert (
        shown.dialog.header.place.text().translate(MARKS)
        == f"{SHEET.name} · {REPORT.name} · {PLAN.name} (here called old plan.pptx)"
    )


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
