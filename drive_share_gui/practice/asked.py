"""An invitation as a client asks for it, after its own dialect was read and before anything is done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from drive_share_gui.domain.invitation import MESSAGE_LIMIT, utf16_length
from drive_share_gui.practice.answer import INVALID, Json, JsonObject, Refusal

_PART: Final = r"[^\s@<>,;:\\\"()\[\]\x00-\x1f\x7f]+"
MAIL_ADDRESS: Final = re.compile(rf"{_PART}@{_PART}")
"""Looser than mail systems are, but nothing in it can end a header or hide a second address."""
_LONGEST_ADDRESS: Final = 320
_ROLES: Final = ("read", "write")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of invite: who shall get what, in the words of neither dialect."""

    emails: tuple[str, ...]
    role: str
    sign_in: bool
    mail: bool
    message: str = ""
    expires: str = ""
    password: str = field(default="", repr=False)


def check_names(body: Mapping[str, Json], known: Sequence[str]) -> None:
    """Refuse names of the other dialect, and any other the action does not know (fact sheet §4, §12.1)."""
    for name in body:
        if name not in known and not name.startswith("@"):
            raise Refusal(400, INVALID, f"The parameter {name} does not exist in method invite.")


def flag(body: JsonObject, name: str, *, default: bool) -> bool:
    """Read a boolean; a missing one, or null, is the default."""
    value = body.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise Refusal(400, INVALID, f"The parameter {name} must be a boolean.")
    return value


def text(body: JsonObject, name: str) -> str:
    """Read a text; a missing one, or null, is empty."""
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(400, INVALID, f"The parameter {name} must be a string.")
    return value


def message(body: JsonObject) -> str:
    """Read the message, of 2,000 UTF-16 units at most."""
    found = text(body, "message")
    if utf16_length(found) > MESSAGE_LIMIT:
        raise Refusal(400, INVALID, f"The message is longer than {MESSAGE_LIMIT} characters.", "parameterIsTooLong")
    return found


def role(body: JsonObject) -> str:
    """Read the roles: read, write, or both, which is write."""
    roles = body.get("roles")
    if not isinstance(roles, list) or not roles:
        raise Refusal(400, INVALID, "The parameter roles must name at least one role.")
    for one in roles:
        if one not in _ROLES:
            raise Refusal(400, INVALID, "The parameter roles may contain read and write only.")
    return "write" if "write" in roles else "read"


def addresses(found: Sequence[Json]) -> tuple[str, ...]:
    """Check the addresses asked for, and fold those that differ only in case."""
    folded: dict[str, str] = {}
    for one in found:
        if not isinstance(one, str) or len(one) > _LONGEST_ADDRESS or not MAIL_ADDRESS.fullmatch(one):
            raise Refusal(400, INVALID, "The request is malformed or incorrect.")
        folded.setdefault(one.lower(), one)
    if not folded:
        raise Refusal(400, INVALID, "At least one recipient is needed.")
    return tuple(folded.values())


def future_moment(body: JsonObject, name: str) -> str:
    """Read a date and time that must still come, in RFC 3339; a missing one is empty."""
    found = text(body, name)
    if not found:
        return ""
    try:
        moment = datetime.fromisoformat(found)
    except ValueError:
        raise Refusal(400, INVALID, f"The parameter {name} is not a date and time.", "invalidParameterFormat") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment <= datetime.now(UTC):
        raise Refusal(400, INVALID, f"The parameter {name} lies in the past.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
