"""A service that takes an invitation, hangs up, and acts some time later; its list shows that later still."""

import json
import random
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from drive_share_gui.practice.running import RunningPracticeDrive
from tests.adapters.fault_server import Visit, fault_server
from tests.reliability.relay import Reply, passed_on

LATEST: Final = 1.2
"""Seconds after which it has acted at last, where the drive behind it keeps up."""
LAG: Final = 0.4
"""Seconds before its list shows what it did."""
_LONG_AGO: Final = -1e9
_AT_ONCE: Final = threading.Semaphore(16)
"""The practice drive hangs up on connections where too many wait."""


@dataclass
class LateService:
    """Stands before a practice drive."""

    drive: RunningPracticeDrive
    chance: random.Random
    base_url: str = ""
    _done: dict[str, float] = field(default_factory=dict[str, float])
    _at_work: list[threading.Timer] = field(default_factory=list[threading.Timer])

    def act(self, visit: Visit) -> None:
        """Serve one connection: answer looks at the list, hang up on an invitation."""
        while True:
            request = visit.request()
            if request.startswith(b"POST"):
                timer = threading.Timer(self.chance.uniform(0, LATEST), self._invite, (request,))
                self._at_work.append(timer)
                timer.start()
                return
            visit.send(self._without_the_latest(passed_on(self.drive, request)).whole())

    def wait(self) -> None:
        """Wait until all that was asked for is done."""
        for timer in self._at_work:
            timer.join()

    def _invite(self, request: bytes) -> None:
        with _AT_ONCE:
            reply = passed_on(self.drive, request)
        for entry in json.loads(reply.body)["value"]:
            self._done.setdefault(entry["id"], time.monotonic())

    def _without_the_latest(self, reply: Reply) -> Reply:
        content = json.loads(reply.body)
        if "value" not in content:
            return reply
        now = time.monotonic()
        content["value"] = [one for one in content["value"] if now - self._done.get(one["id"], _LONG_AGO) > LAG]
        return replace(reply, body=json.dumps(content).encode())


@contextmanager
def late_service(drive: RunningPracticeDrive, seed: int) -> Generator[LateService]:
    """Run one; at the end of the block, everything it took is done."""
    service = LateService(drive, random.Random(seed))  # noqa: S311 - the same chance again, on demand
    with fault_server(service.act) as server:
        service.base_url = server.base_url
        yield service
        service.wait()
