"""The folder of the journal: this user's alone, and refused where it is not."""

import os
import stat
import sys
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.journal.trouble import not_journaled
from drive_share_gui.domain.keeping import JournalProblem

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600


def private_folder(home: Path, name: str) -> Path:
    """Give the folder `name` in `home`, made if need be, with mode 0700 whatever the umask says.

    Raises SharingError(NotJournaled) where it, or the home, belongs to somebody else or can be
    written by others, and OSError where it cannot be made.
    """
    home.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    _refuse_foreign(home.stat())
    folder = home / name
    try:
        folder.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError:
        _refuse_foreign(folder.lstat())
    folder.chmod(PRIVATE_FOLDER)
    sync_folder(home)
    return folder


def private_file(path: Path) -> None:
    """See to it that the file is there, readable by its owner only, and no link to elsewhere."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, PRIVATE_FILE)
    try:
        if sys.platform != "win32":
            if os.fstat(handle).st_uid != os.geteuid():
                raise not_journaled(JournalProblem.FOLDER_NOT_OURS)
            os.fchmod(handle, PRIVATE_FILE)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlive a loss of power."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_foreign(found: os.stat_result) -> None:
    """Refuse what others own or can write in, but for a folder the system shares out among users."""
    if sys.platform == "win32":
        return
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError
    if found.st_uid == 0 and found.st_mode & stat.S_ISVTX:
        return
    if found.st_uid != os.geteuid():
        raise not_journaled(JournalProblem.FOLDER_NOT_OURS)
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise not_journaled(JournalProblem.FOLDER_OPEN_TO_OTHERS)
