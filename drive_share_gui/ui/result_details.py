"""Everything known about one person's result, in lines that can be copied into a problem report."""

from dataclasses import dataclass

from drive_share_gui.application.report import granted_role
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, NotSent, Outcome, Refused, Unknown
from drive_share_gui.domain.permission import MailTrouble, Permission
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.result_wording import describe_row
from drive_share_gui.ui.translation import translate

_ISOLATES = {0x2068: None, 0x2069: None}


@dataclass(frozen=True, slots=True)
class Detail:
    """A name and a value; the value is the service's own text, not yet prepared for showing."""

    name: str
    value: str
    is_secret: bool = False
    """Whether it opens the item: shown, and never part of a report."""


def details_of(row: ResultRow, now: float) -> tuple[Detail, ...]:
    """List what the service said about a person, leaving out what it did not say."""
    lines = [
        (translate("Details", "Person"), row.person.address),
        (translate("Details", "Result"), describe_row(row, now).translate(_ISOLATES)),
    ]
    outcome = row.outcome
    if isinstance(outcome, Invited | AlreadyHadAccess):
        lines += _about_permission(outcome.permission)
    failure = failure_of(outcome)
    lines.append((translate("Details", "Reason code"), code_of(failure) if failure else ""))
    lines.append((translate("Details", "Requests sent"), str(row.receipt.attempts) if row.receipt else ""))
    lines.append((translate("Details", "Request ID"), row.receipt.request_id if row.receipt else ""))
    link = [Detail(translate("Details", "Sharing link"), link_of(row), is_secret=True)] if link_of(row) else []
    return (*(Detail(name, value) for name, value in lines if value), *link)


def failure_of(outcome: Outcome | None) -> Failure | None:
    """Give the reason that belongs to an outcome, if there is one."""
    match outcome:
        case Refused(failure=failure) | Unknown(failure=failure) | NotSent(failure=failure):
            return failure
        case Invited(mail=MailTrouble(refusal=refusal)):
            return refusal
        case _:
            return None


def link_of(row: ResultRow) -> str:
    """Give the sharing link of a person's permission; empty where it has none."""
    outcome = row.outcome
    return outcome.permission.link_url if isinstance(outcome, Invited | AlreadyHadAccess) else ""


def as_text(details: tuple[Detail, ...], item: Item | None) -> str:
    """Put the lines in one piece, without secrets: a link opens the item, so it is not among them."""
    about = [Detail(translate("Details", "Item ID"), item.place.item_id)] if item else []
    told = [detail for detail in (*about, *details) if not detail.is_secret]
    return "\n".join(f"{detail.name}: {detail.value}" for detail in told)


def _about_permission(permission: Permission) -> list[tuple[str, str]]:
    roles = ", ".join(permission.roles) or granted_role(permission) or ""
    return [
        (translate("Details", "Permission ID"), permission.permission_id),
        (translate("Details", "Roles"), roles),
        (translate("Details", "Invitation address"), permission.invited_address),
        (translate("Details", "Sign-in required"), _yes_or_no(permission.sign_in_required)),
        (translate("Details", "Accepted"), _yes_or_no(permission.redeemed)),
        (translate("Details", "Inherited from"), permission.inherited_from),
        (translate("Details", "Expires"), f"{permission.expires.astimezone():%x %H:%M}" if permission.expires else ""),
    ]


def _yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - a fact of the service
    if value is None:
        return ""
    return translate("Details", "yes") if value else translate("Details", "no")
