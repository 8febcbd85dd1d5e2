"""Kills the program at random instants while it invites many people at a drive where much goes wrong.

python tests/reliability/killed.py [--long] [--number KILLS] [--seed N]

After each kill the next process goes on: it resumes, looks, or invites everybody once more, and is killed as
well at times. Who still cannot be confirmed is left at that. Then the ledger of the drive is the judge.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.service import Timing
from tests.reliability.command import Ended, surroundings
from tests.reliability.figures import Figure, Table, arguments, publish
from tests.reliability.forking import Forks, forking

SHORT: Final = 25
LONG: Final = 1000
PEOPLE: Final = 8
SLOW: Final = 0.15
"""Seconds after which a drive that acts late acts."""
QUIET_WINDOW: Final = "1"
ITEM: Final = "path:/Documents/Budget.xlsx"
KILLS_OF_ONE: Final = 6
"""Kills one invitation meets at most."""
TURNS: Final = 30
"""Programs after which nothing must be open any more."""
ROUNDS_A_DRIVE: Final = 25
ORDINARY: Final = ("ann", "bob", "carl", "dora", "erik", "fay", "group", "grantedtov2")
FAULTS: Final = (
    *("reset-after", "reset-before", "hang-up", "server-error", "server-error-acted", "bad-gateway"),
    *("gateway-timeout", "unavailable-none", "acts-late", "slow", "cut-json", "cut-body", "empty", "accepted"),
    *("html-200", "null-entry", "redirect-302", "unknown", "secure", "verify-account", "fewer", "throttled"),
)
HAS_ACCESS: Final = frozenset({"done", "done_no_mail", "already"})
HAS_NONE: Final = frozenset({"refused", "dropped"})


@dataclass
class Verdict:
    """What the ledger says, over all invitations."""

    kills: int = 0
    invitations: int = 0
    people: int = 0
    acted: int = 0
    lost: int = 0
    """People who were asked for and whom the journal does not know, though others of the same press are there."""
    twice: int = 0
    wrong: int = 0
    """People with another final state than the ledger tells."""
    killed: Counter[str] = field(default_factory=Counter[str])
    left: Counter[str] = field(default_factory=Counter[str])
    """What rows were at the moment of a kill, as the next process finds them."""
    ended: Counter[str] = field(default_factory=Counter[str])
    problems: list[str] = field(default_factory=list[str])

    @property
    def is_good(self) -> bool:
        """Whether nobody was lost, invited twice, or told something else than what is true."""
        return not (self.lost or self.twice or self.wrong or self.problems)


@dataclass(frozen=True, slots=True)
class Bulk:
    """One invitation of many people, from the first press to the end of its last program."""

    forks: Forks
    chance: random.Random
    verdict: Verdict
    environ: dict[str, str]
    where: tuple[str, ...]
    people: tuple[str, ...]
    lasts: float
    """Seconds a program takes that nobody kills, about."""

    def run(self, most: int) -> dict[str, list[str]]:
        """Kill at most so many programs, let the others settle everything, and give everybody's states."""
        kills = min(most, self.chance.randint(1, KILLS_OF_ONE))
        step, states = "invite", dict[str, list[str]]()
        for _ in range(TURNS):
            ended = self._do(step, kill=kills > 0)
            kills -= ended.was_killed
            states = self._states(after_kill=ended.was_killed)
            if states and not any(set(found) - HAS_ACCESS - HAS_NONE for found in states.values()):
                return states
            if not states and kills <= 0:
                return {}  # it was killed before anything was written down
            step = self._next(states)
        self.verdict.problems.append(f"never settled: {states}")
        return states

    def _next(self, states: dict[str, list[str]]) -> str:
        """Choose what the person does: look, go on, share once more, and at last leave what cannot be confirmed."""
        now = {state for found in states.values() for state in found}
        if not now or self.chance.random() < 0.2:
            return "invite"
        if "ask" in now and not now & {"unknown", "queued", "waiting"}:
            return "leave"
        return self.chance.choice(["resume", "check"])

    def _do(self, step: str, *, kill: bool) -> Ended:
        after = self.chance.uniform(0.0, 1.2 * self.lasts) if kill else None
        ended = self.forks.run(*self._words(step), *self.where, environ=self.environ, kill_after=after)
        if ended.was_killed:
            self.verdict.kills += 1
            self.verdict.killed[step] += 1
        elif ended.status not in {0, 1, 3}:
            self.verdict.problems.append(f"{step}: status {ended.status}: {ended.err[-300:]}")
        return ended

    def _words(self, step: str) -> tuple[str, ...]:
        match step:
            case "invite":
                return ("invite", ITEM, "--to", ",".join(self.people), "--wait", "0", "--json")
            case "leave":
                rows = [row["row"] for row in self._journal() if row["state"] == "ask"]
                return ("journal", "leave", *rows, "--json")
            case _:
                return ("journal", step, "--wait", "3", "--json")

    def _journal(self) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = self.forks.run("journal", "--json", *self.where, environ=self.environ).said["rows"]
        return rows

    def _states(self, *, after_kill: bool) -> dict[str, list[str]]:
        states: dict[str, list[str]] = {}
        for row in self._journal():
            states.setdefault(row["email"], []).append(row["state"])
        if after_kill:
            self.verdict.left.update(state for found in states.values() for state in found)
        return states


