"""Where the journal takes no answers any more, the window says so: it alone knows what became of people then."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground, open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.domain.outcome import Invited, NotSent
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.share_notices import notice_of
from tests.adapters.failing_database import Fate, fated
from tests.ui.earlier_rows import never_sent
from tests.ui.share_shown import SHEET, Behind

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Cursor

    from drive_share_gui.application.account_journal import AccountJournal
    from tests.application.fakes import FakeClock

pytestmark = pytest.mark.usefixtures("qapp")

FOR_GOOD = 1_000_000


class ReadOnly(Fate):
    """Where it fails, what is there can still be read."""

    def meet(self, sql: str, call: Callable[[], Cursor]) -> Cursor:
        return super().meet(sql, call) if sql == "BEGIN IMMEDIATE" else call()


def on_a_disk_that_fills_up(fate: Fate, earlier: Callable[[AccountJournal, FakeClock], object] | None = None) -> Behind:
    """From the first request on, no call of the database succeeds that the fate lets fail."""
    behind = Behind(earlier=earlier)
    home = Path(os.environ["DRIVE_SHARE_HOME"])
    behind.connection.store.close()
    ground = Ground(clock=behind.clock, connect=fated(fate))
    behind.connection.store = open_store(home, Sealing(MemoryCredentials(), home), ground)

    def fill(_request: object) -> None:
        fate.fails, fate.times = fate.calls + 1, FOR_GOOD

    behind.drive.on_invite = fill
    return behind.begin()


def test_an_outcome_that_is_not_written_down_is_shown_and_the_window_says_so_until_it_is_dismissed() -> None:
    behind = on_a_disk_that_fills_up(Fate(0)).invite("a@x.org, b@x.org")
    state = behind.presenter.state
    assert [type(row.outcome) for row in state.rows] == [Invited, NotSent]
    assert state.unkept == 2
    assert state.calls_back
    notice = notice_of(state)
    assert notice is not None
    assert notice.text.startswith("What became of 2 people could not be written down.")
    behind.presenter.dismiss()
    assert behind.presenter.state.unkept == 0


@pytest.mark.parametrize("fate", [Fate, ReadOnly])
def test_the_same_holds_for_what_an_earlier_start_left_and_is_sent_now(fate: type[Fate]) -> None:
    def leave_two(book: AccountJournal, _clock: FakeClock) -> None:
        never_sent(book, SHEET, "a@x.org", "b@x.org", message="")

    behind = on_a_disk_that_fills_up(fate(0), leave_two)
    behind.presenter.earlier.begin()
    behind.presenter.show_earlier()
    behind.presenter.settling.decide(Label.SEND, behind.presenter.state.earlier)
    state = behind.presenter.state
    assert [(type(row.outcome), row.is_elsewhere) for row in state.earlier] == [(Invited, False), (NotSent, False)]
    assert state.unkept == 2
    behind.presenter.dismiss()
    assert behind.presenter.state.unkept == 0


def test_nothing_is_said_where_everything_was_written_down() -> None:
    behind = Behind().begin().invite("a@x.org, b@x.org")
    assert (behind.presenter.state.unkept, notice_of(behind.presenter.state)) == (0, None)
