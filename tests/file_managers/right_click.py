"""Shares files of hostile names by a real right-click in real file managers, and says what arrived.

`python -m tests.file_managers.right_click [NAME…] [--running | --dialogs] [--names 20] [--pictures DIR]`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.file_managers.driven import DRIVEN, EXTENDED
from tests.file_managers.hostile_names import HOSTILE_NAMES

CHECKOUT: Final = Path(__file__).resolve().parents[2]
NEEDED: Final = ("xvfb-run", "dbus-run-session", "xdotool", "wmctrl", "openbox", "import")
KEPT: Final = ("PATH", "LD_LIBRARY_PATH")


def surroundings(ground: Path) -> dict[str, str]:
    """Give a home, a bus and settings that nobody used before."""
    running = ground / "run"
    running.mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {
        "HOME": str(ground),
        "XDG_DATA_HOME": str(ground / "data"),
        "XDG_CONFIG_HOME": str(ground / "config"),
        "XDG_RUNTIME_DIR": str(running),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(CHECKOUT),
        "GTK_MODULES": "gail:atk-bridge",
        "NO_AT_BRIDGE": "0",
        "GSK_RENDERER": "cairo",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


def drive(name: str, mode: str, count: int, pictures: Path) -> tuple[list[str], float]:
    """Run one file manager; give what went wrong in each try, and the seconds it took."""
    with tempfile.TemporaryDirectory(prefix="drive-share-menu-", ignore_cleanup_errors=True) as folder:
        ground = Path(folder)
        command = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "dbus-run-session", "--", sys.executable, "-m"]
        command += ["tests.file_managers.session", name, str(ground), str(pictures), mode, str(count)]
        start = time.monotonic()
        ended = subprocess.run(command, env=surroundings(ground), cwd=CHECKOUT, capture_output=True, check=False)
        try:
            told = (ground / "said").read_text("utf-8")
        except OSError:
            told = f"the session ended with {ended.returncode}: {ended.stderr[-2000:].decode(errors='replace')}"
        return told.split("\n"), time.monotonic() - start


def say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--names", dest="count", type=int, default=len(HOSTILE_NAMES), help="how many file names")
    modes = parser.add_mutually_exclusive_group()
    for mode, what in (("running", "where the program runs already"), ("dialogs", "with the program itself")):
        modes.add_argument(f"--{mode}", dest="mode", action="store_const", const=mode, default="started", help=what)
    parser.add_argument("--pictures", type=Path, default=CHECKOUT / "build" / "menus")
    asked = parser.parse_args()
    lacking = [program for program in NEEDED if shutil.which(program) is None]
    if lacking:
        say(f"not here: {' '.join(lacking)}")
        return 2
    asked.pictures.mkdir(parents=True, exist_ok=True)
    worst = 0
    for name in asked.names or (EXTENDED if asked.mode == "running" else DRIVEN):
        if not DRIVEN[name].is_here:
            say(f"{name}: not here")
            continue
        said, seconds = drive(name, asked.mode, asked.count, asked.pictures)
        wrong = [line for line in said if line]
        arrived = f"{name}, {asked.mode}: {len(said) - len(wrong)} of {len(said)}, {seconds:.0f} s"
        say(arrived, *(f"  {line}" for line in wrong))
        worst = max(worst, len(wrong))
    return min(worst, 1)


if __name__ == "__main__":
    sys.exit(main())
