"""What became of each person: two facts, access and mail, read from an answer or a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from drive_share_gui.domain.delivery import Proof, proof_of
from drive_share_gui.domain.failure import Failure, Riddle, UnclearAnswer
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.person import Person


class Mail(Enum):
    """What is known about the mail to one person, where nothing went wrong with it."""

    SENT = "sent"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Invited:
    """The service named a permission for this person."""

    person: Person
    permission: Permission
    mail: Mail | MailTrouble
    created: bool = True
    """Whether the permission is new, so that taking the invitation back removes it."""


@dataclass(frozen=True, slots=True)
class AlreadyHadAccess:
    """The person had this access before: nothing was sent."""

    person: Person
    permission: Permission


@dataclass(frozen=True, slots=True)
class Refused:
    """The service said no."""

    person: Person
    failure: Failure


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say yet whether the person was invited: never sent again unasked."""

    person: Person
    failure: Failure


@dataclass(frozen=True, slots=True)
class NotSent:
    """Provably nothing went out for this person."""

    person: Person
    failure: Failure


Outcome: TypeAlias = Invited | AlreadyHadAccess | Refused | Unknown | NotSent
Baseline: TypeAlias = tuple[Permission, ...] | None
"""The permissions an item had before anything was sent; None where they could not be read."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The outcome for one person, with what a support case needs."""

    outcome: Outcome
    attempts: int = 0
    """Requests that were sent, or tried, for this person."""
    request_id: str = ""
    """The service's number of the last request; empty where it gave none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people ended where; the numbers add up to everyone asked for."""

    granted: int = 0
    already: int = 0
    refused: int = 0
    unknown: int = 0
    not_sent: int = 0

    @property
    def have_access(self) -> int:
        """People who can open the item now."""
        return self.granted + self.already

    @property
    def total(self) -> int:
        """Everyone asked for."""
        return self.granted + self.already + self.refused + self.unknown + self.not_sent


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes by kind."""
    kinds = [type(outcome) for outcome in outcomes]
    return Tally(*(kinds.count(kind) for kind in (Invited, AlreadyHadAccess, Refused, Unknown, NotSent)))


def outcome_of(person: Person, failure: Failure) -> Outcome:
    """Say what a failed request means for one person."""
    match proof_of(failure):
        case Proof.REFUSED:
            return Refused(person, failure)
        case Proof.NOT_DELIVERED | Proof.THROTTLED:
            return NotSent(person, failure)
        case _:
            return Unknown(person, failure)


def settle(
    asked: Sequence[Person], answer: Iterable[Permission], baseline: Baseline = (), *, mail_asked: bool = True
) -> tuple[Outcome, ...]:
    """Give everyone asked for exactly one outcome, in the order asked.

    `answer` holds the permissions a 200, 201 or 207 named. People are matched by address (M1), by
    a directory ID the baseline knows them by (M2), and one person alone by elimination (M3).
    Somebody the answer does not mention is Unknown: silence is not consent.
    """
    named = _distinct(answer)
    found = {person.key: _of(person, named, baseline) for person in asked}
    missing = [person for person in asked if found[person.key] is None]
    if len(missing) == 1:
        found[missing[0].key] = _by_elimination(named, baseline, taken=[p for p in found.values() if p])
    riddle = _riddle(asked, named)
    return tuple(_outcome(person, found[person.key], baseline, riddle, mail_asked=mail_asked) for person in asked)


def direct_access(person: Person, role: Role, permissions: Iterable[Permission]) -> Permission | None:
    """Find a permission that already gives `person` at least `role`, not by inheritance or link."""
    own = (p for p in permissions if not p.is_inherited and not p.is_link)
    return next((p for p in own if person.key in p.addresses and p.grants(role)), None)


def is_new(permission: Permission, baseline: Baseline) -> bool:
    """Whether a permission was certainly not there before, so that removing it takes nothing else away."""
    return baseline is not None and all(p.permission_id != permission.permission_id for p in baseline)


def found_in_list(person: Person, listed: Iterable[Permission], baseline: Baseline) -> Permission | None:
    """Find in a later, complete list the permission an unanswered request gave `person` (M1, M2, M4).

    A permission that was there before, unchanged, proves nothing.
    """
    before = _roles(baseline)
    fresh = [p for p in listed if p.permission_id and before.get(p.permission_id) != p.roles]
    return _of(person, fresh, baseline)


def _distinct(answer: Iterable[Permission]) -> list[Permission]:
    """Drop entries that repeat an ID; those without one are kept apart."""
    kept: dict[str, Permission] = {}
    for number, permission in enumerate(answer):
        kept.setdefault(permission.permission_id or f"\0{number}", permission)
    return list(kept.values())


def _of(person: Person, permissions: Iterable[Permission], baseline: Baseline) -> Permission | None:
    """Match by address, then by ID; inherited permissions never count, a person's own comes first."""
    own = sorted((p for p in permissions if not p.is_inherited), key=lambda p: p.is_link)
    by_address = next((p for p in own if person.key in p.addresses), None)
    if by_address is not None:
        return by_address
    known_ids = {object_id for p in baseline or () for object_id in p.object_ids_of(person.key)}
    return next((p for p in own if not p.addresses and p.object_ids & known_ids), None)


def _roles(baseline: Baseline) -> dict[str, tuple[str, ...]]:
    return {p.permission_id: p.roles for p in baseline or ()}


def _by_elimination(named: Sequence[Permission], baseline: Baseline, taken: Sequence[Permission]) -> Permission | None:
    """Take the one new, direct permission that is left, no owner's, if it names nobody.

    Beside one that names somebody who was not asked for, it could as well be a stranger's.
    """
    before = _roles(baseline)
    left = [
        p
        for p in named
        if p not in taken
        and not p.is_inherited
        and not p.is_plain_link
        and not p.is_owners
        and before.get(p.permission_id) != p.roles
    ]
    return left[0] if len(left) == 1 and not left[0].addresses else None


def _riddle(asked: Sequence[Person], named: Sequence[Permission]) -> Riddle:
    """Say why an answer leaves somebody out."""
    if not named:
        return Riddle.NOBODY_NAMED
    keys = {person.key for person in asked}
    if any(p.addresses and p.addresses.isdisjoint(keys) for p in named):
        return Riddle.SOMEBODY_ELSE_NAMED
    return Riddle.CANNOT_TELL_APART


def _outcome(
    person: Person, permission: Permission | None, baseline: Baseline, riddle: Riddle, *, mail_asked: bool
) -> Outcome:
    if permission is None:
        return Unknown(person, UnclearAnswer(riddle))
    if not permission.permission_id:
        if permission.trouble is not None:
            return Refused(person, permission.trouble.refusal)
        return Unknown(person, UnclearAnswer(Riddle.NO_PERMISSION_ID))
    mail: Mail | MailTrouble = Mail.SENT if mail_asked else Mail.NOT_ASKED
    return Invited(person, permission, permission.trouble or mail, is_new(permission, baseline))
