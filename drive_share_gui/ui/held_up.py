"""Invitations that provably never went out because a person had to act first, and how they go on after that."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.ui.result_rows import ResultRow

if TYPE_CHECKING:
    from drive_share_gui.ui.share_presenter import SharePresenter


def held_up(rows: Iterable[ResultRow], state: State) -> tuple[Row, ...]:
    """Give the journal's rows in `state`, as far as this window has them in hand."""
    journaled = (row.journaled for row in rows if row.is_here)
    return tuple(row for row in journaled if row is not None and row.state is state)


def go_on(presenter: "SharePresenter", state: State) -> None:
    """Send what `state` held up, as the same invitations; without any, look for the item again."""
    shown, settling = presenter.state, presenter.settling
    waiting = held_up((*shown.rows, *shown.earlier), state)
    presenter.dismiss()
    if waiting:
        settling.watch(waiting)
        settling.send(settling.rows(row.row_id for row in waiting))
    elif shown.item is None and shown.reference:
        presenter.finding.again()
