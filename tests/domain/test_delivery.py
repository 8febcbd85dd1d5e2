"""Every failure has one proof class, a code for scripts and a sentence for people."""

import pytest

from drive_share_gui.domain.delivery import MAY_BECOME, Proof, State, may_try_again, proof_of, step, stops_the_rest
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
from drive_share_gui.domain.keeping import (
    Elsewhere,
    HandledElsewhere,
    JournalProblem,
    KeyringProblem,
    MessageLost,
    NoKeyring,
    NotJournaled,
)
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
    *((NotJournaled(journal), Proof.NOT_DELIVERED) for journal in JournalProblem),
    *((HandledElsewhere(what), Proof.NOT_DELIVERED) for what in Elsewhere),
    (MessageLost(), Proof.NOT_DELIVERED),
    *((NoKeyring(keyring), Proof.NOT_DELIVERED) for keyring in KeyringProblem),
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
    for_a_person = {
        Hurdle.CERTIFICATE,
        Hurdle.PROXY_LOGIN,
        Hurdle.PROXY_METHOD,
        Hurdle.PROXY_SCRIPT,
        Hurdle.CAPTIVE_PORTAL,
    }
    assert again == {Unreachable(hurdle) for hurdle in Hurdle if hurdle not in for_a_person}


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


def test_every_step_that_is_not_in_the_table_raises() -> None:
    for before in State:
        for after in State:
            if after in MAY_BECOME[before]:
                assert step(before, after, clicked=True) is after
            else:
                with pytest.raises(ValueError, match="never becomes"):
                    step(before, after, clicked=True)


def test_what_may_have_arrived_is_sent_again_only_by_a_click() -> None:
    assert [before for before in State if State.SENDING in MAY_BECOME[before]] == [
        State.QUEUED,
        State.WAITING,
        State.ASK,
    ]
    with pytest.raises(ValueError, match="only by a click"):
        step(State.ASK, State.SENDING)


def test_nothing_leads_from_unknown_to_what_is_sent_by_itself() -> None:
    assert MAY_BECOME[State.UNKNOWN].isdisjoint({State.SENDING, State.QUEUED, State.WAITING, State.DROPPED})
    assert not any(state.may_be_claimed for state in MAY_BECOME[State.UNKNOWN] | MAY_BECOME[State.ASK])


def test_only_the_person_drops_something_and_only_what_is_not_under_way() -> None:
    droppable = {before for before in State if State.DROPPED in MAY_BECOME[before]}
    assert droppable == {
        State.DRAFT,
        State.QUEUED,
        State.WAITING,
        State.NEEDS_SIGN_IN,
        State.NEEDS_PROXY,
        State.REFUSED,
        State.ASK,
    }
    for before in droppable:
        with pytest.raises(ValueError, match="only by a click"):
            step(before, State.DROPPED)


def test_what_is_settled_moves_no_more() -> None:
    settled = {state for state in State if state.is_settled}
    assert settled == {State.DONE, State.DONE_NO_MAIL, State.ALREADY, State.REFUSED, State.DROPPED}
    assert {state for state in settled if MAY_BECOME[state]} == {State.REFUSED}
