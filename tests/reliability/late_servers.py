"""Invites at a service that acts late and whose list lags: nobody may be invited twice, however soon it is looked.

Beside it, the same for a program that looks at the list and sends again whoever is missing. Long form: 20 rounds.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.drive_api import FixedToken
from drive_share_gui.application.report import person_row
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_later import Patience, settle_later
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import Receipt, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import service_at
from tests.application.books import passing_book
from tests.reliability.cells import Ground
from tests.reliability.command import run as run_program
from tests.reliability.command import surroundings
from tests.reliability.failure_matrix import grounds
from tests.reliability.figures import Figure, Table, arguments, publish
from tests.reliability.late_service import late_service

WINDOWS: Final = (0.0, 0.1, 0.3, 0.9, 1.5)
"""Seconds before the list is looked at, and once more after as many."""
PEOPLE: Final = 12
"""In one sending."""
LONG: Final = 20


@dataclass(frozen=True, slots=True)
class Sending:
    """Whom to invite, where, and how long to wait before looking."""

    base_url: str
    ground: Ground
    item: Item
    people: tuple[Person, ...]
    window: float
    dialect: Dialect


Send: TypeAlias = Callable[[Sending], dict[str, str]]
"""Does it; gives what is said of each person."""


@dataclass
class Told:
    """Who was to be invited, and what is said of each."""

    people: tuple[Person, ...] = ()
    said: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the people of one sending."""

    how: str
    window: float
    people: int
    twice: int
    """People the ledger shows more than once."""
    never: int
    wrongly_told: int
    """People of whom something untrue is said."""
    unknown: int


def main() -> int:
    """Run and print."""
    asked = arguments(__doc__, number=0)
    results = run(asked.number or (LONG if asked.long else 1), asked.seed)
    ours = [result for result in results if result.how != CARELESS]
    careless = [result for result in results if result.how == CARELESS]
    numbers = {
        "people": sum(result.people for result in ours),
        "invited twice": sum(result.twice for result in ours),
        "told something untrue": sum(result.wrongly_told for result in ours),
        "left unknown": sum(result.unknown for result in ours),
        "invited twice by looking and sending again": sum(result.twice for result in careless),
    }
    columns = ("how", "window s", "people", "invited twice", "never invited", "told something untrue", "unknown")
    rows = [(r.how, r.window, r.people, r.twice, r.never, r.wrongly_told, r.unknown) for r in results]
    publish(asked, Figure("late services", numbers), [Table("Acting late, listing later", columns, rows)])
    return int(any(result.twice or result.wrongly_told or result.never for result in ours))


def run(rounds: int, seed: int) -> list[Result]:
    """Try every way of sending with every window, all at once, so many times; then ask the ledger."""
    tries = [(how, window, Dialect.GRAPH) for how in (OURS, CARELESS) for window in WINDOWS]
    tries += [
        (OURS, WINDOWS[0], Dialect.ONEDRIVE),
        (PROGRAM, WINDOWS[0], Dialect.GRAPH),
        (PROGRAM, WINDOWS[2], Dialect.ONEDRIVE),
    ]
    with grounds() as ground, ThreadPoolExecutor(len(tries)) as pool:
        told = list(pool.map(partial(_try, ground, rounds, seed), tries))
        acted = Counter(row["email"] for row in ground.drive.ledger())
    return [_judged(how, window, said, acted) for (how, window, _), said in zip(tries, told, strict=True)]


def _try(ground: Ground, rounds: int, seed: int, one: tuple[str, float, Dialect]) -> Told:
    how, window, dialect = one
    told = Told()
    for number in range(rounds):
        name = f"{WAYS[how].__name__}.{window}.{dialect.value}.{number}"
        people = tuple(Person(f"{name}.{n}@example.org") for n in range(PEOPLE))
        with late_service(ground.drive, seed + number) as late:
            told.said |= WAYS[how](Sending(late.base_url, ground, next(ground.items), people, window, dialect))
        told.people += people
    return told


def ours(sending: Sending) -> dict[str, str]:
    """Send as Drive Share does: look twice, and leave the rest unknown."""
    receipts = _sent_and_looked(sending, sending.people, 2 * sending.window + 0.01)
    return {receipt.outcome.person.address: person_row(receipt, lambda _failure: "")["access"] for receipt in receipts}


def looks_and_sends_again(sending: Sending) -> dict[str, str]:
    """Send as a program does that takes a missing entry for a proof, and remembers nothing."""
    receipts = _sent_and_looked(sending, sending.people, sending.window + 0.01)
    missing = tuple(r.outcome.person for r in receipts if isinstance(r.outcome, Unknown))
    if missing:
        _sent_and_looked(sending, missing, 0)
    return {}


def program(sending: Sending) -> dict[str, str]:
    """Send as a script does: `drive-share invite`."""
    to = ",".join(person.address for person in sending.people)
    item = f"id:{sending.item.place.item_id}"
    with TemporaryDirectory() as home:
        environ = surroundings(Path(home), sending.ground.drive.token, str(sending.window))
        where = ("--service-url", sending.base_url, "--dialect", sending.dialect.value)
        said = run_program("invite", item, "--to", to, "--json", *where, environ=environ).said
    return {row["email"]: row["access"] for row in said["people"]}


OURS: Final = "Drive Share"
PROGRAM: Final = "drive-share invite"
CARELESS: Final = "look, then send again"
WAYS: Final[dict[str, Send]] = {OURS: ours, PROGRAM: program, CARELESS: looks_and_sends_again}


def _sent_and_looked(sending: Sending, people: tuple[Person, ...], longest: float) -> Sequence[Receipt]:
    clock, cancel = SystemClock(), threading.Event()
    invitation = Invitation(sending.item, people, Role.WRITE, "Hello", Options())
    tokens = FixedToken(sending.ground.drive.token)
    with (
        passing_book(clock, sending.window) as book,
        service_at(sending.base_url, sending.dialect, tokens=tokens) as service,
    ):
        sent = send_invitations(service, clock, invitation, book, report=lambda _progress: None, cancel=cancel)
        patience = Patience(sending.window, longest)
        return settle_later(service, clock, book.journal, sent, patience, report=lambda _look: None, cancel=cancel)


def _judged(how: str, window: float, told: Told, acted: Counter[str]) -> Result:
    untrue = [email for email, access in told.said.items() if access not in {"granted", "unknown"} or not acted[email]]
    return Result(
        how=how,
        window=window,
        people=len(told.people),
        twice=sum(acted[person.address] > 1 for person in told.people),
        never=sum(acted[person.address] == 0 for person in told.people),
        wrongly_told=len(untrue),
        unknown=sum(access == "unknown" for access in told.said.values()),
    )


if __name__ == "__main__":
    sys.exit(main())
