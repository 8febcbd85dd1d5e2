"""Writes a file whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from drive_share_gui.domain.failure import NotSaved, SharingError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def new_file_in(folder: Path) -> tuple[int, str]:
    """Open a new file, this user's alone, and give its descriptor and name. Raises OSError."""
    return tempfile.mkstemp(prefix=".drive-share-", dir=folder)


def save_file(path: Path, text: str, open_beside: Callable[[Path], tuple[int, str]] = new_file_in) -> None:
    """Write `text` in UTF-8 beside `path` and put it in its place; may block.

    Raises SharingError(NotSaved); what was there before is then still there.
    """
    try:
        _replace(path, text.encode("utf-8", "replace"), open_beside(path.parent))
    except OSError as error:
        raise SharingError(NotSaved(disk_full=error.errno in _FULL)) from error


def _replace(path: Path, data: bytes, beside: tuple[int, str]) -> None:
    handle, name = beside
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
