"""Rows and moments that tests of the journal begin with."""

from datetime import UTC, datetime, timedelta
from typing import Final

from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.journal_event import Claimed
from drive_share_gui.domain.journal_row import Kept, Owner, Row
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.outcome import Baseline
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.person import Person

START: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANN: Final = Person("Ann@example.org", "Ann")
BOB: Final = Person("bob@example.org")
ITEM: Final = Item(ById("01A", "D!1"), "Budget.xlsx", drive_id="D!1", path="/Documents/Budget.xlsx")
ME: Final = Owner(4711, "boot-1", "99")
WINDOW: Final = 120.0
MAY_RUN: Final = 60.0


def at(seconds: float, boot: str = "boot-1") -> Moment:
    """Give the moment so many seconds after the start."""
    return Moment(START + timedelta(seconds=seconds), 1000.0 + seconds, boot)


def queued(person: Person = ANN, number: int = 1) -> Row:
    """Give a row as the press of Share writes it."""
    return Row(
        f"row-{number}", f"send-{number}", "ann's drive", ITEM, person, Role.WRITE, Options(), START, START, Kept.SEALED
    )


def claim(*, clicked: bool = False, baseline: Baseline = ()) -> Claimed:
    """Give the claim of a process."""
    return Claimed(ME, baseline, MAY_RUN, WINDOW, clicked)


def permission(person: Person = ANN, number: str = "500", role: str = "write") -> Permission:
    """Give what a service answers for one person."""
    return Permission(number, (role,), invited_address=person.address)
