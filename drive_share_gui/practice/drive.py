"""The two drives of the practice world: the caller's own, and one that others share from."""

from dataclasses import dataclass
from typing import Final

from drive_share_gui.practice.people import ME, MIRA, Account
from drive_share_gui.practice.samples import BUSINESS_DRIVE, PERSONAL_DRIVE


@dataclass(frozen=True, slots=True)
class Drive:
    """One of the two drives of the practice world."""

    id: str
    kind: str
    name: str
    owner: Account

    @property
    def is_personal(self) -> bool:
        """Whether the rules of a personal OneDrive hold (fact sheet §9)."""
        return self.kind == "personal"


MY_DRIVE: Final = Drive(PERSONAL_DRIVE, "personal", "OneDrive", ME)
OTHER_DRIVE: Final = Drive(BUSINESS_DRIVE, "business", "OneDrive", MIRA)
DRIVES: Final = {drive.id: drive for drive in (MY_DRIVE, OTHER_DRIVE)}


def drive_called(drive_id: str | None) -> Drive | None:
    """Find a drive; ids of personal drives are seen in both cases (fact sheet §7)."""
    if drive_id is None or drive_id.upper() == PERSONAL_DRIVE:
        return MY_DRIVE
    return DRIVES.get(drive_id)
