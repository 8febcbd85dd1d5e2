"""One invitation written, claimed and settled, in a process of its own, with a line on standard output after each step.

python tests/reliability/one_invitation.py HOME

A step the journal refuses is said as `refused`, and ends it: nothing may leave without its row.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drive_share_gui.adapters.journal.opening import Store
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import NotJournaled
from tests.adapters.journal_ground import answered, claim_one, opened, queue_one, record_one


def steps(store: Store) -> Iterator[str]:
    """Do one thing after the other."""
    row = queue_one(store)
    yield "queued"
    row = claim_one(store, row)
    yield "claimed"
    record_one(store, row, answered(row))
    yield "recorded"


def main() -> None:
    """Say each step once it is done."""
    try:
        with opened(Path(sys.argv[1])) as store:
            for done in steps(store):
                os.write(1, f"{done}\n".encode())
    except SharingError as error:
        kind = error.failure.problem.name if isinstance(error.failure, NotJournaled) else repr(error.failure)
        os.write(1, f"refused {kind}\n".encode())


if __name__ == "__main__":
    main()
