"""What menu entries need to know of this computer: where files of other programs lie, and how this one is started."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.base_directories import folder_named, folders_named, system_data
from drive_share_gui.adapters.file_managers.entry import OwnFile
from drive_share_gui.adapters.folder_list import read_folder_list

_LIBRARIES: Final = (Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/local/lib"), Path("/usr/local/lib64"))
_PROGRAM: Final = "drive-share"
_WINDOWED: Final = "drive-share-gui.exe"
"""On Windows: the one that opens no console."""


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What an entry says."""

    label: str
    tip: str
    too_many: str
    """Instead of the label, where more is selected than one dialog takes."""


@dataclass(frozen=True, slots=True)
class Computer:
    """One user's account on one computer."""

    data: Path
    """`XDG_DATA_HOME`."""
    system_data: tuple[Path, ...]
    """`XDG_DATA_DIRS`: what packages bring, for everyone."""
    config: Path
    """`XDG_CONFIG_HOME`."""
    system_config: tuple[Path, ...]
    """`XDG_CONFIG_DIRS`, the first one counts most."""
    libraries: tuple[Path, ...]
    """Where extensions of file managers are installed."""
    release: Path
    """Says which distribution this is (os-release(5))."""
    find_program: Callable[[str], str | None]
    command: tuple[str, ...]
    """How to start this program from anywhere: an absolute path, and perhaps arguments."""
    folder_list: Path
    """The list of synced folders that extensions read."""
    words: EntryWords

    @property
    def opening(self) -> tuple[str, ...]:
        """What goes before the paths of the files to be shared.

        An entry that is no extension starts this also where the program runs already. `gapplication launch` would open
        the window sooner (tests/benchmarks/second_window), and is not on every computer, nor does it start what is no
        package: it would take a shell to choose, and no name is to come near one.
        """
        return (*self.command, "--open")

    @property
    def synced(self) -> tuple[str, ...]:
        """The folders on that list."""
        return read_folder_list(self.folder_list)

    def data_file(self, way: str, content: bytes, *, is_program: bool = False) -> OwnFile:
        """Name a file of an entry by its way below the folder of data."""
        twins = tuple(folder / way for folder in self.system_data if folder != self.data)
        return OwnFile(self.data / way, content, is_program=is_program, twins=twins)

    def has(self, *programs: str) -> bool:
        """Whether one of these programs is here."""
        return any(map(self.find_program, programs))

    def has_library(self, pattern: str) -> bool:
        """Whether a library is installed; `pattern` begins below the folder of libraries of one architecture."""
        return any(next(folder.glob(deep + pattern), None) for folder in self.libraries for deep in ("", "*/"))


def this_computer(environ: Mapping[str, str], folder_list: Path, words: EntryWords) -> Computer:
    """Describe the computer this runs on."""
    home = Path.home()
    return Computer(
        data=folder_named(environ, "XDG_DATA_HOME", home / ".local/share"),
        system_data=system_data(environ),
        config=folder_named(environ, "XDG_CONFIG_HOME", home / ".config"),
        system_config=folders_named(environ, "XDG_CONFIG_DIRS", "/etc/xdg"),
        libraries=_LIBRARIES,
        release=Path("/etc/os-release"),
        find_program=shutil.which,
        command=opening_command(environ, Path(sys.executable), sys.argv[0], frozen=bool(getattr(sys, "frozen", False))),
        folder_list=folder_list,
        words=words,
    )


def opening_command(environ: Mapping[str, str], executable: Path, started_as: str, *, frozen: bool) -> tuple[str, ...]:
    """Say how this program is started from anywhere, however it was installed.

    `executable` is what runs this code: the program itself where it is `frozen`, else Python.
    """
    if frozen:
        windowed = executable.with_name(_WINDOWED)
        itself = str(windowed) if windowed.is_file() else _name_on_path(executable)
        return (one_file(environ, executable) or itself,)
    beside = executable.parent
    for script in (beside / _WINDOWED, beside / _PROGRAM, Path(started_as).absolute()):
        if script.name in {_WINDOWED, _PROGRAM} and script.is_file():
            return (str(script),)
    found = shutil.which(_PROGRAM)
    return (found,) if found else (str(executable), "-m", __name__.partition(".")[0])


def one_file(environ: Mapping[str, str], executable: Path) -> str:
    """Give the one file this program came in, an AppImage or one that unpacks itself; empty where there is none."""
    inside = Path(environ.get("APPDIR") or "/") in executable.parents  # else it is that of a terminal we run in
    return environ.get("APPIMAGE", "") if inside else ""


def portable_file(environ: Mapping[str, str], executable: Path, platform: str = sys.platform) -> str:
    """Give what a person put where it lies, without an installer: the one file, or the app of macOS; else empty.

    An app that was opened where it was downloaded runs from a place that macOS takes away again.
    """
    if platform == "darwin":
        return "" if "AppTranslocation" in executable.parts else str(executable)
    return one_file(environ, executable)


def _name_on_path(executable: Path) -> str:
    """Give the name a package promises, where it leads to this program: it outlasts updates."""
    found = shutil.which(_PROGRAM)
    return found if found and os.path.realpath(found) == os.path.realpath(executable) else str(executable)
