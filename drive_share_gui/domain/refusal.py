"""What a service means when it says no: its many error codes read as few reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Reason(Enum):
    """Why the service said no, as far as it matters to the person sharing."""

    NOT_ALLOWED = auto()
    ONLY_THE_OWNER = auto()
    ITEM_GONE = auto()
    REQUEST_NOT_ACCEPTED = auto()
    SIGN_IN_RULE = auto()
    """Somebody cannot be invited as long as signing in is required."""
    ADDRESS_UNKNOWN = auto()
    MESSAGE_TOO_LONG = auto()
    PATH_NOT_ACCEPTED = auto()
    ACTION_NOT_ALLOWED = auto()
    ITEM_NOT_SHAREABLE = auto()
    CHANGED_MEANWHILE = auto()
    ALREADY_SHARED = auto()
    DRIVE_NOT_SET_UP = auto()
    LOCKED = auto()
    QUOTA = auto()
    MALWARE = auto()
    TOO_LARGE = auto()
    NOT_OFFERED = auto()
    """This service has no such call."""
    VERIFY_ACCOUNT = auto()
    VERIFY_HUMAN = auto()
    MAILBOX_NOT_FOUND = auto()
    MAILBOX_FULL = auto()
    TOO_MANY_RECIPIENTS = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service understood and said no: nobody asked for in the request got access by it."""

    reason: Reason
    code: str
    """The most specific code the service gave, as it spelled it; ours where it gave none."""
    status: int


_BY_CODE: Final = {
    "accessdenied": Reason.NOT_ALLOWED,
    "accessrestricted": Reason.ONLY_THE_OWNER,
    "itemnotfound": Reason.ITEM_GONE,
    "invalidrequest": Reason.REQUEST_NOT_ACCEPTED,
    "securesharinginvalidrequest": Reason.SIGN_IN_RULE,
    "noresolvedusers": Reason.ADDRESS_UNKNOWN,
    "parameteristoolong": Reason.MESSAGE_TOO_LONG,
    "invalidpath": Reason.PATH_NOT_ACCEPTED,
    "pathistoolong": Reason.PATH_NOT_ACCEPTED,
    "pathtoodeep": Reason.PATH_NOT_ACCEPTED,
    "invalidparameterformat": Reason.REQUEST_NOT_ACCEPTED,
    "notallowed": Reason.ACTION_NOT_ALLOWED,
    "accountverificationrequired": Reason.VERIFY_ACCOUNT,
    "hipcheckrequired": Reason.VERIFY_HUMAN,
    "exchangeinvaliduser": Reason.MAILBOX_NOT_FOUND,
    "exchangeoutofmailboxquota": Reason.MAILBOX_FULL,
    "exchangemaxrecipients": Reason.TOO_MANY_RECIPIENTS,
    "notsupported": Reason.ITEM_NOT_SHAREABLE,
    "objectnotsupported": Reason.ITEM_NOT_SHAREABLE,
    "resourcemodified": Reason.CHANGED_MEANWHILE,
    "entitytagdoesnotmatch": Reason.CHANGED_MEANWHILE,
    "namealreadyexists": Reason.ALREADY_SHARED,
    "provisioningnotallowed": Reason.DRIVE_NOT_SET_UP,
    "resourcebeingprovisioned": Reason.DRIVE_NOT_SET_UP,
    "quotalimitreached": Reason.QUOTA,
    "malwaredetected": Reason.MALWARE,
}
"""Codes by fact sheet §6, in lower case: services spell them in several styles."""

_BY_STATUS: Final = {
    400: Reason.REQUEST_NOT_ACCEPTED,
    403: Reason.NOT_ALLOWED,
    404: Reason.ITEM_GONE,
    405: Reason.NOT_OFFERED,
    406: Reason.NOT_OFFERED,
    409: Reason.ALREADY_SHARED,
    410: Reason.NOT_OFFERED,
    412: Reason.CHANGED_MEANWHILE,
    413: Reason.TOO_LARGE,
    415: Reason.NOT_OFFERED,
    422: Reason.REQUEST_NOT_ACCEPTED,
    423: Reason.LOCKED,
    428: Reason.CHANGED_MEANWHILE,
    507: Reason.QUOTA,
}

_ABOUT_THE_ITEM: Final = frozenset(
    {
        Reason.ONLY_THE_OWNER,
        Reason.MALWARE,
        Reason.ITEM_GONE,
        Reason.NOT_OFFERED,
        Reason.ITEM_NOT_SHAREABLE,
        Reason.PATH_NOT_ACCEPTED,
        Reason.CHANGED_MEANWHILE,
        Reason.DRIVE_NOT_SET_UP,
        Reason.MESSAGE_TOO_LONG,
        Reason.TOO_LARGE,
        Reason.LOCKED,
        Reason.QUOTA,
    }
)


_PASSING: Final = frozenset({Reason.LOCKED, Reason.CHANGED_MEANWHILE, Reason.DRIVE_NOT_SET_UP})


def read_refusal(codes: Sequence[str], status: int) -> Refusal:
    """Name the reason behind `codes`, which go from the outer to the innermost.

    The deepest known code wins (Graph, Error responses), then the HTTP status.
    """
    for code in reversed(codes):
        reason = _BY_CODE.get(code.lower())
        if reason is not None:
            return Refusal(reason, code, status)
    reason = _BY_STATUS.get(status, Reason.OTHER)
    given = next((code for code in codes if code), "")
    return Refusal(reason, given or f"http{status}", status)


def lasts(refusal: Refusal) -> bool:
    """Whether asking for the same again is of no use."""
    return refusal.reason not in _PASSING


def concerns_the_item(refusal: Refusal) -> bool:
    """Whether the next person would be refused for the same reason, so that sending stops."""
    return refusal.reason in _ABOUT_THE_ITEM
