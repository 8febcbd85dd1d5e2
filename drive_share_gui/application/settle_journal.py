"""Send from the journal what never went out, and do with the rest what the person decides."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.entries import IN_OTHER_HANDS
from drive_share_gui.application.journal_ports import Change
from drive_share_gui.application.look_up import OPEN_TO_LOOKS, by_item, is_refused, look_up
from drive_share_gui.application.ports import Cancel, Clock, SharingService
from drive_share_gui.application.progress import Progress
from drive_share_gui.application.send_invitations import send_rows
from drive_share_gui.domain.delivery import stops_the_rest
from drive_share_gui.domain.failure import Cancelled, Failure, SharingError, StoppedAfter
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_event import Chosen, Unblocked
from drive_share_gui.domain.journal_row import Row, Texts
from drive_share_gui.domain.keeping import HandledElsewhere, MessageLost, NoKeyring
from drive_share_gui.domain.outcome import NotSent, Receipt
from drive_share_gui.domain.refusal import Refusal
from drive_share_gui.domain.row_choices import HELD_UP, may_be_sent_again, never_went_out


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that stays as it is, and why."""

    row: Row
    failure: Failure


@dataclass(frozen=True, slots=True)
class Course:
    """What happens while rows are sent."""

    report: Callable[[Progress], None]
    cancel: Cancel
    unkept: Callable[[Row, Receipt], None]
    """Told of everybody whose outcome the journal did not take: nobody else knows it then."""
    longest: float = 0.0
    """Seconds one may wait until a service that asked for patience is asked again."""


def leave(book: AccountJournal, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Write down that the person leaves these. Raises SharingError, and ValueError for a row that may not be left."""
    return book.journal.record([Change(row, Chosen()) for row in rows])


def resume(
    service: SharingService, clock: Clock, book: AccountJournal, rows: Sequence[Row], course: Course
) -> tuple[Kept, ...]:
    """Send those of `rows` that never went out, as the same invitations; give what stays unsent, and why.

    Raises SharingError where the rest would meet the same as one of them, or nothing can be written down.
    """
    return _Sending(service, clock, book, course).run([row for row in rows if never_went_out(row)])


def send_again(
    service: SharingService, clock: Clock, book: AccountJournal, rows: Sequence[Row], course: Course
) -> tuple[Kept, ...]:
    """Send what may have arrived before, by the person's own word, which is written down.

    Each item's list is looked at first: whoever it shows is settled and not sent anything. Where it
    is refused, the person has decided without it. Gives what stays unsent, and raises, as `resume`
    does; also where a list cannot be read for another reason.
    """
    looked: list[Row] = []
    for group in by_item([row for row in rows if may_be_sent_again(row)]).values():
        unclear = [row for row in group if row.state in OPEN_TO_LOOKS]
        looked += [row for row in group if row.state not in OPEN_TO_LOOKS]
        looked += _looked_up(service, book, unclear) if unclear else ()
    return _Sending(service, clock, book, course, clicked=True).run([row for row in looked if may_be_sent_again(row)])


def _looked_up(service: SharingService, book: AccountJournal, rows: Sequence[Row]) -> tuple[Row, ...]:
    try:
        return look_up(service, book.journal, rows[0].item, rows)
    except SharingError as error:
        if not is_refused(error.failure):
            raise
    return tuple(row for row in map(book.journal.row, (row.row_id for row in rows)) if row is not None)


@dataclass(frozen=True, slots=True)
class _Sending:
    service: SharingService
    clock: Clock
    book: AccountJournal
    course: Course
    clicked: bool = False

    def run(self, rows: Sequence[Row]) -> tuple[Kept, ...]:
        kept: list[Kept] = []
        groups: dict[Hashable, tuple[Invitation, list[Row]]] = {}
        for row in rows:
            try:
                texts = self.book.journal.texts(row)
            except SharingError as error:
                if not isinstance(error.failure, MessageLost | NoKeyring):
                    raise
                kept.append(Kept(row, error.failure))
                continue
            _, group = groups.setdefault(_group_of(row, texts), (_invitation_of(row, texts), []))
            group.append(row)
        for invitation, group in groups.values():
            if not self.course.cancel.is_set():
                kept += self._send(invitation, tuple(group))
        return tuple(kept)

    def _send(self, invitation: Invitation, rows: tuple[Row, ...]) -> tuple[Kept, ...]:
        journal = self.book.journal
        held_up = [row for row in rows if row.state in HELD_UP]
        try:
            freed = {row.row_id: row for row in journal.record([Change(row, Unblocked()) for row in held_up])}
            rows = tuple(freed.get(row.row_id, row) for row in rows)
            waits = [row.not_before.remaining(journal.now()) for row in rows if row.not_before is not None]
            seconds = max(waits, default=0.0)
            if not self.clicked and seconds > 0:
                if seconds > self.course.longest:
                    return tuple(Kept(row, row.failure or Cancelled()) for row in rows)
                if self.clock.wait(seconds, self.course.cancel):
                    return ()
        except SharingError as error:
            if not isinstance(error.failure, HandledElsewhere):
                raise
            return tuple(Kept(row, error.failure) for row in rows)
        report, cancel = self.course.report, self.course.cancel
        people = replace(invitation, people=tuple(row.person for row in rows))
        sent = send_rows(
            self.service, self.clock, people, self.book, rows, report=report, cancel=cancel, clicked=self.clicked
        )
        lost = {person.key for person in sent.unkept}
        for row, receipt in zip(rows, sent.receipts, strict=True):
            if row.person.key in lost:
                self.course.unkept(row, receipt)
        stops = [stop for receipt in sent.receipts if (stop := _stop(receipt)) is not None]
        if stops:
            raise SharingError(stops[0])
        return tuple(
            Kept(row, IN_OTHER_HANDS)
            for row, receipt in zip(rows, sent.receipts, strict=True)
            if isinstance(receipt.outcome, NotSent) and receipt.outcome.failure == IN_OTHER_HANDS
        )


def _group_of(row: Row, texts: Texts) -> Hashable:
    """Tell rows apart that cannot be sent with one and the same call."""
    together = row.send_id if row.options.together else ""
    return row.drive_id, row.item.place.item_id, row.role, row.options, texts, together


def _invitation_of(row: Row, texts: Texts) -> Invitation:
    return Invitation(row.item, (), row.role, texts.message, replace(row.options, password=texts.password))


def _stop(receipt: Receipt) -> Failure | None:
    """Give what would keep everything else from being sent too."""
    if not isinstance(receipt.outcome, NotSent):
        return None
    failure = receipt.outcome.failure
    cause = failure.cause if isinstance(failure, StoppedAfter) else failure
    return cause if stops_the_rest(cause) and not isinstance(cause, Cancelled | Refusal) else None
