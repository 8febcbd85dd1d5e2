"""One step of a row of the journal: what it becomes by what happened, and what claiming it writes down."""

from drive_share_gui.adapters.journal.row_parts import reduced
from drive_share_gui.application.journal_ports import Change, Departure
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.journal_event import Claimed
from drive_share_gui.domain.journal_row import Owner, Row
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.next_state import advance


def advanced(fresh: Row, change: Change, now: Moment) -> Row:
    """Give the row after what happened; a step that cannot be is somebody else's doing if the row moved meanwhile."""
    try:
        return advance(fresh, change.event, now)
    except ValueError as error:
        if fresh.revision != change.row.revision:
            raise SharingError(HandledElsewhere(Elsewhere.ROW)) from error
        raise


def departed(row: Row, departure: Departure, owner: Owner) -> Claimed:
    """Give what is written down when `owner` claims the row."""
    baseline = reduced(departure.baseline, row.person.key)
    return Claimed(owner, baseline, departure.may_run, departure.quiet_window, departure.clicked)
