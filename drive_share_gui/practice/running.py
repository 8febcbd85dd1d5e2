"""Runs a practice drive in a thread of this process: for tests, which talk to it over real sockets."""

import http.client
import json
import threading
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypedDict, Unpack

import uvicorn

from drive_share_gui.practice.address import BASE_PATH
from drive_share_gui.practice.ledger import LedgerRow
from drive_share_gui.practice.server import LOOPBACK, Announcement, Options, run
from drive_share_gui.practice.service import Timing


class OtherOptions(TypedDict, total=False):
    """The options of a drive besides its data folder: see Options."""

    port: int
    fresh: bool
    idempotent: bool
    timing: Timing


@dataclass(frozen=True, slots=True)
class RunningPracticeDrive:
    """A practice drive that runs in a thread of this process."""

    base_url: str
    token: str = field(repr=False)
    drive_id: str
    outbox: Path

    def ledger(self) -> list[LedgerRow]:
        """Give every invitation acted on so far, oldest first."""
        rows: list[LedgerRow] = self._call("GET", "/practice/ledger")
        return rows

    def script(self, *rules: object) -> None:
        """Set the rules for the next requests, as `POST /practice/script` does."""
        self._call("POST", "/practice/script", json.dumps(rules))

    def _call(self, method: str, path: str, body: str | None = None) -> Any:  # noqa: ANN401  (JSON)
        port = int(self.base_url.removesuffix(BASE_PATH).rpartition(":")[2])
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=10)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = json.loads(response.read())
        if response.status != HTTPStatus.OK:
            raise ValueError(content)
        return content


@contextmanager
def running_practice_drive(data: Path, **options: Unpack[OtherOptions]) -> Generator[RunningPracticeDrive]:
    """Run a practice drive in a thread for as long as the block lasts; its own errors come out at the end."""
    runner = _Background(Options(data, **options))
    runner.start()
    try:
        yield runner.wait_until_listening()
    finally:
        runner.stop()
    runner.raise_error()


class _Background:
    """A practice drive in a thread of its own."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._thread = threading.Thread(target=self._run, name="practice-drive")
        self._ready = threading.Event()
        self._announcement: Announcement | None = None
        self._server: uvicorn.Server | None = None
        self._error: BaseException | None = None

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        try:
            self._error = next(iter(run(self._options, self._listening)), None)
        except BaseException as error:  # noqa: BLE001  (raised again where the drive was started)
            self._error = error
        finally:
            self._ready.set()

    def _listening(self, announcement: Announcement, server: uvicorn.Server) -> None:
        self._announcement, self._server = announcement, server
        self._ready.set()

    def wait_until_listening(self) -> RunningPracticeDrive:
        self._ready.wait()
        self.raise_error()
        if self._announcement is None:
            raise RuntimeError
        found = self._announcement
        return RunningPracticeDrive(found["base_url"], found["token"], found["drive_id"], Path(found["outbox"]))

    def stop(self) -> None:
        if self._server:
            self._server.should_exit = True
        self._thread.join()

    def raise_error(self) -> None:
        if self._error:
            raise self._error
