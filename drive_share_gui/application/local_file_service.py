"""A drive on which items are also found by the local files that sync clients keep of them."""

from collections.abc import Callable
from dataclasses import dataclass

from drive_share_gui.application.find_local_file import confirmed
from drive_share_gui.application.ports import Answer, InviteRequest, RequestPreview, SharingService
from drive_share_gui.domain.item import ByLocalFile, Drive, Item, ItemReference, Listing
from drive_share_gui.domain.local_file import Located
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person


@dataclass(frozen=True, slots=True)
class LocalFileService:
    """Hands everything on but references to local files (a `SharingService`)."""

    service: SharingService
    locate: Callable[[str], Located]
    """Raises SharingError."""

    def find(self, reference: ItemReference) -> Item:
        """Fetch the item a reference means."""
        if isinstance(reference, ByLocalFile):
            return confirmed(self.service, self.locate(reference.path))
        return self.service.find(reference)

    def drive(self, drive_id: str | None = None) -> Drive:
        """Describe a drive."""
        return self.service.drive(drive_id)

    def children(self, folder: Item | None) -> Listing:
        """List a folder."""
        return self.service.children(folder)

    def search(self, text: str) -> Listing:
        """Find items by name or content."""
        return self.service.search(text)

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        """List all permissions of an item."""
        return self.service.permissions(item)

    def invite(self, request: InviteRequest) -> Answer:
        """Send one invitation request."""
        return self.service.invite(request)

    def preview(self, request: InviteRequest) -> RequestPreview:
        """Show what `invite` would send."""
        return self.service.preview(request)

    def revoke(self, item: Item, permission_id: str) -> None:
        """Remove a permission."""
        self.service.revoke(item, permission_id)

    def suggest(self, text: str) -> tuple[Person, ...]:
        """Propose people."""
        return self.service.suggest(text)
