"""The dialect of the specification (2015): what an `action.invite` asks, and how answers look in it."""

from typing import Final

from drive_share_gui.practice import asked
from drive_share_gui.practice.answer import INVALID, JsonObject, Refusal
from drive_share_gui.practice.asked import Asked

_NAMES: Final = (
    "requireSignIn",
    "requiresSignIn",
    "suppressNotification",
    "type",
    "roles",
    "recipients",
    "message",
)
_UNKNOWN_THEN: Final = ("grantedToV2", "grantedToIdentities", "grantedToIdentitiesV2", "hasPassword", "shareId")


def read_invite(body: JsonObject) -> Asked:
    """Read the body of `action.invite`; `requiresSignIn`, the field table's spelling, is taken as well."""
    asked.check_names(body, _NAMES)
    if body.get("type") != "mail":
        raise Refusal(400, INVALID, "The parameter type must be mail.")
    recipients = body.get("recipients")
    if not isinstance(recipients, list):
        raise Refusal(400, INVALID, "The parameter recipients must be an array of mail addresses.")
    sign_in = "requireSignIn" if "requireSignIn" in body else "requiresSignIn"
    return Asked(
        emails=asked.addresses(recipients),
        role=asked.role(body),
        sign_in=asked.flag(body, sign_in, default=False),
        mail=not asked.flag(body, "suppressNotification", default=False),
        message=asked.message(body),
    )


def permission(entry: JsonObject) -> JsonObject:
    """Give a permission the form of 2015: without what was added later."""
    old = {name: value for name, value in entry.items() if name not in _UNKNOWN_THEN and not name.startswith("@")}
    facet = old.get("invitation")
    if isinstance(facet, dict) and facet and "grantedTo" not in old:
        old["invitation"] = {**facet, "redeemedBy": "none"}
    return old


def item(entry: JsonObject) -> JsonObject:
    """Give an item the form of 2015: without what was added later."""
    return {name: value for name, value in entry.items() if not name.startswith("@") and name != "package"}
