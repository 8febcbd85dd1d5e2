"""The states of one invitation and how they may follow each other; what is proven where a request went wrong."""

from collections.abc import Mapping
from enum import Enum
from typing import Final, assert_never

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
from drive_share_gui.domain.keeping import HandledElsewhere, MessageLost, NoKeyring, NotJournaled
from drive_share_gui.domain.local_file import DriveRoot, NoAccountFor, NotInOneDrive, NotUploadedYet
from drive_share_gui.domain.refusal import Refusal, concerns_the_item
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed


class Proof(Enum):
    """The classes that every answer or silence belongs to, exactly one each."""

    NOT_DELIVERED = "N"
    """Nothing left, or the service refused before acting: may be sent again."""
    THROTTLED = "T"
    """Refused before acting, with a wait: sent again after it."""
    REFUSED = "R"
    """The service said no: final."""
    ACCEPTED = "A"
    PARTIAL = "P"
    """Access was given, not every mail went out (HTTP 207)."""
    UNKNOWN = "U"
    """It may have been acted on: never sent again unasked."""


class State(Enum):
    """Where one person's invitation stands (reliability §3)."""

    DRAFT = "draft"
    QUEUED = "queued"
    """Written down, to be sent."""
    SENDING = "sending"
    """Written down before the first byte leaves."""
    WAITING = "waiting"
    """Provably not sent: to be tried again, later or by hand."""
    NEEDS_SIGN_IN = "needs_sign_in"
    NEEDS_PROXY = "needs_proxy"
    DONE = "done"
    DONE_NO_MAIL = "done_no_mail"
    """Access was given, the mail did not go out."""
    ALREADY = "already"
    """Had the access before: nothing was sent."""
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """It may have been acted on: looked for in the list, never sent again unasked."""
    ASK = "ask"
    """Looked for long enough and not seen, or not to be looked for: the person decides, while looking goes on."""
    DROPPED = "dropped"
    """Left by the person's own choice."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will happen by itself; only such a row may be purged (I7)."""
        return self in _SETTLED

    @property
    def may_be_claimed(self) -> bool:
        """Whether it may be sent without asking the person again."""
        return self in {State.QUEUED, State.WAITING}


_SETTLED: Final = frozenset({State.DONE, State.DONE_NO_MAIL, State.ALREADY, State.REFUSED, State.DROPPED})

_HELD_UP: Final = frozenset(
    {State.QUEUED, State.WAITING, State.NEEDS_SIGN_IN, State.NEEDS_PROXY, State.ALREADY, State.DROPPED}
)
_READY: Final = _HELD_UP | {State.SENDING}

MAY_BECOME: Final[Mapping[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.QUEUED, State.DROPPED}),
    State.QUEUED: _READY,
    State.WAITING: _READY,
    State.NEEDS_SIGN_IN: _HELD_UP,
    State.NEEDS_PROXY: _HELD_UP,
    State.SENDING: frozenset(
        {
            State.DONE,
            State.DONE_NO_MAIL,
            State.REFUSED,
            State.WAITING,
            State.NEEDS_SIGN_IN,
            State.NEEDS_PROXY,
            State.QUEUED,
            State.UNKNOWN,
        }
    ),
    State.UNKNOWN: frozenset({State.DONE, State.DONE_NO_MAIL, State.UNKNOWN, State.ASK}),
    State.ASK: frozenset({State.DONE, State.DONE_NO_MAIL, State.ASK, State.SENDING, State.DROPPED}),
    State.REFUSED: frozenset({State.DROPPED}),
    State.DONE: frozenset(),
    State.DONE_NO_MAIL: frozenset(),
    State.ALREADY: frozenset(),
    State.DROPPED: frozenset(),
}
"""Every step there is. UNKNOWN never becomes anything that is sent by itself.

It becomes ASK after the quiet window only: with the last of three complete lists that do not show
the person, or where the list is refused and so can never show anybody.
"""


def step(before: State, after: State, *, clicked: bool = False) -> State:
    """Give `after`; raises ValueError where `before` never becomes that.

    To send again what may have arrived, and to leave something, takes a click that is written down.
    """
    if after not in MAY_BECOME[before]:
        message = f"{before.value} never becomes {after.value}"
        raise ValueError(message)
    if not clicked and (after is State.DROPPED or (before is State.ASK and after is State.SENDING)):
        message = f"{before.value} becomes {after.value} only by a click"
        raise ValueError(message)
    return after


def proof_of(failure: Failure) -> Proof:
    """Give the class of `failure`."""
    match failure:
        case Throttled():
            return Proof.THROTTLED
        case Refusal():
            return Proof.REFUSED
        case NoAnswer() | UnclearAnswer() | ServiceTrouble():
            return Proof.UNKNOWN
        case (
            Unreachable()
            | SignInNeeded()
            | Cancelled()
            | StoppedAfter()
            | NoAccount()
            | NoPractice()
            | UnusableReference()
            | UnusableAddress()
            | UnreadableList()
            | NotSaved()
            | NotJournaled()
            | HandledElsewhere()
            | MessageLost()
            | NoKeyring()
            | SignInFailed()
            | NoSuchAccount()
            | NotInOneDrive()
            | NotUploadedYet()
            | NoAccountFor()
            | DriveRoot()
        ):
            return Proof.NOT_DELIVERED
        case _:
            assert_never(failure)


def may_try_again(failure: Failure) -> bool:
    """Whether connecting once more could help: not where a person has to act first."""
    return isinstance(failure, Unreachable) and not failure.hurdle.needs_a_person


def stops_the_rest(failure: Failure) -> bool:
    """Whether the people after this one would meet the same, so that sending stops."""
    match failure:
        case Refusal():
            return concerns_the_item(failure)
        case HandledElsewhere() | MessageLost():
            return False
        case _:
            return proof_of(failure) in {Proof.NOT_DELIVERED, Proof.THROTTLED}
