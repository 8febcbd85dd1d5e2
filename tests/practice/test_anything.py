"""Whatever a client sends, the practice drive answers, and never with an error of its own."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drive_share_gui.practice.running import RunningPracticeDrive

PIECES = """
me drive drives users shares items special root root: documents children people permissions invite recent
driveItem microsoft.graph.invite action.invite createLink action.createLink view.search search(q='a') search(q=
search(q='it''s') Documents Docs: : :: 7A3C51E09B2D4F68 7A3C51E09B2D4F68!101 b!x Quarterly%20plan.pptx
root%3A%2FDocs%3A %3A%2F %00 %FF % u!aHR0cHM6Ly9vbmVkcml2ZS5leGFtcGxlL2Fubg u! s!x .. . %2e%2e a+b ' ~ owner-x
"""
NAMES = """
recipients roles message type scope email objectId alias requireSignIn sendInvitation suppressNotification
password expirationDateTime @odata.type answer match times
"""
VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["read", "mail", "joe@example.org"])
JSON = st.recursive(
    VALUES | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES.split()) | st.text(), inner, max_size=6)
    ),
    max_leaves=12,
)
BODIES = st.binary(max_size=80) | JSON.map(lambda content: json.dumps(content).encode())
PATHS = st.lists(st.sampled_from([*PIECES.split(), ""]), max_size=7).map("/".join)
QUERIES = st.sampled_from(
    ["", "?$top=3", "?$skiptoken=YWZ0ZXI6Mg", "?$skiptoken=x", "?q=a", "?%24select=name", "?$search=%22", "?%FF=%FF&&="]
)
INVITING = st.sampled_from(
    [
        "me/drive/root:/Docs/a.txt:/invite",
        "drive/root:/Docs/a.txt:/action.invite",
        "me/drive/root:/Docs:/createLink",
    ]
)


@pytest.fixture(scope="module")
def connection(world: RunningPracticeDrive) -> Iterator[http.client.HTTPConnection]:
    address = urlsplit(world.base_url)
    opened = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    yield opened
    opened.close()


def status_of(
    world: RunningPracticeDrive, connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None
) -> int:
    headers = {"Authorization": f"Bearer {world.token}", "Content-Type": "application/json"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, query=QUERIES)
def test_any_address_is_answered(
    world: RunningPracticeDrive, connection: http.client.HTTPConnection, path: str, query: str
) -> None:
    assert status_of(world, connection, "GET", f"/v1.0/{path}{query}", None) in {200, 400, 404, 405}


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(["POST", "PATCH", "DELETE"]), path=PATHS | INVITING, body=BODIES)
def test_any_body_is_answered(
    world: RunningPracticeDrive, connection: http.client.HTTPConnection, method: str, path: str, body: bytes
) -> None:
    status = status_of(world, connection, method, f"/v1.0/{path}", body)
    assert status in {200, 201, 204, 400, 403, 404, 405}


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(JSON, max_size=2))
def test_any_script_is_answered(
    world: RunningPracticeDrive, connection: http.client.HTTPConnection, content: list[object]
) -> None:
    assert status_of(world, connection, "POST", "/practice/script", json.dumps(content).encode()) in {200, 400}
    assert status_of(world, connection, "POST", "/practice/script", b"[]") == 200
