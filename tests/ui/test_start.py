"""The window is on the screen before anything heavy is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

UNTIL_FIRST_PAINT = """
import json, os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from drive_share_gui.__main__ import main

class Watcher(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(json.dumps(sorted(sys.modules)), flush=True)
            os._exit(0)
        return False

watcher, enter = Watcher(), QApplication.exec

def entered(*_):
    QApplication.instance().installEventFilter(watcher)
    return enter()

QApplication.exec = entered
main(sys.argv[1:])
"""

HEAVY = {
    "asyncio",
    "cryptography",
    "email",
    "http",
    "httpcore",
    "httpx",
    "keyring",
    "msal",
    "multiprocessing",
    "pydantic",
    "pydantic_core",
    "sqlite3",
    "ssl",
    "starlette",
    "truststore",
    "uvicorn",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
}
OURS = {
    "drive_share_gui.ui",
    "drive_share_gui.ui.application",
    "drive_share_gui.ui.quick_start",
    "drive_share_gui.ui.share_window",
}


def loaded_before_the_first_paint(tmp_path: Path, *arguments: str) -> set[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DRIVE_SHARE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", UNTIL_FIRST_PAINT, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=CHECKOUT)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_nothing_heavy_is_loaded_before_the_window_can_be_seen(tmp_path: Path) -> None:
    loaded = loaded_before_the_first_paint(tmp_path, "--practice", "path:/Documents/Budget.xlsx")
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("drive_share_gui.ui")} == OURS
    assert not any(name.startswith(("drive_share_gui.practice", "drive_share_gui.cli.program")) for name in loaded)


def test_without_an_item_nothing_more_is_loaded(tmp_path: Path) -> None:
    with_item = loaded_before_the_first_paint(tmp_path, "--practice", "path:/Documents/Budget.xlsx")
    assert loaded_before_the_first_paint(tmp_path, "--practice") <= with_item
