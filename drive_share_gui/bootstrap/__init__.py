"""The one module that knows every layer: it puts the parts together, and loads each only when it is needed."""

import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drive_share_gui.bootstrap.identity import registrations, sign_in
from drive_share_gui.bootstrap.keeping import open_journal, recent_items
from drive_share_gui.bootstrap.local_files import is_kept, sync_folders
from drive_share_gui.bootstrap.network import proxy_logins, speak_http, way_out
from drive_share_gui.cli.command_line import NO_DISPLAY, NO_WINDOW
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.output import Output

if TYPE_CHECKING:
    from drive_share_gui.application.accounts import Accounts
    from drive_share_gui.application.connection import Where
    from drive_share_gui.application.drive_connection import DriveConnection
    from drive_share_gui.application.local_ports import SyncFolders
    from drive_share_gui.application.opening import MeetingPoint
    from drive_share_gui.application.ports import RecentItems
    from drive_share_gui.application.sign_in_ports import Registrations, SignIn, TokenSource
    from drive_share_gui.application.way_out import ProxyLogins, WayOut
    from drive_share_gui.application.ways import DriveService, OpenJournal, StartedDrive, Ways
    from drive_share_gui.cli.command_line import Dialog, Verb
    from drive_share_gui.cli.surroundings import Surroundings
    from drive_share_gui.domain.account_choice import Used
    from drive_share_gui.domain.service_address import ServiceAddress

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


