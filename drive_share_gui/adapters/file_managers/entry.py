"""The entry of one file manager, and the simplest kind: files of our own, which no other program writes."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from drive_share_gui.adapters.own_file import write_whole
from drive_share_gui.application.local_ports import EntryState, MenuEntry

_FOR_ALL_TO_RUN: Final = 0o755


class Entry(Protocol):
    """The menu entry of one file manager; only `put` and `take` raise, and OSError only."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        ...

    def stand(self) -> MenuEntry:
        """Say how it stands."""
        ...

    def put(self) -> None:
        """Put it where the file manager looks; what is right already stays as it is."""
        ...

    def take(self) -> None:
        """Take it away, and nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class FileManager:
    """A file manager as people and scripts know it."""

    name: str
    title: str
    is_here: bool
    restart: str = ""
    """The command after which it shows an entry; empty where none is needed."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that belongs to one entry."""

    path: Path
    content: bytes
    is_program: bool = False
    """Whether the file manager wants to be allowed to run it."""
    own_folders: int = 0
    """How many of the folders around it are the entry's too."""
    twins: tuple[Path, ...] = ()
    """Where a package may have put the same file for everyone on this computer; no menu is to show both."""

    @property
    def is_for_everyone(self) -> bool:
        """Whether a package has put it there, so that this user needs none."""
        return any(twin.is_file() for twin in self.twins)

    @property
    def is_right(self) -> bool:
        """Whether it is there as it should be: once."""
        if self.is_for_everyone:
            return not self.path.exists()
        try:
            whole = self.path.read_bytes() == self.content
            return whole and (not self.is_program or bool(self.path.stat().st_mode & 0o100))
        except OSError:
            return False

    def put(self) -> None:
        """Write it, whole or not at all, where it is not right. Raises OSError."""
        if self.is_for_everyone:
            self.take()
        elif not self.is_right:
            write_whole(self.path, self.content)
            if self.is_program:
                self.path.chmod(_FOR_ALL_TO_RUN)

    def take(self) -> None:
        """Delete it, with what Python made of it. Raises OSError."""
        for made in (self.path.parent / "__pycache__").glob(f"{self.path.stem}.*.pyc"):
            made.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)
        for folder in list(self.path.parents)[: self.own_folders]:
            with contextlib.suppress(OSError):  # not empty: somebody keeps something there
                folder.rmdir()


@dataclass(frozen=True, slots=True)
class FileEntry:
    """An entry that is made of files of its own (an `Entry`)."""

    manager: FileManager
    files: tuple[OwnFile, ...]
    replaced: tuple[OwnFile, ...] = ()
    """Files of another form of this entry: together there would be two."""
    missing: str = ""
    """A package without which the file manager does not read the files."""
    mend: str = ""
    """The command that installs it."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.manager.name

    def stand(self) -> MenuEntry:
        """Say how it stands."""
        manager = self.manager
        return MenuEntry(manager.name, manager.title, self._state(), self.missing, self.mend, manager.restart)

    def put(self) -> None:
        """Write the files, and no others."""
        for file in self.files:
            file.put()
        for file in self.replaced:
            file.take()

    def take(self) -> None:
        """Delete the files, those of another form too."""
        for file in (*self.files, *self.replaced):
            file.take()

    def _state(self) -> EntryState:
        if not self.manager.is_here:
            return EntryState.NO_FILE_MANAGER
        own = [file for file in (*self.files, *self.replaced) if file.path.exists()]
        if not own and not all(file.is_right for file in self.files):
            return EntryState.NOT_INSTALLED
        if any(file.is_for_everyone for file in own):
            return EntryState.TWICE
        if any(file in self.replaced for file in own) or not all(file.is_right for file in self.files):
            return EntryState.OUTDATED
        if self.missing:
            return EntryState.PART_MISSING
        return EntryState.INSTALLED if own else EntryState.FOR_EVERYONE
