"""What the share window is opened with."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Wish(NamedTuple):
    """Named at the start of the program."""

    reference: str = ""
    """The item, as typed; empty for picking one."""
    drive_id: str | None = None
    people: str = ""
    also: tuple[str, ...] = ()
    """Further items, for the same people."""
    picture: "Path | None" = None
    """A file to draw the window into, instead of waiting for a person."""
