"""What became of one person, in one line that reads alone."""

from collections.abc import Callable, Iterable
from typing import Final, assert_never

from drive_share_gui.application.report import granted_role
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Invited,
    Mail,
    NotSent,
    Outcome,
    Refused,
    Tally,
    Unknown,
)
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.person import Note, Person

_WIDEST: Final = 40
"""Columns kept for addresses; longer ones push their own line only."""
_ROLES: Final = {"read": "can view", "write": "can edit", "owner": "owns it"}
_NOTES: Final = {
    Note.CONFUSING_NAME: "the name contains another address; the invitation goes to this one",
    Note.UNUSUAL_SCRIPT: "letters that can look like other letters",
    Note.PUNYCODE: "a domain in its xn-- form, which hides how it reads",
}


def width_for(people: Iterable[Person]) -> int:
    """Give the columns that line up the lines of these people."""
    return max((min(len(person.address), _WIDEST) for person in people), default=0)


def person_line(outcome: Outcome, asked: Role, explain: Callable[[Failure], str], width: int) -> str:
    """Say what became of one person."""
    return f"{harmless(outcome.person.address):<{width}}  {harmless(_what(outcome, asked, explain))}"


def note_lines(person: Person) -> list[str]:
    """Say what should be seen about an address before something is sent to it."""
    notes = sorted(person.notes, key=lambda note: note.value)
    return [f"Look twice: {harmless(person.address)} ({_NOTES[note]})" for note in notes]


def summary_line(tally: Tally) -> str:
    """Count everybody."""
    parts = [f"{tally.have_access} of {tally.total} {'has' if tally.have_access == 1 else 'have'} access."]
    counts = ((tally.refused, "not invited"), (tally.unknown, "not known"), (tally.not_sent, "not sent"))
    rest = [f"{number} {words}" for number, words in counts if number]
    if rest:
        parts.append(f"{', '.join(rest)}.".capitalize())
    return " ".join(parts)


def role_words(role: str | None) -> str:
    """Say what a role allows; one nobody knows stands as the service spelled it."""
    if role is None:
        return "has access"
    return _ROLES.get(role.lower(), f"has “{role}”")


def _what(outcome: Outcome, asked: Role, explain: Callable[[Failure], str]) -> str:
    match outcome:
        case Invited(permission=permission, mail=mail):
            return f"{_granted(permission, asked)} · {_mail(mail, explain)}"
        case AlreadyHadAccess(permission=permission):
            return f"{role_words(granted_role(permission))} · had access before, nothing was sent"
        case Refused(failure=failure):
            return f"not invited · {explain(failure)}"
        case Unknown(failure=failure):
            return f"not known · {explain(failure)} Look who has access before inviting again."
        case NotSent(failure=failure):
            return f"not sent · {explain(failure)}"
        case _:
            assert_never(outcome)


def _granted(permission: Permission, asked: Role) -> str:
    role = granted_role(permission)
    if role is None or permission.grants(asked):
        return role_words(role)
    return f"{role_words(role)} only, where “{_ROLES[asked.value]}” was asked for"


def _mail(mail: Mail | MailTrouble, explain: Callable[[Failure], str]) -> str:
    match mail:
        case Mail.SENT:
            return "e-mail sent"
        case Mail.NOT_ASKED:
            return "no e-mail, as asked"
        case Mail.UNKNOWN:
            return "found in the sharing list; whether the e-mail went out is not known"
        case MailTrouble(refusal=refusal, fix_url=fix_url):
            fix = f" To mend it: {fix_url}" if fix_url else ""
            return f"no e-mail: {explain(refusal)}{fix}"
        case _:
            assert_never(mail)
