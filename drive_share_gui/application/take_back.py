"""Take back what one sending granted: remove the permissions it created, and no others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.outcome import Invited, Outcome
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whether one person's new permission is gone."""

    person: Person
    failure: Failure | None = None
    """Why it is still there; None where it is gone."""


def can_be_taken_back(outcome: Outcome) -> bool:
    """Whether this sending created the permission: one that was there before is not ours to remove."""
    return isinstance(outcome, Invited) and outcome.created


def take_back(
    service: SharingService, item: Item, outcomes: Iterable[Outcome], report: Callable[[TakenBack], None]
) -> tuple[TakenBack, ...]:
    """Remove every permission this sending created; one that is gone already counts as removed."""
    results: list[TakenBack] = []
    for outcome in outcomes:
        if isinstance(outcome, Invited) and outcome.created:
            results.append(_remove(service, item, outcome))
            report(results[-1])
    return tuple(results)


def _remove(service: SharingService, item: Item, outcome: Invited) -> TakenBack:
    try:
        service.revoke(item, outcome.permission.permission_id)
    except SharingError as error:
        gone = isinstance(error.failure, Refusal) and error.failure.reason is Reason.ITEM_GONE
        return TakenBack(outcome.person, None if gone else error.failure)
    return TakenBack(outcome.person)
