"""Every way in which an answer can go wrong on its way, over real sockets (reliability: failure table)."""

import gzip
import json
import socket
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from drive_share_gui.adapters.transport import MAX_BODY
from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    Riddle,
    SharingError,
    Silence,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.adapters.asking import outcome_of_invite, service_at
from tests.adapters.fault_server import Act, Visit, answering, fault_server, free_port, http, read_and_reset

LOST: Final = NoAnswer(Silence.CONNECTION_LOST)
LATE: Final = NoAnswer(Silence.TIMEOUT)
GRANTED: Final = b'{"value":[{"id":"500","roles":["read"],"invitation":{"email":"ann@example.org"}}]}'
BOMB: Final = http(200, gzip.compress(bytes(100_000_000), 6), "Content-Encoding: gzip")
SLACK: Final = 3.0  # seconds a busy computer may add to a deadline


def read_and_close(visit: Visit) -> None:
    visit.request()


def read_a_byte_and_reset(visit: Visit) -> None:
    visit.connection.recv(1)
    visit.reset()


def say(*pieces: bytes) -> Act:
    return answering(b"".join(pieces))


def storm(visit: Visit) -> None:
    visit.request()
    while not visit.over.is_set():
        visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def flood(visit: Visit) -> None:
    """A body said to be 10 GB long."""
    visit.request()
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
    while not visit.over.is_set():
        visit.send(b" " * 65536)


def unclear(riddle: Riddle, status: int = 200) -> UnclearAnswer:
    return UnclearAnswer(riddle, status)


