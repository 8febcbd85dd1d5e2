"""Find the items that references mean, together with the drive whose rules apply to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.failure import Failure, SharingError, UnusableReference
from drive_share_gui.domain.item import Drive, Item, ItemReference
from drive_share_gui.domain.local_file import NotLocated
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of the items that were asked for."""

    text: str
    """As it was typed, or as the item is called."""
    reference: ItemReference


@dataclass(frozen=True, slots=True)
class Missing:
    """One of several items that cannot be had."""

    text: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class Found:
    """An item confirmed by the service, ready to be shown and shared."""

    item: Item
    drive: Drive
    others: tuple[Item, ...] = ()
    """Further items that were asked for with it, each once."""
    missing: tuple[Missing, ...] = ()
    """What was asked for with it and cannot be had."""


def read_wanted(texts: Sequence[str], drive_id: str | None = None) -> tuple[Wanted | Missing, ...]:
    """Read every text once, as `parse_reference` does."""
    return tuple(_read(text, drive_id) for text in dict.fromkeys(texts))


def find_items(service: SharingService, asked: Sequence[Wanted | Missing]) -> Found:
    """Fetch several items for the same people; those that cannot be had are named, each with its reason.

    Raises SharingError where none can be had, or what is in the way concerns more than one item.
    """
    items = dict[object, Item]()
    missing = list[Missing]()
    for one in asked:
        got = _fetched(service, one)
        if isinstance(got, Missing):
            missing.append(got)
        else:
            items.setdefault(got.place, got)
    if not items:
        raise SharingError(missing[0].failure)
    first, *others = items.values()
    return Found(first, service.drive(first.place.drive_id), tuple(others), tuple(missing))


def find_item(service: SharingService, reference: ItemReference) -> Found:
    """Fetch the item and its drive; raises SharingError where either cannot be had."""
    item = service.find(reference)
    return Found(item, service.drive(item.place.drive_id))


def _read(text: str, drive_id: str | None) -> Wanted | Missing:
    try:
        return Wanted(text, parse_reference(text, drive_id))
    except SharingError as error:
        return Missing(text, error.failure)


def _fetched(service: SharingService, one: Wanted | Missing) -> Item | Missing:
    if isinstance(one, Missing):
        return one
    try:
        return service.find(one.reference)
    except SharingError as error:
        if isinstance(error.failure, Refusal | UnusableReference | NotLocated):
            return Missing(one.text, error.failure)
        raise
