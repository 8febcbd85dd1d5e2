"""Microsoft Graph v1.0, as far as sharing needs it (driveItem: invite)."""

from collections.abc import Mapping
from datetime import UTC
from typing import ClassVar
from urllib.parse import quote

from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.application.ports import InviteRequest


class Graph:
    """``/invite`` with recipients as objects and `sendInvitation`, which is true where a mail goes out.

    Unknown parameters are refused (fact sheet §4), so nothing is said that was not asked for;
    `retainInheritedPermissions` never, because saying false takes access away from others.
    """

    own_drive: ClassVar[str] = "/me/drive"
    invite_action: ClassVar[str] = "invite"
    people: ClassVar[str] = "/me/people"
    takes_expiry: ClassVar[bool] = True
    takes_password: ClassVar[bool] = True
    link_headers: ClassVar[tuple[tuple[str, str], ...]] = (("Prefer", "redeemSharingLinkIfNecessary"),)

    def search(self, text: str) -> str:
        """Write ``search(q='…')``: OData doubles an apostrophe before anything is escaped."""
        return f"/search(q='{quote(text.replace(chr(39), chr(39) * 2), safe='', errors='replace')}')"

    def invite_body(self, request: InviteRequest) -> Mapping[str, Json]:
        """Say an invitation in the order of the documentation; an empty message is left out."""
        options = request.options
        body: dict[str, Json] = {"recipients": [{"email": person.address} for person in request.people]}
        if request.message:
            body["message"] = request.message
        body["requireSignIn"] = options.require_sign_in
        body["sendInvitation"] = options.send_mail
        body["roles"] = [request.role.value]
        if options.password:
            body["password"] = options.password
        if options.expires is not None:
            moment = options.expires.astimezone(UTC).replace(tzinfo=None)
            body["expirationDateTime"] = f"{moment.isoformat(timespec='seconds')}Z"
        return body
