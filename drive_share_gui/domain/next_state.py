"""What a row of the journal becomes when something happens to it: pure decisions, each by the rules of delivery."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, assert_never

from drive_share_gui.domain.delivery import Proof, State, proof_of, step
from drive_share_gui.domain.failure import Cancelled, Failure, SignInNeeded, StoppedAfter, Unreachable
from drive_share_gui.domain.journal_event import (
    Answered,
    Chosen,
    Claimed,
    Event,
    ListRefused,
    Looked,
    Orphaned,
    Taken,
    Unblocked,
)
from drive_share_gui.domain.journal_row import Choice, Click, Grant, Kept, Looks, Row
from drive_share_gui.domain.keeping import Elsewhere
from drive_share_gui.domain.look_times import LOOKS_BEFORE_ASKING
from drive_share_gui.domain.moment import Moment, Wait
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Invited,
    Mail,
    NotSent,
    Outcome,
    Refused,
    Unknown,
    is_new,
)
from drive_share_gui.domain.permission import MailTrouble
from drive_share_gui.domain.signing_in import NoSuchAccount

_WAITS_TO_BE_SENT: Final = frozenset({State.QUEUED, State.WAITING})
_TEXT_NO_LONGER_NEEDED: Final = frozenset({State.DONE, State.DONE_NO_MAIL, State.ALREADY, State.DROPPED})
"""A refused invitation keeps its message: the person may mend something and try it again."""


def advance(row: Row, event: Event, now: Moment) -> Row:
    """Give the row after `event`; the very same row where that comes too late to matter.

    Raises ValueError for a step the table of `delivery` does not hold.
    """
    match event:
        case Taken(owner=owner):
            _require(row, event, _WAITS_TO_BE_SENT)
            after = replace(row, owner=owner)
        case Claimed():
            after = _claimed(row, event, now)
        case Answered():
            after = _answered(row, event, now)
        case Looked():
            after = _looked(row, event, now)
        case ListRefused():
            after = _list_refused(row, event, now)
        case Orphaned():
            after = _orphaned(row, event, now)
        case Chosen(choice=choice):
            state = step(row.state, State.DROPPED, clicked=True)
            after = replace(_clicked(row, choice, now.wall), state=state, owner=None)
        case Unblocked():
            _require(row, event, {State.NEEDS_SIGN_IN, State.NEEDS_PROXY})
            after = replace(row, state=step(row.state, State.QUEUED), failure=None)
        case _:
            assert_never(event)
    if after is row:
        return row
    kept = Kept.NOTHING if after.state in _TEXT_NO_LONGER_NEEDED else after.kept
    return replace(after, kept=kept, updated=now.wall, revision=row.revision + 1)


def in_the_way(rows: Sequence[Row], under_way: Sequence[Row], *, clicked: bool) -> Elsewhere | None:
    """Say what keeps `rows` from being claimed together, where `under_way` are the item's rows that are SENDING.

    One request at a time for one item (I6): only then can a new permission be told to be its doing.
    """
    if not all(row.state.may_be_claimed or (clicked and row.state is State.ASK) for row in rows):
        return Elsewhere.ROW
    return Elsewhere.ITEM if under_way else None


def after_answer(outcome: Outcome) -> State:
    """Name the state an outcome leads to."""
    match outcome:
        case Invited(mail=mail):
            return State.DONE_NO_MAIL if isinstance(mail, MailTrouble) else State.DONE
        case AlreadyHadAccess():
            return State.ALREADY
        case Refused():
            return State.REFUSED
        case Unknown():
            return State.UNKNOWN
        case NotSent(failure=failure):
            return after_failure(failure)
        case _:
            assert_never(outcome)


def after_failure(failure: Failure, *, will_try_again: bool = False) -> State:
    """Name the state of somebody who was not invited because of `failure`."""
    cause = failure.cause if isinstance(failure, StoppedAfter) else failure
    proof = proof_of(failure)
    if will_try_again and proof is not Proof.UNKNOWN:
        return State.WAITING
    if proof is Proof.REFUSED:
        return State.REFUSED
    if proof is Proof.UNKNOWN:
        return State.UNKNOWN
    if isinstance(cause, SignInNeeded | NoSuchAccount):
        return State.NEEDS_SIGN_IN
    if isinstance(cause, Unreachable) and cause.hurdle.is_the_proxys:
        return State.NEEDS_PROXY
    return State.QUEUED if isinstance(cause, Cancelled) else State.WAITING


def after_look(state: State, *, found: bool, looks: int, after_quiet_window: bool) -> State:
    """Name the state after a look; `looks` counts the complete ones, this one among them."""
    if found:
        return State.DONE
    used_up = looks >= LOOKS_BEFORE_ASKING and after_quiet_window
    return State.ASK if used_up or state is State.ASK else State.UNKNOWN


def _claimed(row: Row, event: Claimed, now: Moment) -> Row:
    state = step(row.state, State.SENDING, clicked=event.clicked)
    if row.not_before is not None and not row.not_before.is_over(now) and not event.clicked:
        message = "claimed before its wait was over"
        raise ValueError(message)
    row = _clicked(row, Choice.SEND_AGAIN, now.wall) if row.state is State.ASK else row
    return replace(
        row,
        state=state,
        attempts=row.attempts + 1,
        owner=event.owner,
        not_after=Wait(now, event.may_run),
        quiet_window=event.quiet_window,
        not_before=None,
        check_after=None,
        looks=Looks(),
        baseline=event.baseline,
        failure=None,
        request_id="",
    )


def _answered(row: Row, event: Answered, now: Moment) -> Row:
    outcome = event.receipt.outcome
    if _comes_too_late(row, event):
        return row
    state = after_answer(outcome)
    if isinstance(outcome, NotSent):
        state = after_failure(outcome.failure, will_try_again=event.wait is not None)
    state = step(row.state, state)
    owner = row.owner if event.wait is not None and state is State.WAITING else None
    row = replace(row, state=state, owner=owner, request_id=event.receipt.request_id or row.request_id)
    match outcome:
        case Invited(permission=permission, mail=mail, created=created):
            return _granted(row, Grant(permission.permission_id, permission.roles, created, mail))
        case AlreadyHadAccess(permission=permission):
            return _granted(row, Grant(permission.permission_id, permission.roles, created=False))
        case Unknown(failure=failure):
            return _unknown(replace(row, failure=failure), now)
        case Refused(failure=failure):
            return replace(row, failure=failure, baseline=None)
        case NotSent(failure=failure):
            wait = Wait(now, event.wait) if event.wait is not None and state is State.WAITING else None
            return replace(row, failure=failure, not_before=wait, baseline=None)
        case _:
            assert_never(outcome)


def _orphaned(row: Row, event: Orphaned, now: Moment) -> Row:
    if row.owner is not None and row.state in _WAITS_TO_BE_SENT:
        return replace(row, owner=None)
    _require(row, event, {State.SENDING})
    return _unknown(replace(row, state=step(row.state, State.UNKNOWN)), _last_written(row, now))


def _comes_too_late(row: Row, event: Answered) -> bool:
    """Whether the row went on without this answer: nothing but an invitation shown to be true changes it then."""
    outcome = event.receipt.outcome
    if outcome.person.key != row.person.key:
        message = "an answer about somebody else"
        raise ValueError(message)
    given_up = row.state in {State.UNKNOWN, State.ASK} and not isinstance(outcome, Invited)
    return event.attempt != row.attempts or row.state.is_settled or given_up


def _looked(row: Row, event: Looked, now: Moment) -> Row:
    if event.attempt != row.attempts or row.state not in {State.UNKNOWN, State.ASK}:
        return row
    if event.found is None and not event.complete:
        return row
    looks = row.looks.complete + 1
    state = step(
        row.state, after_look(row.state, found=bool(event.found), looks=looks, after_quiet_window=_is_quiet(row, now))
    )
    if event.found is None:
        return replace(row, state=state, looks=Looks(looks, now))
    created = is_new(event.found, row.baseline)
    mail = event.found.trouble or Mail.UNKNOWN
    return _granted(replace(row, state=state), Grant(event.found.permission_id, event.found.roles, created, mail))


def _list_refused(row: Row, event: ListRefused, now: Moment) -> Row:
    """Ask at once where looking cannot help, but not before an answer could still come or the service act late."""
    if event.attempt != row.attempts or row.state is not State.UNKNOWN or not _is_quiet(row, now):
        return row
    return replace(row, state=step(row.state, State.ASK))


def _is_quiet(row: Row, now: Moment) -> bool:
    return row.check_after is None or row.check_after.is_over(now)


def _granted(row: Row, grant: Grant) -> Row:
    if not grant.permission_id:
        message = f"{row.state.value} without the ID of a permission"
        raise ValueError(message)
    return replace(row, grant=grant, failure=None, baseline=None, check_after=None, not_before=None, in_doubt=False)


def _unknown(row: Row, since: Moment) -> Row:
    return replace(row, owner=None, check_after=Wait(since, row.quiet_window), looks=Looks(), in_doubt=True)


def _last_written(row: Row, now: Moment) -> Moment:
    return row.not_after.begun if row.not_after is not None else now


def _clicked(row: Row, choice: Choice, at: datetime) -> Row:
    return replace(row, clicks=(*row.clicks, Click(choice, at)))


def _require(row: Row, event: Event, states: Container[State]) -> None:
    if row.state not in states:
        message = f"{type(event).__name__} says nothing about a row that is {row.state.value}"
        raise ValueError(message)
