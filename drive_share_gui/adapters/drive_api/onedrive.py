"""The OneDrive API of the specification ("Sending a Sharing Invitation")."""

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import quote

from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.refusal import Reason, Refusal


class OneDrive:
    """``/action.invite`` with recipients as strings and `suppressNotification`, which is true where no mail goes out.

    The sign-in field is `requireSignIn`: so it stands in every example; the `requiresSignIn` of the
    table is a slip that later versions mended.
    """

    own_drive: ClassVar[str] = "/drive"
    invite_action: ClassVar[str] = "action.invite"
    people: ClassVar[str] = ""
    takes_expiry: ClassVar[bool] = False
    takes_password: ClassVar[bool] = False
    link_headers: ClassVar[tuple[tuple[str, str], ...]] = ()

    def search(self, text: str) -> str:
        """Write ``view.search?q=…``."""
        return f"/view.search?q={quote(text, safe='', errors='replace')}"

    def invite_body(self, request: InviteRequest) -> Mapping[str, Json]:
        """Say an invitation with all six properties of the specification, in its order.

        Raises SharingError for an end date or a password: leaving them out would share more than was asked.
        """
        if request.options.expires is not None or request.options.password:
            raise SharingError(Refusal(Reason.NOT_OFFERED, "notOffered", 0))
        return {
            "requireSignIn": request.options.require_sign_in,
            "suppressNotification": not request.options.send_mail,
            "type": "mail",
            "roles": [request.role.value],
            "recipients": [person.address for person in request.people],
            "message": request.message,
        }
