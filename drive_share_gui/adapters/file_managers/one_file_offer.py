"""Offers menu entries where the program came as one file: no installer put them there, and the file may be moved."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.own_file import write_whole
from drive_share_gui.application.local_ports import EntryState, FileManagers
from drive_share_gui.domain.failure import SharingError

_WANTING: Final = frozenset({EntryState.NOT_INSTALLED, EntryState.OUTDATED})


class OneFileOffer:
    """Asks once for each place the file lies in (a `MenuOffer`)."""

    def __init__(self, file: str, note: Path, managers: Callable[[], FileManagers]) -> None:
        """Offer entries that start `file`; `note` keeps for which one they were offered last."""
        self._content: Final = os.fsencode(file)
        self._note: Final = note
        self._managers: Final = managers

    def is_due(self) -> bool:
        """Whether to ask."""
        with contextlib.suppress(OSError):
            if self._note.read_bytes() == self._content:
                return False
        with contextlib.suppress(SharingError):
            return any(entry.state in _WANTING for entry in self._managers().status())
        return False

    def settle(self) -> None:
        """Remember that this was asked; where that cannot be kept, the next start asks again."""
        with contextlib.suppress(OSError):
            write_whole(self._note, self._content)
