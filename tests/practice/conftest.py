"""A practice drive over real sockets, and a client for it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.service import Timing

QUICK = Timing(slow=0.3, drip=0.01, body=0.5)


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[RunningPracticeDrive]:
    with running_practice_drive(tmp_path / "drive", timing=QUICK) as running:
        yield running


@pytest.fixture
def client(drive: RunningPracticeDrive) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {drive.token}"}
    with httpx.Client(base_url=drive.base_url, headers=headers, timeout=10, trust_env=False) as opened:
        yield opened
