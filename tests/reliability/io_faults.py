"""Lets every call to the disk fail, in turn, while one invitation is written, claimed and settled.

python tests/reliability/io_faults.py [--every N]

Each call fails as a broken disk does (EIO), as a full one does (ENOSPC, and a write of no bytes),
and is the last thing the process does (SIGKILL). Then the program starts again.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drive_share_gui.domain.delivery import State
from tests.adapters.journal_ground import opened, queue_one
from tests.reliability import one_invitation
from tests.reliability.disk_trace import NO_STRACE, can_trace, count_calls, inject

CALLS: Final = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "flock", "fchmod")
FAULTS: Final = ("error=EIO", "error=ENOSPC", "retval=0", "signal=KILL")
NOTHING: Final[tuple[State, ...]] = ()
ALLOWED: Final[dict[tuple[str, ...], set[tuple[State, ...]]]] = {
    (): {NOTHING, (State.QUEUED,)},
    ("queued",): {(State.QUEUED,), (State.UNKNOWN,)},
    ("queued", "claimed"): {(State.UNKNOWN,), (State.DONE,)},
    ("queued", "claimed", "recorded"): {(State.DONE,)},
}
"""What the next start may find after these steps were acknowledged: they, and at most the one under way."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One call that failed in one way, and what came of it."""

    fault: str
    said: tuple[str, ...]
    refused: str
    found: tuple[State, ...]
    """The states of the rows after the next start adopted what was left behind."""
    trouble: str = ""
    """What must not be: a traceback, a journal set aside, or no room for the next invitation."""

    @property
    def is_good(self) -> bool:
        """Whether everything acknowledged is there, and nothing was lost or invented."""
        return not self.trouble and self.found in ALLOWED[self.said]


def all_faults() -> Iterator[str]:
    """Name every call in every way it can fail."""
    with tempfile.TemporaryDirectory() as folder:
        counted = count_calls([one_invitation.__file__, f"{folder}/home"], Path(folder) / "strace.txt", CALLS)
    for call in CALLS:
        for number in range(1, counted[call] + 1):
            for fault in FAULTS:
                if fault != "retval=0" or call == "pwrite64":
                    yield f"{call}:{fault}:when={number}"


def attempt(fault: str) -> Trial:
    """Let one call fail, and start again."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        done = inject([one_invitation.__file__, str(home)], fault)
        lines = done.stdout.splitlines()
        said = tuple(line for line in lines if not line.startswith("refused"))
        refused = next((line.partition(" ")[2] for line in lines if line.startswith("refused")), "")
        trouble = done.stderr.strip()[-300:]
        with opened(home) as store:
            store.journal.adopt()
            found = tuple(row.state for row in store.journal.rows())
            if store.journal.set_aside is not None:
                trouble += " set aside"
            if not found or found[0].is_settled:
                queue_one(store)
    return Trial(fault, said, refused, found, trouble)


def run(faults: Sequence[str]) -> list[Trial]:
    """Try them all."""
    return [attempt(fault) for fault in faults]


def main() -> int:
    """Print the figure; status 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--every", type=int, default=1, help="take each N-th fault only")
    asked = parser.parse_args()
    if not can_trace():
        sys.stderr.write(NO_STRACE + "\n")
        return 2
    trials = run(list(all_faults())[:: asked.every])
    bad = [trial for trial in trials if not trial.is_good]
    refused = Counter(trial.refused for trial in trials if trial.refused)
    sys.stdout.write(f"{len(trials)} calls failed: {len(bad)} ended badly; refused in clear words: {dict(refused)}\n")
    for trial in bad:
        sys.stdout.write(f"  {trial}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
