"""What a sign-in that has expired holds up, and what the service wants to see when somebody signs in again."""

from collections.abc import Iterable

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, SignInNeeded, StoppedAfter
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.signing_in import NoSuchAccount
from drive_share_gui.ui.held_up import held_up
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.trouble import Trouble


def waits_for_sign_in(rows: Iterable[ResultRow]) -> tuple[Row, ...]:
    """Give the journal's rows that go on once somebody has signed in again."""
    return held_up(rows, State.NEEDS_SIGN_IN)


def is_expired(trouble: Trouble | None, rows: Iterable[ResultRow]) -> bool:
    """Whether signing in again is what is missing."""
    return isinstance(trouble, SignInNeeded | NoSuchAccount) or bool(waits_for_sign_in(rows))


def challenge_in(trouble: Trouble | None, rows: Iterable[ResultRow]) -> str:
    """Give the claims challenge that came with it, if there was one."""
    failures = [trouble, *(row.failure for row in waits_for_sign_in(rows))]
    return next((claims for failure in failures if (claims := _claims(failure))), "")


def _claims(failure: Trouble | Failure | None) -> str:
    cause = failure.cause if isinstance(failure, StoppedAfter) else failure
    return cause.claims if isinstance(cause, SignInNeeded) else ""
