"""Every reason in words: one sentence for each failure, problem, caution and leftover."""

from typing import Final, assert_never

from drive_share_gui.domain.failure import (
    AddressProblem,
    Cancelled,
    Failure,
    ListProblem,
    NoAccount,
    NoAnswer,
    NoPractice,
    NotSaved,
    ServiceTrouble,
    SignInNeeded,
    StoppedAfter,
    Throttled,
    UnclearAnswer,
    Unreachable,
    UnreadableList,
    UnusableAddress,
    UnusableReference,
)
from drive_share_gui.domain.invitation import Caution, Problem
from drive_share_gui.domain.keeping import HandledElsewhere, MessageLost, NoKeyring, NotJournaled
from drive_share_gui.domain.local_file import DriveRoot, NoAccountFor, NotInOneDrive, NotUploadedYet
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed
from drive_share_gui.ui.keeping_words import explain_unkept
from drive_share_gui.ui.local_file_words import explain_local_file
from drive_share_gui.ui.network_words import explain_network
from drive_share_gui.ui.reference_words import explain_reference
from drive_share_gui.ui.sign_in_words import explain_sign_in
from drive_share_gui.ui.translation import translate


def explain(failure: Failure) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a kind of failure
    """Say in one or two sentences what happened and what to do next."""
    match failure:
        case Unreachable() | NoAnswer() | UnclearAnswer():
            return explain_network(failure)
        case SignInNeeded():
            return translate("Failure", "The sign-in has expired. Sign in again.")
        case Throttled(seconds=seconds):
            return _throttled(seconds)
        case Refusal(reason=reason):
            return translate("Failure", _REASONS[reason])
        case ServiceTrouble():
            return translate("Failure", "The service had a problem of its own.")
        case Cancelled():
            return translate("Failure", "Stopped before this was sent.")
        case StoppedAfter(cause=cause):
            return translate("Failure", "Not sent, because of an earlier answer: {cause}").format(cause=explain(cause))
        case NoAccount(several=True):
            return translate("Failure", "Several accounts are signed in. Choose one.")
        case NoAccount(token_missing=token_missing):
            return translate("Failure", _NO_ACCOUNT[token_missing])
        case NoPractice():
            return translate("Failure", "The practice drive could not be started on this computer.")
        case UnusableReference(problem=problem):
            return explain_reference(problem)
        case UnusableAddress(problem=address_problem):
            return translate("Failure", _SERVICE_ADDRESSES[address_problem])
        case UnreadableList(problem=list_problem, line=line):
            return _unreadable_list(list_problem, line)
        case NotSaved(disk_full=disk_full):
            return translate("Failure", _NOT_SAVED[disk_full])
        case NotJournaled() | HandledElsewhere() | MessageLost() | NoKeyring():
            return explain_unkept(failure)
        case SignInFailed() | NoSuchAccount():
            return explain_sign_in(failure)
        case NotInOneDrive() | NotUploadedYet() | NoAccountFor() | DriveRoot():
            return explain_local_file(failure)
        case _:
            assert_never(failure)


def describe_problem(problem: Problem) -> str:
    """Say what is missing or too much before an invitation can be sent."""
    return translate("Problem", _PROBLEMS[problem])


def describe_caution(caution: Caution) -> str:
    """Say what a choice would cause."""
    return translate("Caution", _CAUTIONS[caution])


def describe_leftover(why: Unusable) -> str:
    """Say why a piece of text became nobody."""
    return translate("Leftover", _LEFTOVERS[why])


def _throttled(seconds: float | None) -> str:
    if seconds is None:
        return translate("Failure", "The service asks to wait before sending more.")
    return translate("Failure", "The service asks to wait {seconds} s before sending more.").format(
        seconds=max(1, round(seconds))
    )


def _unreadable_list(problem: ListProblem, line: int | None) -> str:
    text = translate("Failure", _LISTS[problem])
    return text if line is None else translate("Failure", "Line {line}: {text}").format(line=line, text=text)


_REASONS: Final = {
    Reason.NOT_ALLOWED: (
        "Sharing this item is not allowed, or a policy of the organisation forbids it. "
        "Ask its owner or an administrator."
    ),
    Reason.ONLY_THE_OWNER: "Only the owner of the item can do this.",
    Reason.ITEM_GONE: "That item does not exist any more, was moved, or cannot be seen with this account.",
    Reason.REQUEST_NOT_ACCEPTED: "The service did not accept the request. Check the address.",
    Reason.SIGN_IN_RULE: "This address cannot be invited with sign-in required. Share without requiring sign-in.",
    Reason.ADDRESS_UNKNOWN: "The organisation does not know this address.",
    Reason.MESSAGE_TOO_LONG: "The service finds the message too long.",
    Reason.PATH_NOT_ACCEPTED: "The path contains something that the service does not accept.",
    Reason.ACTION_NOT_ALLOWED: "The service does not allow this.",
    Reason.ITEM_NOT_SHAREABLE: "This kind of item cannot be shared.",
    Reason.CHANGED_MEANWHILE: "Somebody changed this meanwhile. Look again, then try once more.",
    Reason.ALREADY_SHARED: "It is already shared with this person.",
    Reason.DRIVE_NOT_SET_UP: "OneDrive is not set up yet for this account.",
    Reason.LOCKED: "The item is locked, perhaps because somebody is editing it. Try again later.",
    Reason.QUOTA: "The drive is full.",
    Reason.MALWARE: "The service found malware in the item and does not share it.",
    Reason.TOO_LARGE: "The service finds the request too large.",
    Reason.NOT_OFFERED: "This service does not offer sharing in this way.",
    Reason.VERIFY_ACCOUNT: "Microsoft wants the account to be verified before it sends mail.",
    Reason.VERIFY_HUMAN: "Microsoft wants a verification check to be passed before it sends mail.",
    Reason.MAILBOX_NOT_FOUND: "Your mailbox was not found, so no e-mail could go out.",
    Reason.MAILBOX_FULL: "Your mailbox is full, so no e-mail could go out.",
    Reason.TOO_MANY_RECIPIENTS: "Too many recipients at once for the mail system.",
    Reason.OTHER: "The service did not accept this.",
}

