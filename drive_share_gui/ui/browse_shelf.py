"""What the list of the item picker holds at one moment."""

from dataclasses import dataclass
from typing import Final

from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, Listing
from drive_share_gui.ui.browse_spot import Folder, Lately, Spot
from drive_share_gui.ui.trouble import Trouble

ROOT: Final = Folder()
NOTHING: Final = Listing(())


@dataclass(frozen=True, slots=True)
class Shelf:
    """A spot of the drive and what lies there; made anew at every change."""

    spot: Spot = ROOT
    """Where one is, or is going while `loading`."""
    listing: Listing = NOTHING
    """While `loading`, still what lay at the spot before."""
    loading: bool = True
    trouble: Trouble | None = None
    """Why nothing is listed."""
    search: str = ""
    """The text of the search field."""
    came_from: ById | None = None
    """The folder that was left by going up."""
    has_recent: bool = False
    drive: Drive | None = None

    @property
    def may_choose_here(self) -> bool:
        """Whether the folder one is in can itself be picked: not the root of a personal drive."""
        if self.loading or self.trouble is not None or not isinstance(self.spot, Folder):
            return False
        return bool(self.spot.way) or (self.drive is not None and self.drive.kind is not DriveKind.PERSONAL)

    def opens(self, item: Item) -> bool:
        """Whether Enter goes into an item rather than picking it: what was shared lately is picked again."""
        return item.is_folder and not isinstance(self.spot, Lately)