FAULTS: Final[dict[str, tuple[Act, Failure]]] = {
    "hardly read and reset": (read_a_byte_and_reset, LOST),
    "read and closed": (read_and_close, LOST),
    "read and reset": (read_and_reset, LOST),
    "status line cut": (say(b"HTTP/1.1 200 O"), LOST),
    "body cut": (say(b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", GRANTED), LOST),
    "chunk cut": (say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n", GRANTED[:20]), LOST),
    "body without length cut": (say(b"HTTP/1.1 200 OK\r\n\r\n", GRANTED[:-5]), unclear(Riddle.NOT_JSON)),
    "a shell's greeting": (say(b"SSH-2.0-OpenSSH_9.2\r\n"), LOST),
    "a mail server's greeting": (say(b"220 mail.example ESMTP\r\n"), LOST),
    "head without end": (say(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a" * 200_000, b"\r\n\r\n"), LOST),
    "two lengths": (say(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), LOST),
    "status 999": (say(http(999, GRANTED)), unclear(Riddle.UNEXPECTED_STATUS, 999)),
    "status 000": (say(b"HTTP/1.1 000 OK\r\n\r\n", GRANTED), LOST),
    "status 101": (say(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), LOST),
    "a storm of 100s": (storm, UnclearAnswer(Riddle.TOO_LARGE)),
    "10 GB": (flood, unclear(Riddle.TOO_LARGE)),
    "a byte too many": (say(http(200, b" " * (MAX_BODY + 1))), unclear(Riddle.TOO_LARGE)),
    "a compressed flood": (say(BOMB), unclear(Riddle.TOO_LARGE)),
    "gzip cut": (say(http(200, gzip.compress(GRANTED)[:-9], "Content-Encoding: gzip")), unclear(Riddle.NOT_JSON)),
    "compressed in another way": (say(http(200, GRANTED, "Content-Encoding: br")), unclear(Riddle.NOT_JSON)),
    "a page": (
        say(http(200, b"<!DOCTYPE html><title>Log in</title>", "Content-Type: text/html")),
        unclear(Riddle.NOT_JSON),
    ),
    "nothing": (say(http(200)), unclear(Riddle.NOT_JSON)),
    "accepted, not done": (say(http(202, GRANTED)), unclear(Riddle.UNEXPECTED_STATUS, 202)),
    "no content": (say(b"HTTP/1.1 204 No Content\r\n\r\n"), unclear(Riddle.UNEXPECTED_STATUS, 204)),
    "a page that says no": (say(http(400, b"<html>No</html>")), Refusal(Reason.REQUEST_NOT_ACCEPTED, "http400", 400)),
    "no without a word": (say(http(403)), Refusal(Reason.NOT_ALLOWED, "http403", 403)),
}


@pytest.mark.parametrize(("act", "failure"), FAULTS.values(), ids=FAULTS)
def test_what_went_wrong_is_one_failure_and_never_success(act: Act, failure: Failure) -> None:
    with fault_server(act) as server, service_at(server.base_url) as service:
        assert outcome_of_invite(service) == failure
        assert server.connections == 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"value":[{"id":NaN}]}',
        b'{"value":[{"id":"1","id":"2"}]}',
        b'{"value":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"value":' + b"[" * 40 + b"]" * 40 + b"}",
        b"\xef\xbb\xbf" + GRANTED,
        GRANTED.decode().encode("utf-16"),
        GRANTED.replace(b"ann", b"\xff\xfe"),
    ],
)
def test_what_is_only_nearly_json_is_not_read(body: bytes) -> None:
    with fault_server(say(http(200, body))) as server, service_at(server.base_url) as service:
        assert outcome_of_invite(service) == unclear(Riddle.NOT_JSON)


@pytest.mark.parametrize(
    "body", ["null", "[]", '"x"', "7", "{}", '{"value":null}', '{"value":{}}', '{"value":[null]}', '{"value":["x"]}']
)
def test_json_of_another_shape_says_nothing(body: str) -> None:
    with fault_server(say(http(200, body.encode()))) as server, service_at(server.base_url) as service:
        assert outcome_of_invite(service) == unclear(Riddle.UNEXPECTED_SHAPE)


@pytest.mark.parametrize(
    "answer",
    [
        http(200, GRANTED),
        http(201, GRANTED),
        http(200, gzip.compress(GRANTED), "Content-Encoding: gzip"),
        http(200, zlib.compress(GRANTED), "Content-Encoding: deflate"),
        http(200, GRANTED, *(f"X-Header-{number}: x" for number in range(1000))),
        b"HTTP/1.1 200 OK\r\n\r\n" + GRANTED,
        b"HTTP/1.1 100 Continue\r\n\r\n" + http(200, GRANTED),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(GRANTED), GRANTED),
    ],
)
def test_an_answer_that_is_whole_is_read_however_it_is_wrapped(answer: bytes) -> None:
    with fault_server(say(answer)) as server, service_at(server.base_url) as service:
        outcome = outcome_of_invite(service)
        assert isinstance(outcome, Answer)
        assert [permission.permission_id for permission in outcome.permissions] == ["500"]


def test_nobody_listening_means_that_nothing_was_sent() -> None:
    with service_at(f"http://127.0.0.1:{free_port()}/v1.0") as service:
        assert outcome_of_invite(service) == Unreachable(Hurdle.REFUSED)


def test_a_name_nobody_knows_means_that_nothing_was_sent() -> None:
    with service_at("https://drive.invalid/v1.0") as service:
        assert outcome_of_invite(service) == Unreachable(Hurdle.NAME_UNKNOWN)


def test_a_reset_while_a_long_request_is_being_sent_leaves_it_unknown() -> None:
    with fault_server(read_a_byte_and_reset) as server, service_at(server.base_url) as service:
        people = tuple(Person(f"{number:050}@example.org") for number in range(50_000))
        assert outcome_of_invite(service, people) == LOST


@pytest.mark.parametrize("what", ["head", "body", "nothing"])
def test_a_slow_answer_ends_at_the_deadline_whatever_drips(what: str) -> None:
    whole = http(200, GRANTED)
    head = whole.index(b"{")

    def act(visit: Visit) -> None:
        visit.request()
        if what == "nothing":
            visit.wait_until_over()
        elif what == "body":
            visit.send(whole[:head])
            visit.drip(whole[head:], 0.1)
        else:
            visit.drip(whole, 0.1)

    with fault_server(act) as server, service_at(server.base_url, deadline=0.5) as service:
        started = time.monotonic()
        assert outcome_of_invite(service) == LATE
        assert 0.4 < time.monotonic() - started < 0.5 + SLACK


def test_a_drip_on_a_connection_that_is_used_again_ends_at_the_deadline_too() -> None:
    visits: list[int] = []

    def act(visit: Visit) -> None:
        visit.request()
        body = json.dumps({"id": "D", "driveType": "personal"}).encode()
        visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        visits.append(1)
        visit.request()
        visits.append(2)
        visit.drip(b"HTTP/1.1 200 OK\r\n" * 100, 0.1)

    with fault_server(act) as server, service_at(server.base_url, deadline=0.5) as service:
        assert service.drive().drive_id == "D"
        started = time.monotonic()
        with pytest.raises(SharingError) as caught:
            service.drive()
        assert caught.value.failure == LATE
        assert time.monotonic() - started < 0.5 + SLACK
        assert (visits, server.connections) == ([1, 2], 1)


def test_neither_a_compressed_flood_nor_a_plain_one_fills_the_memory() -> None:
    with fault_server(answering(BOMB)) as server, service_at(server.base_url) as service:
        outcome_of_invite(service)
        tracemalloc.start()
        try:
            outcome_of_invite(service)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


def test_every_invitation_has_a_connection_of_its_own_and_look_ups_share_one() -> None:
    def act(visit: Visit) -> None:
        while True:
            body = GRANTED if visit.request().startswith(b"POST") else b'{"id":"D"}'
            visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    with fault_server(act) as server, service_at(server.base_url) as service:
        for _ in range(3):
            service.drive()
        assert server.connections == 1
        for _ in range(3):
            outcome_of_invite(service)
        assert server.connections == 4


def test_a_connection_the_server_closed_meanwhile_is_not_used_again() -> None:
    def act(visit: Visit) -> None:
        visit.request()
        visit.send(b'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"id":"D"}')

    with fault_server(act) as server, service_at(server.base_url) as service:
        assert [service.drive().drive_id for _ in range(3)] == ["D"] * 3
        assert server.connections == 3


def test_every_address_of_a_host_is_tried() -> None:
    try:
        socket.getaddrinfo("localhost", 80)
    except OSError:
        pytest.skip("This computer knows no address for localhost.")
    with fault_server(say(http(200, GRANTED))) as server:
        with service_at(server.base_url.replace("127.0.0.1", "localhost")) as service:
            assert isinstance(outcome_of_invite(service), Answer)
        assert server.connections == 1


def test_many_threads_share_a_service_and_each_has_its_own_answer_and_deadline() -> None:
    def act(visit: Visit) -> None:
        address = json.loads(visit.request().partition(b"\r\n\r\n")[2])["recipients"][0]["email"]
        if address.startswith("late"):
            visit.wait_until_over()
        visit.send(http(200, GRANTED.replace(b"ann@example.org", address.encode())))

    people = [Person(f"{'late' if number % 5 == 0 else 'p'}{number}@example.org") for number in range(20)]
    with fault_server(act) as server, service_at(server.base_url, deadline=1.0) as service:

        def invite(person: Person) -> Answer | Failure:
            return outcome_of_invite(service, (person,))

        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(invite, people))
        for person, outcome in zip(people, outcomes, strict=True):
            if person.address.startswith("late"):
                assert outcome == LATE
            else:
                assert isinstance(outcome, Answer)
                assert outcome.permissions[0].invited_address == person.address
