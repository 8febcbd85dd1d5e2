"""Finds one item by what a person named, and lists those a person can choose from."""

from dataclasses import replace
from typing import Final

from drive_share_gui.adapters.drive_api.address import Address, item_address, segment
from drive_share_gui.adapters.drive_api.caller import Caller, Question
from drive_share_gui.adapters.drive_api.dialect import Speech
from drive_share_gui.adapters.drive_api.items import read_item
from drive_share_gui.adapters.drive_api.pages import object_of, pages
from drive_share_gui.domain.failure import (
    ReferenceProblem,
    Riddle,
    SharingError,
    UnclearAnswer,
    UnusableReference,
)
from drive_share_gui.domain.item import ById, ByLink, ByLocalFile, ByPath, Item, ItemReference, Listing
from drive_share_gui.domain.reference import share_id


class Finder:
    """Looks through the drives of one account."""

    def __init__(self, speech: Speech, caller: Caller) -> None:
        self._speech: Final = speech
        self._caller: Final = caller

    def find(self, reference: ItemReference) -> Item:
        """Fetch the item a reference means; a shared item is fetched from its own drive."""
        match reference:
            case ById() | ByPath():
                item = self._fetch(item_address(self._speech.own_drive, reference), reference.drive_id)
            case ByLink(url=url):
                item = self._opened(url)
            case ByLocalFile(path=path):
                raise SharingError(UnusableReference(ReferenceProblem.LOCAL_FILE, path))
        return self._followed(item) if item.from_others else item

    def list(self, address: Address, drive_id: str | None) -> Listing:
        """List items page by page; not complete where a page is missing, or an entry names no item."""
        found: list[Item | None] = []
        pages_read = 0
        complete = True
        try:
            for page in pages(self._caller, address):
                pages_read += 1
                found += [read_item(entry, drive_id) for entry in page]
        except SharingError:
            if not pages_read:
                raise
            complete = False
        return Listing(tuple(item for item in found if item is not None), complete and None not in found)

    def _fetch(self, address: Address, drive_id: str | None, headers: tuple[tuple[str, str], ...] = ()) -> Item:
        found = self._caller.read(Question("GET", address, headers=headers))
        item = read_item(object_of(found), drive_id)
        if item is None:
            raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_SHAPE, found.status), found.request_id)
        return item

    def _opened(self, url: str) -> Item:
        """Fetch what a link leads to (Graph, shares: get), which may lie on any drive."""
        address = Address("/shares/", "/shares/").named(segment(share_id(url)), "{share}").fixed("/driveItem")
        item = self._fetch(address, None, self._speech.link_headers)
        place = item.place if item.place.drive_id else ById(item.place.item_id, item.drive_id or None)
        return replace(item, place=place)

    def _followed(self, placeholder: Item) -> Item:
        """Fetch a shared item from its own drive; what is not said there stays as the placeholder said it."""
        place = placeholder.place
        item = self._fetch(item_address(self._speech.own_drive, place), place.drive_id)
        return replace(
            item,
            from_others=True,
            name=item.name or placeholder.name,
            owner=item.owner or placeholder.owner,
            drive_id=item.drive_id or placeholder.drive_id,
        )
