"""Starts a program and ends it once its window is complete and still; prints when what was reached.

The program needs nothing for it: the import of Qt's widgets is watched, then the entry into the event loop, then
the paints of the window. Its first paint may be of an empty frame, so the last one before a pause counts as well.

    python tests/benchmarks/first_paint.py drive_share_gui [ARGUMENT…]
    python tests/benchmarks/first_paint.py tests/benchmarks/smallest_dialog.py
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from importlib.machinery import ExtensionFileLoader, PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from PySide6.QtCore import QEvent, QObject

NO_WINDOW = 3
"""Exit status of a program that ended before anything was painted."""
MARK = "-- first paint\n"
"""Written to standard error, between what Python may write there of imports."""
BEAT = 10
"""Milliseconds."""
BEATS = 20
"""Beats without a paint of the window after which it counts as complete: a busy program misses some."""
WATCHED = ("PySide6.QtCore", "PySide6.QtWidgets")

reached: dict[str, float] = {"the program begins": time.monotonic()}
spent: dict[str, float] = {}
"""Seconds of processor time since the process began."""


class Finder:
    """Finds Qt's modules where they are, and watches them being loaded."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Answer the import system; None for everything that is not watched."""
        if name == "PySide6":
            reached["Qt begins"] = time.monotonic()
        if name not in WATCHED:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = Loader(name, spec.origin)
        return spec


class Loader(ExtensionFileLoader):
    """Loads a module of Qt, notes the time, and gets hold of the event loop."""

    def exec_module(self, module: ModuleType) -> None:
        """Load as ever."""
        super().exec_module(module)
        reached[f"{module.__name__.rpartition('.')[2]} is imported"] = time.monotonic()
        if module.__name__ == WATCHED[-1]:
            watch()


def watch() -> None:
    """Take the place of `QApplication.exec`, for as long as it takes to be entered."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    enter = QApplication.exec

    class Watcher(QObject):
        """Sees the paints of the window, and the first idle moment after each."""

        def __init__(self) -> None:
            super().__init__()
            self.idle = QTimer(interval=0, singleShot=True)
            self.idle.timeout.connect(self.rest)
            self.pause = QTimer(interval=BEAT)
            self.pause.timeout.connect(self.beat)
            self.beats = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and watched.isWidgetType():
                if "first paint" not in reached:
                    note("first paint")
                    sys.stderr.write(MARK)
                self.idle.start()
            return False

        def rest(self) -> None:
            note("complete")
            self.beats = 0
            self.pause.start()

        def beat(self) -> None:
            self.beats += 1
            if self.beats == BEATS:
                finish()

    def entered(*_: object) -> int:
        reached["the event loop is entered"] = time.monotonic()
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        for place in windows or filter(None, [QApplication.instance()]):
            place.installEventFilter(watcher)
        return enter()

    watcher = Watcher()
    QApplication.exec = entered  # type: ignore[method-assign]


def note(what: str) -> None:
    """Note both times of what was reached."""
    reached[what] = time.monotonic()
    spent[what] = time.process_time()


def finish() -> None:
    """Print the times and end at once."""
    sys.stdout.write("\n" + repr([reached, spent]).replace("'", '"') + "\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    """Run the program named on the command line as if it were started alone."""
    _, name, *arguments = sys.argv
    sys.path[0] = ""
    sys.argv = [name, *arguments]
    sys.meta_path.insert(0, Finder())
    if name.endswith(".py"):
        runpy.run_path(name, run_name="__main__")
    else:
        runpy.run_module(name, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    try:
        main()
    except SystemExit as ended:
        sys.stderr.write(f"No window was painted; the program ended with {ended.code}.\n")
    sys.exit(NO_WINDOW)
