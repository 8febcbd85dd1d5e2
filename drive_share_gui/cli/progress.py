"""How far a sending has come: a bar on a terminal, a line for each wait, a line for each person."""

import math
from collections.abc import Callable, Sequence
from typing import Final, assert_never

from drive_share_gui.application.progress import Progress, Queued, Sending, Settled, Waiting
from drive_share_gui.application.settle_later import Looking
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.output import Output
from drive_share_gui.domain.failure import Cancelled, Failure, NoAnswer, Silence, Throttled
from drive_share_gui.domain.keeping import HandledElsewhere
from drive_share_gui.domain.outcome import NotSent, Receipt, Unknown
from drive_share_gui.domain.person import Person

_BAR: Final = 24
"""Columns."""


class Course:
    """Follows one sending and keeps what is settled, so that even a sudden end has an answer."""

    def __init__(
        self,
        people: Sequence[Person],
        output: Output,
        explain: Callable[[Failure], str],
        settled: Callable[[Receipt], None],
    ) -> None:
        """Show on `output`; call `settled` with everybody whose outcome is final."""
        self._people: Final = people
        self._output: Final = output
        self._explain: Final = explain
        self._settled: Final = settled
        self._receipts: dict[str, Receipt] = {}
        self._under_way: tuple[Person, ...] = ()
        self._why = ""

    def follow(self, progress: Progress) -> None:
        """Take in what the use case reports."""
        match progress:
            case Queued():
                self._draw()
            case Sending(people=people):
                self._under_way = people
                self._draw(harmless(people[0].address) if len(people) == 1 else f"{len(people)} people at once")
            case Waiting(people=people, failure=HandledElsewhere()):
                self._output.tell(
                    harmless(f"{_names(people)}: in the hands of another window or program. Waiting for it.")
                )
            case Waiting(people=people, seconds=seconds, failure=failure):
                self._under_way = ()
                why = "the service asks to wait" if isinstance(failure, Throttled) else self._explain(failure)
                self._wait(f"{_names(people)}: {why}", seconds)
            case Settled(receipt=receipt):
                self._receipts[receipt.outcome.person.key] = receipt
                if not isinstance(receipt.outcome, Unknown):
                    self._settled(receipt)
                self._draw()
            case _:
                assert_never(progress)

    def look(self, looking: Looking) -> None:
        """Take in that the sharing list is about to be looked at."""
        self._wait(f"{_names(looking.people)}: not known yet, looking at the sharing list", looking.seconds)

    def count_down(self, left: float) -> None:
        """Show how much of a wait is left."""
        self._output.show(f"{math.ceil(left)} s · {self._why}")

    def receipts(self) -> tuple[Receipt, ...]:
        """Give everybody's receipt as far as it is known now: what was under way is unknown."""
        flying = {person.key for person in self._under_way}
        return tuple(
            self._receipts.get(person.key)
            or (
                Receipt(Unknown(person, NoAnswer(Silence.CONNECTION_LOST)), 1)
                if person.key in flying
                else Receipt(NotSent(person, Cancelled()))
            )
            for person in self._people
        )

    def _wait(self, why: str, seconds: float) -> None:
        self._why = harmless(why)
        if not self._output.is_terminal:
            self._output.tell(f"Waiting {max(1, round(seconds))} s · {self._why}")

    def _draw(self, what: str = "") -> None:
        done, total = len(self._receipts), len(self._people)
        if done < total:
            full = _BAR * done // total
            self._output.show(f"[{'#' * full}{'.' * (_BAR - full)}] {done} of {total}  {what}")
        else:
            self._output.show("")


def _names(people: Sequence[Person]) -> str:
    return people[0].address if len(people) == 1 else f"{len(people)} people"
