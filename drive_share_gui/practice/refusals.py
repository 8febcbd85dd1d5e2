"""The refusals that scripted addresses meet, and the troubles that keep a mail from going out."""

from collections.abc import Callable
from typing import Final

from drive_share_gui.practice.answer import INVALID, OWNER_ONLY, JsonObject, Refusal, access_denied
from drive_share_gui.practice.guard import unauthenticated

NO_ENTRY: Final = "refused-entry"
_DISABLED: Final = "The feature has been disabled. Please contact your admin to get it enabled."
_UPGRADE: Final = "Account Upgrade is required for this operation."
_NO_SHARING: Final = "The operation failed because the object does not support sharing."
_SECURE: Final = "secureSharingInvalidRequest"

_REFUSALS: Final[dict[str, Callable[[], Refusal]]] = {
    "unknown": lambda: Refusal(400, "noResolvedUsers", "One or more users could not be resolved."),
    "secure": lambda: Refusal(400, INVALID, "Some users in the request cannot be invited securely.", _SECURE),
    "malformed": lambda: Refusal(400, INVALID, "The request is malformed or incorrect."),
    "denied": access_denied,
    "restricted": lambda: access_denied(OWNER_ONLY),
    "policy": lambda: Refusal(403, "accessDenied", _DISABLED),
    "upgrade": lambda: Refusal(400, "notAllowed", _UPGRADE),
    "unshareable": lambda: Refusal(400, "notSupported", _NO_SHARING, "objectNotSupported"),
    "sharing-failed": lambda: Refusal(400, "sharingFailed", "Sharing failed."),
    "deep-error": lambda: Refusal(
        400, INVALID, "Something inside went wrong.", *(f"level{n}" for n in range(1, 10)), _SECURE
    ),
    "signed-out": lambda: unauthenticated("Access token has expired or is not yet valid."),
}
_MAIL_TROUBLES: Final = {
    "verify-account": ("accountVerificationRequired", "Account verification needed to unblock sending emails."),
    "hip-check": ("hipCheckRequired", "A check that you are a person is needed to unblock sending emails."),
    "no-mailbox": ("exchangeInvalidUser", "The mailbox of the sender was not found."),
    "mailbox-full": ("exchangeOutOfMailboxQuota", "The mailbox of the sender is full."),
    "too-many": ("exchangeMaxRecipients", "The mail has too many recipients."),
    "bad-fix-link": ("accountVerificationRequired", "Account verification needed to unblock sending emails."),
}


def refusal_for(script: str, *, sign_in: bool) -> Refusal | None:
    """Give the refusal a scripted address meets, if it meets one."""
    if script == "secure" and not sign_in:
        return None
    make = _REFUSALS.get(script)
    return make() if make else None


def mail_trouble(script: str) -> JsonObject | None:
    """Give the `error` of an entry whose mail did not go out (Graph, driveItem: invite, partial success)."""
    if script == NO_ENTRY:
        return {
            "code": "accessDenied",
            "message": "This person cannot be invited.",
            "innererror": {"code": "accessDenied"},
        }
    if script not in _MAIL_TROUBLES:
        return None
    code, message = _MAIL_TROUBLES[script]
    fix = "javascript:alert(1)" if script == "bad-fix-link" else f"https://account.example/fix/{code}"
    return {
        "code": "notAllowed",
        "message": message,
        "localizedMessage": message,
        "fixItUrl": fix,
        "innererror": {"code": code},
    }


def known() -> frozenset[str]:
    """Name every scripted refusal."""
    return frozenset(_REFUSALS)


def known_mail_troubles() -> frozenset[str]:
    """Name every scripted mail trouble."""
    return frozenset({*_MAIL_TROUBLES, NO_ENTRY})
