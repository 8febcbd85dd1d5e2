"""Why something could not be written down or kept on this computer."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias


class JournalProblem(Enum):
    """What keeps the journal from being written, or from being trusted."""

    DISK_FULL = auto()
    NOT_WRITABLE = auto()
    BUSY = auto()
    """Another process kept it for longer than anybody should wait."""
    DAMAGED = auto()
    """It turned out unreadable while it was in use; the next start sets it aside."""
    NEWER_PROGRAM = auto()
    """A newer version of this program made it."""
    FOLDER_NOT_OURS = auto()
    FOLDER_OPEN_TO_OTHERS = auto()
    """Others can write in its folder."""
    NOT_DURABLE = auto()
    """This place does not keep what was acknowledged when the power fails."""


class KeyringProblem(Enum):
    """What keeps the operating system's keyring from being used."""

    NONE_HERE = auto()
    LOCKED = auto()
    """It is locked, or the question to unlock it was dismissed."""
    NO_ANSWER = auto()
    FORGETFUL = auto()
    """It did not give back what was put into it."""
    TROUBLE = auto()


class Elsewhere(Enum):
    """What another window, or another process, has in hand."""

    ROW = auto()
    """This very invitation: it is being sent there, or was settled meanwhile."""
    ITEM = auto()
    """Another invitation to the same item: this one's turn comes, at the latest when all of the others are sent."""


@dataclass(frozen=True, slots=True)
class NotJournaled:
    """The journal could not be written or trusted: nothing was sent."""

    problem: JournalProblem


@dataclass(frozen=True, slots=True)
class HandledElsewhere:
    """Somebody else has it in hand, so this process leaves it alone."""

    what: Elsewhere


@dataclass(frozen=True, slots=True)
class MessageLost:
    """What was to be sent was kept in memory only, and that program has ended."""


@dataclass(frozen=True, slots=True)
class NoKeyring:
    """Secrets cannot be kept beyond this run of the program."""

    problem: KeyringProblem


Unkept: TypeAlias = NotJournaled | HandledElsewhere | MessageLost | NoKeyring
