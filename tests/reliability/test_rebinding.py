"""Web pages, names that lead to this computer, and requests made of two: nothing of the practice drive moves.

What `tests/practice/test_guard.py` holds already is not repeated here (reliability §5.10).
"""

import itertools
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest

from drive_share_gui.__main__ import main
from drive_share_gui.cli.status import Status
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive

INVITE: Final = "/v1.0/me/drive/root:/Docs/a.txt:/invite"
BODY: Final = '{"recipients":[{"email":"joe@example.org"}],"roles":["read"]}'
OTHER_NAMES: Final = (
    *("localhost.:{port}", "127.0.0.1.:{port}", "127.1:{port}", "2130706433:{port}", "0x7f.1:{port}"),
    "0177.0.0.1:{port}",
    *("0.0.0.0:{port}", "127.0.0.2:{port}", "[::ffff:127.0.0.1]:{port}", "localhost.evil.example:{port}"),
    "xlocalhost:{port}",
    *("127.0.0.1:{port}.evil.example", "127.0.0.1:{port}@evil.example", "evil.example#127.0.0.1:{port}"),
    "127.0.0.1:0{port}",
    *("127.0.0.1:{port}/", "127.0.0.1:{port}, evil.example", "127.0.0.1:{port}:80", "localhost.localdomain:{port}"),
    "*",
    *("localhost%00.evil.example:{port}", "127.0.0.1:{port};evil.example", "http://127.0.0.1:{port}"),
    "\u2460\u2461\u2466.1",
)
ORIGINS: Final = (
    *("http://127.0.0.1:{port}", "http://localhost:{port}", "", "file://", "chrome-extension://abc"),
    "https://evil.example",
    *("null", "http://127.0.0.1:{port}.evil.example", "NULL", "app://-"),
)
SITES: Final = ("cross-site", "same-site", "Cross-Site", "CROSS-SITE", "", "nonsense", "none, cross-site")
FORMS: Final = {
    "text/plain": BODY + "=",
    "application/x-www-form-urlencoded": "recipients=joe%40example.org",
    "multipart/form-data; boundary=x": f'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n{BODY}\r\n--x--\r\n',
    "text/plain;charset=UTF-8": BODY,
}
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - what must not work
Say = Callable[..., bytes]


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPracticeDrive]:
    with running_practice_drive(tmp_path_factory.mktemp("rebinding")) as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_moved(drive: RunningPracticeDrive) -> Iterator[None]:
    """Nothing in this module may invite anybody, or change a permission."""
    yield
    assert drive.ledger() == []


@pytest.fixture
def port(drive: RunningPracticeDrive) -> int:
    return urlsplit(drive.base_url).port or 0


@pytest.fixture
def say(drive: RunningPracticeDrive, port: int) -> Say:
    """Send a request with these headers and give all that comes back; `token=False` leaves the token out."""

    def send(
        *headers: str, line: str = f"POST {INVITE}", body: str = BODY, host: str = "", token: bool = True
    ) -> bytes:
        own = [f"Host: {host or f'127.0.0.1:{port}'}", "Connection: close", f"Content-Length: {len(body.encode())}"]
        own += [f"Authorization: Bearer {drive.token}"] if token else []
        text = "\r\n".join([f"{line} HTTP/1.1", *own, *headers, "", body])
        return spoken(port, text.encode())

    return send


