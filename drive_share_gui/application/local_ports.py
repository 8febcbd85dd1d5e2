"""What the use cases need of this computer: folders that are kept in sync, and the entries of file managers."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from drive_share_gui.domain.local_file import Location, SyncFolder


class SyncFolders(Protocol):
    """The folders all known sync clients keep. Calls may block, for a moment."""

    def folders(self) -> tuple[SyncFolder, ...]:
        """Name them all, whether or not they can be reached now. Raises nothing."""
        ...

    def locate(self, path: str) -> Location:
        """Say what a local file or folder is a copy of; the longest folder wins.

        `path` is absolute, or an ``onedrive:`` URI. It is compared as text first, and nothing on a network
        is touched outside of the known folders (reliability §5.7). Never gives `NoAccountFor`.
        Raises SharingError(UnusableReference) for a path that can name nothing on a drive.
        """
        ...


class EntryState(Enum):
    """How a menu entry stands."""

    INSTALLED = auto()
    OUTDATED = auto()
    """It starts a program that has moved, is of another version, or was made for what was here before."""
    NOT_INSTALLED = auto()
    NO_FILE_MANAGER = auto()
    """This file manager is not on this computer."""
    PART_MISSING = auto()
    """It is there, and something it needs is not: `missing` names the package."""
    FOR_EVERYONE = auto()
    """A package has put it there for everyone on this computer; this user has none, and needs none."""
    TWICE = auto()
    """Both are there, so menus may show it twice; putting this user's takes it away."""
    LEFT_ALONE = auto()
    """The file manager keeps its entries in one file, and that cannot be understood: nobody touched it."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """The entry of one file manager."""

    name: str
    """What it is called on the command line: `nautilus`, `dolphin`, …"""
    title: str
    """What people call it."""
    state: EntryState
    missing: str = ""
    """A package, in the words of this system; also told where nothing is installed yet."""
    mend: str = ""
    """The command that installs it; empty where it is not known."""
    restart: str = ""
    """The command after which the file manager shows it; empty where none is needed."""


class MenuOffer(Protocol):
    """Says whether to offer the entries unasked, where no installer did. Calls may block; they raise nothing."""

    def is_due(self) -> bool:
        """Whether entries are missing, or start another copy, and this copy did not offer them yet."""
        ...

    def settle(self) -> None:
        """Remember the answer, whatever it was."""
        ...


class FileManagers(Protocol):
    """Menu entries of this user, for every file manager there is. Calls may block and raise SharingError(NotSaved)."""

    def status(self) -> tuple[MenuEntry, ...]:
        """Say how every entry stands."""
        ...

    def install(self, names: tuple[str, ...] = ()) -> tuple[MenuEntry, ...]:
        """Put the entries of these file managers, or of all that are here; harmless when repeated."""
        ...

    def remove(self, names: tuple[str, ...] = ()) -> tuple[MenuEntry, ...]:
        """Take our entries away and leave everybody else's; harmless when repeated."""
        ...
