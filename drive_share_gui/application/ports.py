"""What the use cases need from outside, as small protocols; adapters and tests implement them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import Drive, Item, ItemReference, Listing, Place
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.person import Person


@dataclass(frozen=True, slots=True)
class InviteRequest:
    """One request to the service: usually for one person, for all with `Options.together`."""

    place: Place
    people: tuple[Person, ...]
    role: Role
    message: str = field(repr=False)
    options: Options
    request_id: str
    """A UUID, one an invitation and the same on every attempt; sent as ``client-request-id``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a 200, 201 or 207 said."""

    permissions: tuple[Permission, ...]
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class RequestPreview:
    """A request as it would leave, the token hidden."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str


class SharingService(Protocol):
    """A drive that can be looked through and shared from.

    Every call may block, and raises SharingError and nothing else. Nothing is sent twice by the
    service itself, but for one repetition after an expired token was renewed.
    """

    def drive(self, drive_id: str | None = None) -> Drive:
        """Describe the drive with this ID, or the caller's own."""
        ...

    def find(self, reference: ItemReference) -> Item:
        """Fetch the item a reference means; a shared item is followed to its own drive."""
        ...

    def children(self, folder: Item | None) -> Listing:
        """List a folder, or the root for None."""
        ...

    def search(self, text: str) -> Listing:
        """Find items of the caller's drive by name or content."""
        ...

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        """List all permissions of an item, every page; an incomplete list is an error."""
        ...

    def invite(self, request: InviteRequest) -> Answer:
        """Send one invitation request, exactly once."""
        ...

    def preview(self, request: InviteRequest) -> RequestPreview:
        """Show what `invite` would send; sends nothing."""
        ...

    def revoke(self, item: Item, permission_id: str) -> None:
        """Remove a permission."""
        ...

    def suggest(self, text: str) -> tuple[Person, ...]:
        """Propose people for what is typed; empty where the service offers none."""
        ...


class Cancel(Protocol):
    """The wish to stop; `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether stopping is wished."""
        ...

    def wait(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the wish; true where it came."""
        ...


class Clock(Protocol):
    """Time: the wall clock for people, the monotonic one for waits."""

    def now(self) -> datetime:
        """Tell the time of day, with time zone UTC."""
        ...

    def monotonic(self) -> float:
        """Count seconds that never jump."""
        ...

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        """Let `seconds` pass unless `cancel` is set first; true where it was."""
        ...


class RecentItems(Protocol):
    """The items shared lately from this computer, newest first, and from which account each was."""

    def load(self, account_id: str = "") -> tuple[Item, ...]:
        """Read those of this account, or those that needed none; empty also where the record cannot be read."""
        ...

    def used(self) -> tuple[Used, ...]:
        """Give those that an account was needed for; empty where there are none, or the record cannot be read."""
        ...

    def add(self, item: Item, account_id: str = "") -> None:
        """Put an item first; without an account where none was needed."""
        ...

    def forget(self) -> None:
        """Leave none of them in any file; raises SharingError(NotSaved)."""
        ...
