"""`drive-share find`: show the item a reference means."""

from dataclasses import dataclass
from typing import TypedDict

from drive_share_gui.application.report import ItemRow, ReasonRow, item_row
from drive_share_gui.cli.arguments import ItemArguments
from drive_share_gui.cli.item_lookup import item_line, read_item
from drive_share_gui.cli.status import Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.item import Item


class FindReport(TypedDict):
    """What `find --json` prints."""

    item: ItemRow | None
    error: ReasonRow | None


@dataclass(slots=True)
class Find:
    """One run of the verb."""

    asked: ItemArguments
    around: Surroundings
    item: Item | None = None

    def run(self) -> Status:
        """Find the item and print it; raises SharingError."""
        output = self.around.output
        reference = read_item(self.asked, self.around)
        with self.around.connected(self.asked.where, reference) as connection:
            self.item = self.around.opened(connection).find(reference)
        if not self.asked.json:
            output.answer(item_line(self.item))
            output.answer(f"id:{self.item.place.item_id}")
            if self.item.web_url:
                output.answer(self.item.web_url)
        return Status.EVERYONE

    def report(self, error: ReasonRow | None) -> FindReport:
        """Give the JSON object."""
        return {"item": item_row(self.item) if self.item else None, "error": error}
