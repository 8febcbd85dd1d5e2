"""The outbox: the mails that invitations would have sent, as real mail files that never leave this computer."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from drive_share_gui.practice.people import Account

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9@._+-]+")
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Mail:
    """What one invited person would read."""

    number: int
    sender: Account
    recipient: str
    item_name: str
    can_edit: bool
    link: str
    message: str


class Outbox:
    """A folder of `.eml` files, one a mail; nothing in it is ever overwritten."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def post(self, mail: Mail) -> Path:
        """Write the mail into a file of its own."""
        content = _message(mail).as_bytes(policy=SMTPUTF8)
        for path in self._free_names(mail):
            try:
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            except FileExistsError:
                continue
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            return path
        raise FileExistsError(mail.number)

    def names(self) -> list[str]:
        """Give the names of all mails, in the order they were written."""
        return sorted(path.name for path in self.folder.glob("*.eml"))

    def empty(self) -> None:
        """Remove all mails, and nothing else."""
        for path in self.folder.glob("[0-9][0-9][0-9][0-9][0-9][0-9]-*.eml"):
            path.unlink(missing_ok=True)

    def _free_names(self, mail: Mail) -> Iterator[Path]:
        address = _UNSAFE.sub("_", mail.recipient)[:_LONGEST_NAME].strip(".")
        yield self.folder / f"{mail.number:06}-{address}.eml"
        for again in range(2, 1000):
            yield self.folder / f"{mail.number:06}-{address}-{again}.eml"


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=SMTPUTF8)
    message["From"] = Address(mail.sender.name, addr_spec=mail.sender.email)
    message["To"] = mail.recipient
    message["Subject"] = f"{mail.sender.name} shared “{mail.item_name}” with you"
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{mail.number}.{os.urandom(8).hex()}@onedrive.example>"
    may = "edit" if mail.can_edit else "view"
    lines = [f"{mail.sender.name} invites you to {may} “{mail.item_name}”.", ""]
    lines += [mail.message, ""] if mail.message else []
    lines += [f"Open it here: {mail.link}", "", "The link works only for the person this mail was sent to."]
    message.set_content("\n".join(lines))
    return message
