"""What may be sent, and what a choice would cause."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from drive_share_gui.domain.invitation import (
    MESSAGE_LIMIT,
    Caution,
    Draft,
    Invitation,
    Options,
    Problem,
    Problems,
    cautions,
    check,
    utf16_length,
)
from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, ItemKind
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
ITEM = Item(ById("1"), "Budget.xlsx")
FOLDER = Item(ById("2"), "Documents", ItemKind.FOLDER)
ROOT = Item(ById("0"), "root", ItemKind.FOLDER, is_root=True)
PERSONAL = Drive("d", DriveKind.PERSONAL, takes_expiry=True, takes_password=True)
BUSINESS = Drive("b", DriveKind.BUSINESS, takes_expiry=True)
PLAIN = Drive("o", DriveKind.PERSONAL)
DRAFT = Draft(ITEM, (Person("ann@example.org"),))


def problems(draft: Draft, drive: Drive = PERSONAL) -> tuple[Problem, ...]:
    found = check(draft, drive, NOW)
    return found.found if isinstance(found, Problems) else ()


def test_a_complete_draft_becomes_an_invitation_with_everything_typed() -> None:
    draft = replace(DRAFT, role=Role.WRITE, message="Hello", options=Options(send_mail=False))
    assert check(draft, PERSONAL, NOW) == Invitation(ITEM, DRAFT.people, Role.WRITE, "Hello", Options(send_mail=False))


def test_careful_choices_are_the_default() -> None:
    assert DRAFT.role is Role.READ
    assert DRAFT.options == Options(require_sign_in=True, send_mail=True, together=False, send_anyway=False)


@pytest.mark.parametrize(
    ("draft", "drive", "problem"),
    [
        (replace(DRAFT, item=None), PERSONAL, Problem.NO_ITEM),
        (replace(DRAFT, people=()), PERSONAL, Problem.NO_PEOPLE),
        (replace(DRAFT, unread=1), PERSONAL, Problem.UNREAD_ENTRIES),
        (replace(DRAFT, people=(), unread=1), PERSONAL, Problem.UNREAD_ENTRIES),
        (replace(DRAFT, item=ROOT), PERSONAL, Problem.ROOT_OF_PERSONAL_DRIVE),
        (replace(DRAFT, options=Options(expires=TOMORROW)), PLAIN, Problem.EXPIRY_NOT_TAKEN),
        (replace(DRAFT, options=Options(expires=NOW)), PERSONAL, Problem.EXPIRY_PAST),
        (replace(DRAFT, options=Options(password="x")), BUSINESS, Problem.PASSWORD_NOT_TAKEN),
        (replace(DRAFT, message="a" * 2001), PERSONAL, Problem.MESSAGE_TOO_LONG),
        (replace(DRAFT, message="😀" * 1001), PERSONAL, Problem.MESSAGE_TOO_LONG),
    ],
)
def test_what_keeps_a_draft_from_being_sent_is_named(draft: Draft, drive: Drive, problem: Problem) -> None:
    assert problems(draft, drive) == (problem,)


def test_several_problems_are_named_at_once() -> None:
    assert problems(Draft(message="a" * 2001)) == (Problem.NO_ITEM, Problem.NO_PEOPLE, Problem.MESSAGE_TOO_LONG)


@pytest.mark.parametrize("message", ["a" * 2000, "😀" * 1000, ""])
def test_a_message_of_exactly_the_limit_passes(message: str) -> None:
    assert problems(replace(DRAFT, message=message)) == ()


def test_the_root_of_an_organisations_drive_can_be_shared() -> None:
    assert problems(replace(DRAFT, item=ROOT), BUSINESS) == ()


@pytest.mark.parametrize("text", ["", "a", "é", "😀", "a😀é\u200b", "👩‍👩‍👧"])
def test_length_is_counted_in_utf16_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
    assert MESSAGE_LIMIT == 2000


@pytest.mark.parametrize(
    ("draft", "drive", "expected"),
    [
        (DRAFT, PERSONAL, set[Caution]()),
        (
            replace(DRAFT, options=Options(require_sign_in=False, send_mail=False)),
            PERSONAL,
            {Caution.MAY_BE_REFUSED_NEITHER},
        ),
        (
            replace(DRAFT, message="Hi", options=Options(require_sign_in=False)),
            PERSONAL,
            {Caution.MESSAGE_DROPPED_WITHOUT_SIGN_IN},
        ),
        (
            replace(DRAFT, message="Hi", options=Options(send_mail=False)),
            PERSONAL,
            {Caution.MESSAGE_UNUSED_WITHOUT_MAIL},
        ),
        (
            replace(DRAFT, item=FOLDER, options=Options(require_sign_in=False)),
            BUSINESS,
            {Caution.FOLDER_WITHOUT_SIGN_IN},
        ),
        (replace(DRAFT, options=Options(expires=TOMORROW)), PERSONAL, {Caution.EXPIRY_NEEDS_PREMIUM}),
        (replace(DRAFT, options=Options(expires=TOMORROW)), BUSINESS, {Caution.EXPIRY_MAY_BE_REFUSED}),
    ],
)
def test_what_a_choice_would_cause_is_said_before_sending(draft: Draft, drive: Drive, expected: set[Caution]) -> None:
    assert set(cautions(draft, drive)) == expected


@pytest.mark.parametrize(
    ("count", "together", "expected"),
    [
        (201, False, {Caution.MANY_PEOPLE}),
        (200, False, set[Caution]()),
        (2, True, {Caution.TOGETHER_ALL_OR_NOTHING}),
        (21, True, {Caution.TOO_MANY_TOGETHER}),
        (1, True, set[Caution]()),
    ],
)
def test_many_people_and_one_request_for_all_are_worth_a_word(
    count: int, expected: set[Caution], *, together: bool
) -> None:
    crowd = tuple(Person(f"p{number}@example.org") for number in range(count))
    assert set(cautions(replace(DRAFT, people=crowd, options=Options(together=together)), PERSONAL)) == expected


@pytest.mark.parametrize(
    ("account", "expected"),
    [("Ann@Example.ORG", {Caution.OWNER_INVITED}), ("bob@example.org", set[Caution]()), ("", set[Caution]())],
)
def test_whoever_invites_the_owner_of_the_drive_is_told(account: str, expected: set[Caution]) -> None:
    assert set(cautions(DRAFT, replace(BUSINESS, account=account))) == expected
