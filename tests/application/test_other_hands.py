"""Two windows share the same item with the same people: whoever comes second waits, and invites only who is left."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drive_share_gui.application.progress import Progress, Sent, Waiting
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_journal import Course, resume
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Cancelled, NoAnswer, SignInNeeded, Silence
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere
from drive_share_gui.domain.outcome import Invited, Mail, NotSent, Outcome, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.books import everything_is_kept, new_book
from tests.application.fakes import ITEM, FakeClock, FakeService, permission_for

ANN, BOB, CARL = (Person(f"{name}@example.org") for name in ("ann", "bob", "carl"))
INVITATION = Invitation(ITEM, (ANN, BOB), Role.READ, "", Options())
IN_OTHER_HANDS = HandledElsewhere(Elsewhere.ROW)


@dataclass
class Windows:
    """One window that has Ann and Bob in hand, and another one that is asked for them as well."""

    service: FakeService = field(default_factory=FakeService)
    clock: FakeClock = field(default_factory=FakeClock)
    cancel: threading.Event = field(default_factory=threading.Event)
    told: list[Progress] = field(default_factory=list[Progress])

    def __post_init__(self) -> None:
        self.first, self.second = new_book(self.clock), new_book(self.clock)
        self.rows = list(self.first.queue(INVITATION).rows)

    def next_turn(self, *steps: Callable[[], object]) -> None:
        """Do these things in the first window while the second one waits, one at each turn."""
        left = list(steps)

        def turn() -> None:
            if left:
                left.pop(0)()

        self.clock.on_wait = turn

    def send(self, invitation: Invitation = INVITATION) -> Sent:
        return send_invitations(
            self.service, self.clock, invitation, self.second, report=self.told.append, cancel=self.cancel
        )

    def answer(self, number: int, outcome: Outcome) -> None:
        """Let the first window send one of its rows."""
        (row,) = self.first.claim((self.rows[number],), ())
        self.rows[number] = self.first.answer(row, Receipt(outcome, row.attempts, "first"))

    def invite(self, number: int) -> None:
        person = self.rows[number].person
        self.answer(number, Invited(person, permission_for(person), Mail.SENT))

    def sent_here(self) -> list[str]:
        return [person.address for request in self.service.requests for person in request.people]

    def states(self) -> dict[str, State]:
        return {row.person.address: row.state for row in self.first.journal.rows()}


def outcomes(sent: Sent) -> list[type[Outcome]]:
    return [type(receipt.outcome) for receipt in sent.receipts]


def test_whom_another_window_invites_is_waited_for_and_told_as_it_ended_there() -> None:
    windows = Windows()
    windows.next_turn(lambda: windows.invite(0), lambda: None, lambda: windows.invite(1))
    sent = windows.send(replace(INVITATION, people=(CARL, ANN, BOB)))
    assert windows.sent_here() == ["carl@example.org"]
    assert [receipt.outcome.person for receipt in sent.receipts] == [CARL, ANN, BOB]
    assert outcomes(sent) == [Invited, Invited, Invited]
    assert [receipt.request_id for receipt in sent.receipts[1:]] == ["first", "first"]
    assert [told.people for told in windows.told if isinstance(told, Waiting)] == [(ANN, BOB)]
    assert len(windows.first.journal.rows()) == 3, "everybody has one row"


def test_what_the_other_window_lets_go_of_is_sent_from_here_as_it_was_asked_for_here() -> None:
    windows = Windows()
    windows.next_turn(lambda: windows.invite(0), lambda: windows.answer(1, NotSent(BOB, Cancelled())))
    sent = windows.send(replace(INVITATION, message="From here"))
    assert outcomes(sent) == [Invited, Invited]
    assert [(request.people, request.message) for request in windows.service.requests] == [((BOB,), "From here")]
    assert len(windows.first.journal.rows()) == 2


def test_what_waits_for_a_sign_in_elsewhere_is_tried_from_here() -> None:
    windows = Windows()
    windows.next_turn(lambda: windows.invite(0), lambda: windows.answer(1, NotSent(BOB, SignInNeeded())))
    assert outcomes(windows.send()) == [Invited, Invited]
    assert windows.sent_here() == ["bob@example.org"]


def test_what_was_refused_elsewhere_or_may_have_arrived_is_not_tried_again_from_here() -> None:
    windows = Windows()
    windows.next_turn(
        lambda: windows.answer(0, Unknown(ANN, NoAnswer(Silence.TIMEOUT))),
        lambda: windows.answer(1, Refused(BOB, Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400))),
    )
    assert outcomes(windows.send()) == [Unknown, Refused]
    assert windows.sent_here() == []


def test_who_was_given_less_elsewhere_is_invited_from_here() -> None:
    windows = Windows()
    windows.next_turn(lambda: windows.invite(0), lambda: windows.invite(1))
    windows.service.listed = [(permission_for(ANN), permission_for(BOB))]
    windows.send(replace(INVITATION, role=Role.WRITE))
    assert windows.sent_here() == ["ann@example.org", "bob@example.org"]


def test_stopping_the_wait_says_in_whose_hands_it_is_and_leaves_it_there() -> None:
    windows = Windows()
    (windows.rows[0],) = windows.first.claim((windows.rows[0],), ())
    windows.next_turn(windows.cancel.set)
    sent = windows.send()
    assert outcomes(sent) == [Unknown, NotSent]
    assert getattr(sent.receipts[1].outcome, "failure", None) == IN_OTHER_HANDS
    assert windows.states() == {"ann@example.org": State.SENDING, "bob@example.org": State.QUEUED}
    assert windows.sent_here() == []


def test_a_window_in_which_nothing_moves_any_more_is_not_waited_for_for_ever() -> None:
    windows = Windows()
    sent = windows.send()
    assert outcomes(sent) == [NotSent, NotSent]
    assert windows.clock.elapsed < 1.1 * (windows.second.may_run + windows.second.quiet_window)
    assert windows.sent_here() == []


def test_what_another_window_has_in_hand_is_not_resumed() -> None:
    windows = Windows()
    course = Course(windows.told.append, windows.cancel, everything_is_kept)
    kept = resume(windows.service, windows.clock, windows.second, windows.second.journal.rows(), course)
    assert [(one.row.person, one.failure) for one in kept] == [(ANN, IN_OTHER_HANDS), (BOB, IN_OTHER_HANDS)]
    assert windows.sent_here() == []


def test_what_is_being_resumed_is_in_hand_until_it_is_settled() -> None:
    windows = Windows()
    windows.first.abandon(windows.rows)
    held: list[list[Person]] = []
    windows.service.on_invite = lambda _request: held.append(
        [row.person for row in windows.first.queue(INVITATION).unsettled]
    )
    course = Course(windows.told.append, windows.cancel, everything_is_kept)
    assert resume(windows.service, windows.clock, windows.second, windows.second.journal.rows(), course) == ()
    assert held == [[ANN, BOB], [BOB]]
    assert set(windows.states().values()) == {State.DONE, State.QUEUED}, "Ann's second row is of the press that asked"
