"""Reads answers that were changed by chance, and looks for crashes, for people called invited, for time and memory.

Short form: 100,000 answers. Long form: 1,000,000. `--number N` for another number.
"""

import json
import random
import re
import sys
import time
import traceback
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias, cast

import httpx

from drive_share_gui.adapters.drive_api import DriveService
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.application.report import person_row
from drive_share_gui.domain.failure import NoAnswer, SharingError, Silence
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, ByPath
from drive_share_gui.domain.outcome import Invited, Mail, Outcome, Receipt, Unknown, found_in_list, settle
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import ITEM, service_that_answers
from tests.reliability.answers import Seed, seeds
from tests.reliability.figures import Figure, Table, arguments, publish
from tests.reliability.mutations import Answer, Mutator

SHORT: Final = 100_000
LONG: Final = 1_000_000
BATCH: Final = 1_000
WATCHED: Final = 97
"""Every so many answers, and with every large one, the memory is watched."""
LARGE: Final = 60_000
MOST_SECONDS: Final = 5.0
"""Of the processor, for one answer: far above what any takes, so that a busy computer fails nothing."""
MOST_BYTES: Final = 16 * 1024 * 1024
UNANSWERED: Final = NoAnswer(Silence.TIMEOUT)
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")

Read: TypeAlias = Callable[[DriveService, Seed], Sequence[Outcome]]


@dataclass
class Tally:
    """What was seen."""

    answers: int = 0
    outcomes: Counter[str] = field(default_factory=Counter[str])
    crashes: list[str] = field(default_factory=list[str])
    wrong: list[str] = field(default_factory=list[str])
    slowest: float = 0.0
    largest: int = 0


def main() -> int:
    """Run and print."""
    asked = arguments(__doc__, number=0)
    number = asked.number or (LONG if asked.long else SHORT)
    started = time.process_time()
    tally = run(number, asked.seed)
    numbers = {
        "answers": tally.answers,
        "crashes": len(tally.crashes),
        "invited without a permission": len(tally.wrong),
        "ms for the slowest": tally.slowest * 1000,
        "MiB for the largest": tally.largest / 1024 / 1024,
        "s of the processor": time.process_time() - started,
    }
    outcomes = [(name, count) for name, count in tally.outcomes.most_common()]
    problems = [(problem,) for problem in (*tally.crashes, *tally.wrong)]
    publish(
        asked,
        Figure("mutated answers", numbers),
        [Table("What was made of them", ("outcome", "people"), outcomes), Table("Problems", ("what",), problems)],
    )
    return int(bool(problems) or tally.slowest > MOST_SECONDS or tally.largest > MOST_BYTES)


