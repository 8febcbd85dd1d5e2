"""Every failure has a code that scripts can rely on."""

import pytest

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
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.refusal import Reason, Refusal

REFUSAL = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (REFUSAL, "noResolvedUsers"),
        (ServiceTrouble(500, "generalException"), "generalException"),
        (ServiceTrouble(502), "http502"),
        (StoppedAfter(REFUSAL), "stoppedAfter:noResolvedUsers"),
        (StoppedAfter(Unreachable(Hurdle.REFUSED)), "stoppedAfter:unreachable:refused"),
        (Unreachable(Hurdle.NO_CONNECTION_IN_TIME), "unreachable:noConnectionInTime"),
        (NoAnswer(Silence.CONNECTION_LOST), "noAnswer:connectionLost"),
        (UnclearAnswer(Riddle.NOT_JSON, 200), "unclearAnswer:notJson"),
        (UnusableReference(ReferenceProblem.DOT_SEGMENT, "../x"), "unusableReference:dotSegment"),
        (UnusableAddress(AddressProblem.PLAIN_HTTP), "unusableAddress:plainHttp"),
        (UnreadableList(ListProblem.TOO_MANY_ROWS, 7), "unreadableList:tooManyRows"),
        (SignInNeeded("claims"), "signInNeeded"),
        (Throttled(2.128), "throttled"),
        (Cancelled(), "cancelled"),
        (NoAccount(), "noAccount"),
        (NoPractice(), "noPractice"),
        (NotSaved(disk_full=True), "notSaved"),
    ],
)
def test_a_failure_is_called_by_the_services_own_code_or_by_ours(failure: Failure, code: str) -> None:
    assert code_of(failure) == code


def test_all_of_our_own_codes_are_different() -> None:
    failures: list[Failure] = [
        *map(Unreachable, Hurdle),
        *map(NoAnswer, Silence),
        *map(UnclearAnswer, Riddle),
        *map(UnusableReference, ReferenceProblem),
        *map(UnusableAddress, AddressProblem),
        *map(UnreadableList, ListProblem),
    ]
    assert len({code_of(failure) for failure in failures}) == len(failures)
