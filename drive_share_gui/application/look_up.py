"""Look at the sharing list for invitations that stayed without a clear answer, and write down what it shows."""

from collections.abc import Iterable, Sequence
from typing import Final

from drive_share_gui.application.journal_ports import Change, Journal
from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_event import ListRefused, Looked
from drive_share_gui.domain.journal_row import Row, drive_of
from drive_share_gui.domain.outcome import found_in_list
from drive_share_gui.domain.refusal import Refusal, lasts

OPEN_TO_LOOKS: Final = frozenset({State.UNKNOWN, State.ASK})


def look_up(service: SharingService, journal: Journal, item: Item, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Read the list of `item` once, completely; settle those rows it shows, and count the look for the others.

    Sends no invitation. Not being in the list proves nothing: a service may act late, and lists lag
    (reliability: facts 5 and 6). Raises SharingError where the list cannot be read whole, or nothing
    can be written down. Where it is refused that is written down first: looking is no use then.
    """
    open_rows = [row for row in rows if row.state in OPEN_TO_LOOKS]
    try:
        listed = service.permissions(item)
    except SharingError as error:
        if is_refused(error.failure):
            journal.record([Change(row, ListRefused(row.attempts)) for row in open_rows])
        raise
    looks = [Looked(row.attempts, found_in_list(row.person, listed, row.baseline)) for row in open_rows]
    after = journal.record([Change(row, look) for row, look in zip(open_rows, looks, strict=True)])
    fresh = {row.row_id: row for row in after}
    return tuple(fresh.get(row.row_id, row) for row in rows)


def is_refused(failure: Failure | None) -> bool:
    """Whether a list that met this cannot be read later either."""
    return isinstance(failure, Refusal) and lasts(failure)


def by_item(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """Put the rows of each item together, in their order, under a name for it."""
    groups: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        name = name_of(row.item)
        groups[name] = (*groups.get(name, ()), row)
    return groups


def name_of(item: Item) -> str:
    """Name an item for this program alone, whatever else is known about it."""
    return f"{drive_of(item)}/{item.place.item_id}"
