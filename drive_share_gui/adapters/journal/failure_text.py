"""Failures as text, so that the journal can keep why something was not sent, and give the very same reason back."""

from collections.abc import Callable
from typing import Final, assert_never

from drive_share_gui.adapters.journal.record import Record, read_record, write_record
from drive_share_gui.adapters.journal.trouble import DamagedError
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.failure import (
    AddressProblem,
    Cancelled,
    Failure,
    Hurdle,
    ListProblem,
    NoAccount,
    NoAnswer,
    NoPractice,
    NotSaved,
    ReferenceProblem,
    Riddle,
    ServiceTrouble,
    SignInNeeded,
    Silence,
    StoppedAfter,
    Throttled,
    UnclearAnswer,
    Unreachable,
    UnreadableList,
    UnusableAddress,
    UnusableReference,
)
from drive_share_gui.domain.keeping import (
    Elsewhere,
    HandledElsewhere,
    JournalProblem,
    KeyringProblem,
    MessageLost,
    NoKeyring,
    NotJournaled,
)
from drive_share_gui.domain.local_file import (
    DriveRoot,
    NoAccountFor,
    NotInOneDrive,
    NotUploadedYet,
    Outside,
    SyncClient,
)
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed, SignInProblem


def failure_to_text(failure: Failure) -> str:
    """Write a failure with all its facts."""
    return write_record(_fields(failure))


def failure_from_text(text: str) -> Failure:
    """Give back the failure that was written. Raises DamagedError for anything else."""
    return _failure(read_record(text))


def refusal_fields(refusal: Refusal) -> dict[str, Json]:
    """Name the facts of a refusal."""
    return {"kind": "Refusal", "reason": refusal.reason.name, "code": refusal.code, "status": refusal.status}


def read_refusal_fields(record: Record) -> Refusal:
    """Give the refusal with these facts."""
    return Refusal(record.word("reason", Reason), record.text("code"), record.whole("status"))


def _fields(failure: Failure) -> dict[str, Json]:  # noqa: C901, PLR0911, PLR0912 - one line a kind of failure
    kind = type(failure).__name__
    match failure:
        case Unreachable(hurdle=word) | NoAnswer(silence=word) | UnusableAddress(problem=word):
            return {"kind": kind, "word": word.name}
        case NotJournaled(problem=word) | HandledElsewhere(what=word) | NoKeyring(problem=word):
            return {"kind": kind, "word": word.name}
        case Refusal():
            return refusal_fields(failure)
        case SignInNeeded(claims=claims):
            return {"kind": kind, "claims": claims}
        case Throttled(seconds=seconds):
            return {"kind": kind, "seconds": seconds}
        case UnclearAnswer(riddle=riddle, status=status):
            return {"kind": kind, "word": riddle.name, "status": status}
        case ServiceTrouble(status=status, code=code):
            return {"kind": kind, "status": status, "code": code}
        case StoppedAfter(cause=cause):
            return {"kind": kind, "cause": _fields(cause)}
        case NoAccount(token_missing=missing, several=several):
            return {"kind": kind, "token_missing": missing, "several": several}
        case UnusableReference(problem=problem, text=text):
            return {"kind": kind, "word": problem.name, "text": text}
        case UnreadableList(problem=list_problem, line=line):
            return {"kind": kind, "word": list_problem.name, "line": line}
        case NotSaved(disk_full=full):
            return {"kind": kind, "disk_full": full}
        case SignInFailed(problem=sign_in_problem, code=code):
            return {"kind": kind, "word": sign_in_problem.name, "code": code}
        case NotInOneDrive(why=word) | NotUploadedYet(client=word):
            return {"kind": kind, "word": word.name}
        case NoAccountFor(account=account):
            return {"kind": kind, "account": account}
        case Cancelled() | NoPractice() | MessageLost() | NoSuchAccount() | DriveRoot():
            return {"kind": kind}
        case _:
            assert_never(failure)


def _failure(record: Record) -> Failure:
    read = _READERS.get(record.text("kind"))
    if read is None:
        raise DamagedError
    return read(record)


_READERS: Final[dict[str, Callable[[Record], Failure]]] = {
    "Unreachable": lambda r: Unreachable(r.word("word", Hurdle)),
    "NoAnswer": lambda r: NoAnswer(r.word("word", Silence)),
    "UnusableAddress": lambda r: UnusableAddress(r.word("word", AddressProblem)),
    "NotJournaled": lambda r: NotJournaled(r.word("word", JournalProblem)),
    "HandledElsewhere": lambda r: HandledElsewhere(r.word("word", Elsewhere)),
    "NoKeyring": lambda r: NoKeyring(r.word("word", KeyringProblem)),
    "Refusal": read_refusal_fields,
    "SignInNeeded": lambda r: SignInNeeded(r.text("claims")),
    "Throttled": lambda r: Throttled(r.optional("seconds", r.number)),
    "UnclearAnswer": lambda r: UnclearAnswer(r.word("word", Riddle), r.whole("status")),
    "ServiceTrouble": lambda r: ServiceTrouble(r.whole("status"), r.text("code")),
    "StoppedAfter": lambda r: StoppedAfter(_failure(r.record("cause"))),
    "NoAccount": lambda r: NoAccount(r.flag("token_missing"), several=r.optional("several", r.flag) is True),
    "UnusableReference": lambda r: UnusableReference(r.word("word", ReferenceProblem), r.text("text")),
    "UnreadableList": lambda r: UnreadableList(r.word("word", ListProblem), r.optional("line", r.whole)),
    "NotSaved": lambda r: NotSaved(r.flag("disk_full")),
    "Cancelled": lambda _: Cancelled(),
    "NoPractice": lambda _: NoPractice(),
    "MessageLost": lambda _: MessageLost(),
    "SignInFailed": lambda r: SignInFailed(r.word("word", SignInProblem), r.text("code")),
    "NoSuchAccount": lambda _: NoSuchAccount(),
    "NotInOneDrive": lambda r: NotInOneDrive(r.word("word", Outside)),
    "NotUploadedYet": lambda r: NotUploadedYet(r.word("word", SyncClient)),
    "NoAccountFor": lambda r: NoAccountFor(r.text("account")),
    "DriveRoot": lambda _: DriveRoot(),
}
