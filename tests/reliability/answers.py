"""Answers to begin with: those of tests/replies, and every shape, refusal and trouble the practice drive knows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import httpx

from drive_share_gui.adapters.drive_api.permissions import read_permission
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.scripted import MAIL_TROUBLES, REFUSALS, SHAPES
from tests.practice.clients import client_of, graph_invite, specification_invite

REPLIES: Final = Path(__file__).parents[1] / "replies"
DOMAIN: Final = "garden.example"


@dataclass(frozen=True)
class Seed:
    """One answer as a service gives it, and what it answers."""

    asked: tuple[Person, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    before: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @cached_property
    def baseline(self) -> tuple[Permission, ...]:
        """The permissions there were before."""
        return tuple(map(read_permission, self.before))

    def known_ids(self, person: Person) -> frozenset[str]:
        """The IDs, in lower case, by which this person was listed before."""
        return frozenset(i.lower() for p in self.baseline for i in p.object_ids_of(person.key))


@cache
def seeds() -> tuple[Seed, ...]:
    """Collect them all, once."""
    with TemporaryDirectory() as folder, running_practice_drive(Path(folder) / "drive") as drive:
        return (*_replies(), *_shapes(drive), *_listed(drive))


def _replies() -> Iterator[Seed]:
    for path in sorted(REPLIES.glob("*.json")):
        reply: dict[str, Any] = json.loads(path.read_text("utf-8"))
        body = reply["text"] if "text" in reply else json.dumps(reply["body"])
        people = tuple(map(Person, reply["asked"]))
        headers = tuple(reply.get("headers", {}).items())
        yield Seed(people, reply["status"], headers, body.encode(), tuple(reply.get("before", ())))


def _shapes(drive: RunningPracticeDrive) -> Iterator[Seed]:
    names = [row.name for group in (SHAPES, REFUSALS, MAIL_TROUBLES) for row in group.rows]
    with client_of(drive) as client:
        for number, ask in enumerate((graph_invite(client), specification_invite(client))):
            for name in names:
                email = f"{name}+{number}@{DOMAIN}"
                yield _seed(ask(email), email)
            together = [f"{name}@{DOMAIN}" for name in ("shuffled", "ann", "bob")]
            yield _seed(ask(*together, where="root:/Docs/Read%20me%20first.docx:"), *together)


def _listed(drive: RunningPracticeDrive) -> Iterator[Seed]:
    """Give the list of permissions of an item that is shared with three people, as both dialects show it."""
    with client_of(drive) as client:
        for own in ("/me/drive", "/drive"):
            answer = client.get(f"{own}/root:/Docs/Read%20me%20first.docx:/permissions")
            yield _seed(answer, f"ann@{DOMAIN}", f"bob@{DOMAIN}")


def _seed(answer: httpx.Response, *emails: str) -> Seed:
    kept = ("content-type", "request-id", "retry-after", "www-authenticate")
    headers = tuple((name, value) for name, value in answer.headers.items() if name in kept)
    return Seed(tuple(map(Person, emails)), answer.status_code, headers, answer.content)
