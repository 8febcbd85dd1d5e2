"""A drive behind the sharing port: every call of it, in either dialect."""

from typing import Final

from drive_share_gui.adapters.drive_api.address import Address, drive_address, item_address, segment
from drive_share_gui.adapters.drive_api.caller import HIDDEN_TOKEN, Caller, Question
from drive_share_gui.adapters.drive_api.dialect import Speech
from drive_share_gui.adapters.drive_api.finding import Finder
from drive_share_gui.adapters.drive_api.items import read_drive
from drive_share_gui.adapters.drive_api.pages import entries_of, object_of, pages
from drive_share_gui.adapters.drive_api.people import people_address, read_people
from drive_share_gui.adapters.drive_api.permissions import read_permission
from drive_share_gui.adapters.transport import Transport
from drive_share_gui.application.ports import Answer, InviteRequest, RequestPreview
from drive_share_gui.domain.failure import ServiceTrouble, SharingError, Throttled, UnclearAnswer
from drive_share_gui.domain.item import ByPath, Drive, Item, ItemReference, Listing, Place
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Refusal


class DriveService:
    """A SharingService over HTTP; safe to use from several threads."""

    def __init__(self, speech: Speech, caller: Caller, transport: Transport) -> None:
        self._speech: Final = speech
        self._caller: Final = caller
        self._transport: Final = transport
        self._finder: Final = Finder(speech, caller)

    def close(self) -> None:
        """Close every connection; harmless when repeated."""
        self._transport.close()

    def drive(self, drive_id: str | None = None) -> Drive:
        """Describe the drive with this ID, or the caller's own."""
        found = self._caller.read(Question("GET", drive_address(self._speech.own_drive, drive_id)))
        return read_drive(
            object_of(found), takes_expiry=self._speech.takes_expiry, takes_password=self._speech.takes_password
        )

    def find(self, reference: ItemReference) -> Item:
        """Fetch the item a reference means; a shared item is followed to its own drive."""
        return self._finder.find(reference)

    def children(self, folder: Item | None) -> Listing:
        """List a folder, or the root for None."""
        place = folder.place if folder else ByPath(())
        return self._finder.list(self._at(place, "children"), place.drive_id)

    def search(self, text: str) -> Listing:
        """Find items of the caller's drive by name or content."""
        root = self._at(ByPath(()))
        return self._finder.list(root.named(self._speech.search(text), "/search"), None)

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        """List all permissions of an item, every page; an incomplete list is an error."""
        address = self._at(item.place, "permissions")
        return tuple(read_permission(entry) for page in pages(self._caller, address) for entry in page)

    def invite(self, request: InviteRequest) -> Answer:
        """Send one invitation request: exactly once, or a second time after the token was renewed."""
        found = self._caller.read(self._invitation(request))
        return Answer(tuple(map(read_permission, entries_of(found))), found.request_id)

    def preview(self, request: InviteRequest) -> RequestPreview:
        """Show what `invite` would send; sends nothing."""
        call = self._caller.prepare(self._invitation(request), HIDDEN_TOKEN)
        return RequestPreview(call.method, call.url, call.headers, (call.body or b"").decode())

    def revoke(self, item: Item, permission_id: str) -> None:
        """Remove a permission (Graph, permission: delete)."""
        address = self._at(item.place, "permissions/").named(segment(permission_id), "{permission}")
        self._caller.call(Question("DELETE", address, accepted=(204, 200)))

    def suggest(self, text: str) -> tuple[Person, ...]:
        """Propose people for what is typed; nobody where the service has no such list, or does not give it."""
        address = people_address(self._speech.people, text)
        if address is None:
            return ()
        try:
            return read_people(entries_of(self._caller.read(Question("GET", address))))
        except SharingError as error:
            if isinstance(error.failure, Refusal | UnclearAnswer | ServiceTrouble | Throttled):
                return ()
            raise

    def _at(self, place: Place, action: str = "") -> Address:
        return item_address(self._speech.own_drive, place, action)

    def _invitation(self, request: InviteRequest) -> Question:
        return Question(
            "POST",
            self._at(request.place, self._speech.invite_action),
            body=self._speech.invite_body(request),
            number=request.request_id,
            accepted=(200, 201, 207),
        )
