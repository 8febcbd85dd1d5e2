"""How a named item is read, fetched and handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drive_share_gui.domain.failure import Hurdle, ReferenceProblem, Unreachable, UnusableReference
from drive_share_gui.domain.invitation import Problem
from drive_share_gui.domain.item import DriveKind
from drive_share_gui.ui.browse_spot import Folder, Lately
from drive_share_gui.ui.pick_presenter import PickPresenter
from drive_share_gui.ui.pick_state import Asked, Drop, Reading, read
from tests.ui.inline_runner import InlineRunner
from tests.ui.small_drive import BUDGET, DOCUMENTS, GONE, LINK, WELCOME, Recent, SmallDrive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.find_item import Found
    from drive_share_gui.ui.background import BackgroundRunner

OFFLINE = Unreachable(Hurdle.NETWORK)


class Picking:
    """A presenter on a small drive, and what it handed over."""

    def __init__(self, drive: SmallDrive | None = None, recent: Recent | None = None, *, hold: bool = False) -> None:
        self.drive = drive or SmallDrive()
        self.runner = InlineRunner()
        self.presenter = PickPresenter(self.drive.open, recent or Recent(), self.runner)
        self.picked: list[Found] = []
        self.presenter.picked.connect(self.picked.append)
        self.presenter.start()
        self.runner.hold = hold


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("", None),
        ("   ", None),
        ("/Documents/Budget.xlsx", Reading.PATH),
        ("path:Budget", Reading.PATH),
        ("Budget.xlsx", Reading.PATH),
        ("Budget", Reading.BARE_NAME),
        ("01ABCDEFGHIJKLMNOPQRSTUV", Reading.ID),
        ("5D33DD65C6932946!70859", Reading.ID),
        ("id:x", Reading.ID),
        ("id:", Reading.ID),
        ("https://1drv.ms/w/s!AhTxyz", Reading.LINK),
        ("https:", Reading.LINK),
        ("HTTP://drive.example", Reading.LINK),
        ("file:/sync/a.txt", Reading.LOCAL_FILE),
        ("a:b", Reading.PATH),
    ],
)
def test_the_field_says_as_one_types_what_its_text_will_be_read_as(text: str, reading: Reading | None) -> None:
    assert read(text) is reading


@pytest.mark.parametrize("text", [BUDGET.path, f"id:{BUDGET.place.item_id}", LINK, f"file:/sync{BUDGET.path}"])
def test_an_item_is_handed_over_only_once_the_service_described_it(text: str) -> None:
    picking = Picking(hold=True)
    picking.presenter.type_text(text)
    picking.presenter.look_up()
    assert picking.presenter.state.fetching is Asked.IN_FIELD
    assert picking.picked == []
    picking.runner.release()
    assert [(found.item, found.drive.account) for found in picking.picked] == [(BUDGET, "ann@example.org")]


@pytest.mark.parametrize("text", ["", "/a/../b", "a:b", "id:..", "http://drive.example/x"])
def test_what_names_no_item_is_said_at_the_field_and_sends_nothing(text: str) -> None:
    picking = Picking()
    picking.drive.calls.clear()
    picking.presenter.type_text(text)
    picking.presenter.look_up()
    assert isinstance(picking.presenter.state.field_hitch, UnusableReference)
    assert picking.presenter.state.text == text
    assert picking.drive.calls == []


def test_what_the_service_does_not_find_keeps_the_text_and_says_why_until_one_types_on() -> None:
    picking = Picking()
    picking.presenter.type_text("/Nowhere.txt")
    picking.presenter.look_up()
    state = picking.presenter.state
    assert (state.text, state.field_hitch, state.fetching) == ("/Nowhere.txt", GONE, None)
    picking.presenter.type_text("/Nowhere.tx")
    assert picking.presenter.state.field_hitch is None


def test_an_answer_to_a_text_that_changed_meanwhile_is_dropped() -> None:
    picking = Picking(hold=True)
    picking.presenter.type_text(BUDGET.path)
    picking.presenter.look_up()
    picking.presenter.type_text(WELCOME.path)
    picking.runner.release()
    assert picking.picked == []
    picking.presenter.look_up()
    picking.presenter.look_up()
    picking.runner.release()
    assert [found.item for found in picking.picked] == [WELCOME]


def test_going_elsewhere_drops_the_item_being_fetched() -> None:
    picking = Picking(hold=True)
    picking.presenter.choose(WELCOME)
    picking.presenter.walk.go_into(DOCUMENTS)
    picking.runner.release()
    assert picking.picked == []
    assert picking.presenter.state.shelf.spot != Folder()


def test_an_item_put_aside_is_not_handed_over_later() -> None:
    picking = Picking(hold=True)
    picking.presenter.choose(WELCOME)
    picking.presenter.rest()
    picking.runner.release()
    assert picking.picked == []


def test_the_root_of_a_personal_drive_is_refused_where_it_was_named() -> None:
    picking = Picking()
    picking.presenter.take_drop("path:/")
    assert picking.presenter.state.field_hitch is Problem.ROOT_OF_PERSONAL_DRIVE
    assert picking.picked == []


def test_the_root_of_a_business_drive_can_be_picked() -> None:
    picking = Picking(SmallDrive(kind=DriveKind.BUSINESS))
    picking.presenter.choose_here()
    assert [found.item.is_root for found in picking.picked] == [True]


def test_a_drop_is_read_and_fetched_at_once() -> None:
    picking = Picking()
    picking.presenter.take_drop(f"file:/sync{BUDGET.path}")
    assert [found.item for found in picking.picked] == [BUDGET]


def test_several_dropped_items_are_fetched_together_and_those_that_cannot_be_had_are_named() -> None:
    picking = Picking()
    picking.presenter.take_drop(f"file:/sync{BUDGET.path}", "path:/nowhere", WELCOME.path, "https://")
    (found,) = picking.picked
    assert (found.item, found.others) == (BUDGET, (WELCOME,))
    assert [one.text for one in found.missing] == ["path:/nowhere", "https://"]


def test_where_nothing_dropped_can_be_had_the_first_reason_is_said() -> None:
    picking = Picking()
    picking.presenter.take_drop("path:/nowhere", "https://")
    assert picking.picked == []
    assert picking.presenter.state.field_hitch == GONE


def test_too_many_dropped_items_are_refused_and_the_text_stays() -> None:
    picking = Picking()
    picking.presenter.type_text(BUDGET.path)
    picking.presenter.refuse_drop(Drop.TOO_MANY)
    assert picking.presenter.state.field_hitch is Drop.TOO_MANY
    assert picking.presenter.state.text == BUDGET.path


def test_an_item_of_the_list_is_fetched_anew_before_it_is_handed_over() -> None:
    picking = Picking()
    picking.presenter.open(WELCOME)
    assert "find /Welcome.docx" in picking.drive.calls
    assert [found.item for found in picking.picked] == [WELCOME]


def test_an_item_gone_from_the_list_meanwhile_is_said_at_the_list() -> None:
    picking = Picking()
    picking.drive.items = (DOCUMENTS,)
    picking.presenter.open(WELCOME)
    assert picking.presenter.state.list_hitch == GONE
    assert picking.presenter.state.field_hitch is None


def test_opening_a_folder_goes_into_it_and_choosing_it_picks_it() -> None:
    picking = Picking()
    picking.presenter.open(DOCUMENTS)
    assert picking.picked == []
    assert len(picking.presenter.state.shelf.listing.items) == 1
    picking.presenter.choose_here()
    assert [found.item for found in picking.picked] == [DOCUMENTS]


def test_a_folder_shared_lately_is_picked_again_rather_than_opened() -> None:
    picking = Picking(recent=Recent((DOCUMENTS,)))
    assert picking.presenter.state.shelf.spot == Lately()
    picking.presenter.open(DOCUMENTS)
    assert [found.item for found in picking.picked] == [DOCUMENTS]


def test_rows_of_the_spot_before_cannot_be_picked_while_another_is_read() -> None:
    picking = Picking(hold=True)
    picking.presenter.open(DOCUMENTS)
    picking.presenter.open(WELCOME)
    picking.presenter.choose(WELCOME)
    picking.presenter.choose_here()
    picking.runner.release()
    assert picking.picked == []


def test_a_drive_out_of_reach_is_said_where_the_item_was_named() -> None:
    picking = Picking()
    picking.drive.failure = OFFLINE
    picking.presenter.take_drop(BUDGET.path)
    named = picking.presenter.state
    picking.presenter.choose(WELCOME)
    chosen = picking.presenter.state
    assert (named.field_hitch, named.list_hitch) == (OFFLINE, None)
    assert (chosen.field_hitch, chosen.list_hitch) == (None, OFFLINE)


def test_everything_works_through_the_real_runner(runner: BackgroundRunner, qtbot: QtBot) -> None:
    presenter = PickPresenter(SmallDrive().open, Recent(), runner)
    presenter.start()
    qtbot.waitUntil(lambda: not presenter.state.shelf.loading)
    picked: list[Found] = []
    presenter.picked.connect(picked.append)
    presenter.take_drop(LINK)
    qtbot.waitUntil(lambda: bool(picked))
    assert [found.item for found in picked] == [BUDGET]


def test_a_text_without_a_name_in_it_says_so() -> None:
    picking = Picking()
    picking.presenter.look_up()
    assert picking.presenter.state.field_hitch == UnusableReference(ReferenceProblem.EMPTY, "")


def test_another_drive_that_was_named_is_the_one_that_is_looked_through() -> None:
    drive = SmallDrive()
    presenter = PickPresenter(drive.open, Recent(), InlineRunner(), drive_id="X")
    presenter.start()
    assert drive.calls == ["find ", "children ", "drive"]
    assert presenter.state.shelf.drive is not None
    assert presenter.state.shelf.drive.drive_id == "X"
