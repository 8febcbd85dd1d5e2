"""Whatever happens, in whatever order: nobody is invited twice unasked, nobody is forgotten, nothing is claimed early.

The invariants I1 to I7 of a delivery, as far as they are pure decisions, against a drive that acts
late or not at all, whose lists lag, and processes that die at any moment.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    ServiceTrouble,
    SignInNeeded,
    Silence,
    Throttled,
    Unreachable,
)
from drive_share_gui.domain.journal_event import (
    Answered,
    Chosen,
    Claimed,
    ListRefused,
    Looked,
    Orphaned,
    Taken,
    Unblocked,
)
from drive_share_gui.domain.journal_row import Choice, Owner, Row
from drive_share_gui.domain.look_times import LOOKS_BEFORE_ASKING, carried_over
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.next_state import advance, in_the_way
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Receipt,
    direct_access,
    found_in_list,
    outcome_of,
    settle,
    tally,
)
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.domain.journal_rows import MAY_RUN, START, WINDOW, queued

PEOPLE = tuple(Person(f"{name}@example.org") for name in ("ann", "bob", "carl"))
HARMLESS: list[Failure] = [
    Unreachable(Hurdle.REFUSED),
    Unreachable(Hurdle.PROXY),
    SignInNeeded(),
    Throttled(31.0),
    Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400),
]
SILENCES: list[Failure] = [NoAnswer(Silence.TIMEOUT), NoAnswer(Silence.CONNECTION_LOST), ServiceTrouble(504)]


@dataclass
class Request:
    """A request that left: who sends it, and whether the drive has acted on it."""

    row: Row
    owner: Owner
    acted: bool = False


@dataclass
class Drive:
    """Acts on requests when it pleases, and keeps a ledger, which is the judge."""

    permissions: list[Permission] = field(default_factory=list[Permission])
    ledger: Counter[str] = field(default_factory=Counter[str])
    late: list[Request] = field(default_factory=list[Request])

    def act(self, request: Request) -> Permission:
        request.acted = True
        self.ledger[request.row.send_id] += 1
        made = Permission(str(len(self.permissions)), ("write",), invited_address=request.row.person.address)
        self.permissions.append(made)
        return made


class Deliveries(RuleBasedStateMachine):
    """People are invited to one item by two processes of one computer."""

    @initialize()
    def begin(self) -> None:
        self.drive = Drive()
        self.rows: dict[str, Row] = {}
        self.requests: list[Request] = []
        self.complete_looks: Counter[tuple[str, int]] = Counter()
        self.refused: set[tuple[str, int]] = set()
        self.left_at: dict[tuple[str, int], Moment] = {}
        self.pressed = 0
        self.boots = 1
        self.processes = 0
        self.now = Moment(START, 1000.0, "boot-1")
        self.owners = [self.process(), self.process()]

    def process(self) -> Owner:
        self.processes += 1
        return Owner(100, self.now.boot_id, str(self.processes))

    def put(self, row: Row) -> None:
        before = self.rows[row.row_id]
        assert row is before or row.revision == before.revision + 1
        if row.state is State.QUEUED:
            assert before.state is not State.SENDING or self.request_of(before) is not None
        self.rows[row.row_id] = row

    def in_state(self, *states: State) -> list[Row]:
        return [row for row in self.rows.values() if row.state in states]

    def claimable(self) -> list[Row]:
        return self.in_state(State.QUEUED, State.WAITING, State.ASK)

    def request_of(self, row: Row) -> Request | None:
        return next((request for request in self.requests if request.row.row_id == row.row_id), None)

    @rule(number=st.sampled_from(range(3)))
    def press(self, number: int) -> None:
        person = PEOPLE[number]
        if any(row.person == person and not row.state.is_settled for row in self.rows.values()):
            return
        self.pressed += 1
        row = queued(person, self.pressed)
        self.rows[row.row_id] = row

    @precondition(lambda self: any(self.in_nobodys_hands()))
    @rule(data=st.data())
    def take(self, data: st.DataObject) -> None:
        """A process has a row in hand: it is the only one that may claim it then."""
        row = data.draw(st.sampled_from(self.in_nobodys_hands()), "row")
        self.put(advance(row, Taken(data.draw(st.sampled_from(self.owners), "owner")), self.now))

    @precondition(lambda self: any(self.in_state(State.QUEUED, State.WAITING)))
    @rule(data=st.data())
    def let_go(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(self.in_state(State.QUEUED, State.WAITING)), "row")
        if row.owner is not None:
            self.put(advance(row, Orphaned(), self.now))

    def in_nobodys_hands(self) -> list[Row]:
        return [row for row in self.in_state(State.QUEUED, State.WAITING) if row.owner is None]

    @precondition(lambda self: any(self.claimable()))
    @rule(data=st.data(), clicked=st.booleans())
    def claim(self, data: st.DataObject, clicked: bool) -> None:  # noqa: FBT001 - drawn
        row = data.draw(st.sampled_from(self.claimable()), "row")
        owner = data.draw(st.sampled_from(self.owners), "owner")
        under_way = [other for other in self.rows.values() if other.state is State.SENDING]
        waits = row.not_before is not None and not row.not_before.is_over(self.now)
        if in_the_way([row], under_way, clicked=clicked) is not None or (waits and not clicked):
            return
        if row.owner not in {None, owner}:
            return
        baseline = tuple(self.drive.permissions)
        there = direct_access(row.person, row.role, baseline)
        if there is not None and row.state is not State.ASK:
            had = Answered(Receipt(AlreadyHadAccess(row.person, there)), row.attempts)
            self.put(advance(row, had, self.now))
            return
        self.put(advance(row, Claimed(owner, baseline, MAY_RUN, WINDOW, clicked), self.now))
        self.requests.append(Request(self.rows[row.row_id], owner))
        self.left_at[row.row_id, row.attempts + 1] = self.now

    @precondition(lambda self: bool(self.requests))
    @rule(data=st.data(), fate=st.sampled_from(["granted", "harmless", "acts", "acts late", "never acts"]))
    def end(self, data: st.DataObject, fate: str) -> None:
        """A request ends for its process: with an answer, or without one while the drive does as it likes."""
        request = self.requests.pop(data.draw(st.integers(0, len(self.requests) - 1), "request"))
        row, person = self.rows[request.row.row_id], request.row.person
        if fate == "granted":
            answer = [self.drive.act(request)]
            outcome = settle([person], answer, row.baseline)[0]
        elif fate == "harmless":
            outcome = outcome_of(person, data.draw(st.sampled_from(HARMLESS), "failure"))
        else:
            if fate == "acts":
                self.drive.act(request)
            if fate == "acts late":
                self.drive.late.append(request)
            outcome = outcome_of(person, data.draw(st.sampled_from(SILENCES), "silence"))
        wait = data.draw(st.sampled_from([None, 31.0]), "wait")
        self.put(advance(row, Answered(Receipt(outcome), request.row.attempts, wait), self.now))

    @precondition(lambda self: bool(self.drive.late))
    @rule()
    def drive_acts_late(self) -> None:
        self.drive.act(self.drive.late.pop())

    @rule(which=st.integers(0, 1), reaches=st.booleans(), restart=st.booleans())
    def kill(self, which: int, reaches: bool, restart: bool) -> None:  # noqa: FBT001 - drawn
        """A process dies, or the power fails; what had left may have arrived."""
        gone = self.owners if restart else [self.owners[which]]
        for request in [request for request in self.requests if request.owner in gone]:
            self.requests.remove(request)
            if reaches:
                self.drive.late.append(request)
        if restart:
            self.boots += 1
            self.now = Moment(self.now.wall + timedelta(seconds=20), 3.0, f"boot-{self.boots}")
        self.owners = [self.process() if owner in gone else owner for owner in self.owners]
        for row in list(self.rows.values()):
            if row.owner in gone:
                self.put(advance(row, Orphaned(), self.now))
                left = State.UNKNOWN if row.state is State.SENDING else row.state
                assert (self.rows[row.row_id].state, self.rows[row.row_id].owner) == (left, None)
            if restart:
                self.rows[row.row_id] = carried_over(self.rows[row.row_id], self.now)

    @precondition(lambda self: any(self.in_state(State.UNKNOWN, State.ASK)))
    @rule(data=st.data(), complete=st.booleans(), lag=st.integers(0, 3), times=st.integers(1, 4))
    def look(self, data: st.DataObject, complete: bool, lag: int, times: int) -> None:  # noqa: FBT001 - drawn
        row = data.draw(st.sampled_from(self.in_state(State.UNKNOWN, State.ASK)), "row")
        listed = self.drive.permissions[: max(0, len(self.drive.permissions) - lag)]
        found = found_in_list(row.person, listed, row.baseline)
        for _ in range(times):
            self.put(advance(self.rows[row.row_id], Looked(row.attempts, found, complete), self.now))
            if complete:
                self.complete_looks[row.row_id, row.attempts] += 1
            if self.rows[row.row_id].state is State.ASK:
                self.evidence_is_complete(row)

    @precondition(lambda self: any(self.in_state(State.UNKNOWN, State.ASK)))
    @rule(data=st.data())
    def list_is_refused(self, data: st.DataObject) -> None:
        """The service does not say who has access: after the quiet window only the person can decide."""
        row = data.draw(st.sampled_from(self.in_state(State.UNKNOWN, State.ASK)), "row")
        self.put(advance(row, ListRefused(row.attempts), self.now))
        after = self.rows[row.row_id]
        assert after.in_doubt
        assert after.looks == row.looks
        if after.state is State.ASK and row.state is State.UNKNOWN:
            self.refused.add((row.row_id, row.attempts))
            self.evidence_is_complete(row)

    def evidence_is_complete(self, row: Row) -> None:
        """Nobody is asked before three complete lists or a refusal, nor before the quiet window has passed."""
        attempt = row.row_id, row.attempts
        assert self.complete_looks[attempt] >= LOOKS_BEFORE_ASKING or attempt in self.refused
        left = self.left_at[row.row_id, row.attempts]
        if row.state is State.UNKNOWN and left.boot_id == self.now.boot_id:  # the clock on the wall may have been set
            assert self.now.monotonic - left.monotonic >= WINDOW

    @precondition(lambda self: any(self.in_state(State.ASK, State.QUEUED, State.REFUSED)))
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(self.in_state(State.ASK, State.QUEUED, State.REFUSED)), "row")
        self.put(advance(row, Chosen(), self.now))

    @precondition(lambda self: any(self.in_state(State.NEEDS_SIGN_IN, State.NEEDS_PROXY)))
    @rule()
    def sign_in(self) -> None:
        for row in self.in_state(State.NEEDS_SIGN_IN, State.NEEDS_PROXY):
            self.put(advance(row, Unblocked(), self.now))

    @rule(seconds=st.sampled_from([1.0, 40.0, 130.0]), days=st.sampled_from([0, 0, 40, -40]))
    def pass_time(self, seconds: float, days: int) -> None:
        """Time passes; at times somebody sets the wall clock."""
        wall = self.now.wall + timedelta(seconds=seconds, days=days)
        self.now = replace(self.now, wall=wall, monotonic=self.now.monotonic + seconds)

    @invariant()
    def nobody_is_acted_on_twice_without_a_click(self) -> None:
        for row in self.rows.values():
            clicks = sum(click.choice is Choice.SEND_AGAIN for click in row.clicks)
            assert self.drive.ledger[row.send_id] <= 1 + clicks

    @invariant()
    def everyone_asked_is_counted_once(self) -> None:
        rows = list(self.rows.values())
        assert len({row.row_id for row in rows}) == len(rows) == self.pressed
        assert tally(row.receipt.outcome for row in rows).total == len(rows)

    @invariant()
    def who_is_done_has_a_permission_and_the_drive_has_acted(self) -> None:
        for row in self.rows.values():
            if row.state in {State.DONE, State.DONE_NO_MAIL}:
                assert row.grant is not None
                assert row.grant.permission_id in {made.permission_id for made in self.drive.permissions}

    @invariant()
    def only_what_is_sent_or_to_be_sent_is_in_anybodys_hands(self) -> None:
        for row in self.rows.values():
            assert row.owner is None or row.owner in self.owners
            assert row.owner is None or row.state in {State.QUEUED, State.WAITING, State.SENDING}
            assert row.owner is not None or row.state is not State.SENDING

    @invariant()
    def one_request_at_a_time_goes_to_an_item(self) -> None:
        rows = self.rows.values()
        assert sum(row.state is State.SENDING for row in rows) <= 1

    @invariant()
    def nobody_who_was_acted_on_is_told_that_nothing_went_out(self) -> None:
        for row in self.rows.values():
            if self.drive.ledger[row.send_id] and not self.request_of(row):
                assert row.state in {State.DONE, State.DONE_NO_MAIL, State.ALREADY, State.REFUSED} or row.in_doubt


Deliveries.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestDeliveries = Deliveries.TestCase
