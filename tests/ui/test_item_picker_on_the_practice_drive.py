"""The item picker against a real service over real sockets, with awkward names and a folder of 450 pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters import drive_api
from drive_share_gui.adapters.recent_items import RecentItemsFile
from drive_share_gui.domain.service_address import Dialect, ServiceAddress
from drive_share_gui.practice.running import running_practice_drive
from drive_share_gui.ui.browse_shelf import ROOT
from drive_share_gui.ui.browse_spot import Folder, Results
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drive_share_gui.application.find_item import Found
    from drive_share_gui.domain.item import Item
    from drive_share_gui.ui.background import BackgroundRunner


class Visit:
    """A picker on the practice drive; every step waits for what can be seen."""

    def __init__(self, qtbot: QtBot, presenter: PickPresenter) -> None:
        self._qtbot = qtbot
        self.presenter = presenter
        self.picker = ItemPicker(presenter)
        self.picked: list[Item] = []
        self.picker.picked.connect(self._on_picked)
        qtbot.addWidget(self.picker)
        self.picker.show()
        self.wait()

    @property
    def items(self) -> dict[str, Item]:
        return {item.name: item for item in self.picker.panel.view.rows.items}

    def wait(self) -> None:
        """Wait until nothing is under way."""
        state = self.presenter
        self._qtbot.waitUntil(lambda: not state.state.shelf.loading and state.state.fetching is None)

    def open(self, name: str) -> None:
        self.picker.panel.view.opened.emit(self.items[name])
        self.wait()

    def _on_picked(self, found: Found) -> None:
        self.picked.append(found.item)


@pytest.fixture(params=list(Dialect), ids=lambda dialect: dialect.value)
def visit(request: pytest.FixtureRequest, qtbot: QtBot, runner: BackgroundRunner, tmp_path: Path) -> Iterator[Visit]:
    with running_practice_drive(tmp_path / "drive") as drive:
        address = ServiceAddress(drive.base_url, request.param)
        service = drive_api.connect(address, drive_api.FixedToken(drive.token))
        yield Visit(qtbot, PickPresenter(lambda: service, RecentItemsFile(tmp_path), runner, typing_pause=0))
        assert runner.finish(5)
        service.close()


def test_a_folder_of_450_pictures_is_listed_to_its_end(visit: Visit) -> None:
    visit.open("Pictures")
    visit.open("Holiday")
    assert visit.picker.panel.status.text() == "450 items"
    assert visit.presenter.state.shelf.listing.complete
    visit.open("IMG_0450.jpg")
    assert [item.name for item in visit.picked] == ["IMG_0450.jpg"]


def test_awkward_names_are_walked_into_and_picked_from_the_list_and_by_their_path(visit: Visit) -> None:
    visit.open("Awkward names")
    names = ["100%.txt", "One+Two.txt", "R&D; v=1, (a)!.docx", "日本語 café.txt"]
    for name in names:
        visit.open(name)
        visit.presenter.take_drop(f"/Awkward names/{name}")
        visit.wait()
    assert [item.name for item in visit.picked] == [name for name in names for _ in range(2)]
    visit.open("C# Files")
    assert list(visit.items) == ["Program.cs"]


def test_a_search_finds_a_folder_and_its_way(visit: Visit, qtbot: QtBot) -> None:
    visit.presenter.walk.search("ryan's")
    qtbot.waitUntil(lambda: isinstance(visit.presenter.state.shelf.spot, Results))
    visit.wait()
    visit.open("Ryan's Files")
    spot = visit.presenter.state.shelf.spot
    assert isinstance(spot, Folder)
    assert [crumb.name for crumb in spot.way] == ["Awkward names", "Ryan's Files"]
    visit.presenter.walk.go_up()
    visit.wait()
    assert "C# Files" in visit.items


def test_the_web_address_and_the_id_of_an_item_lead_to_it(visit: Visit) -> None:
    visit.presenter.take_drop("/Documents/Budget.xlsx")
    visit.wait()
    [budget] = visit.picked
    for text in (budget.web_url, f"id:{budget.place.item_id}", budget.place.item_id):
        visit.presenter.take_drop(text)
        visit.wait()
    assert [item.place.item_id for item in visit.picked] == [budget.place.item_id] * 4


def test_the_root_of_the_personal_drive_is_not_offered(visit: Visit) -> None:
    assert visit.presenter.state.shelf.spot == ROOT
    assert not visit.picker.bar.choose.isEnabled()
    visit.presenter.take_drop("path:/")
    visit.wait()
    assert visit.picked == []
    assert visit.picker.field.hint.text().startswith("The whole drive cannot be shared.")
