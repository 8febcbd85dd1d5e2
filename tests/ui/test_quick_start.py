"""Qt is imported from remembered code, and imported all the same when there is none."""

import subprocess
import sys
from pathlib import Path

import pytest

START = """
import builtins, sys
from pathlib import Path
compiled = []
really = builtins.compile
builtins.compile = lambda *a, **k: compiled.append(a[1]) or really(*a, **k)
from drive_share_gui.ui.quick_start import import_qt
imported_with = builtins.__import__
before = len(compiled)
import_qt(Path(sys.argv[1]))
assert builtins.__import__ is imported_with
print(len(compiled) - before)
from PySide6.QtCore import QObject
try:
    QObject("not a parent")
except TypeError as error:
    print("Supported signatures" in str(error))
"""


def start(folder: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", START, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stderr == ""
    return run.stdout.split()


def test_the_second_start_compiles_nothing_and_qt_explains_itself_as_ever(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "drive-share"
    compiled, explains = start(folder)
    assert int(compiled) > 0
    assert explains == "True"
    assert start(folder) == ["0", "True"]


@pytest.mark.parametrize("damage", [b"", b"\0\0\0\0", b"nonsense" * 9])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    start(tmp_path)
    (remembered,) = tmp_path.iterdir()
    remembered.write_bytes(damage)
    compiled, explains = start(tmp_path)
    assert (int(compiled) > 0, explains) == (True, "True")
    assert start(tmp_path) == ["0", "True"]


def test_a_folder_that_cannot_be_written_is_no_obstacle() -> None:
    compiled, explains = start(Path("/dev/null/nowhere"))
    assert (int(compiled) > 0, explains) == (True, "True")
