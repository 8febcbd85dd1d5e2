"""A stable code for every failure and problem, for scripts: the service's own where it gave one."""

import re
from typing import assert_never

from drive_share_gui.domain.failure import (
    Cancelled,
    Failure,
    NoAccount,
    NoAnswer,
    NoPractice,
    NotSaved,
    ServiceTrouble,
    SignInNeeded,
    StoppedAfter,
    Throttled,
    UnclearAnswer,
    Unreachable,
    UnreadableList,
    UnusableAddress,
    UnusableReference,
)
from drive_share_gui.domain.invitation import Problem
from drive_share_gui.domain.keeping import HandledElsewhere, MessageLost, NoKeyring, NotJournaled
from drive_share_gui.domain.local_file import DriveRoot, NoAccountFor, NotInOneDrive, NotUploadedYet
from drive_share_gui.domain.refusal import Refusal
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed


def code_of(failure: Failure) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a kind of failure
    """Name `failure` in a word that scripts can rely on."""
    match failure:
        case Refusal(code=code):
            return code
        case ServiceTrouble(code=code, status=status):
            return code or f"http{status}"
        case StoppedAfter(cause=cause):
            return f"stoppedAfter:{code_of(cause)}"
        case Unreachable(hurdle=hurdle):
            return f"unreachable:{_camel(hurdle.name)}"
        case NoAnswer(silence=silence):
            return f"noAnswer:{_camel(silence.name)}"
        case UnclearAnswer(riddle=riddle):
            return f"unclearAnswer:{_camel(riddle.name)}"
        case UnusableReference(problem=problem):
            return f"unusableReference:{_camel(problem.name)}"
        case UnusableAddress(problem=address_problem):
            return f"unusableAddress:{_camel(address_problem.name)}"
        case UnreadableList(problem=list_problem):
            return f"unreadableList:{_camel(list_problem.name)}"
        case NotJournaled(problem=journal_problem):
            return f"notJournaled:{_camel(journal_problem.name)}"
        case HandledElsewhere(what=what):
            return f"handledElsewhere:{_camel(what.name)}"
        case NoKeyring(problem=keyring_problem):
            return f"noKeyring:{_camel(keyring_problem.name)}"
        case SignInFailed(problem=sign_in_problem):
            return f"signInFailed:{_camel(sign_in_problem.name)}"
        case NotInOneDrive(why=outside):
            return f"notInOneDrive:{_camel(outside.name)}"
        case (
            SignInNeeded()
            | Throttled()
            | Cancelled()
            | NoAccount()
            | NoSuchAccount()
            | NoPractice()
            | NotSaved()
            | MessageLost()
            | NotUploadedYet()
            | NoAccountFor()
            | DriveRoot()
        ):
            name = type(failure).__name__
            return name[0].lower() + name[1:]
        case _:
            assert_never(failure)


def code_of_problem(problem: Problem) -> str:
    """Name what keeps a draft from being sent."""
    return _camel(problem.name)


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name.lower())
