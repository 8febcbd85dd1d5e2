"""What is said about invitations that are not settled: in doubt, in other hands, or never sent."""

from typing import Final

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Unknown
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.wording import explain

_MINUTE: Final = 60
_LIST_NOT_SHOWN: Final = (
    "The sharing list is not shown to this account. Look on the website who has access, then decide."
)
_SHOWN_ONLY_HERE: Final = (
    "The results here are true: read or export them before you close the window. The next start looks everybody up."
)
_WITHHELD: Final = frozenset({Reason.NOT_ALLOWED, Reason.ONLY_THE_OWNER, Reason.ACTION_NOT_ALLOWED, Reason.NOT_OFFERED})
"""Refusals that do not speak of the item itself."""


def describe_unsettled(row: ResultRow, now: float) -> str:
    """Say how it stands with a row nobody is working at here; "" where its outcome says it all."""
    if row.is_elsewhere:
        return _describe_elsewhere(row.journaled)
    if row.is_left:
        return _describe_left(row)
    if row.asks:
        return _describe_question(row)
    if row.is_unknown:
        return _describe_doubt(row, now)
    if row.never_went_out and row.journaled is not None:
        return _describe_unsent(row, row.journaled)
    return ""


def count_questions(number: int) -> str:
    """Name all those the person has to decide about."""
    return _counted(number, "One could not be confirmed:", "{number} could not be confirmed:")


def count_unsent(number: int) -> str:
    """Name all those that were never sent."""
    return _counted(number, "One was never sent:", "{number} were never sent:")


def count_earlier(number: int) -> str:
    """Say at the start that invitations from earlier are not settled."""
    return _counted(
        number, "One invitation from earlier needs a look.", "{number} invitations from earlier need a look."
    )


def summarise_earlier(number: int) -> str:
    """Say how many invitations from earlier are not settled."""
    if not number:
        return translate("Settling", "Nothing from earlier is open any more.")
    return _counted(
        number, "One invitation from earlier is not settled.", "{number} invitations from earlier are not settled."
    )


def explain_earlier() -> str:
    """Say what happens with them."""
    return translate("Settling", "Nothing of this is sent unless you say so. Those in doubt are looked for meanwhile.")


def ask_to_forget(number: int) -> str:
    """Say what forgetting means."""
    return _counted(
        number,
        "Nobody will know that it was begun, nor look for it:",
        "Nobody will know that these {number} were begun, nor look for them:",
    )


def explain_unkept(number: int) -> str:
    """Say that the journal does not know what the window shows, and what follows from that."""
    text = _counted(
        number,
        "What became of one person could not be written down.",
        "What became of {number} people could not be written down.",
    )
    return f"{text} {translate('Settling', _SHOWN_ONLY_HERE)}"


def countdown(due: float, now: float) -> str:
    """Give the time left as minutes and seconds, never less than one second."""
    minutes, seconds = divmod(max(1, round(due - now)), _MINUTE)
    return f"{minutes}:{seconds:02}"


def _describe_elsewhere(row: Row | None) -> str:
    if row is not None and row.state is State.SENDING:
        return translate("Settling", "Being sent in another window")
    return translate("Settling", "Waiting to be sent in another window")


def _describe_left(row: ResultRow) -> str:
    if isinstance(row.outcome, Unknown):
        return translate("Settling", "Left as it is. The invitation may have arrived.")
    return translate("Settling", "Not sent, as you decided.")


def _describe_question(row: ResultRow) -> str:
    if row.asks_blindly and (row.obstacle is None or _withholds_the_list(row.obstacle)):
        return translate("Settling", _LIST_NOT_SHOWN)
    question = translate("Settling", "We could not find out whether {name} was invited.").format(
        name=foreign(row.person.name or row.person.address, 80)
    )
    if row.obstacle is not None:
        return f"{question} {explain(row.obstacle)}"
    if row.looked_at is None:
        return question
    looked = translate("Settling", "Last looked at {time}.").format(time=f"{row.looked_at.astimezone():%H:%M}")
    return f"{question} {looked}"


def _withholds_the_list(obstacle: Failure) -> bool:
    return isinstance(obstacle, Refusal) and obstacle.reason in _WITHHELD


def _describe_doubt(row: ResultRow, now: float) -> str:
    waits = row.due is not None and row.due > now
    when = countdown(row.due, now) if row.due is not None else ""
    if row.obstacle is not None:
        text = translate("Settling", "Not sure yet: the sharing list could not be read.")
        again = translate("Settling", "Checking again in {time}").format(time=when)
        return f"{text} {again if waits else explain(row.obstacle)}"
    if waits:
        return translate("Settling", "Not sure yet. Checking the sharing list in {time}").format(time=when)
    if row.due is not None:
        return translate("Settling", "Not sure yet. Checking the sharing list soon")
    return translate("Settling", "Not sure yet. The next start looks again")


def _describe_unsent(row: ResultRow, journaled: Row) -> str:
    reason = row.obstacle or journaled.failure
    if journaled.state is State.NEEDS_SIGN_IN and row.obstacle is None:
        return translate("Settling", "Not sent yet: waits until you have signed in again")
    if reason is None:
        return translate("Settling", "Never sent: the program ended before its turn.")
    return translate("Result", "Not sent. {reason}").format(reason=explain(reason))


def _counted(number: int, one: str, many: str) -> str:
    text = translate("Settling", one if number == 1 else many)
    return text.format(number=f"{number:,}")
