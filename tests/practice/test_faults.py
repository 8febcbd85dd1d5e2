"""Every fault does to the client what it says, and acts on the drive or does not, as it says."""

import http.client
import itertools
import json
import threading
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.service import Timing
from tests.practice.clients import Invite, client_of, graph_invite

_NUMBERS = itertools.count(1)


def someone(script: str) -> str:
    return f"{script}+{next(_NUMBERS)}@example.org"


def acted(world: RunningPracticeDrive, email: str) -> int:
    return sum(row["email"] == email for row in world.ledger())


@pytest.mark.parametrize(
    ("script", "status", "code"),
    [
        ("expired", 401, "InvalidAuthenticationToken"),
        ("not-found", 404, "itemNotFound"),
        ("conflict", 409, "nameAlreadyExists"),
        ("precondition", 412, "resourceModified"),
        ("locked", 423, "resourceLocked"),
        ("throttled", 429, "activityLimitReached"),
        ("throttled-none", 429, "activityLimitReached"),
        ("server-error", 500, "generalException"),
        ("unavailable", 503, "serviceNotAvailable"),
        ("unavailable-none", 503, "serviceNotAvailable"),
    ],
)
def test_a_refusing_fault_acts_on_nothing_once_and_then_invites(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, status: int, code: str
) -> None:
    email = someone(script)
    first = invite_in_world(email)
    assert (first.status_code, first.json()["error"]["code"]) == (status, code)
    assert acted(world, email) == 0
    assert invite_in_world(email).status_code == 200
    assert acted(world, email) == 1


@pytest.mark.parametrize(
    ("script", "status"), [("server-error-acted", 500), ("gateway-timeout", 504), ("accepted", 202)]
)
def test_an_acting_fault_invites_and_does_not_say_so(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, status: int
) -> None:
    email = someone(script)
    assert invite_in_world(email).status_code == status
    assert acted(world, email) == 1
    assert invite_in_world(email).status_code == 200
    assert acted(world, email) == 2


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("throttled", "1"),
        ("throttled-decimal", "2.128"),
        ("throttled-long", "41"),
        ("throttled-none", None),
        ("unavailable", "1"),
        ("unavailable-none", None),
    ],
)
def test_a_busy_service_says_how_long_or_does_not(invite_in_world: Invite, script: str, said: str | None) -> None:
    assert invite_in_world(someone(script)).headers.get("Retry-After") == said


def test_a_busy_service_may_name_a_date(invite_in_world: Invite) -> None:
    headers = invite_in_world(someone("throttled-date")).headers
    ahead = parsedate_to_datetime(headers["Retry-After"]) - parsedate_to_datetime(headers["Date"])
    assert 0 <= ahead.total_seconds() <= 3


def test_an_expired_token_is_answered_with_a_challenge(invite_in_world: Invite) -> None:
    assert invite_in_world(someone("expired")).headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_fault_comes_once_for_each_item(invite_in_world: Invite) -> None:
    email = someone("locked")
    places = ["root:/Docs/a.txt:", "root:/Docs/Read%20me%20first.docx:"] * 2
    assert [invite_in_world(email, where=place).status_code for place in places] == [423, 423, 200, 200]


@pytest.mark.parametrize(
    ("script", "error", "acts"),
    [
        ("reset-after", httpx.ReadError, 1),
        ("reset-before", httpx.ReadError, 0),
        ("hang-up", httpx.RemoteProtocolError, 1),
        ("cut-body", httpx.RemoteProtocolError, 1),
        ("cut-status", httpx.RemoteProtocolError, 1),
        ("not-http", httpx.RemoteProtocolError, 1),
    ],
)
def test_a_broken_connection_leaves_the_client_in_doubt(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, error: type[Exception], acts: int
) -> None:
    email = someone(script)
    with pytest.raises(error):
        invite_in_world(email)
    assert acted(world, email) == acts


