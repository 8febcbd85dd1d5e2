"""How long unknown outcomes are waited for, and what a later look at the list settles."""

import threading

import pytest

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.progress import Sent
from drive_share_gui.application.settle_later import Looking, Patience, settle_later
from drive_share_gui.domain.failure import NoAnswer, Riddle, Silence, UnclearAnswer
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Invited, Mail, Receipt, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.books import new_book
from tests.application.fakes import ITEM, FakeClock, FakeService, permission_for

ANN = Person("ann@example.org")
BOB = Person("bob@example.org")
SILENT = NoAnswer(Silence.TIMEOUT)
UNREADABLE = UnclearAnswer(Riddle.NOT_JSON)
HIDDEN = Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)
ANNS = permission_for(ANN, "1")
BOBS = permission_for(BOB, "2")
UNKNOWN_ANN = Receipt(Unknown(ANN, SILENT), 1, "r1")
UNKNOWN_BOB = Receipt(Unknown(BOB, SILENT), 1)


def run(
    service: FakeService, patience: Patience, *receipts: Receipt, stopped: bool = False
) -> tuple[tuple[Receipt, ...], FakeClock, list[Looking]]:
    clock = FakeClock()
    cancel = threading.Event()
    if stopped:
        cancel.set()
    told: list[Looking] = []
    book = new_book(clock, patience.quiet_window)
    sent = Sent(receipts, (), answered(book, receipts))
    settled = settle_later(service, clock, book.journal, sent, patience, report=told.append, cancel=cancel)
    return settled, clock, told


def answered(book: AccountJournal, receipts: tuple[Receipt, ...]) -> tuple[Row, ...]:
    """Write down that these receipts came of one attempt each."""
    people = tuple(receipt.outcome.person for receipt in receipts)
    rows = book.queue(Invitation(ITEM, people, Role.READ, "", Options())).rows
    sent: list[Row] = []
    for row, receipt in zip(rows, receipts, strict=True):
        (claimed,) = book.claim((row,), ())
        sent.append(book.answer(claimed, receipt))
    return tuple(sent)


def test_whom_the_list_shows_after_the_quiet_window_has_access() -> None:
    settled, clock, told = run(FakeService(listed=[(ANNS,)]), Patience(120, 150), UNKNOWN_ANN)
    assert settled == (Receipt(Invited(ANN, ANNS, Mail.UNKNOWN), 1, "r1"),)
    assert clock.waits == [120]
    assert told == [Looking((ANN,), 120)]


def test_who_is_missing_is_looked_for_once_more_when_time_is_left() -> None:
    settled, clock, _ = run(FakeService(listed=[(ANNS,), (ANNS, BOBS)]), Patience(120, 150), UNKNOWN_ANN, UNKNOWN_BOB)
    assert [type(r.outcome) for r in settled] == [Invited, Invited]
    assert clock.waits == [120, 30]


def test_who_is_still_missing_stays_unknown_for_missing_proves_nothing() -> None:
    service = FakeService(listed=[(), ()])
    settled, _, _ = run(service, Patience(3, 150), UNKNOWN_ANN)
    assert settled == (UNKNOWN_ANN,)
    assert service.listed == []


def test_nothing_is_sent_again() -> None:
    service = FakeService(listed=[(), ()])
    run(service, Patience(3, 150), UNKNOWN_ANN)
    assert service.requests == []


def test_an_unreadable_list_settles_nobody_and_does_not_end_the_looking() -> None:
    settled, _, _ = run(FakeService(listed=[UNREADABLE, (ANNS,)]), Patience(3, 150), UNKNOWN_ANN)
    assert isinstance(settled[0].outcome, Invited)


def test_a_list_that_is_refused_after_the_quiet_window_is_not_waited_for_again() -> None:
    service = FakeService(listed=[HIDDEN, (ANNS,)])
    settled, clock, _ = run(service, Patience(3, 150), UNKNOWN_ANN)
    assert (settled, clock.waits) == ((UNKNOWN_ANN,), [3])


def test_nothing_is_looked_up_where_nobody_is_unknown() -> None:
    done = Receipt(Invited(ANN, ANNS, Mail.SENT), 1)
    settled, clock, told = run(FakeService(listed=[UNREADABLE]), Patience(120, 150), done)
    assert (settled, clock.waits, told) == ((done,), [], [])


def test_a_person_who_stops_the_waiting_gets_what_is_known() -> None:
    service = FakeService(listed=[(ANNS,)])
    settled, _, _ = run(service, Patience(120, 150), UNKNOWN_ANN, stopped=True)
    assert settled == (UNKNOWN_ANN,)
    assert service.listed == [(ANNS,)]


@pytest.mark.parametrize(
    ("window", "longest", "looks"),
    [(120, 150, (120, 150)), (120, 60, (60,)), (3, 150, (3, 6)), (120, 0, ()), (0, 150, (0,)), (120, 500, (120, 240))],
)
def test_all_looking_stays_within_the_time_allowed(window: float, longest: float, looks: tuple[float, ...]) -> None:
    assert Patience(window, longest).looks() == looks
