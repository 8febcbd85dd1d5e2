"""The short form of the late services: in the ledger, nobody stands twice."""

import threading
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.drive_api import FixedToken
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_later import Patience, settle_later
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ByPath
from drive_share_gui.domain.outcome import Invited, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect
from drive_share_gui.practice.running import running_practice_drive
from drive_share_gui.practice.service import Timing
from tests.adapters.asking import service_at
from tests.application.books import passing_book
from tests.reliability.late_servers import CARELESS, run

ACTING: Final = "acts-late slow silent drip reset-after hang-up gateway-timeout accepted empty"
"""Names by which the practice drive acts, and leaves unclear that it did."""


def test_nobody_is_invited_twice_however_late_a_service_acts_and_however_soon_it_is_looked() -> None:
    results = run(rounds=1, seed=1)
    ours = [result for result in results if result.how != CARELESS]
    assert [result for result in ours if result.twice or result.never or result.wrongly_told] == []
    assert sum(result.unknown for result in ours) > 0
    assert sum(result.twice for result in results if result.how == CARELESS) > 0


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("window", [0.0, 0.5])
def test_the_practice_drives_own_late_answers_invite_nobody_twice(
    window: float, dialect: Dialect, tmp_path: Path
) -> None:
    people = tuple(Person(f"{name}+late@example.org") for name in ACTING.split())
    clock, cancel = SystemClock(), threading.Event()
    with (
        running_practice_drive(tmp_path / "drive", timing=Timing(slow=0.6, drip=0.1)) as drive,
        passing_book(clock, window) as book,
        service_at(drive.base_url, dialect, tokens=FixedToken(drive.token), deadline=0.3) as service,
    ):
        item = service.find(ByPath(("Documents", "Budget.xlsx")))
        invitation = Invitation(item, people, Role.READ, "Hello", Options())
        sent = send_invitations(service, clock, invitation, book, report=lambda _progress: None, cancel=cancel)
        assert {type(receipt.outcome) for receipt in sent.receipts} == {Unknown}
        patience = Patience(window, 2 * window + 0.01)
        last = settle_later(service, clock, book.journal, sent, patience, report=lambda _looking: None, cancel=cancel)
        assert {type(receipt.outcome) for receipt in last} <= {Unknown, Invited}
        assert all(receipt.attempts == 1 for receipt in last)
        cancel.wait(0.7)
        assert Counter(row["email"] for row in drive.ledger()) == Counter(person.address for person in people)
