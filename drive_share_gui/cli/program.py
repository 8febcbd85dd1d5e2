"""Runs one verb from its words to its exit status; whatever happens ends in a sentence."""

import argparse
import json
import logging
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol, TypeAlias, TypeVar

from drive_share_gui.application.report import ReasonRow, reason_row
from drive_share_gui.cli.access import Access
from drive_share_gui.cli.account_arguments import (
    AccountsArguments,
    SignInArguments,
    SignOutArguments,
    accounts_parser,
    sign_in_parser,
    sign_out_parser,
)
from drive_share_gui.cli.accounts import AccountsVerb, SignOutVerb
from drive_share_gui.cli.arguments import (
    InviteArguments,
    ItemArguments,
    PracticeArguments,
    WhereArguments,
    connection_test_parser,
    invite_parser,
    item_parser,
    practice_parser,
    read,
)
from drive_share_gui.cli.command_line import Verb
from drive_share_gui.cli.connection_test import ConnectionTest
from drive_share_gui.cli.find import Find
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.integrate import Integrate, IntegrateArguments, integrate_parser
from drive_share_gui.cli.invite import Invite
from drive_share_gui.cli.journal import JournalVerb
from drive_share_gui.cli.journal_arguments import JournalArguments, journal_parser, read_journal
from drive_share_gui.cli.next_step import next_step
from drive_share_gui.cli.output import Output
from drive_share_gui.cli.practice_drive import PracticeDrive
from drive_share_gui.cli.proxy_login import ProxyLoginArguments, ProxyLoginVerb, proxy_login_parser
from drive_share_gui.cli.sign_in import SignInVerb
from drive_share_gui.cli.status import INTERRUPTED, Status, status_of
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.failure import SharingError

_LOG: Final = logging.getLogger(__name__)
_OUR_FAULT: Final[ReasonRow] = {
    "code": "ourFault",
    "text": (
        "Something in Drive Share is broken. Look who has access before trying again, and please report this: "
        "the file drive-share.log in the home of Drive Share says where, and names nobody."
    ),
}


class Run(Protocol):
    """One run of a verb."""

    def run(self) -> Status:
        """Do it; raises SharingError and argparse.ArgumentError."""
        ...

    def report(self, error: ReasonRow | None) -> Mapping[str, object] | None:
        """Give the JSON object as far as things have come; None for a verb that has none."""
        ...


_Asked = TypeVar("_Asked")
_Prepared: TypeAlias = tuple[argparse.ArgumentParser, Callable[[tuple[str, ...]], object], Run]


def run_verb(verb: Verb, around: Surroundings) -> int:
    """Do what `verb` asks and give the exit status. Raises nothing."""
    options = verb.rest[: verb.rest.index("--")] if "--" in verb.rest else verb.rest
    output = around.output
    parser, fill, run = _prepare(verb.name, around)
    if "--help" in options or "-h" in options:
        output.answer(parser.format_help().rstrip())
        return _finish(Status.EVERYONE, output)
    status, error = _guarded(verb, fill, run, around)
    if error is not None:
        output.tell(harmless(error["text"]))
    if "--json" in options:
        _print_json(run.report(error), output)
    return _finish(status, output)


def parser_of(name: str, around: Surroundings) -> argparse.ArgumentParser:
    """Give the parser of a verb: what its help, the man page and the shells' completions are made from."""
    return _prepare(name, around)[0]


def _prepare(name: str, around: Surroundings) -> _Prepared:
    return _VERBS[name](around)


def _prepared(
    parser: argparse.ArgumentParser,
    asked: _Asked,
    verb: Callable[[_Asked, Surroundings], Run],
    around: Surroundings,
    fill: Callable[[argparse.ArgumentParser, tuple[str, ...], _Asked], object] = read,
) -> _Prepared:
    """Let what is asked be filled in from words later, for a run that knows it from now on."""
    return parser, lambda words: fill(parser, words, asked), verb(asked, around)


def _guarded(
    verb: Verb, fill: Callable[[tuple[str, ...]], object], run: Run, around: Surroundings
) -> tuple[Status, ReasonRow | None]:
    """Run, and turn every exception into a status and a reason."""
    try:
        fill(verb.rest)
        return run.run(), None
    except argparse.ArgumentError as error:
        return Status.BAD_INPUT, {"code": "usage", "text": f"{error} (See: drive-share {verb.name} --help)"}
    except SharingError as error:
        reason, step = reason_row(error.failure, around.words.failure), next_step(error.failure)
        return status_of(error.failure), {**reason, "text": f"{reason['text']} (See: {step})"} if step else reason
    except KeyboardInterrupt:
        return Status.INTERRUPTED, INTERRUPTED
    except Exception as error:  # noqa: BLE001 - our own fault, whatever it is: said without data, never raw
        _LOG.error("%s at %s", type(error).__name__, _place(error))
        return Status.OUR_FAULT, _OUR_FAULT


def _print_json(report: Mapping[str, object] | None, output: Output) -> None:
    if report is not None:
        text = json.dumps(report, ensure_ascii=False, indent=2)
        output.answer(text if output.can_hold(text) else json.dumps(report, indent=2))


def _finish(status: Status, output: Output) -> int:
    """An answer that could not be written down is no success."""
    trouble = output.close()
    return Status.NOT_EVERYONE if trouble and status is Status.EVERYONE else status


def _place(error: Exception) -> str:
    """Name where it happened: file and line of the innermost calls, without their text."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))


_VERBS: Final[Mapping[str, Callable[[Surroundings], _Prepared]]] = {
    "invite": lambda around: _prepared(invite_parser(), InviteArguments(), Invite, around),
    "find": lambda around: _prepared(
        item_parser("find", "Show the item a reference means."), ItemArguments(), Find, around
    ),
    "access": lambda around: _prepared(
        item_parser("access", "Show who has access now."), ItemArguments(), Access, around
    ),
    "journal": lambda around: _prepared(journal_parser(), JournalArguments(), JournalVerb, around, read_journal),
    "practice-drive": lambda around: _prepared(
        practice_parser(around.practice.scripted_answers()), PracticeArguments(), PracticeDrive, around
    ),
    "sign-in": lambda around: _prepared(
        sign_in_parser(around.words.registration_guide(), around.words.feature), SignInArguments(), SignInVerb, around
    ),
    "sign-out": lambda around: _prepared(sign_out_parser(), SignOutArguments(), SignOutVerb, around),
    "accounts": lambda around: _prepared(accounts_parser(), AccountsArguments(), AccountsVerb, around),
    "integrate": lambda around: _prepared(integrate_parser(), IntegrateArguments(), Integrate, around),
    "test-connection": lambda around: _prepared(connection_test_parser(), WhereArguments(), ConnectionTest, around),
    "proxy-login": lambda around: _prepared(proxy_login_parser(), ProxyLoginArguments(), ProxyLoginVerb, around),
}
