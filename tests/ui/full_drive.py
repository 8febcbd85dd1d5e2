"""A drive in memory with three items that one window can share together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drive_share_gui.domain.failure import Hurdle, ReferenceProblem, SharingError, Unreachable, UnusableReference
from drive_share_gui.domain.item import ById, ByLocalFile, Item, ItemReference
from drive_share_gui.domain.local_file import NotUploadedYet, SyncClient
from tests.ui.share_shown import REPORT, SHEET, ShareDrive

if TYPE_CHECKING:
    from drive_share_gui.domain.permission import Permission

PLAN = replace(REPORT, place=ById("01PLAN", "D"), name="Plan.pptx", path="/Documents/Plan.pptx")
OFFLINE = Unreachable(Hurdle.NETWORK)
ITEMS = {item.place.item_id: item for item in (SHEET, REPORT, PLAN)}


@dataclass
class FullDrive(ShareDrive):
    """A drive with three items."""

    gone_after: int | None = None
    """How many items can be found before nobody answers any more."""
    local_names: dict[str, str] = field(default_factory=dict[str, str])
    """What local files are called, by the IDs of their items."""

    def find(self, reference: ItemReference) -> Item:
        if self.gone_after is not None:
            self.gone_after -= 1
            if self.gone_after < 0:
                raise SharingError(OFFLINE)
        if isinstance(reference, ById) and reference.item_id in ITEMS:
            item = ITEMS[reference.item_id]
            return replace(item, local_name=self.local_names.get(item.place.item_id, ""))
        if isinstance(reference, ByLocalFile):
            raise SharingError(NotUploadedYet(SyncClient.ABRAUNEGG))
        raise SharingError(UnusableReference(ReferenceProblem.NOT_AN_ID, str(reference)))

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item in ITEMS.values()
        return ()

    def revoke(self, item: Item, permission_id: str) -> None:
        self.revoked.append(f"{item.name} {permission_id}")
