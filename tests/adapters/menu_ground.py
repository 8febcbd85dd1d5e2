"""A computer in a folder: file managers that are there by name only, and a program that notes how it is called."""

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer, EntryWords

WORDS: Final = EntryWords("Share with OneDrive…", "Invite people to this item", "Too many")
PROGRAM_NAME: Final = 'Drive Share\'s $(touch hit) 100% `x` "beta".AppImage'
"""As hostile as the names of files are."""
ALL: Final = ("nautilus", "nemo", "caja", "dolphin", "thunar", "pcmanfm-qt")


@dataclass(frozen=True, slots=True)
class Ground:
    """An empty folder that serves as home and as system."""

    folder: Path
    programs: Sequence[str] = ALL
    bindings: Sequence[str] = ALL
    """File managers that can load extensions in Python."""
    release: str = "ID=debian\n"
    program: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "program", self.folder / PROGRAM_NAME)

    @property
    def calls(self) -> list[list[bytes]]:
        """The arguments of every call of the program, in order."""
        try:
            said = self.log.read_bytes().split(b"\0")[:-1]
        except FileNotFoundError:
            return []
        calls: list[list[bytes]] = []
        while said:
            count = int(said[0])
            calls.append(said[1 : count + 1])
            del said[: count + 1]
        return calls

    @property
    def log(self) -> Path:
        """Where the program notes them."""
        return self.folder / "arguments"

    def computer(self) -> Computer:
        """Make the program and what else there is, and describe it."""
        self.program.write_text(f'#!/bin/sh\nprintf "%s\\0" "$#" "$@" >> {shlex.quote(str(self.log))}\n', "utf-8")
        self.program.chmod(0o755)
        libraries = self.folder / "lib"
        for name in self.bindings:
            library = libraries / f"x86_64-linux-gnu/{name}/extensions-4/lib{name}-python.so"
            library.parent.mkdir(parents=True, exist_ok=True)
            library.touch()
        release = self.folder / "os-release"
        release.write_text(self.release, "utf-8")
        return Computer(
            data=self.folder / "data",
            system_data=(self.folder / "system", self.folder / "usr"),
            config=self.folder / "config",
            system_config=(self.folder / "xdg",),
            libraries=(libraries,),
            release=release,
            find_program=lambda name: name if name in self.programs else None,
            command=(str(self.program),),
            folder_list=self.folder / "sync-folders.json",
            words=WORDS,
        )


def files_below(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, by its path there."""
    found = (Path(way) / name for way, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
