"""Undo: exactly the permissions this sending created are removed."""

from drive_share_gui.application.take_back import TakenBack, can_be_taken_back, take_back
from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Unreachable
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, Mail, Outcome, Unknown
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import ITEM, FakeService, permission_for

ANN, BOB, CARL, DORA = (Person(f"{name}@example.org") for name in ("ann", "bob", "carl", "dora"))
NEW = Invited(ANN, permission_for(ANN, "1"), Mail.SENT)
CHANGED = Invited(BOB, permission_for(BOB, "2"), Mail.SENT, created=False)
HAD = AlreadyHadAccess(CARL, permission_for(CARL, "3"))
UNSURE = Unknown(DORA, NoAnswer(Silence.TIMEOUT))


def remove(service: FakeService, *outcomes: Outcome) -> tuple[TakenBack, ...]:
    reported: list[TakenBack] = []
    results = take_back(service, ITEM, outcomes, reported.append)
    assert tuple(reported) == results
    return results


def test_only_what_this_sending_created_is_removed() -> None:
    service = FakeService()
    assert remove(service, NEW, CHANGED, HAD, UNSURE) == (TakenBack(ANN),)
    assert service.revoked == ["1"]
    assert [can_be_taken_back(outcome) for outcome in (NEW, CHANGED, HAD, UNSURE)] == [True, False, False, False]


def test_a_permission_that_is_gone_already_counts_as_removed() -> None:
    service = FakeService(revoke_failure=Refusal(Reason.ITEM_GONE, "itemNotFound", 404))
    assert remove(service, NEW) == (TakenBack(ANN),)


def test_a_permission_that_stays_is_said_with_its_reason() -> None:
    failure = Unreachable(Hurdle.REFUSED)
    assert remove(FakeService(revoke_failure=failure), NEW) == (TakenBack(ANN, failure),)
