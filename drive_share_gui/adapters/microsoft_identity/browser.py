"""Opens the system's own browser, as its own program that is handed one address and nothing else."""

import os
import shutil
import subprocess
import sys
import threading
import webbrowser
from typing import Final

START_SECONDS: Final = 5.0
"""A program that has not failed by then is taken to show the page."""


def open_in_browser(url: str, patience: float = START_SECONDS) -> bool:
    """Show `url`, which may take as many seconds as there is patience; false where there is no browser that could."""
    if sys.platform == "win32":
        return _started_on_windows(url)
    chosen = os.environ.get("BROWSER")
    if chosen:
        try:
            return webbrowser.get().open(url)
        except (webbrowser.Error, OSError):
            return False
    if sys.platform == "darwin":
        return _run("/usr/bin/open", url, patience)
    opener = shutil.which("xdg-open")
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return has_display and opener is not None and _run(opener, url, patience)


def _run(program: str, url: str, patience: float) -> bool:
    """Start a program in a session of its own, silent: what a browser says is not for our terminal."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the system's opener, and an address we made
            [program, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(patience) == 0
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, name="browser", daemon=True).start()
        return True


if sys.platform == "win32":

    def _started_on_windows(url: str) -> bool:
        try:
            os.startfile(url)  # noqa: S606 - the system's own way to show an address
        except OSError:
            return False
        return True