def spoken(port: int, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(data)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    return received


def statuses(answer: bytes) -> list[int]:
    """The status of every answer in what came back."""
    return [int(part[9:12]) for part in answer.split(b"\r\n") if part.startswith(b"HTTP/1.1 ")]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_name_that_leads_here_is_not_ours(name: str, say: Say, port: int) -> None:
    answer = say("Content-Type: application/json", host=name.format(port=port))
    assert statuses(answer)[0] in {400, 421}


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host", "X-HTTP-Host-Override"])
def test_no_other_header_says_which_host_is_meant(name: str, say: Say, port: int) -> None:
    own = f"127.0.0.1:{port}"
    assert statuses(say(f"{name}: {own}", "Content-Type: application/json", host="evil.example")) == [421]
    answer = say(f"{name}: evil.example", line="GET /v1.0/me/drive/root/children?$top=1", body="")
    assert statuses(answer) == [200]
    assert b"evil.example" not in answer
    assert own.encode() in answer


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_page_of_any_origin_may_speak_here_not_even_one_of_ours(origin: str, say: Say, port: int) -> None:
    answer = say(f"Origin: {origin.format(port=port)}", "Content-Type: application/json")
    assert statuses(answer) == [403]
    assert b"access-control" not in answer.lower()


@pytest.mark.parametrize("site", SITES)
def test_what_a_browser_says_to_come_from_another_site_is_refused(site: str, say: Say) -> None:
    for more in ((), ("Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), ("Sec-Fetch-Mode: no-cors",)):
        assert statuses(say(f"Sec-Fetch-Site: {site}", *more, "Content-Type: application/json")) == [403]


@pytest.mark.parametrize(("kind", "body"), FORMS.items())
def test_a_form_of_a_page_moves_nothing_with_or_without_the_token(kind: str, body: str, say: Say) -> None:
    assert statuses(say(f"Content-Type: {kind}", body=body)) == [415]
    assert statuses(say(f"Content-Type: {kind}", body=body, token=False)) == [401]


def test_an_old_browser_that_says_nothing_of_itself_lacks_the_token(say: Say, drive: RunningPracticeDrive) -> None:
    cookie = f"Cookie: token={drive.token}; Authorization=Bearer {drive.token}"
    for line in ("GET /v1.0/me", "GET /practice/ledger", f"POST {INVITE}", "POST /practice/script"):
        answer = say("Referer: https://evil.example/", cookie, "Content-Type: application/json", line=line, token=False)
        assert statuses(answer) == [401]
        assert drive.token.encode() not in answer


def test_a_preflight_for_a_private_network_is_not_answered_with_a_permission(say: Say) -> None:
    asks = ("Access-Control-Request-Method: POST", "Access-Control-Request-Private-Network: true")
    for headers in (asks, ("Origin: https://evil.example", *asks)):
        answer = say(*headers, line=f"OPTIONS {INVITE}", body="", token=False)
        assert statuses(answer)[0] in {401, 403, 405}
        assert b"access-control" not in answer.lower()


def test_no_answer_ever_lets_a_page_read_it(say: Say) -> None:
    lines = ("GET /v1.0/me", "GET /v1.0/nothing", "GET /practice/ledger", "GET /practice/profile", "DELETE /v1.0/me")
    for line, token, kind in itertools.product(lines, (True, False), ("application/json", "text/plain")):
        answer = say(f"Content-Type: {kind}", line=line, body="", token=token)
        assert b"access-control" not in answer.lower()
        assert b"text/html" not in answer.lower()


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"])
def test_a_method_is_what_the_first_line_says(name: str, say: Say) -> None:
    answer = say(f"{name}: POST", "Content-Type: application/json", line=f"GET {INVITE}")
    assert statuses(answer)[0] in {400, 404, 405}


def test_nothing_is_upgraded(say: Say, port: int) -> None:
    socket_headers = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    assert statuses(say("Connection: Upgrade", *socket_headers, line="GET /v1.0/me", body="")) != [101]
    assert statuses(say("Upgrade: h2c", "HTTP2-Settings: AAMAAABk", line="GET /v1.0/me", body="")) != [101]
    assert statuses(spoken(port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))[0] in {400, 421}


@pytest.mark.parametrize(
    "framing",
    [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: 0x5",
        "Content-Length: 5\r\n 6",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    ],
)
def test_a_request_whose_end_can_be_read_in_two_ways_is_refused(
    framing: str, drive: RunningPracticeDrive, port: int
) -> None:
    hidden = f"POST {INVITE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\r\n{BODY}"
    own = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {drive.token}\r\nContent-Type: application/json"
    answer = spoken(port, f"POST {INVITE} HTTP/1.1\r\n{own}\r\n{framing}\r\n\r\n0\r\n\r\n{hidden}".encode())
    assert statuses(answer)[0] >= 400
    assert 200 not in statuses(answer)


@pytest.mark.parametrize(
    "words",
    [("--host", EVERYWHERE), ("--bind", EVERYWHERE), ("--port", f"{EVERYWHERE}:80"), ("--port", "-1"), (EVERYWHERE,)],
)
def test_it_cannot_be_told_to_listen_elsewhere(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["practice-drive", "--data", str(tmp_path / "data"), *words]) == Status.BAD_INPUT
    assert capsys.readouterr().out == ""
