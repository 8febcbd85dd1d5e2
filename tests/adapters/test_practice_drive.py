"""From the use case to a real server and back: every scripted answer of the practice drive, in both dialects."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from drive_share_gui.adapters.drive_api import FixedToken
from drive_share_gui.application.report import person_row
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.take_back import take_back
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ByPath
from drive_share_gui.domain.outcome import AlreadyHadAccess, Receipt
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.scripted import GROUPS
from drive_share_gui.practice.service import Timing
from tests.adapters.asking import service_at
from tests.application.books import new_book
from tests.application.fakes import FakeClock

NAMES: Final = [row.name for group in GROUPS for row in group.rows]
SHORT: Final = 0.5
TIMING: Final = Timing(slow=3 * SHORT, drip=0.1)
NEVER_IN_TIME: Final = {"slow", "acts-late", "silent", "drip"}


class Seen(NamedTuple):
    """What the person who shares is told."""

    access: str
    mail: str
    role: str | None = None
    reason: str | None = None
    attempts: int = 1


def refused(code: str) -> Seen:
    return Seen("refused", "not_sent", reason=code)


def no_mail(code: str) -> Seen:
    return Seen("granted", "not_sent", "write", code)


def unknown(code: str) -> Seen:
    return Seen("unknown", "unknown", reason=code)


GRANTED: Final = Seen("granted", "sent", "write")
AT_SECOND: Final = Seen("granted", "sent", "write", attempts=2)
SIGN_IN: Final = Seen("not_sent", "not_sent", reason="signInNeeded")
LOST: Final = unknown("noAnswer:connectionLost")
LATE: Final = unknown("noAnswer:timeout")
NOT_JSON: Final = unknown("unclearAnswer:notJson")
SHAPE: Final = unknown("unclearAnswer:unexpectedShape")
REDIRECT: Final = unknown("unclearAnswer:redirect")
CANNOT_TELL: Final = unknown("unclearAnswer:cannotTellApart")

MEANINGS: Final[dict[str, Seen]] = {
    "unknown": refused("noResolvedUsers"),
    "secure": refused("secureSharingInvalidRequest"),
    "malformed": refused("invalidRequest"),
    "denied": refused("accessDenied"),
    "restricted": refused("accessRestricted"),
    "policy": refused("accessDenied"),
    "upgrade": refused("notAllowed"),
    "unshareable": refused("objectNotSupported"),
    "sharing-failed": refused("sharingFailed"),
    "deep-error": refused("secureSharingInvalidRequest"),
    "signed-out": SIGN_IN,
    "verify-account": no_mail("accountVerificationRequired"),
    "hip-check": no_mail("hipCheckRequired"),
    "no-mailbox": no_mail("exchangeInvalidUser"),
    "mailbox-full": no_mail("exchangeOutOfMailboxQuota"),
    "too-many": no_mail("exchangeMaxRecipients"),
    "bad-fix-link": no_mail("accountVerificationRequired"),
    "refused-entry": refused("accessDenied"),
    "spec-sample": CANNOT_TELL,
    "fewer": unknown("unclearAnswer:nobodyNamed"),
    "foreign": unknown("unclearAnswer:somebodyElseNamed"),
    "no-id": unknown("unclearAnswer:noPermissionId"),
    "unknown-role": GRANTED._replace(role="sp.full control"),
    "role-lowered": GRANTED._replace(role="read"),
    "expired": SIGN_IN,
    "not-found": refused("itemNotFound"),
    "conflict": refused("nameAlreadyExists"),
    "precondition": refused("entityTagDoesNotMatch"),
    "locked": AT_SECOND,
    "throttled": AT_SECOND,
    "throttled-decimal": AT_SECOND,
    "throttled-date": AT_SECOND,
    "throttled-none": AT_SECOND,
    "throttled-long": AT_SECOND,
    "server-error": unknown("generalException"),
    "server-error-acted": unknown("generalException"),
    "bad-gateway": unknown("http502"),
    "unavailable": unknown("serviceNotAvailable"),
    "unavailable-none": unknown("serviceNotAvailable"),
    "gateway-timeout": unknown("UnknownError"),
    "reset-after": LOST,
    "reset-before": LOST,
    "hang-up": LOST,
    "slow": LATE,
    "acts-late": LATE,
    "silent": LATE,
    "drip": LATE,
    "html-400": refused("http400"),
    "html-200": NOT_JSON,
    "accepted": unknown("unclearAnswer:unexpectedStatus"),
    "empty": NOT_JSON,
    "cut-json": NOT_JSON,
    "cut-body": LOST,
    "cut-status": LOST,
    "not-http": LOST,
    "null": SHAPE,
    "null-entry": SHAPE,
    "nan": NOT_JSON,
    "deep-json": NOT_JSON,
    "huge": unknown("unclearAnswer:tooLarge"),
    "redirect-302": REDIRECT,
    "redirect-307": REDIRECT,
}
SIMPLY_GRANTED: Final = (
    *("group", "redeemed-same", "redeemed-other", "no-invitation", "grantedto-only", "grantedtov2", "site-user"),
    *("displayname-only", "bare", "extra", "duplicate", "shuffled", "merged", "no-expiry", "unknown-keys", "unlisted"),
    *("no-effect", "surrogate"),
)
NAMELESS_IN_2015: Final = {"merged"}
"""Shapes whose names the specification's dialect has no word for."""


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPracticeDrive]:
    with running_practice_drive(tmp_path_factory.mktemp("practice") / "drive", timing=TIMING) as running:
        yield running


