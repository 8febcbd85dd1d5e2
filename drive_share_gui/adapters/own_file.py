"""Writes a small file of the program whole or not at all, for this user's eyes only."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import Final

from drive_share_gui.domain.failure import NotSaved, SharingError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_whole(path: Path, content: bytes) -> None:
    """Write beside `path` and put it in its place at once. Raises OSError; the old file is whole then."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # readable by this user only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def not_saved(error: OSError) -> SharingError:
    """Say that a file could not be written, and whether the disk was full."""
    return SharingError(NotSaved(disk_full=error.errno in _FULL))
