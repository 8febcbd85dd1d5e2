"""Thunar: one action among the person's own in its `uca.xml`; whatever else stands there stays as it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.quoting import shell_command
from drive_share_gui.adapters.file_managers.uca import EMPTY, Action, Actions, UnreadableActionsError, read_actions
from drive_share_gui.adapters.own_file import write_whole
from drive_share_gui.application.local_ports import EntryState, MenuEntry

UNIQUE_ID: Final = "drive-share-1"
_PLACE: Final = "Thunar/uca.xml"
_BACKUP: Final = "uca.xml.before-drive-share"


@dataclass(frozen=True, slots=True)
class ThunarEntry:
    """The entry of Thunar (an `Entry`).

    Thunar reads the first `uca.xml` it finds, so a person's new one begins with what the system's holds.
    """

    computer: Computer
    name: str = "thunar"

    def stand(self) -> MenuEntry:
        """Say how it stands."""
        return MenuEntry(self.name, "Thunar", self._state(), restart="thunar -q")

    def put(self) -> None:
        """Merge our action into the file, with a copy of what it was before beside it. Raises OSError."""
        if self._state() not in {EntryState.NOT_INSTALLED, EntryState.OUTDATED, EntryState.NO_FILE_MANAGER}:
            return
        text = self._own_text()
        if text is None:
            write_whole(self._path, read_actions(self._system_text()).with_action(self._action))
        else:
            write_whole(self._path.with_name(_BACKUP), text)
            write_whole(self._path, read_actions(text).with_action(self._action))

    def take(self) -> None:
        """Take our action out, and the file as well where nothing but the system's actions is left. Raises OSError."""
        text = self._own_text()
        actions = _read(text) if text is not None else None
        if actions is None or not actions.find(UNIQUE_ID):
            return
        rest = actions.without(UNIQUE_ID)
        if rest == self._system_text():
            self._path.unlink()
        else:
            write_whole(self._path, rest)

    @property
    def _path(self) -> Path:
        """The person's file itself, where a link stands for it."""
        return (self.computer.config / _PLACE).resolve()

    @property
    def _action(self) -> Action:
        words = self.computer.words
        command = shell_command(self.computer.opening).replace("%", "%%")
        return Action(UNIQUE_ID, words.label, words.tip, f"{command} %F", "emblem-shared")

    def _own_text(self) -> bytes | None:
        """Read the person's file; None where there is none. Raises OSError."""
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return None

    def _system_text(self) -> bytes:
        for folder in self.computer.system_config:
            try:
                text = (folder / _PLACE).read_bytes()
            except OSError:
                continue
            return text if _read(text) else EMPTY
        return EMPTY

    def _state(self) -> EntryState:
        try:
            text = self._own_text()
        except OSError:
            return EntryState.LEFT_ALONE
        actions = None if text is None else _read(text)
        if not self.computer.has("thunar"):
            return EntryState.NO_FILE_MANAGER
        if text is None:
            return EntryState.NOT_INSTALLED
        if actions is None:
            return EntryState.LEFT_ALONE
        ours = actions.find(UNIQUE_ID)
        if not ours:
            return EntryState.NOT_INSTALLED
        right = len(ours) == 1 and ours[0].command == self._action.command
        return EntryState.INSTALLED if right else EntryState.OUTDATED


def _read(text: bytes) -> Actions | None:
    try:
        return read_actions(text)
    except UnreadableActionsError:
        return None
