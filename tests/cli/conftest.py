"""The program itself against a practice drive over real sockets, in this process or as one of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from drive_share_gui.__main__ import main
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.service import Timing

SLOW = 2.0


@dataclass(frozen=True)
class Ended:
    """How the program ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> Any:  # noqa: ANN401 - JSON
        """The JSON object on standard output."""
        return json.loads(self.out)


DriveShare: TypeAlias = Callable[..., Ended]


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[RunningPracticeDrive]:
    with running_practice_drive(tmp_path / "drive", timing=Timing(slow=SLOW, drip=0.01, body=2)) as running:
        yield running


@pytest.fixture
def environ(drive: RunningPracticeDrive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token of the drive, and a short quiet window."""
    monkeypatch.setenv("DRIVE_SHARE_TOKEN", drive.token)
    monkeypatch.setenv("DRIVE_SHARE_QUIET_WINDOW", "0.05")


@pytest.fixture
def drive_share(
    drive: RunningPracticeDrive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> DriveShare:
    """Run the program in this process; where no drive is named, on the practice drive."""

    def run(*words: str, stdin: bytes = b"", token: str = drive.token) -> Ended:
        monkeypatch.setenv("DRIVE_SHARE_TOKEN", token)
        monkeypatch.setenv("DRIVE_SHARE_QUIET_WINDOW", "0.05")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        where = () if "--service-url" in words or "--practice" in words else ("--service-url", drive.base_url)
        status = main([*words, *where])
        written = capsys.readouterr()
        return Ended(status, written.out, written.err)

    return run


@pytest.fixture
def program(drive: RunningPracticeDrive, environ: None) -> Callable[..., subprocess.Popen[str]]:
    """Start the program as a process of its own."""
    del environ

    def start(*words: str, stdout: int = subprocess.PIPE, where: bool = True) -> subprocess.Popen[str]:
        there = ("--service-url", drive.base_url) if where and "--practice" not in words else ()
        return subprocess.Popen(
            [sys.executable, "-m", "drive_share_gui", *words, *there],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1"},
        )

    return start
