"""The options of every verb, and what they are called."""

import argparse
import math
from dataclasses import dataclass, field
from typing import Final, Never, TypeVar

from drive_share_gui.application.connection import Where
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.service_address import Dialect

DEFAULT_WAIT: Final = 150.0
"""Seconds: the quiet window of a real service, and one more look after it."""

_LAST_PORT: Final = 65535
_STATUSES: Final = (
    "exit status: 0 done; 2 bad usage or bad input; 3 no such item, not signed in, drive out of reach; "
    "130 interrupted; 70 a fault in this program"
)
_INVITE_STATUSES: Final = (
    "exit status: 0 everyone has access; 1 someone has not, or is unknown; 2 bad usage or bad input, nothing sent; "
    "3 nothing sent: no such item, not signed in, drive out of reach, journal not writable; 130 interrupted; "
    '70 a fault in this program. --dry-run --json prints {"requests": [{"method", "url", "headers", "body"}], '
    '"leftovers": […], "error": null}.'
)


@dataclass
class WhereArguments:
    """Which drive is meant, and how to answer."""

    practice: bool = False
    service_url: str | None = None
    dialect: str = Dialect.GRAPH.value
    account: str | None = None
    json: bool = False

    @property
    def where(self) -> Where:
        """The drive to talk to."""
        return Where(self.practice, self.service_url, Dialect(self.dialect), self.account)


@dataclass
class ItemArguments(WhereArguments):
    """What every verb about one item is asked."""

    item: str | None = None
    path: str | None = None
    drive: str | None = None


@dataclass
class InviteArguments(ItemArguments):
    """What `invite` is asked."""

    also: list[str] = field(default_factory=list[str])
    to: list[str] = field(default_factory=list[str])
    to_file: list[str] = field(default_factory=list[str])
    role: str = Role.READ.value
    message: str | None = None
    message_file: str | None = None
    require_sign_in: bool = True
    email: bool = True
    expires: str | None = None
    password_stdin: bool = False
    together: bool = False
    send_anyway: bool = False
    dry_run: bool = False
    wait: float = DEFAULT_WAIT


@dataclass
class PracticeArguments:
    """What `practice-drive` is asked."""

    port: int = 0
    data: str | None = None
    fresh: bool = False


_Arguments = TypeVar("_Arguments")


class Parser(argparse.ArgumentParser):
    """Raises where argparse would end the process, so that --json has the last word."""

    def error(self, message: str) -> Never:
        """Say what was wrong with the words."""
        raise argparse.ArgumentError(None, message)


def read(parser: argparse.ArgumentParser, words: tuple[str, ...], into: _Arguments) -> _Arguments:
    """Fill `into`; raises argparse.ArgumentError with a sentence."""
    return parser.parse_args(words, namespace=into)


def item_parser(verb: str, description: str, epilog: str = _STATUSES) -> argparse.ArgumentParser:
    """Make the parser of a verb that asks about one item."""
    parser = Parser(f"drive-share {verb}", description=description, epilog=epilog, allow_abbrev=False, add_help=False)
    parser.add_argument("item", metavar="ITEM", nargs="?", help="id:…, path:/…, a link https://…, or file:/… here")
    parser.add_argument("--path", metavar="FILE", help="instead of ITEM: a local file, whatever it is called")
    parser.add_argument("--drive", metavar="ID", help="another drive than your own")
    add_where(parser)
    return parser


def add_where(parser: argparse.ArgumentParser) -> None:
    """Add the options that name a drive, and those that every verb has."""
    parser.add_argument("-h", "--help", action="store_true", help="show this")
    parser.add_argument("--json", action="store_true", help="print one JSON object, also when something went wrong")
    where = parser.add_argument_group("where to find the drive")
    either = where.add_mutually_exclusive_group()
    either.add_argument("--practice", action="store_true", help="the practice drive: nothing leaves this computer")
    either.add_argument("--account", metavar="NAME", help="one that is signed in (default: the one that fits)")
    either.add_argument("--service-url", metavar="URL", help="a service; its token is read from DRIVE_SHARE_TOKEN")
    where.add_argument("--dialect", choices=[d.value for d in Dialect], help="how it is spoken to (default: graph)")


def invite_parser() -> argparse.ArgumentParser:
    """Make the parser of `invite`."""
    parser = item_parser("invite", "Send invitations to an item and print one line a person.", _INVITE_STATUSES)
    _add_people(parser)
    _add_text(parser)
    _add_options(parser)
    add_wait(parser)
    return parser


def connection_test_parser() -> argparse.ArgumentParser:
    """Make the parser of `test-connection`."""
    parser = Parser(
        "drive-share test-connection",
        description="Try every step on the way to the drive, and say which one does not work. Without an account, "
        "the way to Microsoft Graph is tried. No token is sent before all steps up to the answer have passed.",
        epilog="exit status: 0 everything works; 2 bad usage; 3 a step does not work; 130 interrupted; "
        "70 a fault in this program",
        allow_abbrev=False,
        add_help=False,
    )
    add_where(parser)
    return parser


def practice_parser(scripted_answers: str) -> argparse.ArgumentParser:
    """Make the parser of `practice-drive`; its help ends with the answers that can be asked for."""
    parser = Parser(
        "drive-share practice-drive",
        description="Serve the practice drive on 127.0.0.1 until interrupted. The first line is a JSON object.",
        epilog=scripted_answers,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="store_true", help="show this")
    parser.add_argument("--port", type=_port, metavar="N", help="0, the default, for any free one")
    parser.add_argument("--data", metavar="DIR", help="where it keeps its files (default: under DRIVE_SHARE_HOME)")
    parser.add_argument("--fresh", action="store_true", help="forget what happened there before")
    return parser


def _add_people(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--also", action="append", metavar="ITEM", help="a further item for the same people; repeatable"
    )
    people = parser.add_argument_group("people")
    people.add_argument("--to", action="append", metavar="WHO", help='addresses: a@x.org, "Ann" <a@x.org>; repeatable')
    people.add_argument("--to-file", action="append", metavar="FILE", help="a CSV file of people; - is standard input")
    people.add_argument("--role", choices=[role.value for role in Role], help="what they may do (default: read)")
    people.add_argument("--send-anyway", action="store_true", help="also invite who has this access already")


def _add_text(parser: argparse.ArgumentParser) -> None:
    text = parser.add_argument_group("message").add_mutually_exclusive_group()
    text.add_argument("--message", metavar="TEXT", help="at most 2,000 characters")
    text.add_argument("--message-file", metavar="FILE", help="the message from a file; - is standard input")


def _add_options(parser: argparse.ArgumentParser) -> None:
    flag = argparse.BooleanOptionalAction
    options = parser.add_argument_group("options")
    options.add_argument("--require-sign-in", action=flag, help="people have to sign in (default)")
    options.add_argument("--email", action=flag, help="the service sends a mail (default)")
    options.add_argument(
        "--expires", metavar="DATE", help="2027-01-31: until the end of that day, here; or a date-time"
    )
    options.add_argument(
        "--password-stdin", action="store_true", help="read a password for the item from standard input"
    )
    options.add_argument("--together", action="store_true", help="one request for all instead of one a person")
    options.add_argument("--dry-run", action="store_true", help="print each request, the token hidden; send nothing")


def add_wait(parser: argparse.ArgumentParser) -> None:
    """Add how long checking may take."""
    parser.add_argument("--wait", type=_seconds, metavar="SECONDS", help="for checking unknown outcomes (default: 150)")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        message = "a number of seconds is needed, 0 or more"
        raise argparse.ArgumentTypeError(message)
    return seconds


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        message = "a port is a number from 0 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)
