"""What one start of the program asks of the one that runs already: to open the dialog, and nothing else."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Protocol, cast

DESKTOP_ENTRY: Final = "io.github.drive_share.DriveShare"
"""The name of the desktop entry, which is this program's name on the session bus, too."""
MOST_ITEMS: Final = 100
"""In one dialog: each is a request for every person."""
MAX_BYTES: Final = 65_536
"""The longest message, its end of line included; what is longer opens a process of its own."""
_VERSION: Final = 1
_MAX_WORDS: Final = 1_000
_MAX_TOKEN: Final = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a command line for the dialog, files with their whole paths."""

    words: tuple[str, ...] = ()
    token: str = ""
    """What the desktop gave for coming to the front; empty where it gave nothing usable."""


class Reply(Enum):
    """What became of a message."""

    OPENED = auto()
    REFUSED = auto()
    """Whoever is there is another version, or somebody else's: a window has to be opened here."""
    NOBODY = auto()
    """Nobody listens, or did not answer in time; asking again does no harm."""


class MeetingPoint(Protocol):
    """Where all starts of the program in one desktop session find each other."""

    @property
    def lock(self) -> str:
        """The file whose lock the one process holds."""
        ...

    @property
    def address(self) -> str:
        """Where it listens: a socket's path, or a pipe's name on Windows."""
        ...

    def clear_dead_lock(self) -> None:
        """Take the lock away where its holder has ended, however it ended; raises nothing."""
        ...

    def hand_over(self, asked: Asked) -> Reply:
        """Pass this on to the process that listens; blocks for some seconds at most and raises nothing."""
        ...

    def is_own(self, descriptor: int) -> bool:
        """Whether the process at the other end of a socket is this user's."""
        ...


def usable_token(text: str) -> str:
    """Give a desktop's token, or nothing where it cannot be one."""
    return text if len(text) <= _MAX_TOKEN and text.isascii() and text.isprintable() else ""


def write_message(asked: Asked) -> bytes | None:
    """Put it in one line; None where that would be too long."""
    import json  # noqa: PLC0415 - not before the first paint

    said = {"version": _VERSION, "words": asked.words, "token": asked.token}
    line = json.dumps(said).encode("ascii") + b"\n"
    return line if len(line) <= MAX_BYTES else None


def read_message(line: bytes) -> Asked | None:
    """Read such a line; None for everything else."""
    import json  # noqa: PLC0415 - not before the first paint

    try:
        said: object = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    message = cast("dict[str, object]", said)
    version, words, token = (message.get(name) for name in ("version", "words", "token"))
    if version is True or version != _VERSION or not isinstance(words, list) or not isinstance(token, str):
        return None
    given = cast("list[object]", words)
    texts = tuple(word for word in given if isinstance(word, str))
    return Asked(texts, usable_token(token)) if len(texts) == len(given) <= _MAX_WORDS else None
