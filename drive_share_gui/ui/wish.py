"""What the share window is opened with."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from drive_share_gui.domain.item import Item


class Wish(NamedTuple):
    """Named at the start of the program."""

    reference: str = ""
    """The item, as typed; empty for picking one."""
    drive_id: str | None = None
    people: str = ""
    also: tuple[str, ...] = ()
    """Further items, for the same people."""
    items: "tuple[Item, ...]" = ()
    """What all of them turned out to be, where the window of another account had found them."""
    picture: "Path | None" = None
    """A file to draw the window into, instead of waiting for a person."""
