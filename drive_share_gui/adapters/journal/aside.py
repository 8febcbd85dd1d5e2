"""Journals that could not be read: each is kept whole beside the new one until the person forgets everything."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.journal.folder import sync_folder

_PREFIX: Final = "journal-unreadable-"


@dataclass(slots=True)
class Aside:
    """The journals that were set aside in a folder."""

    home: Path
    latest: str | None = None
    """Where one is that was set aside at this start."""

    def put(self, folder: Path, when: str) -> None:
        """Give a journal's folder, with every file in it, another name in one step. Raises OSError."""
        number = 1
        while (aside := self.home / f"{_PREFIX}{when}-{number}").exists():
            number += 1
        folder.rename(aside)
        self.latest = str(aside)
        sync_folder(self.home)

    def forget(self) -> None:
        """Take all of them away. Raises OSError."""
        for folder in self.home.glob(f"{_PREFIX}*"):
            shutil.rmtree(folder)
        self.latest = None
        sync_folder(self.home)
