"""A real browser without a window that is told over a pipe what to do on each page (Chrome DevTools Protocol)."""

import base64
import fcntl
import hashlib
import itertools
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.sign_in.node_program import program

NAMES: Final = "chromium chromium-headless-shell chromium-browser google-chrome"
_WRAP: Final = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
PATIENCE: Final = 30.0
"""Seconds without a word of the browser."""
_PIECE: Final = 1 << 16
Message = dict[str, Any]


class Chromium:
    """One browser; every page has a person in front of it, who is a script."""

    def __init__(self, write: int, read: int) -> None:
        self._write: Final = write
        self._read: Final = read
        self._numbers: Final = itertools.count(1)
        self._heard = b""
        self._events: Final[deque[Message]] = deque()
        self._turn: Final = threading.Lock()

    def visit(self, url: str, person: Callable[[str], str]) -> str:
        """Open `url`, and on each page do what `person` says to its title; give the text of the page that ends it.

        A person says a script, or nothing to end it; one person after the other.
        """
        with self._turn:
            return self._visit(url, person)

    def quit(self) -> None:
        """Let it end."""
        self._say("Browser.close", {}, None)

    def _visit(self, url: str, person: Callable[[str], str]) -> str:
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self._ask("Page.enable", {}, session)
        self._ask("Page.navigate", {"url": url}, session)
        while True:
            self._loaded(session)
            script = person(str(self._run("document.title", session)))
            if not script:
                text = str(self._run("document.body.innerText", session))
                self._ask("Target.closeTarget", {"targetId": target})
                return text
            self._run(script, session)

    def _run(self, script: str, session: str) -> object:
        """Give what a script says; None where the page went away under it."""
        answer = self._answer(self._say("Runtime.evaluate", {"expression": script, "returnByValue": True}, session))
        return answer.get("result", {}).get("result", {}).get("value")

    def _ask(self, method: str, params: Message, session: str | None = None) -> Message:
        answer = self._answer(self._say(method, params, session))
        assert "result" in answer, answer
        result: Message = answer["result"]
        return result

    def _answer(self, number: int) -> Message:
        while True:
            said = self._next()
            if said.get("id") == number:
                return said
            self._events.append(said)

    def _loaded(self, session: str) -> None:
        while True:
            event = self._events.popleft() if self._events else self._next()
            if event.get("method") == "Page.loadEventFired" and event.get("sessionId") == session:
                return

    def _say(self, method: str, params: Message, session: str | None) -> int:
        number = next(self._numbers)
        said = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._write, json.dumps(said).encode() + b"\0")
        return number

    def _next(self) -> Message:
        while b"\0" not in self._heard:
            assert select.select([self._read], [], [], PATIENCE)[0], "The browser says nothing any more."
            piece = os.read(self._read, _PIECE)
            assert piece, "The browser has ended."
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\0")
        message: Message = json.loads(line)
        return message


@contextmanager
def chromium(trusted: trustme.LeafCert) -> Generator[Chromium]:
    """Run one that trusts this one certificate besides those it always trusts, and knows no host but this computer."""
    path = program(NAMES, "Chromium")
    theirs_read, ours_write = _pipe()
    ours_read, theirs_write = _pipe()
    with tempfile.TemporaryDirectory() as profile:
        options = [
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            f"--ignore-certificate-errors-spki-list={_key_digest(trusted)}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            "--no-proxy-server",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ]
        wrap = [sys.executable, "-c", _WRAP, str(theirs_read), str(theirs_write), path, *options]
        with subprocess.Popen(
            wrap, pass_fds=(theirs_read, theirs_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            os.close(theirs_read)
            os.close(theirs_write)
            browser = Chromium(ours_write, ours_read)
            try:
                yield browser
                browser.quit()
                process.wait(10)
            finally:
                process.kill()
                os.close(ours_write)
                os.close(ours_read)


def _pipe() -> tuple[int, int]:
    """Make a pipe whose numbers do not collide with those the browser wants, which are 3 and 4."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


def _key_digest(certificate: trustme.LeafCert) -> str:
    read = x509.load_pem_x509_certificate(certificate.cert_chain_pems[0].bytes())
    key = read.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()
