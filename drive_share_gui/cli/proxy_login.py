"""`drive-share proxy-login`: tell the proxy of this network who is there, once, for every later command."""

import argparse
import getpass
from dataclasses import dataclass
from typing import Final, NoReturn, TypedDict

from drive_share_gui.application.report import ReasonRow
from drive_share_gui.application.way_out import WayOut
from drive_share_gui.cli.arguments import Parser, WhereArguments, add_where
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.status import Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.failure import Hurdle, SharingError, Unreachable
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin

_STATUSES: Final = (
    "exit status: 0 the proxy takes it, and it is kept in the keyring; 1 it takes it, and it could not be kept; "
    "2 bad usage, or no proxy is set; 3 the proxy or the drive is out of reach; 130 interrupted; "
    "70 a fault in this program"
)
_MOST: Final = 4096


@dataclass
class ProxyLoginArguments(WhereArguments):
    """What `proxy-login` is asked."""

    user: str | None = None
    forget: bool = False


class ProxyLoginReport(TypedDict):
    """What `proxy-login --json` prints."""

    proxy: str | None
    kept: bool | None
    """Whether it is in the keyring; null where it was not accepted."""
    error: ReasonRow | None


def proxy_login_parser() -> argparse.ArgumentParser:
    """Make the parser of `proxy-login`."""
    parser = Parser(
        "drive-share proxy-login",
        description="Log in to the proxy of this network. The password is asked for, or read from standard input. "
        "Proxies that want NTLM, Kerberos or Digest are not supported.",
        epilog=_STATUSES,
        allow_abbrev=False,
        add_help=False,
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--user", metavar="NAME", help="the user name, such as ann or CONTOSO\\ann")
    either.add_argument("--forget", action="store_true", help="remove what is kept for this proxy")
    add_where(parser)
    return parser


@dataclass(slots=True)
class ProxyLoginVerb:
    """One run of the verb."""

    asked: ProxyLoginArguments
    around: Surroundings
    proxy: ProxyAddress | None = None
    kept: bool | None = None

    def run(self) -> Status:
        """Try the login and keep it; raises SharingError, and argparse.ArgumentError."""
        with self.around.connected(self.asked.where) as connection:
            way = connection.way_out()
            self.proxy = way.proxy()
            if self.proxy is None:
                _refuse("No proxy is set for this drive, so there is nothing to log in to.")
            if self.asked.forget:
                way.forget_login()
                self.around.output.tell(f"Forgotten: the login of {harmless(self.proxy.place)}")
                return Status.EVERYONE
            return self._log_in(way, self._login(self.proxy))

    def report(self, error: ReasonRow | None) -> ProxyLoginReport:
        """Give the JSON object."""
        return {"proxy": self.proxy.place if self.proxy else None, "kept": self.kept, "error": error}

    def _login(self, proxy: ProxyAddress) -> ProxyLogin:
        if not self.asked.user:
            _refuse("Who are you there? Name the user with --user.")
        login = ProxyLogin(self.asked.user, self._password(proxy))
        if not login.is_usable:
            _refuse("A user name has no colon, and neither it nor the password a control character or 256 bytes.")
        return login

    def _password(self, proxy: ProxyAddress) -> str:
        stdin = self.around.stdin
        if stdin is None:
            _refuse("There is no standard input to read the password from.")
        if stdin.isatty():
            return getpass.getpass(f"Password at {harmless(proxy.place)}: ")
        try:
            return stdin.readline(_MOST).decode().rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            _refuse("Standard input has no password in UTF-8.")

    def _log_in(self, way: WayOut, login: ProxyLogin) -> Status:
        kept = way.save_login(login)
        try:
            way.knock()
        except SharingError as error:
            if error.failure == Unreachable(Hurdle.PROXY_LOGIN):
                way.forget_login()
            raise
        self.kept = kept
        if not kept:
            self.around.output.tell("The proxy takes it. There is no keyring to keep it in, so it is forgotten again.")
            return Status.NOT_EVERYONE
        self.around.output.tell(
            "The proxy takes it. It is kept in the keyring, until: drive-share proxy-login --forget"
        )
        return Status.EVERYONE


def _refuse(sentence: str) -> NoReturn:
    raise argparse.ArgumentError(None, sentence)
