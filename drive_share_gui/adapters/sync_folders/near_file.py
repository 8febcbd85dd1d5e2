"""Looks at a local file without opening it, and follows links without touching what lies on a network."""

import os
import posixpath
import re
import stat
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Final

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_SEVERAL_LOST: Final = re.compile(f"{_LOST}+")
_MOST_LINKS: Final = 40
"""As many as Linux follows (path_resolution(7))."""


class Sight(Enum):
    """What there is at a path."""

    FILE_OR_FOLDER = auto()
    """Or something that could not be looked at: the service knows better."""
    NOTHING = auto()
    SOMETHING_ELSE = auto()
    """A pipe, a device, a socket."""


def look_at(path: str) -> Sight:
    """See what there is; nothing is opened, and no link is followed."""
    try:
        mode = Path(path).lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Sight.NOTHING
    except (OSError, ValueError):
        return Sight.FILE_OR_FOLDER
    usual = stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode)
    return Sight.FILE_OR_FOLDER if usual else Sight.SOMETHING_ELSE


def has_lost_bytes(path: str) -> bool:
    """Whether U+FFFD stands in an absolute POSIX path for bytes of a name on the disk that are no text.

    Programs of Qt, such as Dolphin, hand such a name over like that: it leads nowhere, and the file is there.
    """
    here = Path("/")
    for name in path.split("/"):
        if look_at(str(here / name)) is Sight.NOTHING:
            return _LOST in name and _collapsed(name) in map(_without_lost, _names_in(here))
        here /= name
    return False


def _names_in(folder: Path) -> list[bytes]:
    try:
        return [os.fsencode(name) for name in os.listdir(folder)]  # noqa: PTH208 - a path a name would be slow
    except OSError:
        return []


def _without_lost(name: bytes) -> str:
    """Write a name as Qt does; nothing for one that is text."""
    text = name.decode("utf-8", "replace")
    return "" if text.encode() == name else _collapsed(text)


def _collapsed(name: str) -> str:
    """Count several marks as one: decoders differ in how many they put."""
    return _SEVERAL_LOST.sub(_LOST, name)


def followed(path: str, is_far: Callable[[str], bool]) -> str:
    """Give an absolute POSIX path with its links resolved, as far as nothing for which `is_far` holds is touched."""
    here, ahead, links = Path("/"), deque(path.split("/")), 0
    while ahead:
        name = ahead.popleft()
        if name == "..":
            here = here.parent
            continue
        step = here / name
        if is_far(str(step)):
            return posixpath.normpath("/".join((str(step), *ahead)))
        try:
            target = str(step.readlink())
        except (OSError, ValueError):
            here = step
            continue
        links += 1
        if links > _MOST_LINKS:
            return path
        ahead.extendleft(reversed(target.split("/")))
        here = Path("/") if target.startswith("/") else here
    return str(here)
