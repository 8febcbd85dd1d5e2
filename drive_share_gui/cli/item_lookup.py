"""From the ITEM of a command line to the item itself, and how it is shown before anything happens to it."""

import argparse

from drive_share_gui.application.find_item import Found, find_item
from drive_share_gui.application.ports import SharingService
from drive_share_gui.cli.arguments import InviteArguments, ItemArguments
from drive_share_gui.cli.full_path import full_path
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.output import Output
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.item import ById, ByLocalFile, ByPath, Item, ItemReference
from drive_share_gui.domain.reference import item_by_local_path, parse_reference


def read_item(asked: ItemArguments, around: Surroundings) -> ItemReference:
    """Read the reference, and tell which reading was taken where it had no prefix.

    Raises SharingError(UnusableReference), and argparse.ArgumentError where there are none or two.
    """
    output, item = around.output, asked.item
    if asked.path is not None and item is None:
        return item_by_local_path(full_path(asked.path))
    if asked.path is not None or item is None:
        raise argparse.ArgumentError(None, "one of these is needed: ITEM, --path FILE")
    if item.startswith("/") and asked.drive is None and around.is_kept(item):
        output.tell(f"Read as a file on this computer: file:{harmless(item)}")
        return item_by_local_path(item)
    reference = parse_reference(item, asked.drive)
    if isinstance(reference, ByLocalFile):
        return item_by_local_path(full_path(reference.path))
    text = item.strip().lower()
    if isinstance(reference, ById) and not text.startswith("id:"):
        output.tell(f"Read as an ID: id:{harmless(reference.item_id)}")
    elif isinstance(reference, ByPath) and not text.startswith("path:"):
        output.tell(f"Read as a path: path:{harmless(reference.text)}")
    return reference


def read_items(asked: InviteArguments, around: Surroundings) -> list[ItemReference]:
    """Read the item and every further one, each once. Raises as `read_item` does."""
    more = [ItemArguments(item=item, drive=asked.drive) for item in dict.fromkeys(asked.also)]
    return list(dict.fromkeys(read_item(one, around) for one in (asked, *more)))


def look_up(service: SharingService, reference: ItemReference, output: Output) -> Found:
    """Find the item and show it; raises SharingError."""
    found = find_item(service, reference)
    output.tell(item_line(found.item))
    return found


def item_line(item: Item) -> str:
    """Describe an item in one line: name, place, size, owner."""
    folder = item.path.rpartition("/")[0] or ("/" if item.path else "")
    size = "" if item.size is None or item.is_folder else size_words(item.size)
    owner = f"owner {item.owner}" if item.owner else ""
    here = f"here called {item.local_name}" if item.local_name else ""
    return " · ".join(harmless(part) for part in (item.name, folder, size, owner, here) if part)


def size_words(size: int) -> str:
    """Give a number of bytes in decimal units, as drives count."""
    value, units = float(size), ["bytes", "kB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:  # noqa: PLR2004 - the decimal step
        value, units = value / 1000, units[1:]
    return f"{value:.0f} {units[0]}" if value >= 10 or units[0] == "bytes" else f"{value:.1f} {units[0]}"  # noqa: PLR2004
