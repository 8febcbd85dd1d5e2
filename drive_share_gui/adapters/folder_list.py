"""The list of synced folders that the extensions of file managers read."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

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
    if not is_current(path, folders):
        write_whole(path, _content(folders))


def is_current(path: Path, folders: Iterable[SyncFolder]) -> bool:
    """Whether just these were written down."""
    try:
        return path.read_bytes() == _content(folders)
    except OSError:
        return False


def read_folder_list(path: Path) -> tuple[str, ...]:
    """Give the paths that were written down last."""
    try:
        told: object = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return ()
    paths: object = cast("dict[str, object]", told).get("folders") if isinstance(told, dict) else None
    return tuple(one for one in cast("list[object]", paths) if isinstance(one, str)) if isinstance(paths, list) else ()


def _content(folders: Iterable[SyncFolder]) -> bytes:
    paths = sorted({folder.path for folder in folders})
    return json.dumps({"folders": paths}, indent=1).encode()
