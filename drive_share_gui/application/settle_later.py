"""Wait until the traces of unanswered requests can be looked for, and look, within the time allowed."""

from collections.abc import Callable
from dataclasses import dataclass

from drive_share_gui.application.ports import Cancel, Clock, SharingService
from drive_share_gui.application.resolve_unknown import resolve_unknown
from drive_share_gui.application.send_invitations import Sent
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import Baseline, Receipt, Unknown
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
    item: Item,
    sent: Sent,
    patience: Patience,
    *,
    report: Callable[[Looking], None],
    cancel: Cancel,
) -> tuple[Receipt, ...]:
    """Give the receipts again, with everybody settled whom the list shows by then.

    Sends no invitation and raises nothing: where the list cannot be read, or `cancel` is set, the
    rest stays Unknown.
    """
    settled = sent.receipts
    start = clock.monotonic()
    for moment in patience.looks():
        unknown = tuple(r.outcome.person for r in settled if isinstance(r.outcome, Unknown))
        if not unknown:
            break
        seconds = max(0.0, start + moment - clock.monotonic())
        report(Looking(unknown, seconds))
        if clock.wait(seconds, cancel):
            break
        settled = _look(service, item, settled, sent.baseline)
    return settled


def _look(
    service: SharingService, item: Item, receipts: tuple[Receipt, ...], baseline: Baseline
) -> tuple[Receipt, ...]:
    try:
        return resolve_unknown(service, item, receipts, baseline)
    except SharingError:
        return receipts
