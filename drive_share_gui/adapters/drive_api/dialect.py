"""What the two dialects of the service differ in."""

from collections.abc import Mapping
from typing import ClassVar, Protocol

from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.application.ports import InviteRequest


class Speech(Protocol):
    """One dialect: how it names the caller's drive and the invite action, and what it offers."""

    own_drive: ClassVar[str]
    """Path of the caller's own drive."""
    invite_action: ClassVar[str]
    """Last segment of an invitation's address."""
    people: ClassVar[str]
    """Path of the people list; empty where there is none."""
    takes_expiry: ClassVar[bool]
    """Whether an invitation can end on a date."""
    takes_password: ClassVar[bool]
    """Whether an invitation to a personal drive's item can have a password."""
    link_headers: ClassVar[tuple[tuple[str, str], ...]]
    """What to say besides when an item is opened by a link."""

    def search(self, text: str) -> str:
        """Give what follows the root in a search, already escaped."""
        ...

    def invite_body(self, request: InviteRequest) -> Mapping[str, Json]:
        """Say an invitation; all booleans are said, and nothing the dialect has no word for."""
        ...
