"""What is proven about a request that went wrong: whether it can have been acted on."""

from enum import Enum
from typing import assert_never

from drive_share_gui.domain.failure import (
    Cancelled,
    Failure,
    Hurdle,
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
from drive_share_gui.domain.refusal import Refusal, concerns_the_item


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
        ):
            return Proof.NOT_DELIVERED
        case _:
            assert_never(failure)


def may_try_again(failure: Failure) -> bool:
    """Whether connecting once more could help: not where a certificate was not trusted."""
    return isinstance(failure, Unreachable) and failure.hurdle is not Hurdle.CERTIFICATE


def stops_the_rest(failure: Failure) -> bool:
    """Whether the people after this one would meet the same, so that sending stops."""
    match failure:
        case Refusal():
            return concerns_the_item(failure)
        case _:
            return proof_of(failure) in {Proof.NOT_DELIVERED, Proof.THROTTLED}
