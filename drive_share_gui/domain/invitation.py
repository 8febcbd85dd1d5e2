"""The invitation itself: what is typed, what may be sent, and what a choice would cause."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Final, TypeAlias

from drive_share_gui.domain.item import Drive, DriveKind, Item
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person

MESSAGE_LIMIT: Final = 2000
"""UTF-16 units (specification, Request Body; the unit is the careful reading, fact sheet §8)."""
MANY_PEOPLE: Final = 200
TOGETHER_LIMIT: Final = 20
"""People in one request before services are known to give up (fact sheet §8)."""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of an invitation; defaults are the careful ones."""

    require_sign_in: bool = True
    send_mail: bool = True
    expires: datetime | None = None
    """With time zone; None for no end."""
    password: str = field(default="", repr=False)
    together: bool = False
    """One request for all instead of one a person."""
    send_anyway: bool = False
    """Invite also those who have this access already."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed so far, finished or not."""

    item: Item | None = None
    people: tuple[Person, ...] = ()
    unread: int = 0
    """Entries typed that are nobody yet: they must be mended or removed first."""
    role: Role = Role.READ
    message: str = field(default="", repr=False)
    options: Options = Options()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A draft that passed every check: what will be sent, to whom."""

    item: Item
    people: tuple[Person, ...]
    role: Role
    message: str = field(repr=False)
    options: Options


class Problem(Enum):
    """Something that keeps a draft from being sent."""

    NO_ITEM = auto()
    NO_PEOPLE = auto()
    UNREAD_ENTRIES = auto()
    MESSAGE_TOO_LONG = auto()
    ROOT_OF_PERSONAL_DRIVE = auto()
    EXPIRY_NOT_TAKEN = auto()
    EXPIRY_PAST = auto()
    PASSWORD_NOT_TAKEN = auto()


class Caution(Enum):
    """Something a choice would cause that its maker may not expect; sending stays possible."""

    OTHER_LOCAL_NAME = auto()
    """The local file it was found by is called something else."""
    MAY_BE_REFUSED_NEITHER = auto()
    """Neither sign-in nor mail: refused by some services (fact sheet §4)."""
    MESSAGE_DROPPED_WITHOUT_SIGN_IN = auto()
    MESSAGE_UNUSED_WITHOUT_MAIL = auto()
    FOLDER_WITHOUT_SIGN_IN = auto()
    EXPIRY_NEEDS_PREMIUM = auto()
    EXPIRY_MAY_BE_REFUSED = auto()
    MANY_PEOPLE = auto()
    OWNER_INVITED = auto()
    """The drive's owner, mostly whoever shares, is among the people (reliability §5.6)."""
    TOO_MANY_TOGETHER = auto()
    TOGETHER_ALL_OR_NOTHING = auto()


OF_PEOPLE: Final = frozenset({Caution.MANY_PEOPLE, Caution.OWNER_INVITED})
"""The cautions that speak of the list of people; the others speak of the options."""


@dataclass(frozen=True, slots=True)
class Problems:
    """All that keeps a draft from being sent; never empty."""

    found: tuple[Problem, ...]


Checked: TypeAlias = Invitation | Problems


def utf16_length(text: str) -> int:
    """Count UTF-16 units: an emoji outside the basic plane counts two."""
    return len(text) + sum(character > "\uffff" for character in text)


def check(draft: Draft, drive: Drive, now: datetime) -> Checked:
    """Make the invitation, or name everything that prevents it."""
    problems = list(_problems(draft, drive, now))
    if problems or draft.item is None:
        return Problems(tuple(problems))
    return Invitation(draft.item, draft.people, draft.role, draft.message, draft.options)


def _problems(draft: Draft, drive: Drive, now: datetime) -> list[Problem]:
    options = draft.options
    rules = {
        Problem.NO_ITEM: draft.item is None,
        Problem.NO_PEOPLE: not draft.people and not draft.unread,
        Problem.UNREAD_ENTRIES: draft.unread > 0,
        Problem.MESSAGE_TOO_LONG: utf16_length(draft.message) > MESSAGE_LIMIT,
        Problem.ROOT_OF_PERSONAL_DRIVE: draft.item is not None
        and draft.item.is_root
        and drive.kind is DriveKind.PERSONAL,
        Problem.EXPIRY_NOT_TAKEN: options.expires is not None and not drive.takes_expiry,
        Problem.EXPIRY_PAST: options.expires is not None and options.expires <= now,
        Problem.PASSWORD_NOT_TAKEN: bool(options.password) and not drive.takes_password,
    }
    return [problem for problem, holds in rules.items() if holds]


def cautions(draft: Draft, drive: Drive) -> tuple[Caution, ...]:
    """Name what the present choices would cause (fact sheet §4 and §9)."""
    options = draft.options
    folder = draft.item is not None and draft.item.is_folder
    personal, owner = drive.kind is DriveKind.PERSONAL, drive.account.lower()
    several = options.together and len(draft.people) > 1
    rules = {
        Caution.OTHER_LOCAL_NAME: draft.item is not None and draft.item.local_name != "",
        Caution.MAY_BE_REFUSED_NEITHER: not options.require_sign_in and not options.send_mail,
        Caution.MESSAGE_DROPPED_WITHOUT_SIGN_IN: bool(draft.message.strip())
        and options.send_mail
        and not options.require_sign_in,
        Caution.MESSAGE_UNUSED_WITHOUT_MAIL: bool(draft.message.strip()) and not options.send_mail,
        Caution.FOLDER_WITHOUT_SIGN_IN: folder and not options.require_sign_in and not personal,
        Caution.EXPIRY_NEEDS_PREMIUM: options.expires is not None and personal,
        Caution.EXPIRY_MAY_BE_REFUSED: options.expires is not None and not personal,
        Caution.MANY_PEOPLE: len(draft.people) > MANY_PEOPLE,
        Caution.OWNER_INVITED: bool(owner) and any(person.key == owner for person in draft.people),
        Caution.TOO_MANY_TOGETHER: several and len(draft.people) > TOGETHER_LIMIT,
        Caution.TOGETHER_ALL_OR_NOTHING: several and len(draft.people) <= TOGETHER_LIMIT,
    }
    return tuple(caution for caution, holds in rules.items() if holds)
