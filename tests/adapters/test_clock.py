"""The clock of this computer."""

import threading
from datetime import timedelta

from drive_share_gui.adapters.clock import SystemClock


def test_the_time_of_day_is_in_utc_and_the_other_clock_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.monotonic() <= clock.monotonic()


def test_a_wait_passes_or_is_cut_short() -> None:
    clock = SystemClock()
    wish = threading.Event()
    assert not clock.wait(0.01, wish)
    wish.set()
    before = clock.monotonic()
    assert clock.wait(60, wish)
    assert clock.monotonic() - before < 30
