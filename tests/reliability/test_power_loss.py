"""Whatever moment the power fails at, the journal holds everything it had acknowledged, and can be read."""

from pathlib import Path

import pytest

from tests.reliability.disk_trace import NO_STRACE, can_trace
from tests.reliability.power_loss import Verdict, judge, record

IMAGES = 200


def test_nothing_acknowledged_is_lost_and_nothing_is_corrupt(tmp_path: Path) -> None:
    if not can_trace():
        pytest.skip(NO_STRACE)
    steps, home = record(tmp_path)
    verdict = judge(steps, home, IMAGES)
    assert verdict == Verdict(IMAGES, whole=IMAGES, acknowledged=verdict.acknowledged)
    assert verdict.acknowledged > 50
    without_syncs = judge(steps, home, IMAGES // 4, deaf_to="-wal")
    assert without_syncs.lost > IMAGES // 8, "the judge finds a log that is not synced"
