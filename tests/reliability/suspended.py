"""Row 63: the computer is suspended while an answer is under way, as far as the program can see."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.reliability.cells import Ground
from tests.reliability.command import finish, start, surroundings
from tests.reliability.relay import Exchange, Fault, Reply, relaying

ASLEEP: Final = 0.3
WAYS: Final[dict[str, Callable[[Exchange, Reply], None]]] = {
    "answered": lambda exchange, reply: exchange.answer(reply),
    "reset": lambda exchange, _reply: exchange.visit.reset(),
    "closed": lambda exchange, _reply: exchange.visit.connection.close(),
}


def suspended(ground: Ground) -> list[str]:
    """Stop the whole program while the service acts and answers, or breaks the connection; then let it go on."""
    dialects = ("graph", "onedrive", "graph")
    runs = zip(WAYS.items(), dialects, strict=True)
    return [problem for (name, way), dialect in runs for problem in _suspended(ground, dialect, name, way)]


def _suspended(ground: Ground, dialect: str, name: str, way: Callable[[Exchange, Reply], None]) -> list[str]:
    email, item = f"asleep-{dialect}-{name}@example.org", next(ground.items)
    pids: list[int] = []

    def sleep(exchange: Exchange) -> None:
        reply = exchange.pass_on()
        os.kill(pids[0], signal.SIGSTOP)
        way(exchange, reply)
        exchange.visit.over.wait(ASLEEP)
        os.kill(pids[0], signal.SIGCONT)

    with TemporaryDirectory() as home, relaying(ground.drive, Fault(deal=sleep)) as relay:
        words = ("invite", f"id:{item.place.item_id}", "--to", email, "--json", "--dialect", dialect)
        environ = surroundings(Path(home), ground.drive.token)
        process = start(*words, "--service-url", relay.server.base_url, environ=environ)
        pids.append(process.pid)
        ended = finish(process)
    access = ended.said["people"][0]["access"]
    acted = len(ground.acted().get(email, []))
    return [] if (ended.status, access, acted) == (0, "granted", 1) else [f"{dialect}, {name}: {access}, {acted} times"]
