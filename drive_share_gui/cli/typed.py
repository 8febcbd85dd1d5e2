"""From the words of `invite` to people, message and options, each read completely or not at all."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn

from drive_share_gui.application.report import LeftoverRow
from drive_share_gui.cli.arguments import InviteArguments
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.domain.failure import ListProblem, SharingError, UnreadableList
from drive_share_gui.domain.invitation import Draft, Options
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.recipient_file import MAX_BYTES, parse_recipient_file
from drive_share_gui.domain.recipients import Leftover, Recipients, collect, parse_recipients

if TYPE_CHECKING:
    from drive_share_gui.domain.person import Person

STDIN: Final = "-"
_MOST_TEXT: Final = 1_000_000
"""Bytes of a message or password that are looked at."""
_DATE_LENGTH: Final = len("2027-01-31")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was asked for, as far as it can be read without the drive."""

    draft: Draft
    leftovers: tuple[Leftover, ...]
    """Pieces that became nobody; duplicates are among them and keep nothing from being sent."""


def read_typed(asked: InviteArguments, stdin: BinaryIO | None) -> Typed:
    """Read everything but the item.

    Raises argparse.ArgumentError with a sentence, and SharingError(UnreadableList).
    """
    users = [*asked.to_file, asked.message_file].count(STDIN) + asked.password_stdin
    if users > 1:
        _refuse("Only one of --to-file -, --message-file - and --password-stdin can read standard input.")
    recipients = _read_people(asked, stdin)
    options = Options(
        require_sign_in=asked.require_sign_in,
        send_mail=asked.email,
        expires=None if asked.expires is None else read_expiry(asked.expires),
        password=_read_password(stdin) if asked.password_stdin else "",
        together=asked.together,
        send_anyway=asked.send_anyway,
    )
    draft = Draft(
        None, recipients.people, len(recipients.unusable), Role(asked.role), _read_message(asked, stdin), options
    )
    return Typed(draft, recipients.leftovers)


def read_expiry(text: str) -> datetime:
    """Read a date as the end of that day here, a date-time without zone as one of here.

    Raises argparse.ArgumentError.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= _DATE_LENGTH:
            moment = datetime.combine(moment.date(), time(23, 59, 59))
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError, OSError):
        _refuse("--expires takes a date such as 2027-01-31, or a date-time such as 2027-01-31T18:00+01:00.")


def leftover_row(leftover: Leftover, describe: Callable[[Unusable], str]) -> LeftoverRow:
    """Describe a piece that became nobody: where it stood, why, and what was probably meant."""
    reason = describe(leftover.why)
    if leftover.line is not None:
        reason = f"line {leftover.line}: {reason}"
    if leftover.suggestion:
        reason = f"{reason}; perhaps {leftover.suggestion} is meant"
    return {"text": leftover.text, "reason": reason}


def leftover_line(leftover: Leftover, describe: Callable[[Unusable], str]) -> str:
    """Say the same in one line."""
    row = leftover_row(leftover, describe)
    verb = "Named twice" if leftover.why is Unusable.DUPLICATE else "Nobody"
    return f"{verb}: {harmless(row['text'])} ({harmless(row['reason'])})"


def _read_people(asked: InviteArguments, stdin: BinaryIO | None) -> Recipients:
    lists = [parse_recipients(text) for text in asked.to]
    lists += [parse_recipient_file(_people_bytes(name, stdin)) for name in asked.to_file]
    entries: list[Person | Leftover] = []
    for found in lists:
        entries += [*found.people, *found.leftovers]
    return collect(entries)


def _people_bytes(name: str, stdin: BinaryIO | None) -> bytes:
    try:
        return _read_bytes(name, stdin, MAX_BYTES + 1)
    except OSError as error:
        raise SharingError(UnreadableList(ListProblem.NO_FILE)) from error


def _read_message(asked: InviteArguments, stdin: BinaryIO | None) -> str:
    if asked.message_file is None:
        return _text_only(asked.message or "")
    try:
        text = _read_bytes(asked.message_file, stdin, _MOST_TEXT).decode("utf-8-sig")
    except OSError:
        _refuse("The file of the message cannot be read.")
    except UnicodeDecodeError:
        _refuse("The file of the message is not plain text in UTF-8.")
    return text.replace("\r\n", "\n").removesuffix("\n")


def _text_only(message: str) -> str:
    """Refuse bytes of the command line that were no text: they arrive as lone surrogates."""
    try:
        message.encode()
    except UnicodeEncodeError:
        _refuse("The message is not plain text in UTF-8.")
    return message


def _read_password(stdin: BinaryIO | None) -> str:
    try:
        line = _read_bytes(STDIN, stdin, _MOST_TEXT).partition(b"\n")[0].removesuffix(b"\r").decode()
    except (OSError, UnicodeDecodeError):
        line = ""
    if not line:
        _refuse("--password-stdin found no password on standard input.")
    return line


def _read_bytes(name: str, stdin: BinaryIO | None, most: int) -> bytes:
    if name != STDIN:
        with Path(name).open("rb") as file:
            return file.read(most)
    return b"" if stdin is None else stdin.read(most)


def _refuse(sentence: str) -> NoReturn:
    raise argparse.ArgumentError(None, sentence)
