"""A process of its own for tests of the journal: `python journal_child.py WHAT HOME …`."""

import os
import random
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TypeVar

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from drive_share_gui.adapters.journal.opening import Store  # noqa: E402 - the checkout comes first
from drive_share_gui.domain.failure import SharingError  # noqa: E402
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere, JournalProblem, NotJournaled  # noqa: E402
from drive_share_gui.domain.person import Person  # noqa: E402
from tests.adapters.journal_ground import (  # noqa: E402
    ACCOUNT,
    answered,
    claim_one,
    invitation,
    let_go,
    opened,
    queue_one,
    record_one,
)

REQUEST = 0.002
"""Seconds a request takes here, between the claim and the answer: nobody can use the journal all the time."""
PAUSE = 0.01
"""Seconds until one looks again whether the item's turn has come."""

Given = TypeVar("Given")


def say(*words: object) -> None:
    """Write a line to whoever started this process, at once."""
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


def patiently(act: Callable[[], Given]) -> Given:
    """Do what a person does who reads that the journal is busy, which it is on a slow computer: press again."""
    while True:
        try:
            return act()
        except SharingError as error:
            if error.failure != NotJournaled(JournalProblem.BUSY):
                raise


def send_all(store: Store) -> list[str]:
    """Claim and settle every row there is, in turns with whoever else does, and name those that were ours."""
    ours: list[str] = []
    while waiting := [row for row in store.journal.rows() if row.state.may_be_claimed]:
        random.shuffle(waiting)
        for row in waiting:
            try:
                claimed = patiently(partial(claim_one, store, row))
            except SharingError as error:
                if error.failure == HandledElsewhere(Elsewhere.ITEM):
                    threading.Event().wait(PAUSE)
                elif error.failure != HandledElsewhere(Elsewhere.ROW):
                    raise
                continue
            ours.append(row.row_id)
            threading.Event().wait(REQUEST)
            patiently(partial(record_one, store, claimed, answered(claimed)))
    return ours


def send(home: Path) -> None:
    """Send everything, once told to, and print the rows that were ours."""
    with opened(home) as store:
        say("ready")
        sys.stdin.readline()
        say(*send_all(store))


def hold(home: Path) -> None:
    """Claim the first row, say so, and then do nothing until the end."""
    with opened(home) as store:
        claim_one(store, store.journal.rows()[0])
        say("claimed")
        sys.stdin.readline()


def queue(home: Path) -> None:
    """Write down one invitation after the other, and say each number once it is on the disk."""
    with opened(home) as store:
        for number in range(1000):
            store.journal.queue(ACCOUNT, invitation(Person(f"{number}@example.org")))
            say(number)


def crowd(home: Path, count: int) -> None:
    """Have so many processes open the journal at once, write a row each, and send what is there."""
    reading, writing = os.pipe()
    children: list[int] = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            os.close(writing)
            os.read(reading, 1)  # until the parent lets everybody go at once
            status = 1
            try:
                with ExitStack() as stack:
                    store = patiently(lambda: stack.enter_context(opened(home)))
                    row = patiently(partial(queue_one, store, Person(f"{number}@example.org")))
                    patiently(partial(let_go, store, row))
                    ours = send_all(store)
                (home / f"sent-{number}").write_text(" ".join(ours))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    os.close(writing)
    say(*(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))


def one_of_each(home: Path) -> None:
    """Write, claim and settle one invitation, with a line on standard output after each."""
    with opened(home) as store:
        row = queue_one(store)
        say("queued")
        claimed = claim_one(store, row)
        say("claimed")
        record_one(store, claimed, answered(claimed))
        say("recorded")


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    if what == "crowd":
        crowd(Path(where), int(rest[0]))
    else:
        {"send": send, "hold": hold, "queue": queue, "one-of-each": one_of_each}[what](Path(where))
