"""Runs one verb from its words to its exit status; whatever happens ends in a sentence."""

import argparse
import json
import logging
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol, TypeAlias

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
    match name:
        case "invite":
            asked = InviteArguments()
            parser = invite_parser()
            return parser, lambda words: read(parser, words, asked), Invite(asked, around)
        case "journal":
            ask = JournalArguments()
            parser = journal_parser()
            return parser, lambda words: read_journal(parser, words, ask), JournalVerb(ask, around)
        case "test-connection" | "proxy-login":
            return _prepare_connection(name, around)
        case "sign-in" | "sign-out" | "accounts":
            return _prepare_accounts(name, around)
        case "integrate" | "practice-drive":
            return _prepare_for_this_computer(name, around)
        case _:
            item = ItemArguments()
            finds = name == "find"
            parser = item_parser(name, "Show the item a reference means." if finds else "Show who has access now.")
            return parser, lambda words: read(parser, words, item), (Find if finds else Access)(item, around)


def _prepare_accounts(name: str, around: Surroundings) -> _Prepared:
    match name:
        case "sign-in":
            ask = SignInArguments()
            parser = sign_in_parser(around.words.registration_guide(), around.words.feature)
            return parser, lambda words: read(parser, words, ask), SignInVerb(ask, around)
        case "sign-out":
            asked = SignOutArguments()
            parser = sign_out_parser()
            return parser, lambda words: read(parser, words, asked), SignOutVerb(asked, around)
        case _:
            wanted = AccountsArguments()
            parser = accounts_parser()
            return parser, lambda words: read(parser, words, wanted), AccountsVerb(wanted, around)


def _prepare_connection(name: str, around: Surroundings) -> _Prepared:
    if name == "proxy-login":
        login = ProxyLoginArguments()
        parser = proxy_login_parser()
        return parser, lambda words: read(parser, words, login), ProxyLoginVerb(login, around)
    way = WhereArguments()
    parser = connection_test_parser()
    return parser, lambda words: read(parser, words, way), ConnectionTest(way, around)


def _prepare_for_this_computer(name: str, around: Surroundings) -> _Prepared:
    if name == "integrate":
        entries = IntegrateArguments()
        parser = integrate_parser()
        return parser, lambda words: read(parser, words, entries), Integrate(entries, around)
    wanted = PracticeArguments()
    parser = practice_parser(around.practice.scripted_answers())
    return parser, lambda words: read(parser, words, wanted), PracticeDrive(wanted, around)


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
