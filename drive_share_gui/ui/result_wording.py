"""What became of one person, and of all of them, in sentences that can be read alone."""

from collections.abc import Sequence
from typing import Final, assert_never

from drive_share_gui.application.report import granted_role
from drive_share_gui.domain.failure import Throttled
from drive_share_gui.domain.keeping import HandledElsewhere
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, Mail, NotSent, Outcome, Refused, Unknown
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.refusal import Reason
from drive_share_gui.ui.plain_text import foreign, name_of
from drive_share_gui.ui.result_rows import ResultRow, Step, needs_a_look
from drive_share_gui.ui.settling_wording import describe_unsettled
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.wording import explain

_ROLES: Final = {"read": "Can view", "write": "Can edit", "owner": "Owner"}
_MAIL: Final = {
    Mail.SENT: "e-mail sent",
    Mail.NOT_ASKED: "no e-mail, as chosen",
    Mail.UNKNOWN: "not known whether the e-mail went out",
}
_MAIL_TROUBLES: Final = {
    Reason.MAILBOX_FULL: "no e-mail: your mailbox is full",
    Reason.MAILBOX_NOT_FOUND: "no e-mail: your mailbox was not found",
    Reason.VERIFY_ACCOUNT: "no e-mail: Microsoft wants your account to be verified first",
    Reason.VERIFY_HUMAN: "no e-mail: Microsoft wants a verification check to be passed first",
    Reason.TOO_MANY_RECIPIENTS: "no e-mail: too many recipients for the mail system",
}
_ISOLATES: Final = {0x2068: None, 0x2069: None}
_JOINT: Final = " · "


def describe_row(row: ResultRow, now: float) -> str:
    """Say how far a person's invitation is, or what became of it; `now` in monotonic seconds."""
    match row.step:
        case Step.QUEUED:
            return translate("Result", "Waiting to be sent")
        case Step.SENDING:
            return translate("Result", "Sending…")
        case Step.WAITING:
            return _describe_wait(row, now)
        case Step.CHECKING:
            return translate("Result", "Not sure yet: looking at the sharing list…")
        case Step.TAKING_BACK:
            return translate("Result", "Removing access…")
        case Step.SETTLED:
            return _describe_settled(row, now)
        case _:
            assert_never(row.step)


def read_row(row: ResultRow, now: float) -> str:
    """Say it all in one sentence that is understood without the rows around it."""
    return f"{name_of(row.person)}: {describe_row(row, now)}"


def list_rows(rows: Sequence[ResultRow], now: float) -> str:
    """Write all rows as text for the clipboard, a line each, without the signs that guide a window.

    Where they are about several items, each begins with the name of its own.
    """
    are_several = len({row.invitation.item.place for row in rows}) > 1
    lines = [f"{foreign(row.invitation.item.name)}: " if are_several else "" for row in rows]
    return "".join(
        f"{line}{read_row(row, now)}".translate(_ISOLATES) + "\n" for line, row in zip(lines, rows, strict=True)
    )


def describe_role(permission: Permission, asked: Role) -> str:
    """Name what a permission allows; the role asked for where the service named none."""
    given = granted_role(permission) or asked.value
    known = _ROLES.get(given.lower())
    return translate("Result", known) if known else foreign(given, 40)


def seconds_left(due: float | None, now: float) -> int:
    """Count whole seconds until `due`, never less than 1."""
    return max(1, round((due or now) - now))


def _describe_wait(row: ResultRow, now: float) -> str:
    if isinstance(row.obstacle, HandledElsewhere):
        return translate("Result", "Being sent in another window, which is waited for")
    seconds = seconds_left(row.due, now)
    if row.obstacle is None or isinstance(row.obstacle, Throttled):
        return translate("Result", "The service asks to wait: {seconds} s left").format(seconds=seconds)
    left = translate("Result", "Next try in {seconds} s").format(seconds=seconds)
    return f"{left}{_JOINT}{explain(row.obstacle)}"


def _describe_settled(row: ResultRow, now: float) -> str:
    if row.taken_back is not None:
        if row.taken_back.failure is None:
            return translate("Result", "Access removed again")
        reason = explain(row.taken_back.failure)
        return translate("Result", "Still has access. {reason}").format(reason=reason)
    return describe_unsettled(row, now) or (_describe_outcome(row, row.outcome) if row.outcome else "")


def _describe_outcome(row: ResultRow, outcome: Outcome) -> str:
    match outcome:
        case Invited(permission=permission, mail=mail):
            return describe_role(permission, row.invitation.role) + _JOINT + _describe_mail(mail)
        case AlreadyHadAccess(permission=permission):
            role = describe_role(permission, row.invitation.role)
            return role + _JOINT + translate("Result", "had access before, so nothing was sent")
        case Refused(failure=failure):
            return translate("Result", "Not invited. {reason}").format(reason=explain(failure))
        case NotSent(failure=failure):
            return translate("Result", "Not sent. {reason}").format(reason=explain(failure))
        case Unknown(failure=failure):
            return explain(failure)
        case _:
            assert_never(outcome)


def _describe_mail(mail: Mail | MailTrouble) -> str:
    if isinstance(mail, Mail):
        return translate("Result", _MAIL[mail])
    known = _MAIL_TROUBLES.get(mail.refusal.reason)
    if known:
        return translate("Result", known)
    return translate("Result", "no e-mail: {reason}").format(reason=explain(mail.refusal))


def describe_progress(ended: int, total: int) -> str:
    """Say in one line how far the sending is."""
    return translate("Result", "Sharing with {total}: {ended} done").format(total=f"{total:,}", ended=f"{ended:,}")


def summarise(rows: Sequence[ResultRow]) -> str:
    """Say in one line how many people have access, and how many rows need a look."""
    removed = sum(row.is_removed for row in rows)
    items = len({row.invitation.item.place for row in rows})
    if items > 1:
        sentences = [_all_shared_with(rows, items, removed)]
    else:
        sentences = [_shared_with(sum(row.has_access for row in rows), len(rows), removed)]
    troubled = sum(needs_a_look(row) for row in rows)
    if troubled:
        sentences.append(_counted(troubled, "One needs a look.", "{number} need a look."))
    checked = sum(row.is_unknown and not row.asks and not row.is_elsewhere for row in rows)
    if checked:
        sentences.append(_counted(checked, "One is being checked.", "{number} are being checked."))
    return " ".join(sentences)


def _shared_with(having: int, total: int, removed: int) -> str:
    if removed and not having:
        return translate("Result", "Access was removed again.")
    if not having:
        return translate("Result", "Nobody has access yet.")
    if having == total:
        return _counted(total, "Shared with one person.", "Shared with {number} people.")
    return translate("Result", "Shared with {having} of {total}.").format(having=f"{having:,}", total=f"{total:,}")


def _all_shared_with(rows: Sequence[ResultRow], items: int, removed: int) -> str:
    """Count people, and only those with access to all of the items."""
    lacking = {row.person.key for row in rows if not row.has_access}
    total = len({row.person.key for row in rows})
    if not any(row.has_access for row in rows):
        return _shared_with(0, total, removed)
    having = total - len(lacking)
    if having == total:
        text = _counted(total, "Shared {items} items with one person.", "Shared {items} items with {number} people.")
    elif having:
        text = translate("Result", "{having} of {total} people have access to all {items} items.")
    else:
        text = translate("Result", "Nobody has access to all {items} items yet.")
    return text.format(items=f"{items:,}", having=f"{having:,}", total=f"{total:,}")


def _counted(number: int, one: str, many: str) -> str:
    return translate("Result", one if number == 1 else many).replace("{number}", f"{number:,}")
