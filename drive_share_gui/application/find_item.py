"""Find the item a reference means, together with the drive whose rules apply to it."""

from dataclasses import dataclass

from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.item import Drive, Item, ItemReference


@dataclass(frozen=True, slots=True)
class Found:
    """An item confirmed by the service, ready to be shown and shared."""

    item: Item
    drive: Drive


def find_item(service: SharingService, reference: ItemReference) -> Found:
    """Fetch the item and its drive; raises SharingError where either cannot be had."""
    item = service.find(reference)
    return Found(item, service.drive(item.place.drive_id))
