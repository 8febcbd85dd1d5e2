"""Writes the log that goes with a problem report: what was asked and answered, in words of ours, and never whose."""

import logging
import os
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FILE_NAME: Final = "drive-share.log"
LARGEST: Final = 1_000_000
"""Bytes after which a file becomes the older one of two."""
_LOGGER: Final = "drive_share_gui"
_PLACE: Final = r"[\w.<>-]+:\d+(?: [\w<>]+)?"
_FORMS: Final = re.compile(
    r"(?:GET|POST|PATCH|PUT|DELETE) [/A-Za-z0-9.:(){}]+ "
    r"status=\d{1,3} code=[A-Za-z:_-]{1,60} request-id=[A-Za-z0-9-]{1,64} ms=\d+"
    r"|row [0-9a-f]{8} [A-Z_]+ attempts=\d+"
    rf"|\w+ at (?:{_PLACE}(?: < {_PLACE})*)?",
    re.ASCII,
)
"""An exchange, a step of an invitation, a mistake of ours: nothing else is written (reliability: L1)."""
_LONGEST: Final = 2_000


@contextmanager
def keeping_log(home: Callable[[], Path]) -> Generator[None]:
    """Keep the log in `home` meanwhile; the file is made with the first line, and a log that cannot be is none."""
    logger, handler = logging.getLogger(_LOGGER), LogFile(home)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()


class LogFile(logging.Handler):
    """One line a record, this user's alone, shared by every process of the program.

    A record of another form leaves only the place in our code that wrote it: whatever text got into
    it by mistake stays out, exceptions and their variables included.
    """

    def __init__(self, home: Callable[[], Path]) -> None:
        super().__init__(logging.INFO)
        self._home: Final = home
        self._file: int | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record down; show it where nobody else does and it is a warning."""
        with suppress(OSError):
            os.write(self._opened(), line_of(record).encode("ascii"))
        if not logging.getLogger().handlers and logging.lastResort and record.levelno >= logging.lastResort.level:
            logging.lastResort.handle(record)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        super().close()

    def _opened(self) -> int:
        """Give the file to append to; a full one is put aside by whichever process comes first."""
        if self._file is not None and os.fstat(self._file).st_size < LARGEST:
            return self._file
        path = self._home() / FILE_NAME
        if self._file is not None:
            with suppress(OSError):
                if path.stat().st_ino == os.fstat(self._file).st_ino:
                    path.replace(path.with_suffix(".log.1"))
            os.close(self._file)
            self._file = None
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        self._file = os.open(path, flags, 0o600)
        return self._file


def line_of(record: logging.LogRecord) -> str:
    """Give the one line that may be written about a record."""
    try:
        text = record.getMessage()[:_LONGEST]
    except Exception:  # noqa: BLE001 - arguments that do not fit, or that cannot be shown
        text = ""
    if not _FORMS.fullmatch(text):
        text = f"left out: {record.module}:{record.lineno}"
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    return f"{moment} {record.levelname} {text}\n"