def run(kills: int, seed: int) -> Verdict:
    """Kill so many programs."""
    verdict = Verdict()
    chance = random.Random(seed)  # noqa: S311 - no secret
    with TemporaryDirectory() as folder, forking(Path(folder)) as forks:
        while verdict.kills < kills:
            data = Path(folder) / f"drive-{verdict.invitations}"
            with running_practice_drive(data, timing=Timing(slow=SLOW)) as drive:
                _run_at(drive, forks, chance, verdict, kills)
    return verdict


def _run_at(drive: RunningPracticeDrive, forks: Forks, chance: random.Random, verdict: Verdict, kills: int) -> None:
    """Invite some crowds at one drive, and judge by its ledger."""
    where = ("--service-url", drive.base_url)
    lasts = _lasts(drive, forks, where)
    for _ in range(ROUNDS_A_DRIVE):
        verdict.invitations += 1
        with TemporaryDirectory() as home:
            environ = surroundings(Path(home), drive.token, QUIET_WINDOW)
            people = _people(chance, verdict.invitations)
            states = Bulk(forks, chance, verdict, environ, where, people, lasts).run(kills - verdict.kills)
        judge(verdict, people, states, Counter(row["email"] for row in drive.ledger()))
        if verdict.kills >= kills:
            return


def _lasts(drive: RunningPracticeDrive, forks: Forks, where: Sequence[str]) -> float:
    """Measure how long a program takes that nobody kills, where nothing goes wrong and everything is loaded."""
    return min(_measured(drive, forks, where, number) for number in range(3))


def _measured(drive: RunningPracticeDrive, forks: Forks, where: Sequence[str], number: int) -> float:
    people = ",".join(f"{name}+{number}@example.org" for name in ORDINARY)
    begun = time.monotonic()
    with TemporaryDirectory() as home:
        forks.run("invite", ITEM, "--to", people, *where, environ=surroundings(Path(home), drive.token))
    return time.monotonic() - begun


def _people(chance: random.Random, number: int) -> tuple[str, ...]:
    """Choose people: for half of them something goes wrong."""
    names = [chance.choice(chance.choice((ORDINARY, FAULTS))) for _ in range(PEOPLE)]
    return tuple(f"{name}+{number}-{place}@example.org" for place, name in enumerate(names))


def judge(verdict: Verdict, people: Sequence[str], states: dict[str, list[str]], acted: Counter[str]) -> None:
    """Compare everybody's states with how often the drive acted on an invitation."""
    for person in people:
        verdict.people += 1
        verdict.acted += acted[person]
        verdict.ended.update(states.get(person, ["never written down"]))
        for problem in _problems(states, person, acted[person]):
            setattr(verdict, problem, getattr(verdict, problem) + 1)
            verdict.problems.append(f"{person}: {problem}, {states.get(person)}, acted on {acted[person]} times")


def _problems(states: dict[str, list[str]], person: str, acted: int) -> Iterator[str]:
    found = set(states.get(person, []))
    if acted > 1:
        yield "twice"
    if (states or acted) and not found:
        yield "lost"
    if bool(found & HAS_ACCESS) is not bool(acted) or found - HAS_ACCESS - HAS_NONE:
        yield "wrong"


def main() -> int:
    """Print the figure; status 1 where somebody was lost, invited twice or told something wrong."""
    asked = arguments(__doc__, number=0)
    begun = time.monotonic()
    verdict = run(asked.number or (LONG if asked.long else SHORT), asked.seed)
    numbers = {
        "kills": verdict.kills,
        "invitations": verdict.invitations,
        "people": verdict.people,
        "acted on": verdict.acted,
        "lost": verdict.lost,
        "invited twice": verdict.twice,
        "wrong final states": verdict.wrong,
        "seconds": round(time.monotonic() - begun),
    }
    tables = [
        Table("Killed", ("while it was to", "times"), sorted(verdict.killed.items())),
        Table("Rows that kills left, as the next program found them", ("state", "rows"), sorted(verdict.left.items())),
        Table("At the end", ("state", "rows"), sorted(verdict.ended.items())),
        Table("Problems", ("what",), [(problem,) for problem in verdict.problems]),
    ]
    publish(asked, Figure("killed", numbers), tables)
    return 0 if verdict.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
