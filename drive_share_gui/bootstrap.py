"""The one module that knows every layer: it puts the parts together, and loads each only when it is needed."""

import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drive_share_gui.cli.command_line import NO_DISPLAY, NO_WINDOW
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.output import Output

if TYPE_CHECKING:
    from drive_share_gui.application.connection import Where
    from drive_share_gui.application.drive_connection import (
        DriveConnection,
        DriveService,
        OpenJournal,
        StartedDrive,
        Ways,
    )
    from drive_share_gui.application.ports import RecentItems
    from drive_share_gui.application.sign_in_ports import SignIn, TokenSource
    from drive_share_gui.cli.command_line import Dialog, Verb
    from drive_share_gui.domain.service_address import ServiceAddress
    from drive_share_gui.ui.share_session import Behind

HOME: Final = "DRIVE_SHARE_HOME"
TOKEN: Final = "DRIVE_SHARE_TOKEN"  # noqa: S105 - the name of a variable
SHORTER_QUIET_WINDOW: Final = "DRIVE_SHARE_QUIET_WINDOW"
_NO_WINDOW: Final = 3
"""Exit status: nothing was sent."""


def user_home(environ: MutableMapping[str, str]) -> Path:
    """Give the folder with every file the program keeps, this user's alone. Raises OSError."""
    named = environ.get(HOME)
    if named:
        home = Path(named).absolute()
    else:
        import platformdirs

        home = platformdirs.user_data_path("drive-share", appauthor=False)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def speak_http(address: "ServiceAddress", token: "str | TokenSource") -> "DriveService":
    """Give the service at `address`; nothing is sent yet."""
    from drive_share_gui.adapters import drive_api

    return drive_api.connect(address, drive_api.FixedToken(token) if isinstance(token, str) else token)


def sign_in(home: Path) -> "SignIn":
    """Give the accounts that are signed in on this computer; nothing is read yet."""
    from drive_share_gui.adapters.credentials import KeyringCredentials
    from drive_share_gui.adapters.microsoft_identity import MicrosoftIdentity

    return MicrosoftIdentity(KeyringCredentials(home), home)


def start_practice_drive(home: Path) -> "StartedDrive":
    """Start the practice drive as a child; what speaks to it loads while it starts. Raises OSError."""
    from drive_share_gui.practice.launcher import start_practice_drive as start

    threading.Thread(target=importlib.import_module, args=("drive_share_gui.adapters.drive_api",)).start()
    return start(home)


def recent_items(home: Path) -> "RecentItems":
    """Give the record of items shared lately."""
    from drive_share_gui.adapters.recent_items import RecentItemsFile

    return RecentItemsFile(home)


def open_journal(home: Path) -> "OpenJournal":
    """Open the journal. Raises SharingError(NotJournaled)."""
    from drive_share_gui.adapters.credentials import KeyringCredentials
    from drive_share_gui.adapters.journal.opening import open_store
    from drive_share_gui.adapters.sealing import Sealing

    return open_store(home, Sealing(KeyringCredentials(home), home))


@dataclass(frozen=True, slots=True)
class Parts:
    """What the program is made of; tests put in others."""

    environ: MutableMapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    home: Callable[[MutableMapping[str, str]], Path] = user_home
    connect: Callable[["ServiceAddress", "str | TokenSource"], "DriveService"] = speak_http
    start_practice: Callable[[Path], "StartedDrive"] = start_practice_drive
    recent_items: Callable[[Path], "RecentItems"] = recent_items
    open_journal: Callable[[Path], "OpenJournal"] = open_journal
    sign_in: Callable[[Path], "SignIn"] = sign_in

    def connection(self, where: "Where", token: str) -> "DriveConnection":
        """Give the way to a drive."""
        from drive_share_gui.application.drive_connection import DriveConnection

        return DriveConnection(where, token, self.ways())

    def ways(self) -> "Ways":
        """Tell how drives are reached."""
        from drive_share_gui.application.drive_connection import Ways

        quiet_window = _loopback_quiet_window(self.environ)
        return Ways(self.connect, self._practice, self._journal, self._sign_in, quiet_window)

    def _sign_in(self) -> "SignIn":
        return self.sign_in(self.home(self.environ))

    def _journal(self) -> "OpenJournal":
        from drive_share_gui.domain.failure import SharingError
        from drive_share_gui.domain.keeping import JournalProblem, NotJournaled

        try:
            return self.open_journal(self.home(self.environ))
        except OSError as error:
            raise SharingError(NotJournaled(JournalProblem.NOT_WRITABLE)) from error

    def _practice(self) -> "StartedDrive":
        from drive_share_gui.domain.failure import NoPractice, SharingError

        try:
            return self.start_practice(self.home(self.environ))
        except OSError as error:
            raise SharingError(NoPractice()) from error


