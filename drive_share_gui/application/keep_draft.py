"""What is typed in a form, kept as a draft: each window writes drafts of its own and never over another's.

A draft is for an item, for several together, or for none that was picked yet.
Two windows on the same item keep a draft each. Whoever opens the item next gets the newest back,
and is offered the others. A draft that was brought back stays as it is until what continues it is
saved; then it goes, in the same piece.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, TypeVar, cast

from drive_share_gui.application.journal_ports import DraftKey, Drafts, SavedDraft
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.journal_row import drive_of
from drive_share_gui.domain.mail_address import Unusable, notes_on
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover

_Entry = TypeVar("_Entry")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Typed:
    """All that a form holds."""

    people: tuple[Person, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    pending: str = ""
    """Typed and not yet taken as a person."""
    role: Role = Role.READ
    message: str = field(default="", repr=False)
    options: Options = Options()  # noqa: RUF009 - it is frozen


class DraftFile:
    """The places of one draft in the file: its own, and those of the drafts it continues.

    It is written by one thread at a time.
    """

    def __init__(self, continues: Iterable[DraftKey] = (), *, spares: Iterable[DraftKey] = ()) -> None:
        """Begin a draft; nothing is written yet. What it `spares` goes only when it is forgotten."""
        self._writer: Final = os.urandom(16).hex()
        self._keys: set[DraftKey] = set(continues)
        self._spared: set[DraftKey] = set(spares)
        self._known: Final = self._keys | self._spared

    @property
    def keys(self) -> frozenset[DraftKey]:
        """The drafts that go when this one is saved."""
        return frozenset(self._keys)

    def holds(self, key: DraftKey) -> bool:
        """Whether this draft is, or continues, the one with this key; any thread may ask."""
        return key.writer == self._writer or key in self._known

    def absorb(self, other: "DraftFile") -> None:
        """Continue another draft as well: what it says is said here."""
        self._keys |= other.keys
        self._known.update(other.keys)

    def save(self, drafts: "AccountDrafts", items: Sequence[Item], typed: Typed) -> bool:
        """Keep the draft; false where its message is only kept until the program ends."""
        key = drafts.key(items, self._writer)
        is_lasting = drafts.drafts.save(key, _saved(typed), self._keys - {key})
        self._keys = {key}
        return is_lasting

    def drop(self, drafts: "AccountDrafts") -> None:
        """Take it away: it was sent, or emptied."""
        if self._keys:
            drafts.drafts.drop(*self._keys)
        self._keys = set()

    def forget(self, drafts: "AccountDrafts") -> None:
        """Erase it so that no byte stays in any file."""
        keys = self._keys | self._spared
        self._keys, self._spared = set(), set()
        drafts.drafts.forget(*keys)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A draft that was found."""

    file: DraftFile
    typed: Typed
    saved: datetime
    is_for_item: bool = True
    """False where no item was picked yet when it was typed."""
    message_lost: bool = False
    message_locked: bool = False
    """Whether a lost message can be read once the keyring can be used: the draft then stays until that is so."""


@dataclass(frozen=True, slots=True)
class AccountDrafts:
    """The drafts in the name of one account."""

    drafts: Drafts
    account_id: str

    def key(self, items: Sequence[Item], writer: str = "") -> DraftKey:
        """Name the place of a draft; several items have one together, in whatever order they come."""
        match items:
            case ():
                return DraftKey(self.account_id, writer=writer)
            case (item,):
                return DraftKey(self.account_id, drive_of(item), item.place.item_id, writer)
            case _:
                return DraftKey(self.account_id, item_id=_name_of(items), writer=writer)

    def earlier(self, items: Sequence[Item], current: DraftFile) -> tuple[Earlier, ...]:
        """Find what was typed before for these items together, and then what was typed for none; each the newest first.

        What `current` holds is left out.
        """
        places = (self.key(items), self.key(()))
        keys = [key for p in places for key in self.drafts.keys(p.account_id, p.drive_id, p.item_id)]
        found = ((key, self.drafts.load(key)) for key in keys if not current.holds(key))
        return tuple(_earlier(key, draft) for key, draft in found if draft is not None)


def _name_of(items: Sequence[Item]) -> str:
    """Name a set of items; no service has such an ID."""
    places = sorted({f"{drive_of(item)}\0{item.place.item_id}" for item in items})
    return f"{len(places)} items: {sha256(chr(10).join(places).encode('utf-8', 'surrogatepass')).hexdigest()}"


def _earlier(key: DraftKey, draft: SavedDraft) -> Earlier:
    return Earlier(
        file=DraftFile(spares=(key,)) if draft.message_locked else DraftFile((key,)),
        typed=_typed(draft),
        saved=draft.saved or _EPOCH,
        is_for_item=bool(key.item_id),
        message_lost=draft.message_lost,
        message_locked=draft.message_locked,
    )


def _saved(typed: Typed) -> SavedDraft:
    import json  # noqa: PLC0415 - not before there is something to keep

    return SavedDraft(
        people=json.dumps([[person.address, person.name] for person in typed.people]),
        leftovers=json.dumps([[one.text, one.why.name, one.suggestion, one.line] for one in typed.leftovers]),
        role=typed.role,
        options=typed.options,
        message=typed.message,
        pending=typed.pending,
    )


def _typed(draft: SavedDraft) -> Typed:
    return Typed(
        people=_entries(draft.people, _person),
        leftovers=_entries(draft.leftovers, _leftover),
        pending=draft.pending,
        role=draft.role,
        message=draft.message,
        options=draft.options,
    )


def _entries(text: str, read: Callable[[Sequence[object]], _Entry]) -> tuple[_Entry, ...]:
    """Read what `_saved` wrote."""
    import json  # noqa: PLC0415 - not before there is something to read

    return tuple(read(cast("Sequence[object]", entry)) for entry in json.loads(text or "[]"))


def _person(entry: Sequence[object]) -> Person:
    address, name = map(str, entry)
    return Person(address, name, notes_on(address, name))


def _leftover(entry: Sequence[object]) -> Leftover:
    text, why, suggestion, line = entry
    reason = Unusable.__members__.get(str(why), Unusable.UNCLEAR)
    return Leftover(str(text), reason, str(suggestion), line if isinstance(line, int) else None)
