"""Starts what installers install, cold and warm, until its window shows anything, beside a bare dialog packed alike.

Cold: nothing of any file is in memory (Linux drops its cache of files, which takes root; else only warm starts are
measured). It needs what `packaging/build-folder` and `packaging/build-run` built, and Xvfb.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.first_pixel import Screen, screen
from tests.benchmarks.measuring import (
    CHECKOUT,
    Asked,
    Comparison,
    Contender,
    Listing,
    compare,
    options,
    plain_environment,
    publish,
)

SOURCE: Final = "from source"
DIST: Final = CHECKOUT / "dist"
BARE: Final = CHECKOUT / "build" / "bare"
DIALOG: Final = "tests/benchmarks/smallest_dialog.py"
CACHE: Final = Path("/proc/sys/vm/drop_caches")
HIDDEN: Final = (
    'hiddenimports=["msal", *collect_submodules("drive_share_gui"), *collect_submodules("keyring.backends")]'
)
MEGA: Final = 1_000_000


@dataclass
class AskedHere(Asked):
    """What this program can be asked besides."""

    python: str = sys.executable


@dataclass(frozen=True, slots=True)
class Start:
    """One program to start."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    screen: Screen

    def figures(self) -> dict[str, float]:
        """Start it twice, cold and then warm."""
        figures: dict[str, float] = {}
        if forget_files():
            cold = self.screen.watch(self.command, self.environment)
            figures |= {"cold ms": cold.first * 1000, "cold, complete ms": cold.complete * 1000}
        warm = self.screen.watch(self.command, self.environment)
        return figures | {"warm ms": warm.first * 1000, "warm, complete ms": warm.complete * 1000, "peak MB": warm.peak}


def forget_files() -> bool:
    """Have the system forget what it holds of files in memory; false where it does not let us."""
    try:
        subprocess.run(["sync"], check=True)
        CACHE.write_text("3", "utf-8")
    except OSError:
        return False
    return True


def main() -> None:
    """Measure and print."""
    parser = options(__doc__ or "", rounds=7)
    parser.add_argument(
        "--python", metavar="FILE", help="the interpreter of an environment with the app, for its source"
    )
    asked = parser.parse_args(namespace=AskedHere())
    if shutil.which("Xvfb") is None:
        sys.exit("This needs Xvfb.")
    with tempfile.TemporaryDirectory() as home, screen() as display:
        folder = Path(home)
        starts = [
            Start(name, command, surroundings(folder / str(number)), display)
            for number, (name, command) in enumerate(programs(asked).items())
        ]
        contenders = [Contender(start.name, start.figures) for start in starts]
        tables: list[Comparison | Listing] = [compare("Starts on an X server", contenders, asked.rounds), sizes()]
        tables.append(unpacking(display, folder))
        publish(asked, *tables)


def programs(asked: AskedHere) -> dict[str, tuple[str, ...]]:
    """Say how each is started; what was not built is left out."""
    found = {SOURCE: (asked.python, "-m", "drive_share_gui"), "bare dialog, from source": (asked.python, DIALOG)}
    if not asked.smallest:
        bare_folder()
    built = {
        "application folder, .deb, .rpm": DIST / "drive-share" / "drive-share",
        "one file (.run)": next(DIST.glob("*.run"), Path()),
        "bare dialog, packed alike": BARE / "drive-share" / "drive-share",
    }
    return found | {name: (str(program),) for name, program in built.items() if program.is_file()}


def surroundings(home: Path) -> dict[str, str]:
    """Give a home of its own, with nobody signed in and no other window to hand over to."""
    home.mkdir()
    plain = plain_environment(DRIVE_SHARE_HOME=str(home / "data"), HOME=str(home), QT_QPA_PLATFORM="xcb")
    return {name: value for name, value in plain.items() if not name.startswith(("DBUS_", "XDG_", "WAYLAND_"))}


def bare_folder() -> None:
    """Pack the smallest dialog with the app's own description, once."""
    if (BARE / "drive-share").exists():
        return
    text = (CHECKOUT / "packaging" / "linux" / "folder.spec").read_text("utf-8")
    changes: dict[str, str] = {
        "packaging/linux/start.py": DIALOG,
        "Path(SPECPATH).parents[1]": f"Path({str(CHECKOUT)!r})",
        HIDDEN: "hiddenimports=[]",
        ', *collect_data_files("drive_share_gui")': "",
    }
    for ours, bare in changes.items():
        if ours not in text:
            message = f"packaging/linux/folder.spec has changed: no {ours}"
            raise RuntimeError(message)
        text = text.replace(ours, bare)
    BARE.mkdir(parents=True, exist_ok=True)
    (BARE / "folder.spec").write_text(text, "utf-8")
    tool = CHECKOUT / "build" / "environment" / "bin" / "pyinstaller"
    command: list[str | Path] = [tool, "--noconfirm", "--clean", "--log-level", "ERROR", "--distpath", BARE]
    subprocess.run([*command, "--workpath", BARE / "work", BARE / "folder.spec"], check=True, env=plain_environment())


def sizes() -> Listing:
    """Say how large everything is that was built."""
    rows: list[tuple[str, float]] = [
        (f"{place.parent.name}/{place.name}", sum(each.lstat().st_size for each in place.rglob("*")) / MEGA)
        for place in (DIST / "drive-share", BARE / "drive-share", DIST / "drive-share-windows")
        if place.exists()
    ]
    rows += [(file.name, file.stat().st_size / MEGA) for file in sorted(DIST.glob("drive*")) if file.is_file()]
    return Listing("Sizes", ("", "MB"), tuple(rows))


def unpacking(display: Screen, home: Path) -> Listing:
    """Take the very first start of the one file, which unpacks it."""
    taken: list[tuple[str, float]] = []
    for number, file in enumerate([*DIST.glob("*.run")] * 3):
        seen = display.watch((str(file),), surroundings(home / f"first{number}"))
        taken.append((f"start {number + 1}", seen.first * 1000))
    return Listing("The one file's first start ever, warm, ms", ("", "ms"), tuple(taken))


if __name__ == "__main__":
    main()