def meaning(name: str, dialect: Dialect) -> Seen:
    if dialect is Dialect.ONEDRIVE and name in NAMELESS_IN_2015:
        return CANNOT_TELL
    return GRANTED if name in SIMPLY_GRANTED else MEANINGS[name]


def seen(receipt: Receipt) -> Seen:
    row = person_row(receipt, lambda _failure: "")
    return Seen(row["access"], row["mail"], row["role"], row["reason"] and row["reason"]["code"], row["attempts"])


def acted_on(drive: RunningPracticeDrive, person: Person) -> int:
    return [row["email"] for row in drive.ledger()].count(person.address)


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("name", NAMES)
def test_a_scripted_answer_is_told_as_what_it_is_and_nobody_is_invited_twice(
    name: str, dialect: Dialect, drive: RunningPracticeDrive
) -> None:
    deadline = SHORT if name in NEVER_IN_TIME else 20.0
    person = Person(f"{name}+{dialect.value}@example.org")
    with service_at(drive.base_url, dialect, tokens=FixedToken(drive.token), deadline=deadline) as service:
        item = service.find(ByPath(("Documents", "Budget.xlsx")))
        invitation = Invitation(item, (person,), Role.WRITE, "Look", Options())
        clock = FakeClock()
        sent = send_invitations(
            service, clock, invitation, new_book(clock), report=lambda _progress: None, cancel=threading.Event()
        )
    assert seen(sent.receipts[0]) == meaning(name, dialect)
    assert acted_on(drive, person) <= 1
    if seen(sent.receipts[0]).access == "granted" and name != "no-effect":
        assert acted_on(drive, person) == 1


@pytest.mark.parametrize("dialect", Dialect)
def test_what_was_given_can_be_seen_is_not_given_twice_and_can_be_taken_back(dialect: Dialect, tmp_path: Path) -> None:
    people = tuple(Person(f"guest.{number}@example.net") for number in range(3))
    with (
        running_practice_drive(tmp_path / "drive") as drive,
        service_at(drive.base_url, dialect, tokens=FixedToken(drive.token)) as service,
    ):
        item = service.find(ByPath(("Documents", "Budget.xlsx")))
        before = service.permissions(item)
        invitation = Invitation(item, people, Role.READ, "Grüße 😀", Options(together=True))

        def send() -> list[Receipt]:
            clock = FakeClock()
            sent = send_invitations(
                service, clock, invitation, new_book(clock), report=lambda _progress: None, cancel=threading.Event()
            )
            return list(sent.receipts)

        first, second = send(), send()
        assert [seen(receipt) for receipt in first] == [Seen("granted", "sent", "read")] * 3
        assert all(isinstance(receipt.outcome, AlreadyHadAccess) for receipt in second)
        assert [row["message"] for row in drive.ledger()] == ["Grüße 😀"] * 3
        assert len(service.permissions(item)) == len(before) + 3
        gone = take_back(service, item, [receipt.outcome for receipt in first], lambda _one: None)
        assert [one.failure for one in gone] == [None] * 3
        assert service.permissions(item) == before
