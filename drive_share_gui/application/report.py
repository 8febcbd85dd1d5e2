"""Results as data for scripts and files: the promised JSON shape, and CSV that no spreadsheet runs."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypedDict, assert_never

from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Invited,
    Mail,
    NotSent,
    Outcome,
    Receipt,
    Refused,
    Unknown,
    tally,
)
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.spreadsheet_cell import safe_cell

Explain: TypeAlias = Callable[[Failure], str]
"""Gives the sentence for a failure; the words belong to the user interface."""


class ReasonRow(TypedDict):
    """Why something is as it is: a stable code and a sentence."""

    code: str
    text: str


class ItemRow(TypedDict):
    """An item, as the command line promises it."""

    id: str
    name: str
    path: str
    drive_id: str
    web_url: str


class PersonRow(TypedDict):
    """What became of one person, as the command line promises it."""

    email: str
    access: str
    mail: str
    role: str | None
    permission_id: str | None
    reason: ReasonRow | None
    fix_url: str | None
    attempts: int


class LeftoverRow(TypedDict):
    """A piece of the list of people that became nobody, and why."""

    text: str
    reason: str


class ResultsReport(TypedDict):
    """What became of one sending, as the command line promises it."""

    item: ItemRow | None
    people: list[PersonRow]
    leftovers: list[LeftoverRow]
    summary: dict[str, int]
    error: ReasonRow | None


class ManyReports(TypedDict):
    """What one sending did about several items."""

    items: list[ResultsReport]
    leftovers: list[LeftoverRow]
    summary: dict[str, int]
    error: ReasonRow | None


def item_row(item: Item) -> ItemRow:
    """Describe an item."""
    return {
        "id": item.place.item_id,
        "name": item.name,
        "path": item.path,
        "drive_id": item.drive_id,
        "web_url": item.web_url,
    }


def person_row(receipt: Receipt, explain: Explain) -> PersonRow:
    """Describe what became of one person."""
    outcome = receipt.outcome
    permission = _permission(outcome)
    failure, fix_url = _reason(outcome)
    return {
        "email": outcome.person.address,
        "access": _access(outcome),
        "mail": _mail(outcome),
        "role": granted_role(permission) if permission else None,
        "permission_id": permission.permission_id if permission else None,
        "reason": reason_row(failure, explain) if failure else None,
        "fix_url": fix_url or None,
        "attempts": receipt.attempts,
    }


def reason_row(failure: Failure, explain: Explain) -> ReasonRow:
    """Describe why."""
    return {"code": code_of(failure), "text": explain(failure)}


def summary_row(receipts: Iterable[Receipt]) -> dict[str, int]:
    """Count people by what became of their access."""
    count = tally(receipt.outcome for receipt in receipts)
    return {
        "granted": count.granted,
        "already": count.already,
        "refused": count.refused,
        "unknown": count.unknown,
        "not_sent": count.not_sent,
    }


def granted_role(permission: Permission) -> str | None:
    """Name the strongest role of a permission, as the service spelled it; None where it named none."""
    known = [role for role in permission.roles if role.lower() in {r.value for r in Role}]
    return (
        max(known, key=lambda role: role.lower() == Role.WRITE.value) if known else next(iter(permission.roles), None)
    )


def results(item: Item | None, receipts: Sequence[Receipt], explain: Explain) -> ResultsReport:
    """Describe a sending; an item that was not found and an empty list of receipts stand for none."""
    return {
        "item": item_row(item) if item else None,
        "people": [person_row(receipt, explain) for receipt in receipts],
        "leftovers": [],
        "summary": summary_row(receipts),
        "error": None,
    }


def results_of_all(shared: Sequence[tuple[Item, Sequence[Receipt]]], explain: Explain) -> ManyReports:
    """Describe a sending about several items: what each would be alone, and the sum."""
    everything = [receipt for _, receipts in shared for receipt in receipts]
    each = [results(item, receipts, explain) for item, receipts in shared]
    return {"items": each, "leftovers": [], "summary": summary_row(everything), "error": None}


def results_as_json(shared: Sequence[tuple[Item, Sequence[Receipt]]], explain: Explain) -> str:
    """Write the results as the JSON object of the command line; of several items, as one with an object for each."""
    report = results(*shared[0], explain) if len(shared) == 1 else results_of_all(shared, explain)
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def results_as_csv(shared: Sequence[tuple[Item, Sequence[Receipt]]], explain: Explain) -> str:
    """Write the results as CSV (RFC 4180) in which no cell starts a formula; of several items, two columns more."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    are_several = len(shared) > 1
    heads = ["email", "name", "access", "mail", "role", "reason", "fix_url", "permission_id"]
    writer.writerow([*heads, "item", "item_id"] if are_several else heads)
    for item, receipts in shared:
        about = [item.name, item.place.item_id] if are_several else []
        for receipt in receipts:
            row = person_row(receipt, explain)
            reason = row["reason"]["text"] if row["reason"] else ""
            cells = [row["email"], receipt.outcome.person.name, row["access"], row["mail"], row["role"], reason]
            cells += [row["fix_url"], row["permission_id"], *about]
            writer.writerow([safe_cell(cell or "") for cell in cells])
    return out.getvalue()


def _access(outcome: Outcome) -> str:
    match outcome:
        case Invited():
            return "granted"
        case AlreadyHadAccess():
            return "already"
        case Refused():
            return "refused"
        case Unknown():
            return "unknown"
        case NotSent():
            return "not_sent"
        case _:
            assert_never(outcome)


def _mail(outcome: Outcome) -> str:
    if isinstance(outcome, Invited) and isinstance(outcome.mail, Mail):
        return outcome.mail.value
    return Mail.UNKNOWN.value if isinstance(outcome, Unknown) else "not_sent"


def _permission(outcome: Outcome) -> Permission | None:
    return outcome.permission if isinstance(outcome, Invited | AlreadyHadAccess) else None


def _reason(outcome: Outcome) -> tuple[Failure | None, str]:
    match outcome:
        case Invited(mail=MailTrouble(refusal=refusal, fix_url=fix_url)):
            return refusal, fix_url
        case Invited() | AlreadyHadAccess():
            return None, ""
        case Refused(failure=failure) | Unknown(failure=failure) | NotSent(failure=failure):
            return failure, ""
        case _:
            assert_never(outcome)
