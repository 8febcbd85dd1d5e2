"""Where the journal takes no answers any more, the window says so: it alone knows what became of people then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.journal.opening import Ground, open_store
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.domain.outcome import Invited, NotSent
from drive_share_gui.ui.share_notices import notice_of
from tests.adapters.failing_database import Fate, fated
from tests.ui.share_shown import Behind

pytestmark = pytest.mark.usefixtures("qapp")

FOR_GOOD = 1_000_000


def on_a_disk_that_fills_up() -> Behind:
    """From the first request on, no call of the database succeeds."""
    behind, fate = Behind(), Fate(0)
    home = Path(os.environ["DRIVE_SHARE_HOME"])
    behind.connection.store.close()
    ground = Ground(clock=behind.clock, connect=fated(fate))
    behind.connection.store = open_store(home, Sealing(MemoryCredentials(), home), ground)

    def fill(_request: object) -> None:
        fate.fails, fate.times = fate.calls + 1, FOR_GOOD

    behind.drive.on_invite = fill
    return behind.begin()


def test_an_outcome_that_is_not_written_down_is_shown_and_the_window_says_so_until_it_is_dismissed() -> None:
    behind = on_a_disk_that_fills_up().invite("a@x.org, b@x.org")
    state = behind.presenter.state
    assert [type(row.outcome) for row in state.rows] == [Invited, NotSent]
    assert state.unkept == 2
    assert state.calls_back
    notice = notice_of(state)
    assert notice is not None
    assert notice.text.startswith("What became of 2 people could not be written down.")
    behind.presenter.dismiss()
    assert behind.presenter.state.unkept == 0


def test_nothing_is_said_where_everything_was_written_down() -> None:
    behind = Behind().begin().invite("a@x.org, b@x.org")
    assert (behind.presenter.state.unkept, notice_of(behind.presenter.state)) == (0, None)
