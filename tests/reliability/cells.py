"""One cell of the failure table: a fault, one invitation sent through it, and what must have come of it."""

import itertools
import json
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypedDict

from drive_share_gui.adapters.drive_api import FixedToken
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import SharingService
from drive_share_gui.application.progress import Progress, Sending, Sent
from drive_share_gui.application.report import person_row
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_later import Patience, settle_later
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.domain.delivery import Proof, proof_of
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ByPath, Item
from drive_share_gui.domain.outcome import Invited, NotSent, Outcome, Receipt, Refused
from drive_share_gui.domain.permission import MailTrouble, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect
from drive_share_gui.practice.ledger import LedgerRow
from drive_share_gui.practice.running import RunningPracticeDrive
from tests.adapters.asking import service_at
from tests.application.books import new_book
from tests.application.fakes import FakeClock
from tests.reliability.relay import Connection
from tests.reliability.trust import Trust

MESSAGE: Final = 'Grüße 😀 "so" \\ </script>\r\n\tZeile 2 \u202eback\u2028 \x07 <b>&amp;</b> ' + "ü" * 100
ENOUGH: Final = 20.0
"""Seconds no healthy exchange takes."""
SHORT: Final = 0.8
"""Seconds an exchange may take that is known not to end."""
_NUMBERS: Final = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where cells are run: a practice drive and the items on it, one for each cell in turn."""

    drive: RunningPracticeDrive
    items: Iterator[Item]
    trust: Trust

    def acted(self) -> dict[str, list[LedgerRow]]:
        """Give what the drive did, by person."""
        found: dict[str, list[LedgerRow]] = {}
        for row in self.drive.ledger():
            found.setdefault(row["email"], []).append(row)
        return found


@dataclass
class Setting:
    """What a cell meets: an address to speak to, and a clock whose waits may change things."""

    base_url: str
    clock: FakeClock = field(default_factory=FakeClock)
    bodies: list[bytes] = field(default_factory=list[bytes])
    """Invitations that came whole to whoever listens there."""
    release: Callable[[], None] = lambda: None
    """Lets happen what was put off until the program stopped looking."""
    token: str | None = None
    """The token to send instead of the drive's own."""
    before_sending: Callable[[], None] = lambda: None
    """Called right before the invitation is sent, at every try."""
    cancel: threading.Event = field(default_factory=threading.Event)
    """The person's wish to stop."""
    problems: Callable[[], list[str]] = list[str]
    """What this setting alone can judge, at the end."""


@contextmanager
def ground_of(drive: RunningPracticeDrive, trust: Trust) -> Generator[Ground]:
    """Find the items of a drive on which cells can be run."""
    with service_at(drive.base_url, tokens=FixedToken(drive.token)) as service:
        folder = service.find(ByPath(("Pictures", "Holiday")))
        yield Ground(drive, itertools.cycle(service.children(folder).items), trust)


Arrange: TypeAlias = Callable[[Ground, Connection], AbstractContextManager[Setting]]
"""Sets a cell up."""


@dataclass(frozen=True, slots=True)
class Case:
    """A fault in all its circumstances, and what has to be made of it."""

    name: str
    proof: Proof
    arrange: Arrange
    acts: bool = False
    """Whether the service invites the person, sooner or later."""
    code: str | None = None
    """The code of the reason, where there is one."""
    found: bool | None = None
    """For unknown outcomes: whether a later look shows the person; None for: where the service acted."""
    attempts: int = 1
    """Requests made or tried for the person; 0 where even the look before did not work."""
    deadline: float = ENOUGH
    tokens: Callable[[str], TokenSource] = FixedToken
    role: str | None = "write"
    """The role that was granted, where one was."""
    message: str = MESSAGE
    mail: str | None = None
    renewals: int = 0
    """Requests sent once more because the token was renewed."""
    next_one: str | None = None
    """What becomes of another person in the same sending, where there is one."""
    heavy: bool = False
    """Whether it takes the processor long."""
    alone: bool = False
    """Whether it changes what concerns the whole process."""


class More(TypedDict, total=False):
    """Fields of a case that differ from what is usual in its row."""

    proof: Proof
    acts: bool
    attempts: int
    deadline: float
    tokens: Callable[[str], TokenSource]
    role: str | None
    renewals: int
    next_one: str | None
    heavy: bool
    alone: bool


class MoreWithCode(More, total=False):
    """The same, the reason included."""

    code: str


