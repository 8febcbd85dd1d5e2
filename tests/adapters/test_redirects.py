"""Where an answer points is not gone to: nothing of a request or its token gets there (reliability §5.4)."""

from __future__ import annotations

import json
from contextlib import ExitStack

import pytest

from drive_share_gui.domain.failure import Riddle, UnclearAnswer
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import ITEM, TOKEN, failure_of, outcome_of_invite, service_at
from tests.adapters.fault_server import Visit, fault_server, http

STATUSES = [300, 301, 302, 303, 305, 307, 308]
PLACES = {
    "another host": "http://127.0.0.2:{trap}/v1.0/me",
    "another port": "http://127.0.0.1:{trap}/v1.0/me",
    "another name": "http://localhost:{trap}/v1.0/me",
    "no scheme": "//127.0.0.1:{trap}/v1.0/me",
    "https": "https://127.0.0.1:{trap}/v1.0/me",
    "user": "http://127.0.0.1:{own}@127.0.0.1:{trap}/",
    "itself": "/v1.0/me",
    "itself in full": "http://127.0.0.1:{own}/v1.0/me",
    "a file": "file:///etc/passwd",
    "nowhere": "",
    "two lines": "http://127.0.0.1:{trap}/\r\nLocation: http://127.0.0.1:{trap}/",
}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_redirect_ends_there_and_nobody_else_gets_a_byte(place: str, status: int) -> None:
    with ExitStack() as servers:
        trap = servers.enter_context(fault_server(Visit.wait_until_over))

        def redirect(visit: Visit) -> None:
            visit.request()
            location = place.format(trap=trap.port, own=server.port)
            visit.send(http(status, b"", f"Location: {location}"))

        server = servers.enter_context(fault_server(redirect))
        service = servers.enter_context(service_at(server.base_url))
        assert outcome_of_invite(service) == UnclearAnswer(Riddle.REDIRECT, status)
        assert failure_of(service.drive) == UnclearAnswer(Riddle.REDIRECT, status)
        assert (len(server.requests), trap.connections) == (2, 0)


@pytest.mark.parametrize("dialect", Dialect)
def test_a_chain_of_300_redirects_is_one_request(dialect: Dialect) -> None:
    def onwards(visit: Visit) -> None:
        visit.request()
        number = len(server.requests)
        visit.send(http(307 if number <= 300 else 200, b"", f"Location: {server.base_url}/hop/{number}"))

    with fault_server(onwards) as server, service_at(server.base_url, dialect) as service:
        assert outcome_of_invite(service) == UnclearAnswer(Riddle.REDIRECT, 307)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.2:{own}/more",
        "http://127.0.0.1:{trap}/more",
        "http://localhost:{own}/more",
        "https://127.0.0.1:{own}/more",
        "//127.0.0.1:{trap}/more",
        "//evil.example/more",
        "/v1.0/more",
        "http://a:b@127.0.0.1:{own}/more",
        "http://127.0.0.1:{own}@127.0.0.1:{trap}/more",
        "http://127.0.0.1:{own}\\@127.0.0.1:{trap}/more",
        "http://127.0.0.1:{trap}\\@127.0.0.1:{own}/more",
        "http://127.0.0.1:{own}#@127.0.0.1:{trap}/more",
        "http:127.0.0.1:{own}/more",
        " http://127.0.0.1:{own}/more",
        "http://127.0.0.1:{own}\t/more",
        "http://127.0.0.1:{own}\n/more",
        "file:///etc/passwd",
        "",
        "http://[",
    ],
    ids=ascii,
)
def test_the_next_page_elsewhere_is_not_read_and_gets_no_token(link: str) -> None:
    with ExitStack() as servers:
        trap = servers.enter_context(fault_server(Visit.wait_until_over))

        def answer(visit: Visit) -> None:
            visit.request()
            following = link.format(own=server.port, trap=trap.port)
            visit.send(http(200, json.dumps({"value": [], "@odata.nextLink": following}).encode()))

        server = servers.enter_context(fault_server(answer))
        service = servers.enter_context(service_at(server.base_url))
        assert failure_of(lambda: service.permissions(ITEM)) == UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)
        assert (len(server.requests), trap.connections) == (1, 0)
        assert TOKEN.encode() in server.requests[0]
