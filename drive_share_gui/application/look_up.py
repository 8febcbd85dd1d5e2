"""Look at the sharing list for invitations that stayed without a clear answer, and write down what it shows."""

from collections.abc import Sequence
from typing import Final

from drive_share_gui.application.journal_ports import Change, Journal
from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_event import Looked
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import found_in_list

OPEN_TO_LOOKS: Final = frozenset({State.UNKNOWN, State.ASK})


def look_up(service: SharingService, journal: Journal, item: Item, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Read the list of `item` once, completely; settle those rows it shows, and count the look for the others.

    Sends no invitation. Not being in the list proves nothing: a service may act late, and lists lag
    (reliability: facts 5 and 6). Raises SharingError where the list cannot be read whole, or nothing
    can be written down.
    """
    listed = service.permissions(item)
    open_rows = [row for row in rows if row.state in OPEN_TO_LOOKS]
    looks = [Looked(row.attempts, found_in_list(row.person, listed, row.baseline)) for row in open_rows]
    after = journal.record([Change(row, look) for row, look in zip(open_rows, looks, strict=True)])
    fresh = {row.row_id: row for row in after}
    return tuple(fresh.get(row.row_id, row) for row in rows)
