"""Every failure has one proof class, a code for scripts and a sentence for people."""

import pytest

from drive_share_gui.domain.delivery import Proof, may_try_again, proof_of, stops_the_rest
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
    SharingError,
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
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.wording import explain

EVERY_FAILURE: list[tuple[Failure, Proof]] = [
    *((Unreachable(hurdle), Proof.NOT_DELIVERED) for hurdle in Hurdle),
    (SignInNeeded(), Proof.NOT_DELIVERED),
    (Throttled(31.0), Proof.THROTTLED),
    (Throttled(None), Proof.THROTTLED),
    *((Refusal(reason, reason.name, 400), Proof.REFUSED) for reason in Reason),
    *((NoAnswer(silence), Proof.UNKNOWN) for silence in Silence),
    *((UnclearAnswer(riddle, 200), Proof.UNKNOWN) for riddle in Riddle),
    (ServiceTrouble(504, "UnknownError"), Proof.UNKNOWN),
    (Cancelled(), Proof.NOT_DELIVERED),
    (StoppedAfter(SignInNeeded()), Proof.NOT_DELIVERED),
    (NoAccount(), Proof.NOT_DELIVERED),
    (NoPractice(), Proof.NOT_DELIVERED),
    *((UnusableReference(problem), Proof.NOT_DELIVERED) for problem in ReferenceProblem),
    *((UnusableAddress(address), Proof.NOT_DELIVERED) for address in AddressProblem),
    *((UnreadableList(trouble, 3), Proof.NOT_DELIVERED) for trouble in ListProblem),
    (NotSaved(disk_full=True), Proof.NOT_DELIVERED),
    (NotSaved(), Proof.NOT_DELIVERED),
]


@pytest.mark.parametrize(("failure", "proof"), EVERY_FAILURE, ids=lambda value: str(value)[:60])
def test_every_failure_has_its_proof_class_a_code_and_a_sentence(failure: Failure, proof: Proof) -> None:
    assert proof_of(failure) is proof
    assert code_of(failure)
    sentence = explain(failure)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not any(word in sentence.lower() for word in ("error", "failed", "invalid", "illegal", "{"))


def test_only_a_connection_that_may_come_about_is_tried_again() -> None:
    again = {failure for failure, _ in EVERY_FAILURE if may_try_again(failure)}
    assert again == {Unreachable(hurdle) for hurdle in Hurdle if hurdle is not Hurdle.CERTIFICATE}


def test_nothing_unclear_stops_the_rest_but_the_way_to_the_drive_does() -> None:
    assert not any(stops_the_rest(failure) for failure, proof in EVERY_FAILURE if proof is Proof.UNKNOWN)
    assert stops_the_rest(Unreachable(Hurdle.REFUSED))
    assert stops_the_rest(SignInNeeded())
    assert stops_the_rest(Refusal(Reason.ITEM_GONE, "itemNotFound", 404))
    assert not stops_the_rest(Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400))


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400), "noResolvedUsers"),
        (ServiceTrouble(503), "http503"),
        (ServiceTrouble(504, "UnknownError"), "UnknownError"),
        (Unreachable(Hurdle.NAME_UNKNOWN), "unreachable:nameUnknown"),
        (StoppedAfter(SignInNeeded()), "stoppedAfter:signInNeeded"),
        (UnusableReference(ReferenceProblem.DOT_SEGMENT), "unusableReference:dotSegment"),
        (Cancelled(), "cancelled"),
    ],
)
def test_codes_are_stable_words(failure: Failure, code: str) -> None:
    assert code_of(failure) == code


def test_an_error_says_its_kind_and_no_text_of_anybody() -> None:
    error = SharingError(UnusableReference(ReferenceProblem.EMPTY, "/secret/path"), "request-1")
    assert "secret" not in f"{error} {error.args}"
    assert error.request_id == "request-1"
