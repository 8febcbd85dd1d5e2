"""What `drive-share journal` can be asked."""

import argparse
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from drive_share_gui.application.connection import Where
from drive_share_gui.cli.arguments import DEFAULT_WAIT, Parser, WhereArguments, add_wait, add_where

LATELY: Final = 30
"""Days for which a settled invitation is listed."""

_DESCRIPTION: Final = f"""\
List what is not settled yet, then what was sent in the last {LATELY} days, the newest last; or settle it:

  check            look up what is not known, and send nothing
  resume           send what provably never went out, as the same invitations
  send-again ROW…  send once more what may have arrived: look with check before
  leave ROW…       leave it as it is; it is not asked about any more
  forget ROW…      erase it from the journal, or everything with --all"""
_EPILOG: Final = (
    "ROW is the number at the start of a line, or as much of it as is unique. Without a place, the invitations of all\n"
    "drives are listed; check, resume and send-again are about the account that signed in last.\n\n"
    "exit status: 0 nothing is open; 1 something is not settled or not known, or somebody just sent to has no access;\n"
    "2 bad usage; 3 journal not readable or writable, not signed in, drive out of reach; 130 interrupted;\n"
    "70 a fault in this program"
)


class Action(Enum):
    """What to do with the journal."""

    LIST = "list"
    CHECK = "check"
    RESUME = "resume"
    SEND_AGAIN = "send-again"
    LEAVE = "leave"
    FORGET = "forget"

    @property
    def takes_a_drive(self) -> bool:
        """Whether a drive is asked."""
        return self in {Action.CHECK, Action.RESUME, Action.SEND_AGAIN}

    @property
    def takes_rows(self) -> bool:
        """Whether it is about rows that a person names."""
        return self in {Action.SEND_AGAIN, Action.LEAVE, Action.FORGET}


@dataclass
class JournalArguments(WhereArguments):
    """What `journal` is asked."""

    words: list[str] = field(default_factory=list[str])
    everything: bool = False
    wait: float = DEFAULT_WAIT

    @property
    def action(self) -> Action:
        """What to do."""
        return Action(self.words[0]) if self.words else Action.LIST

    @property
    def rows(self) -> list[str]:
        """The rows named, or beginnings of their names."""
        return self.words[1:]

    @property
    def where(self) -> Where:
        """The drive to talk to; all of them, where none is named and nothing is said to one."""
        return replace(super().where, everywhere=not self.action.takes_a_drive)


def journal_parser() -> argparse.ArgumentParser:
    """Make the parser of `journal`."""
    parser = Parser(
        "drive-share journal",
        usage="drive-share journal [check | resume | send-again ROW… | leave ROW… | forget ROW…|--all] [options]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument(
        "--all",
        dest="everything",
        action="store_true",
        help="with forget: everything, drafts and journals that were set aside too",
    )
    add_wait(parser)
    add_where(parser)
    return parser


def read_journal(parser: argparse.ArgumentParser, words: tuple[str, ...], into: JournalArguments) -> JournalArguments:
    """Fill `into`; raises argparse.ArgumentError with a sentence."""
    _, others = parser.parse_known_args(words, namespace=into)
    into.words = [word for word in others if word != "--"]
    strange = next((word for word in into.words if word.startswith("-")), None)
    why = f"unrecognized arguments: {strange}" if strange else _contradiction(into)
    if why:
        raise argparse.ArgumentError(None, why)
    return into


def _contradiction(asked: JournalArguments) -> str:
    """Say what does not go together, or ""."""
    if asked.words and asked.words[0] not in {action.value for action in Action}:
        return "The journal can be asked to check, resume, send-again, leave or forget."
    action = asked.action
    if asked.everything and (action is not Action.FORGET or asked.rows):
        return "--all goes with forget, without rows."
    if action.takes_rows and not asked.rows and not asked.everything:
        return f"Which rows? drive-share journal lists them, and {action.value} takes the number each line begins with."
    if asked.rows and not action.takes_rows:
        return f"{action.value} takes no rows."
    return ""
