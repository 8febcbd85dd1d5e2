"""Walking the drive: folders, the way back, searches, and what was shared lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drive_share_gui.domain.failure import Hurdle, Unreachable
from drive_share_gui.domain.item import ByPath, DriveKind, ItemKind
from drive_share_gui.ui.browse_shelf import ROOT
from drive_share_gui.ui.browse_spot import Folder, Lately, Results
from drive_share_gui.ui.browse_walk import DriveWalk
from tests.ui.inline_runner import InlineRunner
from tests.ui.small_drive import BUDGET, DOCUMENTS, FINANCE, WELCOME, Recent, SmallDrive, item_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OFFLINE = Unreachable(Hurdle.NETWORK)


def started(
    drive: SmallDrive | None = None, recent: Recent | None = None
) -> tuple[DriveWalk, SmallDrive, InlineRunner]:
    drive, runner = drive or SmallDrive(), InlineRunner()
    walk = DriveWalk(drive.open, recent or Recent(), runner, drive_id=None, typing_pause=0)
    walk.start()
    return walk, drive, runner


def names(walk: DriveWalk) -> list[str]:
    return [item.name for item in walk.shelf.listing.items]


def crumbs(walk: DriveWalk) -> list[str]:
    assert isinstance(walk.shelf.spot, Folder)
    return [crumb.name for crumb in walk.shelf.spot.way]


def test_it_begins_at_the_root_with_folders_first() -> None:
    walk, _, _ = started()
    assert (walk.shelf.spot, names(walk)) == (ROOT, ["Documents", "Welcome.docx"])


def test_it_begins_with_what_was_shared_lately_and_asks_for_no_folder_then() -> None:
    walk, drive, _ = started(recent=Recent((BUDGET, WELCOME)))
    assert (walk.shelf.spot, names(walk)) == (Lately(), ["Budget.xlsx", "Welcome.docx"])
    assert drive.calls == ["drive"]


def test_going_in_and_up_leaves_the_folder_marked() -> None:
    walk, _, _ = started()
    walk.go_into(DOCUMENTS)
    walk.go_into(FINANCE)
    assert (crumbs(walk), names(walk)) == (["Documents", "Finance"], ["Budget.xlsx"])
    walk.go_up()
    assert (crumbs(walk), walk.shelf.came_from) == (["Documents"], FINANCE.place)
    walk.go_up()
    walk.go_up()
    assert walk.shelf.spot == ROOT


def test_a_folder_found_by_a_search_shows_the_whole_way_to_it(qtbot: QtBot) -> None:
    walk, drive, _ = started()
    walk.search("fin")
    qtbot.waitUntil(lambda: isinstance(walk.shelf.spot, Results))
    walk.go_into(FINANCE)
    assert crumbs(walk) == ["Documents", "Finance"]
    walk.go_up()
    assert names(walk) == ["Finance"]
    assert "find /Documents" in drive.calls


def test_somebody_elses_folder_hangs_below_the_root_alone(qtbot: QtBot) -> None:
    walk, _, _ = started()
    walk.search("x")
    qtbot.waitUntil(lambda: isinstance(walk.shelf.spot, Results))
    theirs = item_at("/Plans/2026")
    walk.go_into(type(theirs)(theirs.place, "2026", ItemKind.FOLDER, path="/Plans/2026", from_others=True))
    assert crumbs(walk) == ["2026"]


def test_only_the_pause_after_typing_sends_a_search(qtbot: QtBot) -> None:
    walk, drive, _ = started()
    for text in ("b", "bu", "bud "):
        walk.search(text)
    assert [call for call in drive.calls if call.startswith("search")] == []
    qtbot.waitUntil(lambda: isinstance(walk.shelf.spot, Results))
    assert [call for call in drive.calls if call.startswith("search")] == ["search bud"]
    assert names(walk) == ["Budget.xlsx"]


def test_return_in_the_search_field_waits_for_no_pause() -> None:
    walk, drive, _ = started()
    walk.search("bud")
    walk.search_at_once()
    walk.search_at_once()
    assert drive.calls[-1] == "search bud"
    assert drive.calls.count("search bud") == 1


def test_an_emptied_search_goes_back_to_where_it_began() -> None:
    for recent, spot in ((Recent(), Folder()), (Recent((BUDGET,)), Lately())):
        walk, _, _ = started(recent=recent)
        for text in ("bud", "budg", "  "):
            walk.search(text)
            walk.search_at_once()
        assert walk.shelf.spot == spot
        walk.search("a")
        walk.search("")
        assert walk.shelf.spot == spot


def test_going_to_a_folder_empties_the_search() -> None:
    walk, _, _ = started()
    walk.search("fin")
    walk.search_at_once()
    assert walk.shelf.search == "fin"
    walk.go_into(FINANCE)
    assert walk.shelf.search == ""


def test_an_answer_for_a_spot_one_has_left_is_dropped() -> None:
    walk, _, runner = started()
    runner.hold = True
    walk.go_into(DOCUMENTS)
    walk.go(ROOT)
    jobs = list(runner.jobs)
    runner.jobs.clear()
    for job in reversed(jobs):
        job()
    assert (walk.shelf.spot, names(walk)) == (ROOT, ["Documents", "Welcome.docx"])


def test_a_failed_answer_for_a_spot_one_has_left_is_dropped() -> None:
    walk, drive, runner = started()
    runner.hold = True
    walk.go_into(DOCUMENTS)
    walk.go(ROOT)
    drive.failure = OFFLINE
    runner.jobs.pop(0)()
    drive.failure = None
    runner.release()
    assert walk.shelf.trouble is None


def test_what_was_shared_lately_comes_too_late_for_somebody_who_went_on() -> None:
    drive, runner = SmallDrive(), InlineRunner(hold=True)
    walk = DriveWalk(drive.open, Recent((BUDGET,)), runner, drive_id=None, typing_pause=0)
    walk.start()
    walk.go(ROOT)
    runner.release()
    assert (walk.shelf.spot, walk.shelf.has_recent) == (ROOT, True)


def test_the_rows_before_stay_until_the_answer_is_here() -> None:
    walk, _, runner = started()
    runner.hold = True
    walk.go_into(DOCUMENTS)
    assert walk.shelf.loading
    assert names(walk) == ["Documents", "Welcome.docx"]
    runner.release()
    assert names(walk) == ["Finance"]


def test_a_drive_out_of_reach_lists_nothing_says_why_and_can_be_asked_again() -> None:
    walk, drive, _ = started(SmallDrive(failure=OFFLINE))
    assert (walk.shelf.trouble, names(walk), walk.shelf.drive) == (OFFLINE, [], None)
    drive.failure = None
    walk.go_again()
    assert (walk.shelf.trouble, names(walk)) == (None, ["Documents", "Welcome.docx"])
    assert walk.shelf.drive is not None


def test_an_incomplete_list_is_known_as_such() -> None:
    walk, _, _ = started(SmallDrive(complete=False))
    assert not walk.shelf.listing.complete


def test_numbers_in_names_count_by_their_value_and_case_does_not_count() -> None:
    spelled = ("/b 10", "/B 2", "/a", "/É", "/f.txt")
    walk, _, _ = started(SmallDrive(items=tuple(item_at(path) for path in spelled)))
    assert names(walk) == ["a", "B 2", "b 10", "É", "f.txt"]


def test_the_root_can_be_chosen_unless_the_drive_is_personal_or_not_known() -> None:
    assert not started(SmallDrive(kind=DriveKind.PERSONAL))[0].shelf.may_choose_here
    assert started(SmallDrive(kind=DriveKind.BUSINESS))[0].shelf.may_choose_here
    assert not started(SmallDrive(kind=DriveKind.BUSINESS, failure=OFFLINE))[0].shelf.may_choose_here
    assert not started(recent=Recent((BUDGET,)))[0].shelf.may_choose_here


def test_the_way_to_a_found_folder_is_asked_for_by_its_path() -> None:
    walk, _, _ = started(recent=Recent((FINANCE,)))
    walk.go_into(FINANCE)
    assert isinstance(walk.shelf.spot, Folder)
    assert [crumb.place for crumb in walk.shelf.spot.way] == [ByPath(("Documents",), "D"), FINANCE.place]
