"""What `drive-share sign-in`, `sign-out` and `accounts` can be asked."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from drive_share_gui.application.accounts import Entered
from drive_share_gui.cli.arguments import Parser
from drive_share_gui.domain.account import Feature, is_client_id, is_tenant
from drive_share_gui.domain.cloud import Cloud

_STATUSES: Final = (
    "exit status: 0 done; 1 signed in, and it could not be kept after this command; 2 bad usage;\n"
    "3 nobody was signed in or out; 130 interrupted; 70 a fault in this program"
)
_EXTRAS: Final = tuple(feature.value for feature in Feature if feature is not Feature.SHARE)


@dataclass
class AccountsArguments:
    """What every verb about accounts is asked."""

    json: bool = False


@dataclass
class SignInArguments(AccountsArguments):
    """What `sign-in` is asked."""

    account: str | None = None
    device_code: bool = False
    client_id: str | None = None
    tenant: str | None = None
    cloud: str | None = None
    also: list[str] = field(default_factory=list[str])

    @property
    def entered(self) -> Entered:
        """What was said about the app to sign in as."""
        return Entered(self.client_id, self.tenant, None if self.cloud is None else Cloud(self.cloud))

    @property
    def features(self) -> tuple[Feature, ...]:
        """What it is to be good for."""
        return (Feature.SHARE, *map(Feature, dict.fromkeys(self.also)))


@dataclass
class SignOutArguments(AccountsArguments):
    """What `sign-out` is asked."""

    account: str | None = None
    everyone: bool = False


def accounts_parser() -> argparse.ArgumentParser:
    """Make the parser of `accounts`."""
    return _parser("accounts", "List who is signed in; the first is used where no account is named.", _STATUSES)


def sign_out_parser() -> argparse.ArgumentParser:
    """Make the parser of `sign-out`."""
    parser = _parser(
        "sign-out",
        "Remove every trace of an account from this computer, but for its journal.",
        _STATUSES,
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("account", nargs="?", metavar="ACCOUNT", help="may be left out where only one is signed in")
    either.add_argument("--all", dest="everyone", action="store_true", help="everybody who is signed in")
    return parser


def sign_in_parser(guide: str, describe: Callable[[Feature], str]) -> argparse.ArgumentParser:
    """Make the parser of `sign-in`; its help ends with the way to register the app."""
    parser = _parser(
        "sign-in",
        "Sign in with Microsoft, in this computer's browser or with a code on any device.",
        f"{guide}\n\n{_STATUSES}",
    )
    parser.add_argument("--device-code", action="store_true", help="show a code to enter on any device")
    parser.add_argument("--account", metavar="NAME", help="this account once more, and nobody else")
    extras = "; ".join(f"{name}: {describe(Feature(name))}" for name in _EXTRAS)
    parser.add_argument("--also", action="append", choices=_EXTRAS, help=f"ask for more than sharing needs. {extras}")
    app = parser.add_argument_group("the app to sign in as, remembered once it worked")
    app.add_argument("--client-id", type=_client_id, metavar="ID", help="its application (client) ID")
    app.add_argument("--tenant", type=_tenant, metavar="T", help="common (default), organizations, consumers, or an ID")
    app.add_argument("--cloud", choices=[cloud.value for cloud in Cloud], help="where the account lives")
    return parser


def _parser(verb: str, description: str, epilog: str) -> argparse.ArgumentParser:
    parser = Parser(
        f"drive-share {verb}",
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="store_true", help="show this")
    parser.add_argument("--json", action="store_true", help="print one JSON object, also when something went wrong")
    return parser


def _client_id(text: str) -> str:
    if not is_client_id(text.strip()):
        message = "an application (client) ID looks like 11111111-2222-3333-4444-555555555555"
        raise argparse.ArgumentTypeError(message)
    return text.strip()


def _tenant(text: str) -> str:
    if not is_tenant(text.strip()):
        message = "a tenant is common, organizations, consumers, an ID, or a domain such as contoso.com"
        raise argparse.ArgumentTypeError(message)
    return text.strip()
