"""In words, why something could not be written down or kept on this computer."""

from typing import Final, assert_never

from drive_share_gui.domain.keeping import (
    Elsewhere,
    HandledElsewhere,
    JournalProblem,
    KeyringProblem,
    MessageLost,
    NoKeyring,
    NotJournaled,
    Unkept,
)
from drive_share_gui.ui.translation import translate


def explain_unkept(failure: Unkept) -> str:
    """Say what could not be kept, and what that means for what was typed or sent."""
    match failure:
        case NotJournaled(problem=journal_problem):
            return translate("Failure", _JOURNAL[journal_problem])
        case HandledElsewhere(what=what):
            return translate("Failure", _ELSEWHERE[what])
        case MessageLost():
            return translate("Failure", "Its message was not kept on this computer. Write it again, then share.")
        case NoKeyring(problem=keyring_problem):
            return translate("Failure", _KEYRING[keyring_problem])
        case _:
            assert_never(failure)


_JOURNAL: Final = {
    JournalProblem.DISK_FULL: "The disk is full, so nothing was sent. Make room, then share again.",
    JournalProblem.NOT_WRITABLE: "The journal cannot be written, so nothing was sent.",
    JournalProblem.BUSY: "Another window kept the journal busy, so nothing was sent. Share again.",
    JournalProblem.DAMAGED: "The journal cannot be read, so nothing was sent. Close every window and start again.",
    JournalProblem.NEWER_PROGRAM: "A newer Drive Share made the journal, so nothing was sent. Use the newer one.",
    JournalProblem.FOLDER_NOT_OURS: "The folder of the journal belongs to somebody else, so nothing was sent.",
    JournalProblem.FOLDER_OPEN_TO_OTHERS: "Others can write in the folder of the journal, so nothing was sent."
    " Allow that to yourself alone.",
    JournalProblem.NOT_DURABLE: "The folder of the journal does not keep files safely, so nothing was sent."
    " Choose another one.",
}

_ELSEWHERE: Final = {
    Elsewhere.ROW: "Another window has this in hand, or has settled it already.",
    Elsewhere.ITEM: "Another window is sending an invitation to the same item.",
}

_KEYRING: Final = {
    KeyringProblem.NONE_HERE: "This computer has no keyring. Messages and sign-ins are kept until the program ends.",
    KeyringProblem.LOCKED: "The keyring is locked. Messages and sign-ins are kept until the program ends.",
    KeyringProblem.NO_ANSWER: "The keyring does not answer. Messages and sign-ins are kept until the program ends.",
    KeyringProblem.FORGETFUL: "The keyring forgets at once. Messages and sign-ins are kept until the program ends.",
    KeyringProblem.TROUBLE: "The keyring does not work. Messages and sign-ins are kept until the program ends.",
}
