"""A wait ends in time, whatever happens to the clocks."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.domain.moment import Moment, Wait
from tests.domain.journal_rows import START, at

MOMENTS = st.builds(
    Moment,
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds UTC
    st.floats(0, 1e9),
    st.sampled_from(["boot-1", "boot-2"]),
)


@given(MOMENTS, MOMENTS, st.floats(0, 4000))
def test_a_wait_is_never_longer_than_the_whole_and_never_negative(begun: Moment, now: Moment, seconds: float) -> None:
    assert 0 <= Wait(begun, seconds).remaining(now) <= seconds


@given(MOMENTS, MOMENTS, st.floats(0, 4000))
def test_a_wait_carried_over_ends_by_the_clocks_of_now(begun: Moment, now: Moment, seconds: float) -> None:
    rest = Wait(begun, seconds).carried_over(now)
    assert rest.remaining(now) == Wait(begun, seconds).remaining(now)
    later = Moment(now.wall - timedelta(days=40), now.monotonic + seconds + 1, now.boot_id)
    assert rest.is_over(later)


def test_setting_the_wall_clock_changes_no_wait_of_this_run_of_the_computer() -> None:
    wait = Wait(at(0), 100)
    for days in (-40, 0, 40):
        now = Moment(START + timedelta(days=days), at(30).monotonic, "boot-1")
        assert wait.remaining(now) == 70


def test_after_a_restart_the_wall_clock_counts() -> None:
    wait = Wait(at(0), 100)
    assert wait.remaining(Moment(START + timedelta(seconds=30), 5.0, "boot-2")) == 70
    assert wait.remaining(Moment(START - timedelta(days=40), 5.0, "boot-2")) == 100
    assert wait.is_over(Moment(START + timedelta(days=40), 5.0, "boot-2"))
    assert wait.until == START + timedelta(seconds=100)