_SERVICE_ADDRESSES: Final = {
    AddressProblem.NOT_A_URL: "The service address is not a complete https address.",
    AddressProblem.PLAIN_HTTP: "The service address has to begin with https; plain http is only for this computer.",
    AddressProblem.PRACTICE_TOKEN_ELSEWHERE: "A token of the practice drive is not sent to another computer.",
    AddressProblem.REAL_TOKEN_HERE: "The token of an account is not sent to a program on this computer.",
    AddressProblem.USER_INFO: "The service address must not contain a user name or password.",
}

_LISTS: Final = {
    ListProblem.TOO_LARGE: "The file is larger than 5 MB.",
    ListProblem.TOO_MANY_ROWS: "The file has more than 10,000 lines.",
    ListProblem.ENCODING: "The file is not plain text in UTF-8 or UTF-16.",
    ListProblem.SPREADSHEET: "This is a spreadsheet or an archive. Save it as CSV first.",
    ListProblem.QUOTES: "The quotation marks do not match.",
    ListProblem.NO_FILE: "The file cannot be read.",
}

_NO_ACCOUNT: Final = {
    True: "There is no token for this service. Put it into the environment variable DRIVE_SHARE_TOKEN.",
    False: "Nobody is signed in. Sign in, or use the practice drive.",
}

_NOT_SAVED: Final = {
    True: "The disk is full: the file was not saved. Nothing else is lost.",
    False: "The file could not be saved there. Choose another place.",
}

_PROBLEMS: Final = {
    Problem.NO_ITEM: "Choose what to share.",
    Problem.NO_PEOPLE: "Add at least one person.",
    Problem.UNREAD_ENTRIES: "Some entries are not addresses. Mend or remove them.",
    Problem.MESSAGE_TOO_LONG: "The message is longer than 2,000 characters.",
    Problem.ROOT_OF_PERSONAL_DRIVE: "The whole drive cannot be shared. Choose a folder or a file in it.",
    Problem.EXPIRY_NOT_TAKEN: "This service takes no expiry date with an invitation.",
    Problem.EXPIRY_PAST: "The expiry date has passed.",
    Problem.PASSWORD_NOT_TAKEN: "This drive takes no password with an invitation.",
}

_CAUTIONS: Final = {
    Caution.OTHER_LOCAL_NAME: "On this computer it has another name. Make sure that it is the one you mean.",
    Caution.MAY_BE_REFUSED_NEITHER: "Neither sign-in nor e-mail: some services refuse this.",
    Caution.MESSAGE_DROPPED_WITHOUT_SIGN_IN: "Without sign-in the service leaves the message out of its e-mail.",
    Caution.MESSAGE_UNUSED_WITHOUT_MAIL: "Without e-mail nobody gets to read the message.",
    Caution.FOLDER_WITHOUT_SIGN_IN: "Organisations often refuse to share a folder without sign-in.",
    Caution.EXPIRY_NEEDS_PREMIUM: "An expiry date needs a premium plan on a personal drive.",
    Caution.EXPIRY_MAY_BE_REFUSED: "Some organisations refuse an expiry date for people.",
    Caution.MANY_PEOPLE: "These are more than 200 people. Check the list once more.",
    Caution.OWNER_INVITED: "One of these people owns the drive and has access already.",
    Caution.TOO_MANY_TOGETHER: "One request for more than 20 people often gets no answer. Send one by one instead.",
    Caution.TOGETHER_ALL_OR_NOTHING: "In one request for all, a single address can make the service refuse everybody.",
}

_LEFTOVERS: Final = {
    Unusable.NO_AT: "no @ in it",
    Unusable.SEVERAL_AT: "more than one @",
    Unusable.NOTHING_BEFORE_AT: "nothing before the @",
    Unusable.NO_DOMAIN: "no complete domain after the @",
    Unusable.DOTS: "a dot in the wrong place",
    Unusable.TOO_LONG: "too long for an address",
    Unusable.SIGN_NOT_ALLOWED: "a sign that addresses cannot have",
    Unusable.INVISIBLE: "an invisible character in it",
    Unusable.LOOK_ALIKE: "a character that only looks like an ordinary one",
    Unusable.UNCLEAR: "not clear which address is meant",
    Unusable.DUPLICATE: "in the list already",
    Unusable.UNCLOSED_QUOTE: "a quotation mark without its partner",
    Unusable.EMPTY: "no address",
}