def start_practice_drive(home: Path) -> "StartedDrive":
    """Start the practice drive as a child; what speaks to it loads while it starts. Raises OSError."""
    from drive_share_gui.practice.launcher import start_practice_drive as start

    threading.Thread(target=importlib.import_module, args=("drive_share_gui.adapters.drive_api",)).start()
    return start(home)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the program is made of; tests put in others."""

    environ: MutableMapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    home: Callable[[MutableMapping[str, str]], Path] = user_home
    connect: Callable[["ServiceAddress", "str | TokenSource", "ProxyLogins"], "DriveService"] = speak_http
    way_out: Callable[["ServiceAddress", "ProxyLogins"], "WayOut"] = way_out
    start_practice: Callable[[Path], "StartedDrive"] = start_practice_drive
    recent_items: Callable[[Path], "RecentItems"] = recent_items
    open_journal: Callable[[Path], "OpenJournal"] = open_journal
    sign_in: Callable[[Path, "ProxyLogins"], "SignIn"] = sign_in
    registrations: Callable[[Path], "Registrations"] = registrations
    sync_folders: Callable[[Mapping[str, str]], "SyncFolders"] = sync_folders
    proxy_logins: Callable[[Callable[[], Path]], "ProxyLogins"] = proxy_logins
    _logins: list["ProxyLogins"] = field(default_factory=list["ProxyLogins"], init=False, repr=False)
    _signed_in: list["SignIn"] = field(default_factory=list["SignIn"], init=False, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def meeting_point(self) -> "MeetingPoint | None":
        """Give the place where the processes of this session meet. Raises OSError."""
        from drive_share_gui.adapters.meeting_point import meeting_point

        return meeting_point(self.environ, lambda: self.home(self.environ))

    def connection(self, where: "Where", token: str) -> "DriveConnection":
        """Give the way to a drive."""
        from drive_share_gui.application.drive_connection import DriveConnection

        return DriveConnection(where, token, self.ways())

    def ways(self) -> "Ways":
        """Tell how drives are reached."""
        from drive_share_gui.application.connection import loopback_quiet_window
        from drive_share_gui.application.ways import Ways

        quiet_window = loopback_quiet_window(self.environ.get(SHORTER_QUIET_WINDOW, ""))
        return Ways(
            lambda address, token: self.connect(address, token, self._proxy_logins()),
            self._practice,
            self._journal,
            self._sign_in,
            lambda address: self.way_out(address, self._proxy_logins()),
            self._used,
            quiet_window,
            partial(self.sync_folders, self.environ),
        )

    def _proxy_logins(self) -> "ProxyLogins":
        """Give the logins of proxies, always the same: some may be known for this run only."""
        with self._turn:
            if not self._logins:
                self._logins.append(self.proxy_logins(lambda: self.home(self.environ)))
            return self._logins[0]

    def accounts(self) -> "Accounts":
        """Give the accounts, for signing in and out."""
        from drive_share_gui.application.accounts import Accounts

        return Accounts(self._sign_in(), self.registrations(self.home(self.environ)))

    def _sign_in(self) -> "SignIn":
        """Give those who are signed in, always the same: some may be so for this run only."""
        from drive_share_gui.domain.failure import NotSaved, SharingError

        logins = self._proxy_logins()
        with self._turn:
            if not self._signed_in:
                try:
                    self._signed_in.append(self.sign_in(self.home(self.environ), logins))
                except OSError as error:
                    raise SharingError(NotSaved()) from error
            return self._signed_in[0]

    def _used(self) -> "Sequence[Used]":
        return self.recent_items(self.home(self.environ)).used()

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
    from drive_share_gui.adapters.log_file import keeping_log
    from drive_share_gui.cli.program import run_verb as run

    parts = parts or Parts()
    token = _keep_secrets(parts.environ, window=False)
    around = surroundings(parts, token)
    with keeping_log(lambda: parts.home(parts.environ)):
        return run(verb, around)


def surroundings(parts: Parts, token: str) -> "Surroundings":
    """Give what the verbs work with; nothing of it is opened before a verb asks."""
    from drive_share_gui.adapters.clock import SystemClock
    from drive_share_gui.bootstrap.file_managers import file_managers
    from drive_share_gui.bootstrap.practice_program import PracticeProgram
    from drive_share_gui.bootstrap.words import words
    from drive_share_gui.cli.surroundings import Surroundings

    return Surroundings(
        connect=lambda where: parts.connection(where, token),
        accounts=parts.accounts,
        clock=SystemClock(),
        words=words(),
        output=Output(sys.stdout, sys.stderr),
        stdin=sys.stdin.buffer if sys.stdin else None,
        practice=PracticeProgram(lambda: parts.home(parts.environ), parts.environ),
        file_managers=lambda: file_managers(parts.environ, parts.home, parts.sync_folders),
        is_kept=lambda path: is_kept(parts.sync_folders(parts.environ), path),
    )


def run_dialog(dialog: "Dialog", parts: Parts | None = None) -> int:
    """Open the dialog, perhaps in a process that runs already, or draw it into a file; give the exit status."""
    from drive_share_gui.bootstrap import opening

    parts = parts or Parts()
    token = _keep_secrets(parts.environ, window=True)
    if not _has_display(parts.environ):
        if dialog.picture is None:
            return _no_window(NO_DISPLAY)
        parts.environ["QT_QPA_PLATFORM"] = "offscreen"
    openings = opening.Openings(parts, token)
    try:
        if openings.hand_over(dialog):
            return 0
        from drive_share_gui.ui import application
    except (OSError, ImportError) as error:
        return _no_window(NO_WINDOW.format(why=harmless(str(error))))
    with contextlib.closing(openings):
        return application.run(None if dialog.serves else openings.opening(dialog), openings.read, openings.entrance())


def _has_display(environ: MutableMapping[str, str]) -> bool:
    """Whether a window has a place; Qt would end the process where it has not."""
    return sys.platform != "linux" or any(map(environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _no_window(sentence: str) -> int:
    Output(None, sys.stderr).tell(sentence)
    return _NO_WINDOW


def _keep_secrets(environ: MutableMapping[str, str], *, window: bool) -> str:
    """Give the token, once nothing can take it or what else is secret out of this process."""
    from drive_share_gui.adapters.secrecy import take_secret, write_no_core

    write_no_core(speaks_to_portals=window)
    return take_secret(environ, TOKEN)
