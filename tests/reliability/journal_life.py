"""A whole life of a journal, in a process of its own: after each thing that is done, its picture of the rows is said.

python tests/reliability/journal_life.py HOME
"""

import hashlib
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drive_share_gui.adapters.journal.opening import Store
from drive_share_gui.application.journal_ports import DraftKey, SavedDraft
from drive_share_gui.domain.failure import NoAnswer, Silence, Throttled
from drive_share_gui.domain.journal_event import Looked
from drive_share_gui.domain.outcome import NotSent, Unknown
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from tests.adapters.journal_ground import (
    ACCOUNT,
    DEPARTURE,
    answered,
    claim_one,
    invitation,
    opened,
    record_one,
)

SESSIONS = 3
PEOPLE = 8
DRAFT = DraftKey(ACCOUNT, "D!1", "01A")


def picture(store: Store) -> str:
    """Give a short text that differs whenever anything the journal knows differs."""
    known = repr((store.journal.rows(), store.drafts.load(DRAFT)))
    return hashlib.sha256(known.encode(errors="replace")).hexdigest()[:16]


def live(store: Store, session: int) -> Iterator[str]:
    """Go through what happens to invitations, one transaction at a time."""
    chance = random.Random(session)  # noqa: S311 - no secret
    people = (Person(f"{session}.{number}@example.org", "Name " * number) for number in range(PEOPLE))
    rows = store.journal.queue(ACCOUNT, invitation(*people)).rows
    yield "queued"
    before = tuple(Permission(f"{number:04}", ("read",)) for number in range(chance.randrange(150)))
    for row in rows:
        store.drafts.save(DRAFT, SavedDraft(row.person.address * chance.randrange(40)))
        yield "draft saved"
        claimed = claim_one(store, row, replace(DEPARTURE, baseline=before))
        yield "claimed"
        unclear = Unknown(row.person, NoAnswer(Silence.TIMEOUT))
        outcome = chance.choice([None, None, unclear, NotSent(row.person, Throttled(5.0))])
        row_after = record_one(store, claimed, answered(claimed, outcome))
        yield "recorded"
        if outcome is unclear:
            record_one(store, row_after, Looked(1, chance.choice([None, Permission("900")])))
            yield "looked"
    store.journal.forget([row.row_id for row in chance.sample(rows, 2)])
    yield "forgotten"
    store.drafts.drop(DRAFT)
    yield "draft dropped"


def main() -> None:
    """Open and close the journal some times, and live in between."""
    home = Path(sys.argv[1])
    for session in range(SESSIONS):
        with opened(home) as store:
            for done in live(store, session):
                os.write(1, f"{done} {picture(store)}\n".encode())


if __name__ == "__main__":
    main()
