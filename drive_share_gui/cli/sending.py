"""Sends an invitation from a terminal: progress while it goes out, a line for each person, a second look."""

from dataclasses import dataclass
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import SharingService
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.settle_later import Patience, settle_later
from drive_share_gui.cli.countdown import CountingClock
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.interruption import Interruption
from drive_share_gui.cli.person_line import person_line, width_for
from drive_share_gui.cli.progress import Course
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.outcome import Receipt

UNKEPT: Final = (
    "The journal could not be written any more, so it does not say what became of {people}. "
    "What is said here is true; drive-share journal check brings the journal up to date."
)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of everybody, in the order asked."""

    receipts: tuple[Receipt, ...]
    interrupted: bool


class Dispatch:
    """One sending. Ctrl+C stops it before the next request, a second Ctrl+C at once."""

    def __init__(  # noqa: PLR0913 - what to send, by which way, and where to say so
        self,
        service: SharingService,
        book: AccountJournal,
        invitation: Invitation,
        patience: Patience,
        around: Surroundings,
        *,
        lines: bool,
    ) -> None:
        """Send `invitation`; with `lines`, print one a person on standard output."""
        self._service = service
        self._book = book
        self._invitation = invitation
        self._patience = patience
        self._around = around
        self._lines = lines
        self._width = width_for(invitation.people)
        self._printed: set[str] = set()
        self._interruption = Interruption(say_so=around.output.is_terminal)
        self._course = Course(invitation.people, around.output, around.words.failure, self._print)
        self._clock = CountingClock(around.clock, self._course.count_down)

    def run(self) -> Result:
        """Send, look once more for those who are unknown, print everybody.

        Raises SharingError(NotJournaled) where nobody could be written down: nothing was sent.
        """
        with self._interruption.listening():
            try:
                receipts = self._send_and_look()
                interrupted = self._interruption.is_set()
            except KeyboardInterrupt:
                receipts = self._course.receipts()
                interrupted = True
        self._around.output.show("")
        for receipt in receipts:
            self._print(receipt)
        return Result(receipts, interrupted)

    def _send_and_look(self) -> tuple[Receipt, ...]:
        stop = self._interruption
        follow, look = self._course.follow, self._course.look
        sent = send_invitations(self._service, self._clock, self._invitation, self._book, report=follow, cancel=stop)
        if sent.unkept:
            self._around.output.tell(harmless(UNKEPT.format(people=", ".join(p.address for p in sent.unkept))))
        if stop.is_set():
            return sent.receipts
        journal = self._book.journal
        return settle_later(self._service, self._clock, journal, sent, self._patience, report=look, cancel=stop)

    def _print(self, receipt: Receipt) -> None:
        """Print a person once: when the outcome is final, or at the end."""
        outcome = receipt.outcome
        if self._lines and outcome.person.key not in self._printed:
            line = person_line(outcome, self._invitation.role, self._around.words.failure, self._width)
            self._around.output.answer(line)
        self._printed.add(outcome.person.key)
