"""In words, why a local file leads to no item that can be shared, and what to do then."""

from typing import Final, assert_never

from drive_share_gui.domain.local_file import (
    DriveRoot,
    NoAccountFor,
    NotInOneDrive,
    NotLocated,
    NotUploadedYet,
    Outside,
)
from drive_share_gui.domain.mail_address import MAX_ADDRESS
from drive_share_gui.ui.translation import translate


def explain_local_file(answer: NotLocated) -> str:
    """Say what is in the way, and the next step."""
    match answer:
        case NotInOneDrive(why=why):
            return translate("Failure", _OUTSIDE[why])
        case NotUploadedYet(client=client):
            text = "This file is not on the drive yet. Wait until {client} has uploaded it, then share."
            return translate("Failure", text).format(client=client.value)
        case NoAccountFor(account=account) if _can_be_shown(account):
            text = "This folder belongs to {account}. Sign in with that account, or change to it, then share."
            return translate("Failure", text).format(account=account)
        case NoAccountFor():
            text = "It is not known which account this folder belongs to. Name the account, or paste a link."
            return translate("Failure", text)
        case DriveRoot():
            return translate(
                "Failure", "This is the whole drive, which cannot be shared. Choose a folder or file in it."
            )
        case _:
            assert_never(answer)


def _can_be_shown(account: str) -> bool:
    return "@" in account and account.isprintable() and len(account) <= MAX_ADDRESS


_OUTSIDE: Final = {
    Outside.OTHER_PLACE: "This is in no folder that a OneDrive program keeps in sync. Move it there, or paste a link.",
    Outside.NOTHING_THERE: "There is no such file or folder on this computer. Check its name.",
    Outside.NO_ORDINARY_FILE: "This is neither a file nor a folder, so OneDrive cannot have it. Choose another.",
    Outside.MADE_BY_CLIENT: "This folder is on this computer only, for files that others share. Choose a file in it.",
    Outside.SOME_LIBRARY: "This is in a shared library, and its folder does not say which. Paste a link to it.",
}
