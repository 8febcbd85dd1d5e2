"""Windows: a verb of this user's own in the menu of every file and folder."""

from dataclasses import dataclass
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.quoting import windows_command
from drive_share_gui.adapters.file_managers.registry import Registry
from drive_share_gui.application.local_ports import EntryState, MenuEntry

_KEYS: Final = (r"Software\Classes\*\shell\DriveShare", r"Software\Classes\Directory\shell\DriveShare")
_COMMAND: Final = r"\command"
_SELECTION: Final = "MultiSelectModel"
"""Explorer starts a verb once for each selected file; “Send to” takes them all at once."""


@dataclass(frozen=True, slots=True)
class ExplorerEntry:
    """The verb (an `Entry`). On Windows 11 it stands under "Show more options"."""

    computer: Computer
    registry: Registry
    name: str = "explorer"

    def stand(self) -> MenuEntry:
        """Say how it stands."""
        return MenuEntry(self.name, "Windows Explorer", self._state())

    def put(self) -> None:
        """Write the keys."""
        for key, texts in self._wanted().items():
            if self.registry.read(key) != texts:
                self.registry.write(key, texts)

    def take(self) -> None:
        """Delete the keys."""
        for key in reversed(self._wanted()):
            self.registry.delete(key)

    def _wanted(self) -> dict[str, dict[str, str]]:
        """Give all texts, by key."""
        program = self.computer.command[0]
        verb = {"": self.computer.words.label, "Icon": f'"{program}",0', _SELECTION: "Single"}
        start = {"": verb_command(self.computer.opening)}
        return {key + part: texts for key in _KEYS for part, texts in (("", verb), (_COMMAND, start))}

    def _state(self) -> EntryState:
        there = {key: self.registry.read(key) for key in self._wanted()}
        if there == self._wanted():
            return EntryState.INSTALLED
        return EntryState.OUTDATED if any(texts is not None for texts in there.values()) else EntryState.NOT_INSTALLED


def verb_command(words: tuple[str, ...]) -> str:
    r"""Write the command of a verb; it ends in ``%1\.``, which names the same file or folder.

    Of ``C:\`` alone the last sign would take the quote away (reliability §5.7).
    """
    return f'{windows_command(words)} "%1\\."'
