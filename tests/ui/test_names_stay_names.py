"""No name of a file is read as an option, a verb or a link, neither by this program nor by Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from PySide6.QtCore import QMimeData, QUrl

from drive_share_gui.application.opening import Asked, read_message, write_message
from drive_share_gui.cli.command_line import Command, Dialog, read_command, words_of
from drive_share_gui.domain.item import ByLocalFile
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.ui.desktop_calls import DesktopCalls
from drive_share_gui.ui.item_drop import read_drop

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parents[2]
NAMES = (
    "-platform",
    "-platform=nowhere",
    "--help",
    "-h",
    "--version",
    "-style=x",
    "-stylesheet",
    "-stylesheet=x.qss",
    "-qmljsdebugger=port:1",
    "-reverse",
    "@file",
    "--",
    "-",
    "--open",
    "--path",
    "--to=eve@example.org",
    "--service-url=https:x",
    "--practice",
    "--dbus-service",
    "invite",
    "drive-share:?item=id:1",
    "https:x",
    "id:1",
    "%U",
    "a b",
    "new\nline",
    "$(id)",
    "\u202egpj.exe",
)


def through_words(path: str) -> Command:
    """As Thunar or a script passes it: a name alone, in the folder it is in."""
    return read_command(["--open", path.removeprefix(f"{os.getcwd()}/")])  # noqa: PTH109 - as text


def through_path(path: str) -> Command:
    return read_command(["--path", path.removeprefix(f"{os.getcwd()}/")])  # noqa: PTH109 - as text


def through_address(path: str) -> Command:
    """As a desktop entry with %U passes it."""
    return read_command(["--open", f"file://{quote(path)}"])


def through_bus(path: str) -> Command:
    heard = list[Asked]()
    calls = DesktopCalls()
    calls.asked.connect(heard.append)
    calls.Open([f"file://{quote(path)}"], {})
    return read_command(heard[0].words)


def through_drop(path: str) -> Command:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    read = read_drop(data)
    assert isinstance(read, tuple)
    (item,) = read
    return Dialog(item)


def handed_over(command: Command) -> Command:
    """Say it to another process as the second start does."""
    assert isinstance(command, Dialog)
    message = write_message(Asked(words_of(command)))
    assert message is not None
    asked = read_message(message)
    assert asked is not None
    return read_command(asked.words)


@pytest.mark.parametrize("door", [through_words, through_path, through_address, through_bus, through_drop])
@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_is_a_files_name_at_every_door(
    name: str, door: Callable[[str], Command], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).touch()
    path = f"{os.getcwd()}/{name}"  # noqa: PTH109 - as text
    command = door(path)
    assert isinstance(command, Dialog)
    item = f"file:{command.path}" if command.path else command.item or ""
    assert parse_reference(item) == ByLocalFile(path)
    assert handed_over(command) == command
    assert (command.practice, command.people, command.service_url, command.serves) == (False, "", None, False)


QT_WITH_WORDS = """
import sys
from drive_share_gui.ui.application import make_application
application = make_application()
print(application.arguments(), application.platformName(), repr(application.styleSheet()))
print(application.layoutDirection())
"""


def test_qt_gets_no_word_of_the_command_line() -> None:
    words = ("-platform", "nowhere", "-stylesheet=x.qss", "-reverse", "-style=x", "--help", "@file")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", QT_WITH_WORDS, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['-c'] offscreen ''", "LayoutDirection.LeftToRight"]