@dataclass(frozen=True, slots=True)
class Check:
    """What has to hold besides, in a form of its own: gives what is wrong."""

    name: str
    run: Callable[[Ground], list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the failure table."""

    number: int
    title: str
    cases: tuple[Case, ...]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A case in one dialect, with or without a kept connection."""

    row: Row
    case: Case
    dialect: Dialect
    connection: Connection
    number: int = field(default_factory=lambda: next(_NUMBERS))

    @property
    def people(self) -> tuple[Person, ...]:
        """Whom to invite: one person, and another one where the case says so."""
        names = ("cell", "next") if self.case.next_one else ("cell",)
        return tuple(Person(f"{name}{self.number}@example.org") for name in names)

    @property
    def name(self) -> str:
        return f"{self.row.number}: {self.case.name}, {self.dialect.value}, {self.connection.value}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a cell."""

    first: Receipt
    """Right after sending."""
    last: tuple[Receipt, ...]
    """After both looks, everybody's."""
    bodies: tuple[bytes, ...]
    seconds: float
    problems: tuple[str, ...]


def cells_of(row: Row, *, sparing: bool) -> list[Cell]:
    """List a row's cells: each case in both dialects, on a fresh and on a kept connection.

    Where time is short, what waits is run in two of the four ways, each dialect and each connection once, and what
    takes the processor long in one.
    """
    ways = [(dialect, connection) for dialect in Dialect for connection in Connection]

    def ways_for(case: Case) -> list[tuple[Dialect, Connection]]:
        if sparing and case.heavy:
            return ways[:1]
        return ways[::3] if sparing and case.deadline < ENOUGH else ways

    return [Cell(row, case, *way) for case in row.cases for way in ways_for(case)]


def run_cell(cell: Cell, ground: Ground) -> Seen:
    """Send one invitation through the fault, then look twice, as the program does."""
    case = cell.case
    started = time.monotonic()
    with case.arrange(ground, cell.connection) as setting:
        tokens = case.tokens(ground.drive.token if setting.token is None else setting.token)
        with service_at(setting.base_url, cell.dialect, deadline=case.deadline, tokens=tokens) as service:
            item = next(ground.items)
            invitation = Invitation(item, cell.people, Role.WRITE, case.message, Options())
            book = new_book(setting.clock, quiet_window=1.0)
            sent = send_invitations(
                service, setting.clock, invitation, book, report=_prompted(setting), cancel=setting.cancel
            )
            last = _look(service, setting, book, sent)
            setting.release()
            problems = setting.problems()
    return Seen(sent.receipts[0], last, tuple(setting.bodies), time.monotonic() - started, tuple(problems))


def judge(cell: Cell, seen: Seen, acted: dict[str, list[LedgerRow]]) -> list[str]:
    """Name everything that is wrong with a cell; the drive's ledger is asked, not the program."""
    case, person, last = cell.case, cell.people[0], seen.last[0]
    rows = acted.get(person.address, [])
    checks = {
        f"class {_proof(seen.first.outcome).value} instead of {case.proof.value}": _proof(seen.first.outcome)
        is case.proof,
        f"reason {_code(seen.first)} instead of {case.code}": case.code in {None, _code(seen.first)},
        f"{seen.first.attempts} attempts instead of {case.attempts}": seen.first.attempts == case.attempts,
        f"acted on {len(rows)} times": len(rows) == int(case.acts),
        "the message was changed on its way": all(row["message"] == case.message for row in rows),
        "the request was changed": all(_message_in(body) == case.message for body in seen.bodies),
        f"more requests came than were made: {len(seen.bodies)}": len(seen.bodies)
        <= sum(r.attempts for r in seen.last) + case.renewals,
        f"at last {_access(last)}": _access(last) == _due(case),
        f"role {_role(last)}": _role(last) in {None, case.role},
        f"mail {_mail(last)}": case.mail in {None, _mail(last)},
        f"took {seen.seconds:.1f} s": seen.seconds < ENOUGH,
    }
    for other, receipt in zip(cell.people[1:], seen.last[1:], strict=True):
        times = len(acted.get(other.address, []))
        checks[f"the next person {_access(receipt)}, acted on {times} times"] = (_access(receipt), times) == (
            case.next_one,
            int(case.next_one == "granted"),
        )
    return [*(problem for problem, holds in checks.items() if not holds), *seen.problems]


def _prompted(setting: Setting) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if isinstance(progress, Sending):
            setting.before_sending()

    return report


def _look(service: SharingService, setting: Setting, book: AccountJournal, sent: Sent) -> tuple[Receipt, ...]:
    return settle_later(
        service,
        setting.clock,
        book.journal,
        sent,
        Patience(quiet_window=1.0, longest=2.0),
        report=lambda _looking: None,
        cancel=setting.cancel,
    )


def _proof(outcome: Outcome) -> Proof:
    match outcome:
        case Invited(mail=MailTrouble()):
            return Proof.PARTIAL
        case Invited():
            return Proof.ACCEPTED
        case Refused():
            return Proof.REFUSED
        case NotSent(failure=failure):
            return proof_of(failure)
        case _:
            return Proof.UNKNOWN


def _due(case: Case) -> str:
    """Say what must be known of the person's access at last."""
    match case.proof:
        case Proof.ACCEPTED | Proof.PARTIAL:
            return "granted"
        case Proof.REFUSED:
            return "refused"
        case Proof.UNKNOWN:
            return "granted" if (case.acts if case.found is None else case.found) else "unknown"
        case _:
            return "not_sent"


def _access(receipt: Receipt) -> str:
    return person_row(receipt, lambda _failure: "")["access"]


def _role(receipt: Receipt) -> str | None:
    return person_row(receipt, lambda _failure: "")["role"]


def _mail(receipt: Receipt) -> str:
    return person_row(receipt, lambda _failure: "")["mail"]


def _code(receipt: Receipt) -> str | None:
    reason = person_row(receipt, lambda _failure: "")["reason"]
    return reason["code"] if reason else None


def _message_in(body: bytes) -> str:
    return str(json.loads(body).get("message"))
