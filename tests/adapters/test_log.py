"""What is written to the log: method, route, status, reason and numbers, and never what anybody wrote."""

import contextlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from drive_share_gui.adapters.drive_api import FixedToken
from drive_share_gui.domain.failure import NoAnswer, SharingError, Silence
from drive_share_gui.domain.item import ById, ByLink, ByPath, Item
from drive_share_gui.domain.person import Person
from tests.adapters.asking import REQUEST, outcome_of_invite, service_at, service_that_answers
from tests.adapters.fault_server import answering, fault_server, http, read_and_reset

SECRET = "Zx7secret"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.DEBUG)
    return lambda: [record.getMessage() for record in caplog.records]


def test_one_line_tells_what_was_asked_and_what_came_of_it(lines: Callable[[], list[str]]) -> None:
    refusal = httpx.Response(403, json={"error": {"code": "accessDenied"}}, headers={"request-id": "7F-a1"})
    with service_that_answers(lambda _request: refusal) as service, pytest.raises(SharingError):
        service.invite(REQUEST)
    assert [re.sub(r"ms=\d+", "ms=0", line) for line in lines()] == [
        "POST /me/drive/items/{item}/invite status=403 code=NOT_ALLOWED request-id=7F-a1 ms=0"
    ]


def test_no_answer_is_told_as_well(lines: Callable[[], list[str]]) -> None:
    with fault_server(read_and_reset) as server, service_at(server.base_url) as service:
        assert outcome_of_invite(service) == NoAnswer(Silence.CONNECTION_LOST)
    assert [line.partition(" request-id")[0] for line in lines()] == [
        "POST /me/drive/items/{item}/invite status=0 code=noAnswer:connectionLost"
    ]


def hostile(status: int) -> bytes:
    """An answer with the secret in every place an answer has."""
    error = {"code": SECRET, "message": SECRET, "innererror": {"code": SECRET}, "fixItUrl": SECRET}
    entry = {"id": SECRET, "name": SECRET, "roles": [SECRET], "error": error, "invitation": {"email": SECRET}}
    body = json.dumps({"value": [entry], "error": error, "@odata.nextLink": f"https://{SECRET}.example/"})
    return http(status, body.encode(), f"X-{SECRET}: {SECRET}", f"Set-Cookie: a={SECRET}", f"request-id: _{SECRET}")


@pytest.mark.parametrize("status", [200, 207, 302, 400, 401, 403, 404, 429, 500, 503, 999])
def test_nothing_anybody_wrote_is_in_the_log_whatever_the_answer(status: int, lines: Callable[[], list[str]]) -> None:
    request = replace(REQUEST, place=ById(SECRET), people=(Person(f"{SECRET}@example.org", SECRET),), message=SECRET)
    item = Item(ById(SECRET, SECRET), SECRET)
    with (
        fault_server(answering(hostile(status))) as server,
        service_at(server.base_url, tokens=FixedToken(SECRET)) as service,
    ):
        for ask in (
            lambda: service.invite(request),
            lambda: service.find(ByPath((SECRET,))),
            lambda: service.find(ByLink(f"https://{SECRET}.example")),
            lambda: service.permissions(item),
            lambda: service.revoke(item, SECRET),
            lambda: service.search(SECRET),
            lambda: service.suggest(SECRET),
            lambda: service.children(item),
            lambda: service.drive(SECRET),
        ):
            with contextlib.suppress(SharingError):
                ask()
    assert len(lines()) >= 9
    assert [line for line in lines() if SECRET in line] == []


def test_the_http_library_itself_is_silent(lines: Callable[[], list[str]]) -> None:
    with fault_server(answering(http(200, b'{"id":"D"}'))) as server, service_at(server.base_url) as service:
        service.drive()
    assert len(lines()) == 1
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection", "httpcore.proxy"):
        assert not logging.getLogger(name).isEnabledFor(logging.CRITICAL)


def test_neither_a_request_nor_an_answer_shows_what_is_in_it() -> None:
    assert "Hello" not in repr(REQUEST)
    assert SECRET not in repr(replace(REQUEST, message=SECRET))
