"""Cuts the power at random moments of a journal's life and looks what the disk would hold.

python tests/reliability/power_loss.py [--images N] [--seed N]

The journal is the real one, in a process of its own. From its writes and syncs disks are made as
they could be found after a loss of power: what was synced is there; of everything written since, a
random half is, and of that some only in part. Each must open without being set aside, and hold
either all that had been acknowledged, or that and the one thing just under way.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.adapters.journal_ground import opened
from tests.reliability import journal_life
from tests.reliability.disk_trace import NO_STRACE, Cut, Made, Removed, Said, Step, Synced, Wrote, can_trace, trace

SECTOR: Final = 512
TORN: Final = 0.3
LONG: Final = 20_000

Change: TypeAlias = Wrote | Cut


@dataclass
class File:
    """A file's bytes on the disk, and what was done to it since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Change] = field(default_factory=list[Change])

    def sync(self) -> None:
        """Bring everything to the disk."""
        for change in self.since:
            apply(self.safe, change)
        self.since.clear()

    def found(self, chance: random.Random) -> bytes:
        """Give what the disk could hold when the power goes now."""
        content = bytearray(self.safe)
        for change in self.since:
            if chance.random() < 0.5:
                for piece in torn(change, chance):
                    apply(content, piece)
        return bytes(content)


@dataclass
class Disk:
    """Names and files as they are for the program, and as they are safe."""

    files: dict[str, File] = field(default_factory=dict[str, File])
    safe_names: dict[str, File] = field(default_factory=dict[str, File])
    since: list[tuple[str, File | None]] = field(default_factory=list[tuple[str, "File | None"]])
    deaf_to: str | None = None
    """Files whose names end like this are never synced, whatever is asked: so the judge itself can be judged."""

    def take(self, step: Step) -> None:
        """Let one step happen."""
        match step:
            case Made(path=path) if path not in self.files:
                self.files[path] = File()
                self.since.append((path, self.files[path]))
            case Removed(path=path):
                self.files.pop(path, None)
                self.since.append((path, None))
            case Wrote(path=path) | Cut(path=path) if path in self.files:
                self.files[path].since.append(step)
            case Synced(path=path) if self.deaf_to is None or not path.endswith(self.deaf_to):
                self._sync(path)
            case _:
                return

    def found(self, chance: random.Random) -> dict[str, bytes]:
        """Give the files that could be found when the power goes now."""
        later = {name: file for name, file in self.since if chance.random() < 0.5}
        names: dict[str, File | None] = {**self.safe_names, **later}
        return {name: file.found(chance) for name, file in names.items() if file is not None}

    def _sync(self, path: str) -> None:
        if path in self.files:
            self.files[path].sync()
            return
        for name, file in self.since:
            if str(Path(name).parent) == path:
                if file is None:
                    self.safe_names.pop(name, None)
                else:
                    self.safe_names[name] = file
        self.since = [(name, file) for name, file in self.since if str(Path(name).parent) != path]


def apply(content: bytearray, change: Change) -> None:
    """Do to some bytes what a write or a cut does."""
    if isinstance(change, Cut):
        content[change.size :] = bytes(max(0, change.size - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


def torn(change: Change, chance: random.Random) -> Iterator[Change]:
    """Give a change whole, or only some sectors of it."""
    if isinstance(change, Cut) or chance.random() > TORN:
        yield change
        return
    for start in range(0, len(change.data), SECTOR):
        if chance.random() < 0.5:
            yield Wrote(change.path, change.offset + start, change.data[start : start + SECTOR])


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many disks were looked at, and how they were."""

    images: int
    whole: int = 0
    lost: int = 0
    """Something acknowledged is missing."""
    corrupt: int = 0
    strange: int = 0
    """It holds what was never so."""
    acknowledged: int = 0
    """Transactions of the life that was cut."""


def judge(steps: Sequence[Step], home: Path, images: int, seed: int = 0, deaf_to: str | None = None) -> Verdict:
    """Cut the power so many times, spread over the life, and look at each disk."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pictures = [empty_picture(), *(step.text.split()[-1] for step in steps if isinstance(step, Said))]
    cuts = Counter(chance.randrange(1, len(steps)) for _ in range(images))
    disk, said, found = Disk(deaf_to=deaf_to), 0, Counter[str]()
    for number, step in enumerate(steps):
        for _ in range(cuts[number]):
            found[look(disk.found(chance), home, pictures, said)] += 1
        disk.take(step)
        said += isinstance(step, Said)
    return Verdict(images, found["whole"], found["lost"], found["corrupt"], found["strange"], said)


def look(files: dict[str, bytes], home: Path, pictures: Sequence[str], said: int) -> str:
    """Open the journal of a disk as the next start of the program does, and say how it is."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / Path(name).relative_to(home)
            if path.suffix != ".db-shm":
                path.parent.mkdir(exist_ok=True, mode=0o700)
                path.write_bytes(data)
        with opened(Path(folder)) as store:
            if store.journal.set_aside is not None:
                return "corrupt"
            picture = journal_life.picture(store)
    if picture in pictures[said : said + 2]:
        return "whole"
    return "lost" if picture in pictures[:said] else "strange"


def empty_picture() -> str:
    """Give the picture of a journal nothing was written in."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
        return journal_life.picture(store)


def record(folder: Path) -> tuple[list[Step], Path]:
    """Watch a journal live, and give its steps and where it lived."""
    home = folder / "home"
    return trace([journal_life.__file__, str(home)], folder / "strace.txt"), home


def main() -> int:
    """Print the figure; status 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--images", type=int, default=LONG)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if not can_trace():
        sys.stderr.write(NO_STRACE + "\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        steps, home = record(Path(folder))
        verdict = judge(steps, home, asked.images, asked.seed)
        careless = judge(steps, home, asked.images // 10, asked.seed, deaf_to="-wal")
    sys.stdout.write(
        f"{verdict.images} disks after a loss of power, {verdict.acknowledged} transactions acknowledged:\n"
        f"  {verdict.lost} lost something acknowledged, {verdict.corrupt} corrupt, {verdict.strange} otherwise wrong\n"
        f"  for comparison, with a log that is never synced: {careless.lost} of {careless.images} lost something\n"
    )
    return 0 if verdict.whole == verdict.images else 1


if __name__ == "__main__":
    sys.exit(main())
