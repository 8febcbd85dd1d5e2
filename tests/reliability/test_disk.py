"""Nothing is acknowledged before it is on the disk, and no failing call to the disk loses or invents anything."""

from pathlib import Path

import pytest

from tests.reliability import one_invitation
from tests.reliability.disk_trace import NO_STRACE, Said, Step, Synced, Wrote, can_trace, trace
from tests.reliability.io_faults import all_faults, run
from tests.reliability.power_loss import Verdict, judge, record

IMAGES = 200
EVERY = 13

pytestmark = pytest.mark.skipif(not can_trace(), reason=NO_STRACE)


def parts(steps: list[Step]) -> dict[str, list[Step]]:
    """Give for every line that was said what was done for it."""
    found: dict[str, list[Step]] = {}
    since: list[Step] = []
    for step in steps:
        if isinstance(step, Said):
            found[step.text] = since
            since = []
        else:
            since.append(step)
    return found


@pytest.mark.parametrize("step", ["queued", "claimed", "recorded"])
def test_what_was_written_is_on_the_disk_before_anybody_hears_of_it(tmp_path: Path, step: str) -> None:
    """(I1) A request may leave when the claim returns, so the sync must be the last thing before that."""
    done = parts(trace([one_invitation.__file__, str(tmp_path / "home")], tmp_path / "strace.txt"))[step]
    log = [step for step in done if isinstance(step, Wrote | Synced) and step.path.endswith("-wal")]
    assert any(isinstance(step, Wrote) for step in log)
    assert isinstance(log[-1], Synced)


def test_every_call_to_the_disk_may_fail_or_be_the_last() -> None:
    trials = run(list(all_faults())[::EVERY])
    assert len(trials) > 20
    assert [trial for trial in trials if not trial.is_good] == []
    assert {trial.refused for trial in trials} >= {"DISK_FULL", "NOT_WRITABLE"}


def test_nothing_acknowledged_is_lost_when_the_power_fails_and_nothing_is_corrupt(tmp_path: Path) -> None:
    steps, home = record(tmp_path)
    verdict = judge(steps, home, IMAGES)
    assert verdict == Verdict(IMAGES, whole=IMAGES, acknowledged=verdict.acknowledged)
    assert verdict.acknowledged > 50
    without_syncs = judge(steps, home, IMAGES // 4, deaf_to="-wal")
    assert without_syncs.lost > IMAGES // 8, "the judge finds a log that is not synced"
