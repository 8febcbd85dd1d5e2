"""A picture or a page that somebody's text names is neither opened nor asked for, in no state of the window (§5.3)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from tests.adapters.fault_server import Visit, fault_server

if TYPE_CHECKING:
    from pathlib import Path

CALLS = "trace=open,openat,openat2,stat,lstat,newfstatat,statx,access,faccessat,faccessat2,readlink,readlinkat"
PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["x"])
if sys.argv[1] == "control":
    label = QLabel(sys.argv[2])
    label.show()
    label.grab()
else:
    from tests.ui.hostile_text import SHOWN
    for make in SHOWN.values():
        shown = make(sys.argv[2])
        shown.window.grab()
        QApplication.sendPostedEvents()
        shown.window.hide()
print("shown")
"""


def files_touched(folder: Path, what: str, text: str) -> str:
    """Show `text` under the eyes of strace and give every call that named a file."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("needs strace")
    trace = folder / f"{what}.txt"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    program = [strace, "-f", "-qq", "--seccomp-bpf", "-e", CALLS, "-s", "400", "-o", str(trace)]
    done = subprocess.run(
        [*program, sys.executable, "-c", PROGRAM, what, text],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if "shown" not in done.stdout:
        assert "ptrace" in done.stderr, done.stderr
        pytest.skip("this system lets nobody trace")
    return trace.read_text("utf-8", "replace")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture with a name that is found nowhere else."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    path = tmp_path / "Zx7wanted.png"
    assert image.save(str(path))
    return path


def test_no_picture_that_a_text_names_is_opened(picture: Path, tmp_path: Path) -> None:
    text = f'<img src="{picture}">'
    assert picture.name in files_touched(tmp_path, "control", text)
    assert picture.name not in files_touched(tmp_path, "window", text)


def test_no_server_that_a_text_names_is_asked(tmp_path: Path) -> None:
    def never(visit: Visit) -> None:
        visit.request()

    with fault_server(never) as server:
        files_touched(tmp_path, "window", f'<img src="http://127.0.0.1:{server.port}/t.png">')
        assert server.connections == 0
