"""What is loaded when the window is first painted: Qt's widgets, and of ours only what is seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

START = """
import os, sys
from drive_share_gui.ui.share_window import ShareWindow

make_really = ShareWindow.__init__

def tell():
    print(*sys.modules, flush=True)
    os._exit(0)

def make(window, *given, **named):
    make_really(window, *given, **named)
    window.painted.connect(tell)

ShareWindow.__init__ = make
from drive_share_gui.__main__ import main
main(["--practice", "path:/Documents/Budget.xlsx"])
"""

HEAVY = {
    "asyncio", "concurrent.futures", "email", "http", "http.client", "json", "logging.config", "ssl",
    "sqlite3", "subprocess", "urllib.request", "uuid", "xml",
    "anyio", "certifi", "httpcore", "httpx", "keyring", "msal", "pydantic", "starlette", "truststore",
    "uvicorn",
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtSvg",
}  # fmt: skip

OURS = {
    "drive_share_gui",
    "drive_share_gui.__main__",
    "drive_share_gui.adapters",
    "drive_share_gui.adapters.meeting_point",
    "drive_share_gui.adapters.secrecy",
    "drive_share_gui.application",
    "drive_share_gui.application.opening",
    "drive_share_gui.bootstrap",
    "drive_share_gui.bootstrap.keeping",
    "drive_share_gui.bootstrap.local_files",
    "drive_share_gui.cli.full_path",
    "drive_share_gui.bootstrap.identity",
    "drive_share_gui.bootstrap.opening",
    "drive_share_gui.bootstrap.network",
    "drive_share_gui.cli",
    "drive_share_gui.cli.command_line",
    "drive_share_gui.cli.harmless",
    "drive_share_gui.cli.help_text",
    "drive_share_gui.cli.output",
    "drive_share_gui.ui",
    "drive_share_gui.ui.application",
    "drive_share_gui.ui.first_process",
    "drive_share_gui.ui.open_windows",
    "drive_share_gui.ui.quick_start",
    "drive_share_gui.ui.share_window",
    "drive_share_gui.ui.wish",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded at the first paint of the real program."""
    home = str(tmp_path_factory.mktemp("home"))
    run = subprocess.run(
        [sys.executable, "-c", START],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "HOME": home, "DRIVE_SHARE_HOME": "", "XDG_DATA_HOME": ""},
    )
    return set(run.stdout.split())


def test_nothing_heavy_is_loaded_before_the_first_paint(loaded: set[str]) -> None:
    assert "PySide6.QtWidgets" in loaded
    assert loaded & HEAVY == set()


def test_of_ours_only_what_is_seen_is_loaded_before_the_first_paint(loaded: set[str]) -> None:
    assert {name for name in loaded if name.startswith("drive_share_gui")} <= OURS