def run(number: int, seed: int) -> Tally:
    """Read that many changed answers."""
    begin = seeds()
    bodies = [one.body for one in begin]
    tally = Tally()
    with ExitStack() as stack:
        current: list[Answer] = []
        services = [
            stack.enter_context(service_that_answers(lambda _request: _response(current[0]), dialect))
            for dialect in Dialect
        ]
        for batch in range(-(-number // BATCH)):
            chance = random.Random(seed * LONG + batch)  # noqa: S311 - the same chance again, on demand
            mutator = Mutator(chance, bodies)
            for place in range(min(BATCH, number - batch * BATCH)):
                one = chance.choice(begin)
                headers = [(name.encode(), value.encode()) for name, value in one.headers]
                answer = Answer(one.status, headers, one.body)
                mutator.mutate(answer)
                current[:] = [answer]
                read = chance.choices(READS, (86, 12, 2))[0]
                name = f"seed {seed}, batch {batch}, answer {place}, {read.__name__}"
                _watch(tally, Reading(name, answer, one, partial(read, services[place % 2], one)))
    return tally


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer, what it answers, and how it is read."""

    name: str
    answer: Answer
    one: Seed
    read: Callable[[], Sequence[Outcome]]


def _response(answer: Answer) -> httpx.Response:
    return httpx.Response(answer.status, headers=answer.headers, stream=httpx.ByteStream(answer.body))


def _watch(tally: Tally, reading: Reading) -> None:
    """Read one answer, judge what came of it, and read it again to see how much memory that takes."""
    started = time.thread_time()
    outcomes = _outcomes(tally, reading)
    tally.slowest = max(tally.slowest, time.thread_time() - started)
    for outcome in outcomes:
        tally.outcomes[type(outcome).__name__] += 1
        if isinstance(outcome, Invited) and not is_said(outcome, reading.answer, reading.one):
            tally.wrong.append(f"{reading.name}: {outcome.permission.permission_id!r}")
    if tally.answers % WATCHED == 0 or len(reading.answer.body) > LARGE:
        tracemalloc.start()
        with suppress(Exception):
            reading.read()
        tally.largest = max(tally.largest, tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    tally.answers += 1


def _outcomes(tally: Tally, reading: Reading) -> Sequence[Outcome]:
    """Read an answer and write down what it says, as the program does; nothing but a SharingError may be raised."""
    try:
        outcomes = reading.read()
        for outcome in outcomes:
            json.dumps(person_row(Receipt(outcome), code_of), ensure_ascii=False).encode()
    except SharingError as error:
        json.dumps(code_of(error.failure), ensure_ascii=False).encode()
        tally.outcomes[type(error.failure).__name__] += 1
    except Exception as error:  # noqa: BLE001 - a crash is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        tally.crashes.append(f"{reading.name}: {type(error).__name__} at {frame.filename}:{frame.lineno}")
    else:
        return outcomes
    return ()


def _invite(service: DriveService, one: Seed) -> Sequence[Outcome]:
    request = InviteRequest(ITEM.place, one.asked, Role.WRITE, "Hello", Options(together=len(one.asked) > 1), "number")
    return settle(one.asked, service.invite(request).permissions, one.baseline)


def _look(service: DriveService, one: Seed) -> Sequence[Outcome]:
    """Take the answer for the list that is looked at after a request without an answer."""
    listed = service.permissions(ITEM)
    found = [(person, found_in_list(person, listed, one.baseline)) for person in one.asked]
    return [Invited(person, p, Mail.UNKNOWN) if p else Unknown(person, UNANSWERED) for person, p in found]


def _browse(service: DriveService, _one: Seed) -> Sequence[Outcome]:
    """Take the answer for everything else that is ever asked for."""
    asks: tuple[Callable[[], object], ...] = (
        service.drive,
        lambda: service.find(ById("1")),
        lambda: service.find(ByPath(("a",))),
        lambda: service.children(None),
        lambda: service.search("a"),
        lambda: service.suggest("a"),
        lambda: service.revoke(ITEM, "1"),
    )
    for ask in asks:
        try:
            ask()
        except SharingError as error:
            code_of(error.failure)
    return ()


READS: Final[tuple[Read, ...]] = (_invite, _look, _browse)


def is_said(outcome: Invited, answer: Answer, one: Seed) -> bool:
    """Judge by the bytes alone whether this answer gives this person a permission of this ID.

    An entry has to name the person, or nobody, where all others who were asked for are named; or somebody who was
    known before by an ID.
    """
    if answer.status not in {200, 201, 207} or not outcome.permission.permission_id:
        return False
    entries = _entries(answer)
    texts = {number: _as_text(entry) for number, entry in enumerate(entries)}
    signs = {person: {person.key, *one.known_ids(person)} for person in one.asked}
    unnamed = [
        person for person, said in signs.items() if not any(sign in text for sign in said for text in texts.values())
    ]
    return any(
        any(sign in texts[number] for sign in signs[outcome.person])
        or ("@" not in _invited(entry) and unnamed == [outcome.person])
        for number, entry in enumerate(entries)
        if _text(entry.get("id")) == outcome.permission.permission_id
    )


def _as_text(entry: Mapping[str, Json]) -> str:
    return _text(json.dumps(entry, ensure_ascii=False)).lower()


def _invited(entry: Mapping[str, Json]) -> str:
    invitation = entry.get("invitation")
    return _text(invitation.get("email")) if isinstance(invitation, dict) else ""


def _entries(answer: Answer) -> list[Mapping[str, Json]]:
    body = zlib.decompress(answer.body, zlib.MAX_WBITS | 32) if answer.packed else answer.body
    try:
        content = cast("Json", json.loads(body))
    except (ValueError, RecursionError):
        return []
    value = content.get("value") if isinstance(content, dict) else None
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return _HALF_PAIR.sub("\ufffd", value) if isinstance(value, str) else ""


if __name__ == "__main__":
    sys.exit(main())
