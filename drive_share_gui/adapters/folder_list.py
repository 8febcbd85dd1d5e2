"""The list of synced folders that the extensions of file managers read."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.base_directories import system_data
from drive_share_gui.adapters.own_file import write_whole
from drive_share_gui.domain.local_file import SyncFolder

FILE_NAME: Final = "sync-folders.json"
_READERS: Final = tuple(f"{manager}-python/extensions/drive_share.py" for manager in ("nautilus", "nemo", "caja"))


def is_read(path: Path, environ: Mapping[str, str]) -> bool:
    """Whether anybody reads the list: an entry was installed that does, or a package brings one for everyone."""
    return path.exists() or any((folder / way).exists() for folder in system_data(environ) for way in _READERS)


def write_folder_list(path: Path, folders: Iterable[SyncFolder]) -> None:
    """Write down where they are, and nothing else of them, where that has changed. Raises OSError."""
    paths = sorted({folder.path for folder in folders})
    content = json.dumps({"folders": paths}, indent=1).encode()
    try:
        known = path.read_bytes() == content
    except OSError:
        known = False
    if not known:
        write_whole(path, content)
