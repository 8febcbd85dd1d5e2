"""Sends random secrets through every way a call can go wrong, and looks for them in the log and wherever they stay.

Short form: 1,000 secrets. Long form: 10,000. `--number N` for another number.
"""

import io
import logging
import random
import re
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpcore
import httpx

from drive_share_gui.adapters.drive_api import DriveService, FixedToken
from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.ports import Clock
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.application.take_back import take_back
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.item import ById, ByLink, ByPath, Item
from drive_share_gui.domain.outcome import Invited, Mail
from drive_share_gui.domain.permission import Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import service_that_answers
from tests.application.books import new_store
from tests.application.fakes import FakeClock
from tests.reliability.canaries import Canaries
from tests.reliability.figures import Figure, Table, arguments, publish
from tests.reliability.leaks_of_the_program import SECRETS, files, leaks_of_children, leaks_of_runs

SHORT: Final = 1_000
LONG: Final = 10_000
COUNTED: Final = ("token", "message", "address", "password")
STATUSES: Final = (200, 201, 202, 204, 207, 302, 307, 400, 401, 403, 404, 409, 412, 423, 429, 500, 503, 504, 507, 999)
LINE: Final = re.compile(
    r"INFO drive_share_gui\.transport (GET|POST|DELETE) [/A-Za-z0-9.:(){}]+ "
    r"status=\d{1,3} code=[A-Za-z:_-]{1,40} request-id=[A-Za-z0-9-]{1,64} ms=\d+"
    r"|INFO drive_share_gui\.adapters\.journal\.journal row [0-9a-f]{8} [A-Z_]+ attempts=\d+"
)
"""The two forms of a line: words of ours, numbers, and the service's number of the request or ours of the row."""
ERRORS: Final[tuple[Callable[[str], Exception], ...]] = (
    *(httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadError, httpx.ReadTimeout, httpx.WriteError, httpx.ProxyError),
    *(httpx.RemoteProtocolError, httpx.InvalidURL, httpcore.ReadError, httpcore.ConnectError, ValueError, OSError),
    *(RuntimeError, UnicodeError, MemoryError, AssertionError, KeyError),
)


def main() -> int:
    """Run and print."""
    asked = arguments(__doc__, number=0)
    canaries = Canaries(random.Random(asked.seed))  # noqa: S311 - the same chance again, on demand
    lines, found = leaks_of_the_log(canaries, asked.number or (LONG if asked.long else SHORT))
    found += leaks_of_runs(canaries)
    found += leaks_of_children(canaries)
    numbers = {
        "secrets of people": used(canaries),
        "of services": canaries.made.total() - used(canaries),
        "lines of log": lines,
        "found": len(found),
    }
    publish(asked, Figure("leaks", numbers), [Table("Found", ("what",), [(one,) for one in found])])
    return int(bool(found) or lines == 0)


def leaks_of_the_log(canaries: Canaries, number: int) -> tuple[int, list[str]]:
    """Ask for everything, with secrets in every place, until that many were used; give the log's lines and leaks."""
    with TemporaryDirectory() as folder, written_down() as log:
        clock = FakeClock()
        with closing(new_store(clock, Path(folder))) as store:
            book = AccountJournal(store.journal, "ann", 60.0, 1.0)
            while used(canaries) < number:
                _ask(canaries, book, clock)
            kept = leaks_of_files(canaries, Path(folder))
        kept += leaks_of_files(canaries, Path(folder))
    text = log.getvalue()
    lines = text.removesuffix("\n").split("\n")
    odd = [f"a line of another form: {line!r}" for line in lines if not LINE.fullmatch(line)]
    return len(lines), odd[:10] + kept + [
        f"the log: {one}" for one in canaries.found_in(text.encode("utf-8", "replace"))
    ]


def used(canaries: Canaries) -> int:
    """Count the secrets that a person gave."""
    return sum(canaries.made[kind] for kind in COUNTED)


@contextmanager
def written_down() -> Generator[io.StringIO]:
    """Write down everything that is logged by anybody, at the most verbose."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def leaks_of_files(canaries: Canaries, home: Path) -> list[str]:
    """Look into every file the program keeps: it may hold to whom what was sent, and nothing that is secret."""
    found = {path.name: canaries.found_in(path.read_bytes(), SECRETS) for path in files(home)}
    assert found
    return [f"{name}: {one}" for name, leaks in found.items() for one in leaks]


def _ask(canaries: Canaries, book: AccountJournal, clock: Clock) -> None:
    """Ask a service for everything once; it answers with secrets, or fails with some."""
    chance = canaries.chance
    token = canaries.word("token")

    def answer(request: httpx.Request) -> httpx.Response:
        if chance.random() < 0.3:
            told = f"{request.url} {token} {canaries.text('exception')}"
            raise chance.choice(ERRORS)(told)
        return hostile(canaries, chance.choice(STATUSES))

    with service_that_answers(answer, chance.choice(list(Dialect)), FixedToken(token)) as service:
        for call in calls(canaries, service, book, clock):
            with suppress(SharingError):
                call()


def calls(
    canaries: Canaries, service: DriveService, book: AccountJournal, clock: Clock
) -> tuple[Callable[[], object], ...]:
    """Every call there is, with secrets in what it is given."""
    word, text = canaries.word, canaries.text
    item = Item(ById(word("id"), word("id")), text("name"))
    person = Person(f"{word('address')}@{word('address')}.example", text("person"))
    options = Options(password=text("password"), send_anyway=True)
    invitation = Invitation(item, (person,), Role.WRITE, text("message"), options)
    outcome = Invited(person, Permission(word("id")), Mail.SENT)
    return (
        lambda: send_invitations(
            service, clock, invitation, book, report=lambda _progress: None, cancel=threading.Event()
        ),
        lambda: take_back(service, item, [outcome], lambda _one: None),
        lambda: service.find(ByPath((text("name"), text("name")))),
        lambda: service.find(ByLink(f"https://{word('link')}.example/{word('link')}")),
        lambda: service.children(item),
        lambda: service.search(text("name")),
        lambda: service.suggest(text("person")),
        lambda: service.drive(word("id")),
    )


def hostile(canaries: Canaries, status: int) -> httpx.Response:
    """Answer with a secret in every place an answer has."""
    text, word = canaries.text, canaries.word
    inner = {"code": text("code"), "message": text("said")}
    error = {"code": text("code"), "message": text("said"), "innererror": inner, "fixItUrl": text("link")}
    entry = {"id": text("id"), "name": text("name"), "roles": [text("said")], "invitation": {"email": word("said")}}
    body = {"value": [{**entry, "error": error}], "error": error, "@odata.nextLink": f"https://{word('link')}.example/"}
    headers = {
        "request-id": f"_{word('header')}",
        "Retry-After": word("header"),
        "Location": f"https://{word('link')}.example/",
        "Set-Cookie": f"a={word('header')}",
        "WWW-Authenticate": f'Bearer realm="{word("header")}"',
        word("header"): word("header"),
    }
    return httpx.Response(status, headers=headers, json=body)


if __name__ == "__main__":
    sys.exit(main())
