"""Folders of onedriver: mounted drives, in which every path is the path on the drive."""

import queue
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.sync_folders.kept_folder import PlainFolder
from drive_share_gui.adapters.sync_folders.mounts import Mount
from drive_share_gui.domain.local_file import SyncClient, SyncFolder

_NAME: Final = re.compile(r"^Name=(\S+@\S+)[ \t]*$", re.MULTILINE)
_MOST: Final = 4_096
"""Bytes of the file with the account's name that are read."""
PATIENCE: Final = 0.5
"""Seconds a mount gets to say whose it is."""


@dataclass(frozen=True, slots=True)
class Onedriver:
    """onedriver on this computer (a `SyncClientHere`). Its store and its tokens are never opened."""

    mounts: Callable[[], tuple[Mount, ...]]
    patience: float = PATIENCE

    def kept_folders(self) -> Iterable[PlainFolder]:
        """Name what it has mounted."""
        for mount in self.mounts():
            if mount.kind == "fuse.onedriver" or (mount.kind == "fuse" and mount.source == "onedriver"):
                account = _account(mount.point, self.patience)
                yield PlainFolder(SyncFolder(SyncClient.ONEDRIVER, mount.point, account), is_on_disk=False)


def _account(point: str, patience: float) -> str:
    """Read the account from the file that names the volume; empty where it does not come in time."""
    answers: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(_volume_name(Path(point))), daemon=True).start()
    try:
        return answers.get(timeout=patience)
    except queue.Empty:
        return ""


def _volume_name(point: Path) -> str:
    try:
        with (point / ".xdg-volume-info").open("rb") as file:
            text = file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
    named = _NAME.search(text)
    return named[1] if named else ""
