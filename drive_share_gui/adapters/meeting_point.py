"""Finds the process that shows this desktop session's windows, and hands over what a further start was asked for."""

import os
import stat
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from drive_share_gui.application.opening import Asked, Reply

OPENED: Final = b"opened\n"
PATIENCE: Final = 3.0
"""Seconds for one answer: a process that is busy for longer is asked again."""
_LONGEST_ADDRESS: Final = 100
"""Bytes; the systems take 104 and 108."""
_SESSION: Final = ("DRIVE_SHARE_HOME", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SESSIONNAME", "USERNAME")
"""What two starts must have in common for their windows to be in one place."""


@dataclass(frozen=True, slots=True)
class SessionMeeting:
    """A lock and a socket in a folder that only this user can enter (a `MeetingPoint`)."""

    lock: str
    address: str

    def hand_over(self, asked: "Asked") -> "Reply":
        """Keep the promise of MeetingPoint; costs next to nothing where nobody ever listened."""
        from drive_share_gui.application.opening import Reply  # noqa: PLC0415 - only where it is needed

        if sys.platform != "win32" and not Path(self.address).exists():
            return Reply.NOBODY
        try:
            answer = self._ask(asked)
        except OSError:
            answer = b""
        if not answer:
            return Reply.NOBODY
        return Reply.OPENED if answer == OPENED else Reply.REFUSED

    def clear_dead_lock(self) -> None:
        """Keep the promise of MeetingPoint."""
        from drive_share_gui.adapters.dead_lock import clear_dead_lock  # noqa: PLC0415 - only where it is needed

        clear_dead_lock(Path(self.lock))

    def is_own(self, descriptor: int) -> bool:
        """Keep the promise of MeetingPoint; on Windows the pipe itself lets nobody else in."""
        if sys.platform == "win32":
            return True
        import socket  # noqa: PLC0415 - not before the first paint

        with socket.socket(fileno=os.dup(descriptor)) as line:
            return _peer(line) == os.getuid()

    def _ask(self, asked: "Asked") -> bytes:
        """Give the answer: empty where there was none, and no answer to the question where it was not put."""
        if sys.platform == "win32":
            return _ask_pipe(self.address, asked)
        import socket  # noqa: PLC0415 - not before the first paint

        message = _message(asked)
        if message is None:
            return b"too long"
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(self.address)
            if not self.is_own(line.fileno()):
                return b"a stranger"
            line.sendall(message)
            return line.recv(len(OPENED) + 1)


def meeting_point(environ: Mapping[str, str], home: "Callable[[], Path]") -> SessionMeeting | None:
    """Give the place for this session; None where there is none that is this user's alone.

    `home` is asked for where the system has no folder for such things. Raises OSError.
    """
    key = f"{zlib.crc32(repr([environ.get(name) for name in _SESSION]).encode('utf-8', 'replace')):08x}"
    folder = _folder(environ, home)
    if folder is None:
        return None
    if sys.platform == "win32":
        return SessionMeeting(str(folder / f"{key}.lock"), f"drive-share-{key}")
    address = str(folder / f"{key}.socket")
    fits = len(os.fsencode(address)) <= _LONGEST_ADDRESS
    return SessionMeeting(str(folder / f"{key}.lock"), address) if fits else None


def _message(asked: "Asked") -> bytes | None:
    """Write it once somebody listens: what it takes is not loaded before the first paint."""
    from drive_share_gui.application.opening import write_message  # noqa: PLC0415

    return write_message(asked)


def _folder(environ: Mapping[str, str], home: "Callable[[], Path]") -> Path | None:
    if sys.platform == "win32":
        folder = home() / "run"
        folder.mkdir(exist_ok=True)
        return folder
    base = environ.get("TMPDIR" if sys.platform == "darwin" else "XDG_RUNTIME_DIR", "")
    folder = Path(base) / "drive-share" if Path(base).is_absolute() and _is_mine(Path(base)) else home() / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder if _is_mine(folder) else None


def _is_mine(folder: Path) -> bool:
    """Whether it is a folder, no link to one, that nobody else can enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


if sys.platform == "win32":

    def _ask_pipe(name: str, asked: "Asked") -> bytes:
        """Say it, and wait on another thread: a pipe knows no time limit."""
        answers: list[bytes] = []
        with Path(rf"\\.\pipe\{name}").open("r+b", buffering=0) as pipe:
            import ctypes  # noqa: PLC0415 - only where somebody listens
            import threading  # noqa: PLC0415

            message = _message(asked)
            if message is None:
                return b"too long"
            anybody = 0xFFFFFFFF  # Windows lets only whoever was clicked come to the front
            ctypes.windll.user32.AllowSetForegroundWindow(anybody)
            pipe.write(message)
            waiting = threading.Thread(target=lambda: answers.append(pipe.read(len(OPENED) + 1)), daemon=True)
            waiting.start()
            waiting.join(PATIENCE)
        return b"".join(answers)

else:

    def _peer(line: "socket.socket") -> int:
        """Give the number of the user at the other end."""
        import socket  # noqa: PLC0415 - not before the first paint
        import struct  # noqa: PLC0415

        if sys.platform == "darwin":  # unpcb.h: struct xucred begins with its version and the user
            local, credentials = 0, 1
            return int(struct.unpack_from("=II", line.getsockopt(local, credentials, 76))[1])
        return int(struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[1])