def run_verb(verb: "Verb", parts: Parts | None = None) -> int:
    """Do without a window what `verb` asks, and give the exit status."""
    from drive_share_gui.adapters.clock import SystemClock
    from drive_share_gui.adapters.log_file import keeping_log
    from drive_share_gui.cli.program import run_verb as run
    from drive_share_gui.cli.surroundings import Surroundings, Words
    from drive_share_gui.ui import wording

    parts = parts or Parts()
    token = _keep_secrets(parts.environ, window=False)
    around = Surroundings(
        connect=lambda where: parts.connection(where, token),
        clock=SystemClock(),
        words=Words(wording.explain, wording.describe_problem, wording.describe_caution, wording.describe_leftover),
        output=Output(sys.stdout, sys.stderr),
        stdin=sys.stdin.buffer if sys.stdin else None,
        practice=PracticeProgram(parts),
    )
    with keeping_log(lambda: parts.home(parts.environ)):
        return run(verb, around)


def run_dialog(dialog: "Dialog", parts: Parts | None = None) -> int:
    """Open the dialog, or draw it into a file, and give the exit status."""
    parts = parts or Parts()
    token = _keep_secrets(parts.environ, window=True)
    if not _has_display(parts.environ):
        if dialog.picture is None:
            return _no_window(NO_DISPLAY)
        parts.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        home = parts.home(parts.environ)
        from drive_share_gui.ui.quick_start import import_qt

        import_qt(home / "cache")
        from drive_share_gui.ui import application
        from drive_share_gui.ui.wish import Wish
    except (OSError, ImportError) as error:
        return _no_window(NO_WINDOW.format(why=harmless(str(error))))
    wish = Wish(dialog.item or "", dialog.drive_id, dialog.people, Path(dialog.picture) if dialog.picture else None)
    with contextlib.ExitStack() as until_the_end:
        return application.run(
            wish, lambda: _behind(dialog, parts, home, token, until_the_end), practice=dialog.practice
        )


def _behind(dialog: "Dialog", parts: Parts, home: Path, token: str, until_the_end: contextlib.ExitStack) -> "Behind":
    """Give what the window works with, once it is on the screen; what it opens ends with the window."""
    from drive_share_gui.adapters.clock import SystemClock
    from drive_share_gui.adapters.log_file import keeping_log
    from drive_share_gui.application.connection import Where
    from drive_share_gui.domain.service_address import Dialect
    from drive_share_gui.ui.share_session import Behind

    until_the_end.enter_context(keeping_log(lambda: home))
    where = Where(dialog.practice, dialog.service_url, Dialect(dialog.dialect))
    return Behind(parts.connection(where, token), SystemClock(), lambda: parts.recent_items(home))


class PracticeProgram:
    """The practice drive as a program of its own (a `PracticeServer`)."""

    def __init__(self, parts: Parts) -> None:
        """Keep its files where these parts keep theirs."""
        self._parts: Final = parts

    def scripted_answers(self) -> str:
        """Describe the answers it gives on demand."""
        from drive_share_gui.practice.scripted import as_text

        return as_text()

    def serve(self, *, port: int, data: Path | None, fresh: bool, announce: Callable[[str], None]) -> None:
        """Serve until interrupted. Raises SharingError(NoPractice)."""
        import json

        from drive_share_gui.domain.failure import NoPractice, SharingError
        from drive_share_gui.practice.launcher import FOLDER_NAME, STOP_WITH_STDIN
        from drive_share_gui.practice.server import Options, serve

        try:
            folder = data or self._parts.home(self._parts.environ) / FOLDER_NAME
            with_stdin = self._parts.environ.get(STOP_WITH_STDIN) == "1"
            options = Options(folder, port=port, fresh=fresh)
            serve(options, lambda said: announce(json.dumps(said)), stop_with_stdin=with_stdin)
        except OSError as error:
            raise SharingError(NoPractice()) from error


def _has_display(environ: MutableMapping[str, str]) -> bool:
    """Whether a window has a place; Qt would end the process where it has not."""
    return sys.platform != "linux" or any(map(environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _no_window(sentence: str) -> int:
    Output(None, sys.stderr).tell(sentence)
    return _NO_WINDOW


def _loopback_quiet_window(environ: MutableMapping[str, str]) -> float:
    from drive_share_gui.application.connection import LOOPBACK_QUIET_WINDOW, QUIET_WINDOW

    try:
        return min(max(0.0, float(environ.get(SHORTER_QUIET_WINDOW, ""))), QUIET_WINDOW)
    except ValueError:
        return LOOPBACK_QUIET_WINDOW


def _keep_secrets(environ: MutableMapping[str, str], *, window: bool) -> str:
    """Give the token, once nothing can take it or what else is secret out of this process."""
    from drive_share_gui.adapters.secrecy import take_secret, write_no_core

    write_no_core(speaks_to_portals=window)
    return take_secret(environ, TOKEN)
