"""Wait until the traces of unanswered requests can be looked for, and look, within the time allowed."""

from collections.abc import Callable
from dataclasses import dataclass

from drive_share_gui.application.journal_ports import Journal
from drive_share_gui.application.look_up import OPEN_TO_LOOKS, is_refused, look_up
from drive_share_gui.application.ports import Cancel, Clock, SharingService
from drive_share_gui.application.progress import Sent
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Receipt
from drive_share_gui.domain.person import Person


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a look at the list is put off."""

    quiet_window: float
    """Seconds after the last request until its trace can be looked for."""
    longest: float
    """Seconds all looking may take; 0 for not looking at all."""

    def looks(self) -> tuple[float, ...]:
        """Name the moments to look, in seconds from now: after the window, and once more after another.

        Time that is too short for the window still allows one look: a person it shows has access.
        """
        first = min(self.quiet_window, self.longest)
        second = min(2 * self.quiet_window, self.longest)
        return tuple(sorted({first, second})) if self.longest > 0 else ()


@dataclass(frozen=True, slots=True)
class Looking:
    """The list will be looked at in `seconds`, for these people."""

    people: tuple[Person, ...]
    seconds: float


def settle_later(  # noqa: PLR0913 - what was sent, and how to wait
    service: SharingService,
    clock: Clock,
    journal: Journal,
    sent: Sent,
    patience: Patience,
    *,
    report: Callable[[Looking], None],
    cancel: Cancel,
) -> tuple[Receipt, ...]:
    """Give the receipts again, with everybody settled whom the list shows by then.

    Sends no invitation and raises nothing: where the list cannot be read, or `cancel` is set, the
    rest stays Unknown. A list that is refused is not asked for again after the quiet window.
    """
    rows, receipts = sent.rows, sent.receipts
    start = clock.monotonic()
    for moment in patience.looks():
        unknown = tuple(row.person for row in rows if row.state in OPEN_TO_LOOKS)
        if not unknown:
            break
        seconds = max(0.0, start + moment - clock.monotonic())
        report(Looking(unknown, seconds))
        if clock.wait(seconds, cancel):
            break
        try:
            looked = look_up(service, journal, rows[0].item, rows)
        except SharingError as error:
            if is_refused(error.failure) and moment >= patience.quiet_window:
                break
            continue
        receipts = tuple(map(receipt_after, looked, rows, receipts))
        rows = looked
    return receipts


def receipt_after(row: Row, before: Row, receipt: Receipt) -> Receipt:
    """Give what is known about a person after a look: the receipt of the answer, unless the look settled it."""
    return receipt if row.state in OPEN_TO_LOOKS or row.state is before.state else row.receipt
