"""What is filled in so far, and how it changes: people, role, message and options."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from drive_share_gui.application.keep_draft import Typed
from drive_share_gui.domain.invitation import Draft, Options, Problem
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover, Recipients, read_entry

_ONLY_WHEN_ASKED: Final = frozenset({Problem.NO_ITEM, Problem.NO_PEOPLE, Problem.UNREAD_ENTRIES})
_CAREFUL: Final = Options()


@dataclass(frozen=True, slots=True)
class Form:
    """One moment of the form; every change makes a new one."""

    people: tuple[Person, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    """Entries that became nobody: to be mended or removed before anything is sent."""
    folded: tuple[str, ...] = ()
    """Addresses that were added a second time just now, and were in the list already."""
    pending: str = ""
    """Typed and not yet taken as a person."""
    role: Role = Role.READ
    message: str = field(default="", repr=False)
    options: Options = _CAREFUL
    asked: bool = False
    """Whether Share was pressed, so that what is missing may be said."""

    def adding(self, found: Recipients) -> "Form":
        """Add people and leftovers that were read with the present people known."""
        known = {person.key for person in self.people}
        fresh = tuple(person for person in found.people if person.key not in known)
        folded = tuple(entry.text for entry in found.leftovers if entry.why is Unusable.DUPLICATE)
        return replace(
            self, people=self.people + fresh, leftovers=self.leftovers + found.unusable, folded=folded, asked=False
        )

    def without(self, person: Person) -> "Form":
        """Remove a person."""
        return replace(self, people=tuple(p for p in self.people if p.key != person.key), folded=())

    def without_leftover(self, leftover: Leftover) -> "Form":
        """Remove an entry that became nobody."""
        kept = list(self.leftovers)
        if leftover in kept:
            kept.remove(leftover)
        return replace(self, leftovers=tuple(kept))

    def with_spelling(self, leftover: Leftover) -> "Form":
        """Take the spelling that was offered for an entry."""
        entry = read_entry(leftover.suggestion)
        if isinstance(entry, Leftover):
            return self
        return self.without_leftover(leftover).adding(Recipients((entry,)))

    def emptied(self, sent: Iterable[Person]) -> "Form":
        """Begin with other people than those it was sent to; whoever came in meanwhile stays, and the rest too."""
        done = {person.key for person in sent}
        return replace(self, people=tuple(p for p in self.people if p.key not in done), folded=(), asked=False)

    @property
    def typed(self) -> Typed:
        """Give what is worth keeping."""
        return Typed(self.people, self.leftovers, self.pending, self.role, self.message, self.options)

    def draft(self, item: Item | None) -> Draft:
        """Give what is to be checked."""
        return Draft(item, self.people, len(self.leftovers), self.role, self.message, self.options)

    def worth_saying(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Keep back what is merely not filled in yet, until Share is pressed."""
        return tuple(p for p in problems if self.asked or p not in _ONLY_WHEN_ASKED)


def form_of(typed: Typed) -> Form:
    """Fill a form with what was typed before."""
    return Form(
        typed.people,
        typed.leftovers,
        pending=typed.pending,
        role=typed.role,
        message=typed.message,
        options=typed.options,
    )