@pytest.mark.parametrize(
    ("script", "seen", "acts"),
    [
        ("html-400", (400, "text/html"), 0),
        ("html-200", (200, "text/html"), 0),
        ("bad-gateway", (502, "text/html"), 0),
        ("empty", (200, "application/json"), 1),
        ("cut-json", (200, "application/json"), 1),
        ("deep-json", (200, "application/json"), 1),
    ],
)
def test_an_answer_may_be_no_json(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, seen: tuple[int, str], acts: int
) -> None:
    email = someone(script)
    answer = invite_in_world(email)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == seen
    with pytest.raises((ValueError, RecursionError)):
        answer.json()
    assert acted(world, email) == acts


@pytest.mark.parametrize(
    ("script", "part"),
    [
        ("null", b"null"),
        ("null-entry", b"[null]"),
        ("nan", b":NaN"),
        ("surrogate", b"\\ud800"),
        ("huge", b"x" * 8_000_000),
    ],
)
def test_an_answer_may_be_json_that_hurts(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, part: bytes
) -> None:
    email = someone(script)
    answer = invite_in_world(email)
    assert answer.status_code == 200
    assert part in answer.content
    assert acted(world, email) == 1


@pytest.mark.parametrize(
    ("script", "status", "goes_to"),
    [
        ("redirect-302", 302, "https://portal.example/sign-in"),
        ("redirect-307", 307, "/v1.0/me/drive/root:/Docs/a.txt:/invite"),
    ],
)
def test_a_redirect_acts_on_nothing(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, status: int, goes_to: str
) -> None:
    email = someone(script)
    answer = invite_in_world(email)
    assert (answer.status_code, answer.headers["location"]) == (status, goes_to)
    assert acted(world, email) == 0


def test_a_service_that_acts_late_acts_though_the_client_has_gone(tmp_path: Path) -> None:
    email = "acts-late@example.org"
    with running_practice_drive(tmp_path, timing=Timing(slow=1)) as drive:
        with client_of(drive, seconds=0.1) as impatient, pytest.raises(httpx.ReadTimeout):
            graph_invite(impatient)(email)
        assert acted(drive, email) == 0
        until = time.monotonic() + 30
        while acted(drive, email) == 0 and time.monotonic() < until:
            pass
        assert acted(drive, email) == 1


def test_a_silent_service_has_acted(world: RunningPracticeDrive) -> None:
    email = someone("silent")
    with client_of(world, seconds=0.3) as impatient, pytest.raises(httpx.ReadTimeout):
        graph_invite(impatient)(email)
    assert acted(world, email) == 1


def test_an_answer_may_drip(world: RunningPracticeDrive) -> None:
    address = urlsplit(world.base_url)
    body = {"recipients": [{"email": someone("drip")}], "roles": ["read"]}
    headers = {"Authorization": f"Bearer {world.token}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.request("POST", "/v1.0/me/drive/root:/Docs/a.txt:/invite", json.dumps(body), headers)
    answer = connection.getresponse()
    pieces = list(iter(lambda: answer.read1(65536), b""))
    connection.close()
    assert len(pieces) > 3
    assert json.loads(b"".join(pieces))["value"]


@pytest.mark.parametrize(("script", "acts_at_once"), [("slow", True), ("acts-late", False)])
def test_a_slow_answer_keeps_nobody_waiting_not_even_the_drives_end(
    tmp_path: Path, script: str, *, acts_at_once: bool
) -> None:
    email = f"{script}@example.org"
    answers: list[int] = []
    sent = threading.Event()

    def note(step: str, _facts: object) -> None:
        if step == "http11.send_request_body.complete":
            sent.set()

    def trace(request: httpx.Request) -> None:
        request.extensions = {**request.extensions, "trace": note}

    def invite_patiently() -> None:
        with client_of(drive, seconds=60) as patient:
            patient.event_hooks = {"request": [trace]}
            answers.append(graph_invite(patient)(email).status_code)

    with running_practice_drive(tmp_path, timing=Timing(slow=600)) as drive:
        waiting = threading.Thread(target=invite_patiently)
        waiting.start()
        assert sent.wait(30)
        while acts_at_once and not acted(drive, email):
            pass
        with client_of(drive) as other:
            assert [other.get("/me").status_code for _ in range(10)] == [200] * 10
        assert waiting.is_alive()
        assert acted(drive, email) == acts_at_once
    waiting.join()
    assert answers == [200]
