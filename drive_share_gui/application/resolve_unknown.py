"""Look up, in the item's list of permissions, what became of requests without a clear answer."""

from collections.abc import Sequence

from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import Baseline, Invited, Mail, Receipt, Unknown, found_in_list, is_new
from drive_share_gui.domain.permission import Permission


def resolve_unknown(
    service: SharingService, item: Item, receipts: Sequence[Receipt], baseline: Baseline
) -> tuple[Receipt, ...]:
    """Read the list once and settle those it shows; the rest stay Unknown.

    Sends no invitation. Not being in the list proves nothing: a service may act late, and lists
    lag (reliability: facts 5 and 6). Raises SharingError where the list cannot be read whole.
    """
    listed = service.permissions(item)
    return tuple(_look_up(receipt, listed, baseline) for receipt in receipts)


def _look_up(receipt: Receipt, listed: Sequence[Permission], baseline: Baseline) -> Receipt:
    outcome = receipt.outcome
    if not isinstance(outcome, Unknown):
        return receipt
    permission = found_in_list(outcome.person, listed, baseline)
    if permission is None:
        return receipt
    invited = Invited(outcome.person, permission, Mail.UNKNOWN, is_new(permission, baseline))
    return Receipt(invited, receipt.attempts, receipt.request_id)
