"""Whom Share was pressed for, until the journal holds them: so long they stay in the draft."""

from collections.abc import Iterable, Sequence
from typing import Final

from drive_share_gui.domain.person import Person
from drive_share_gui.ui.result_rows import ResultRow, Step


class HandedOver:
    """People of one press of Share or several; all of one press are written down in one piece."""

    def __init__(self) -> None:
        self._people: Final[dict[str, Person]] = {}
        self._under_way: frozenset[str] = frozenset()
        self._was_sending = False

    @property
    def people(self) -> tuple[Person, ...]:
        """Those who may not be written down yet."""
        return tuple(self._people.values())

    def add(self, people: Iterable[Person]) -> None:
        """Share was pressed for these."""
        self._people.update((person.key, person) for person in people)

    def clear(self) -> None:
        """Forget them."""
        self._people.clear()

    def follow(self, rows: Sequence[ResultRow], *, is_sending: bool, is_in_trouble: bool) -> bool:
        """See how the sending goes on; true where somebody was written down.

        That shows in the first row of a press that is not merely waiting for its turn any more, and at the end of
        a sending without trouble. With trouble nobody of a press that was waiting as a whole was written down.
        """
        begun, self._was_sending = is_sending and not self._was_sending, is_sending
        if not self._people:
            return False
        if begun:
            self._under_way = frozenset(row.person.key for row in rows if row.is_open)
        concerned = [row for row in rows if row.person.key in self._under_way]
        if is_sending:
            presses = {id(row.invitation) for row in concerned if row.step is not Step.QUEUED}
            concerned = [row for row in concerned if id(row.invitation) in presses]
        elif is_in_trouble:
            concerned = []
        if not is_sending:
            self._under_way = frozenset()
        found = [self._people.pop(row.person.key, None) for row in concerned]
        return any(found)
