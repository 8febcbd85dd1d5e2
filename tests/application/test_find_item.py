"""An item comes with the drive whose rules apply to it."""

from drive_share_gui.application.find_item import find_item
from drive_share_gui.domain.item import ById
from tests.application.fakes import FakeService


def test_an_item_of_another_drive_comes_with_that_drive() -> None:
    assert find_item(FakeService(), ById("1", "other")).drive.drive_id == "other"
    assert find_item(FakeService(), ById("1")).drive.drive_id == "D"
