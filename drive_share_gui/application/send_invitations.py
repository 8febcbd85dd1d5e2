"""Send an invitation to every person, one request at a time, each written down before it leaves."""

from collections.abc import Callable

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.journal_ports import Queued as WrittenDown
from drive_share_gui.application.ports import Cancel, Clock, SharingService
from drive_share_gui.application.progress import Progress, Queued, Sent
from drive_share_gui.application.sender import Sender
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_row import Row


def send_invitations(  # noqa: PLR0913 - what to send, by which way, and whom to tell
    service: SharingService,
    clock: Clock,
    invitation: Invitation,
    book: AccountJournal,
    *,
    report: Callable[[Progress], None],
    cancel: Cancel,
) -> Sent:
    """Invite everybody and give each person one receipt.

    Everybody is written down first, and every request before its first byte leaves. Only what
    provably did nothing is tried again: a connection that did not come about, a 429 after the
    wait it asks for, and a locked item (reliability: failure table). Whoever already has the access is not sent
    anything, unless the options say so. Whom another window or program is inviting is waited for,
    and not invited twice. `cancel` stops before the next request; one that is under way is
    finished. Raises SharingError(NotJournaled) where nobody could be written down: nothing
    was sent. Every other failure is somebody's outcome.
    """
    queued = book.queue(invitation)
    report(Queued(invitation.people, queued.of(invitation.people)))
    return send_queued(service, clock, invitation, book, queued, report=report, cancel=cancel)


def send_queued(  # noqa: PLR0913 - the same, and what was written down
    service: SharingService,
    clock: Clock,
    invitation: Invitation,
    book: AccountJournal,
    queued: WrittenDown,
    *,
    report: Callable[[Progress], None],
    cancel: Cancel,
) -> Sent:
    """Send to everybody one press of Share wrote down, as `send_invitations` does; raises nothing."""
    sender = Sender(service, clock, invitation, book, report, cancel)
    sender.deliver(queued.rows)
    sender.others.follow(queued.unsettled, sender.deliver)
    return sender.sent(invitation.people)


def send_rows(  # noqa: PLR0913 - the same, and the rows
    service: SharingService,
    clock: Clock,
    invitation: Invitation,
    book: AccountJournal,
    rows: tuple[Row, ...],
    *,
    report: Callable[[Progress], None],
    cancel: Cancel,
    clicked: bool = False,
) -> Sent:
    """Send rows that are there already, `clicked` even what may have arrived before; raises nothing.

    What others have in hand, or have settled meanwhile, stays as it is.
    """
    sender = Sender(service, clock, invitation, book, report, cancel, clicked=clicked)
    sender.take(rows)
    return sender.sent(tuple(row.person for row in rows))
