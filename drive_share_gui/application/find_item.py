"""Find the item a reference means, together with the drive whose rules apply to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.item import Drive, Item, ItemReference


@dataclass(frozen=True, slots=True)
class Found:
    """An item confirmed by the service, ready to be shown and shared."""

    item: Item
    drive: Drive
    others: tuple[Item, ...] = ()
    """Further items that were asked for with it, each once."""


def find_items(service: SharingService, references: Sequence[ItemReference]) -> Found:
    """Fetch several items for the same people; raises SharingError where one of them cannot be had."""
    first = find_item(service, references[0])
    items = {item.place: item for item in (first.item, *map(service.find, references[1:]))}
    return replace(first, others=tuple(items.values())[1:])


def find_item(service: SharingService, reference: ItemReference) -> Found:
    """Fetch the item and its drive; raises SharingError where either cannot be had."""
    item = service.find(reference)
    return Found(item, service.drive(item.place.drive_id))
