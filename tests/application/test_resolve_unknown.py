"""Looking up what became of unanswered requests, without ever sending one."""

import pytest

from drive_share_gui.application.resolve_unknown import resolve_unknown
from drive_share_gui.domain.failure import NoAnswer, SharingError, Silence
from drive_share_gui.domain.outcome import Invited, Mail, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import ITEM, FakeService, permission_for

ANN, BOB = Person("ann@example.org"), Person("bob@example.org")
LOST = NoAnswer(Silence.TIMEOUT)
UNSURE = Receipt(Unknown(ANN, LOST), 1, "request-1")
SETTLED = Receipt(Refused(BOB, Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)), 1)


def look(*listed: Permission, baseline: tuple[Permission, ...] | None = ()) -> tuple[Receipt, ...]:
    service = FakeService(listed=[listed])
    found = resolve_unknown(service, ITEM, [UNSURE, SETTLED], baseline)
    assert service.requests == []
    return found


def test_whoever_the_list_shows_is_invited_and_the_mail_stays_unknown() -> None:
    permission = permission_for(ANN, "7")
    assert look(permission) == (Receipt(Invited(ANN, permission, Mail.UNKNOWN), 1, "request-1"), SETTLED)


def test_not_being_in_the_list_proves_nothing() -> None:
    assert look() == (UNSURE, SETTLED)


def test_a_permission_from_before_proves_nothing() -> None:
    permission = permission_for(ANN, "7")
    assert look(permission, baseline=(permission,)) == (UNSURE, SETTLED)


def test_a_permission_from_before_with_another_role_is_the_answer() -> None:
    found = look(permission_for(ANN, "7", "write"), baseline=(permission_for(ANN, "7"),))[0].outcome
    assert isinstance(found, Invited)
    assert not found.created


def test_a_list_that_cannot_be_read_is_said() -> None:
    with pytest.raises(SharingError):
        resolve_unknown(FakeService(listed=[LOST]), ITEM, [UNSURE], ())


def test_what_may_have_been_there_before_is_access_but_not_ours_to_remove() -> None:
    found = look(permission_for(ANN, "7"), baseline=None)[0].outcome
    assert isinstance(found, Invited)
    assert not found.created
