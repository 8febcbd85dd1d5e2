"""The addresses that make the practice drive answer in a special way: one table, also shown by `--help`."""

import textwrap
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scripted:
    """A local part of a mail address (any domain, anything after a `+`) and what an invitation to it meets."""

    name: str
    effect: str


@dataclass(frozen=True, slots=True)
class Group:
    """Scripted addresses that belong together."""

    title: str
    rows: tuple[Scripted, ...]


def _group(title: str, *rows: tuple[str, str]) -> Group:
    return Group(title, tuple(Scripted(name, effect) for name, effect in rows))


REFUSALS: Final = _group(
    "Refused, every time: nobody of the call gets access",
    ("unknown", "400 noResolvedUsers: nobody has this address"),
    ("secure", "400 invalidRequest [secureSharingInvalidRequest] when sign-in is required, else accepted"),
    ("malformed", "400 invalidRequest without more"),
    ("denied", "403 accessDenied"),
    ("restricted", "403 accessDenied [accessRestricted]: only the owner may"),
    ("policy", "403 accessDenied: the feature has been disabled"),
    ("upgrade", "400 notAllowed: an account upgrade is required"),
    ("unshareable", "400 notSupported [objectNotSupported]: this kind of item cannot be shared"),
    ("sharing-failed", "400 sharingFailed"),
    ("deep-error", "400 with ten inner errors, the innermost secureSharingInvalidRequest"),
    ("signed-out", "401 every time"),
)
MAIL_TROUBLES: Final = _group(
    "Access given, but no mail: 207 with an error and a fix link in the entry, where a mail was asked for",
    ("verify-account", "accountVerificationRequired"),
    ("hip-check", "hipCheckRequired"),
    ("no-mailbox", "exchangeInvalidUser"),
    ("mailbox-full", "exchangeOutOfMailboxQuota"),
    ("too-many", "exchangeMaxRecipients"),
    ("bad-fix-link", "accountVerificationRequired, with a fix link no program should open"),
    ("refused-entry", "207 whose entry has only an error: no access either"),
)
SHAPES: Final = _group(
    "Accepted, answered in an unusual form",
    ("group", "a group has this address"),
    ("redeemed-same", "accepted at once by the person invited"),
    ("redeemed-other", "accepted at once by somebody else"),
    ("no-invitation", "no invitation facet; the address is in grantedTo and grantedToV2"),
    ("grantedto-only", "only the old grantedTo, with the address"),
    ("grantedtov2", "only grantedToV2, with the address"),
    ("site-user", "only grantedToV2.siteUser, the address in its loginName"),
    ("displayname-only", "only grantedTo, the address as displayName"),
    ("bare", "id, roles, and an empty invitation"),
    ("spec-sample", "two permissions for one person, link and invitation empty, as the specification prints it"),
    ("extra", "one more permission, of a sharing link"),
    ("fewer", "an empty list"),
    ("foreign", "the permission names someone.else@example.org"),
    ("duplicate", "the same permission twice"),
    ("shuffled", "the list in reverse order"),
    ("merged", "one permission that several people share"),
    ("no-id", "a permission without an id"),
    ("unknown-role", "the role `sp.full control`"),
    ("role-lowered", "read, whatever was asked for"),
    ("no-expiry", "an expiry in the year 1, which means none"),
    ("unknown-keys", "facets and values nobody knows"),
    ("unlisted", "later missing from the list of permissions"),
    ("no-effect", "answered as given, but nothing was done"),
)
FAULTS: Final = _group(
    "Something goes wrong the first time an address is invited to an item; the second time it is invited",
    ("expired", "401: the token has expired"),
    ("not-found", "404 itemNotFound"),
    ("conflict", "409 nameAlreadyExists"),
    ("precondition", "412 resourceModified"),
    ("locked", "423 resourceLocked"),
    ("throttled", "429, Retry-After 1"),
    ("throttled-decimal", "429, Retry-After 2.128"),
    ("throttled-date", "429, Retry-After as a date two seconds ahead"),
    ("throttled-none", "429 without Retry-After"),
    ("throttled-long", "429, Retry-After 41"),
    ("server-error", "500 generalException, nothing done"),
    ("server-error-acted", "500 generalException after acting"),
    ("bad-gateway", "502 with a page of HTML, nothing done"),
    ("unavailable", "503, Retry-After 1"),
    ("unavailable-none", "503 without Retry-After"),
    ("gateway-timeout", "504 after acting"),
    ("reset-after", "connection reset after acting"),
    ("reset-before", "connection reset, nothing done"),
    ("hang-up", "connection closed without an answer, after acting"),
    ("slow", "acts at once, answers late"),
    ("acts-late", "acts late, even when the client has gone, then answers"),
    ("silent", "acts and never answers"),
    ("drip", "acts and answers a byte at a time"),
    ("html-400", "400 with a page of HTML, nothing done"),
    ("html-200", "200 with a page of HTML, nothing done"),
    ("accepted", "202 with an empty body, after acting"),
    ("empty", "200 with an empty body, after acting"),
    ("cut-json", "200 with half of the JSON, after acting"),
    ("cut-body", "200 with half of the promised bytes, after acting"),
    ("cut-status", "half a status line, after acting"),
    ("not-http", "something that is not HTTP, after acting"),
    ("null", "200 and null, after acting"),
    ("null-entry", "200 and a list that holds null, after acting"),
    ("nan", "200 and JSON with NaN, after acting"),
    ("deep-json", "200 and JSON nested 100,000 deep, after acting"),
    ("surrogate", "200 and a lone surrogate in a name, after acting"),
    ("huge", "200 and 8 MiB of JSON, after acting"),
    ("redirect-302", "302 to portal.example, nothing done"),
    ("redirect-307", "307 to the same address, nothing done"),
)
GROUPS: Final = (REFUSALS, MAIL_TROUBLES, SHAPES, FAULTS)
FROM_THE_START: Final = (
    "already@example.org may edit /Documents/Budget.xlsx, annika.berg@example.com may view all of /Documents/Finance, "
    "and pending@example.net has not yet taken up an invitation to /Documents/Lease agreement.pdf."
)
_NAMES: Final = frozenset(row.name for group in GROUPS for row in group.rows)


def script_of(email: str) -> str:
    """Give the name of the script an address stands for, or nothing for an ordinary one."""
    local = email.partition("@")[0].partition("+")[0].lower()
    return local if local in _NAMES else ""


def names_of(group: Group) -> frozenset[str]:
    """Give the names of a group's addresses."""
    return frozenset(row.name for row in group.rows)


def as_text() -> str:
    """Give the table as lines for a terminal."""
    lines = ["Invite NAME@anything (or NAME+more@anything) to meet one of these answers:"]
    for group in GROUPS:
        lines += ["", f"  {group.title}", *(f"    {row.name:<20} {row.effect}" for row in group.rows)]
    return "\n".join(
        [
            *lines,
            "",
            "From the start:",
            *textwrap.wrap(FROM_THE_START, 100, initial_indent="  ", subsequent_indent="  "),
        ]
    )


def as_markdown() -> str:
    """Give the table for a page of documentation."""
    lines: list[str] = []
    for group in GROUPS:
        lines += [f"**{group.title}**", "", "| address | what happens |", "| --- | --- |"]
        lines += [f"| `{row.name}@…` | {row.effect} |" for row in group.rows]
        lines.append("")
    return "\n".join([*lines, f"From the start, {FROM_THE_START}", ""])
