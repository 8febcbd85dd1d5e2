"""Nobody but this computer's own programs with the token gets anything from the practice drive."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from drive_share_gui.practice.connection import MOST_WAITING
from drive_share_gui.practice.running import RunningPracticeDrive
from tests.practice.clients import Raw

INVITE = "/v1.0/me/drive/root:/Docs/a.txt:/invite"
BODY = b'{"recipients":[{"email":"joe@example.org"}],"roles":["read"]}'


@pytest.fixture
def host(world: RunningPracticeDrive) -> str:
    return urlsplit(world.base_url).netloc


@pytest.fixture(autouse=True)
def nothing_acted(world: RunningPracticeDrive) -> Iterator[None]:
    """Nothing in this module may invite anybody."""
    yield
    assert world.ledger() == []


def post(headers: dict[str, str], body: bytes = BODY, path: str = INVITE) -> bytes:
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "127.0.0.1.nip.io",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "[::1]:{port}",
        "",
        "evil.example:{port}",
    ],
)
def test_only_its_own_names_are_answered_for(world: RunningPracticeDrive, raw: Raw, name: str) -> None:
    given = name.replace("{port}", str(urlsplit(world.base_url).port))
    headers = {"Host": given, "Authorization": f"Bearer {world.token}", "Content-Type": "application/json"}
    assert status(raw(post(headers))) == 421


def test_a_request_without_a_host_is_refused(world: RunningPracticeDrive, raw: Raw) -> None:
    request = f"GET /v1.0/me HTTP/1.0\r\nAuthorization: Bearer {world.token}\r\n\r\n"
    assert status(raw(request.encode())) == 421


def test_a_request_with_two_hosts_is_refused(world: RunningPracticeDrive, raw: Raw, host: str) -> None:
    token = f"Authorization: Bearer {world.token}"
    request = f"GET /v1.0/me HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n{token}\r\nConnection: close\r\n\r\n"
    assert status(raw(request.encode())) == 400


def test_localhost_is_this_computer_too(world: RunningPracticeDrive, visitor: httpx.Client) -> None:
    name = httpx.URL(world.base_url.replace("127.0.0.1", "localhost")).netloc.decode()
    assert visitor.get("/me", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize(
    "extra",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/me", "/me/drive/root:/Docs/a.txt:/invite"])
def test_a_web_page_gets_nothing(visitor: httpx.Client, extra: dict[str, str], path: str) -> None:
    answer = visitor.request("POST" if path.endswith("invite") else "GET", path, headers=extra)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_preflight_gets_nothing(visitor: httpx.Client) -> None:
    answer = visitor.options("/me", headers={"Access-Control-Request-Method": "POST"})
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["PUT", "HEAD", "TRACE", "CONNECT", "INVITE"])
def test_other_methods_are_refused(visitor: httpx.Client, method: str) -> None:
    assert visitor.request(method, "/me").status_code == 405


@pytest.mark.parametrize(
    "given",
    [None, "", "Bearer", "Bearer practice-wrong", "Basic {token}", "{token}", "Bearer {token}x", "Bearer é"],
)
@pytest.mark.parametrize("path", ["/v1.0/me", "/practice/ledger", "/nowhere"])
def test_without_the_token_nothing_is_answered(
    world: RunningPracticeDrive, host: str, given: str | None, path: str
) -> None:
    headers = [] if given is None else [(b"Authorization", given.replace("{token}", world.token).encode("latin-1"))]
    answer = httpx.get(f"http://{host}{path}", headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")
    assert answer.json()["error"]["code"] == "InvalidAuthenticationToken"


def test_the_old_dialect_has_its_own_word_for_it(world: RunningPracticeDrive) -> None:
    answer = httpx.get(f"{world.base_url}/drive/root", trust_env=False)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthenticated")


def test_a_token_in_the_address_counts_for_nothing(world: RunningPracticeDrive) -> None:
    answer = httpx.get(f"{world.base_url}/me?access_token={world.token}", trust_env=False)
    assert answer.status_code == 401


def test_the_scheme_may_be_written_small(world: RunningPracticeDrive) -> None:
    headers = {"Authorization": f"bearer {world.token}"}
    assert httpx.get(f"{world.base_url}/me", headers=headers, trust_env=False).status_code == 200


def test_two_tokens_are_none(world: RunningPracticeDrive) -> None:
    headers = [("Authorization", f"Bearer {world.token}"), ("Authorization", f"Bearer {world.token}")]
    assert httpx.get(f"{world.base_url}/me", headers=headers, trust_env=False).status_code == 401


def test_the_token_is_new_for_every_run_and_known_as_practice(world: RunningPracticeDrive) -> None:
    assert world.token.startswith("practice-")
    assert len(world.token) > 40
    assert world.token not in repr(world)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"]
)
def test_only_json_is_read(visitor: httpx.Client, kind: str) -> None:
    answer = visitor.post("/me/drive/root:/Docs/a.txt:/invite", content=BODY, headers={"Content-Type": kind})
    assert answer.status_code == 415


def test_a_body_too_large_is_refused_before_it_comes(world: RunningPracticeDrive, raw: Raw, host: str) -> None:
    lines = [f"POST {INVITE} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {world.token}"]
    lines += ["Content-Type: application/json", "Content-Length: 1048577", "", ""]
    assert status(raw("\r\n".join(lines).encode())) == 413


def test_a_body_too_large_is_refused_while_it_comes(world: RunningPracticeDrive, visitor: httpx.Client) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    try:
        headers = {"Content-Type": "application/json"}
        answer = visitor.post("/me/drive/root:/Docs/a.txt:/invite", content=pieces(), headers=headers)
    except httpx.WriteError:
        return  # the drive hung up while we were still sending
    assert answer.status_code == 413
    assert world.ledger() == []


def test_a_body_that_drips_is_given_up(world: RunningPracticeDrive, raw: Raw, host: str) -> None:
    lines = [f"POST {INVITE} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {world.token}"]
    lines += ["Content-Type: application/json", "Content-Length: 100", "", "{"]
    assert status(raw("\r\n".join(lines).encode())) == 408


@pytest.mark.parametrize(
    "flood", [{f"x-{number}": "y" for number in range(200)}, {"x": "y" * 40_000}, {"x": "y" * 300_000}]
)
def test_a_flood_of_headers_is_refused(world: RunningPracticeDrive, raw: Raw, host: str, flood: dict[str, str]) -> None:
    headers = {"Host": host, "Authorization": f"Bearer {world.token}", "Content-Type": "application/json", **flood}
    try:
        answer = raw(post(headers))
    except ConnectionError:
        return  # refused so early that our own bytes were still on their way
    assert status(answer) in {400, 431}


@pytest.mark.parametrize(
    "path",
    [
        "/v1.0/me/drive/root:/..%2f..%2f..%2fetc%2fpasswd",
        "/v1.0/me/drive/root:/../../../etc/passwd",
        "/v1.0/../practice/ledger/../../etc/passwd",
        "/practice/../v1.0/me",
        "/practice/..%2fledger",
        "//evil.example/v1.0/me",
        "/v1.0/me/drive/root:/%00",
        "http://evil.example/v1.0/me",
    ],
)
def test_a_path_leads_nowhere_else(world: RunningPracticeDrive, raw: Raw, host: str, path: str) -> None:
    headers = f"Host: {host}\r\nAuthorization: Bearer {world.token}\r\nConnection: close"
    answer = raw(f"GET {path} HTTP/1.1\r\n{headers}\r\n\r\n".encode())
    assert status(answer) in {400, 404}
    assert b"root:x" not in answer


@pytest.mark.parametrize(
    "junk", [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / FTP/1.0\r\n\r\n", "GET /é HTTP/1.1\r\n\r\n".encode()]
)
def test_junk_is_answered_with_400(raw: Raw, junk: bytes) -> None:
    assert status(raw(junk)) == 400


def test_idle_connections_give_way_and_others_are_served(world: RunningPracticeDrive, visitor: httpx.Client) -> None:
    address = urlsplit(world.base_url)
    with ExitStack() as stack:
        for _ in range(MOST_WAITING + 50):
            idle = socket.create_connection((str(address.hostname), address.port or 0), timeout=10)
            stack.enter_context(idle)
            idle.sendall(b"GET /v1.0/me HT")
        assert visitor.get("/me").status_code == 200


def test_many_requests_at_once_are_all_answered(world: RunningPracticeDrive) -> None:
    answers: list[int] = []
    headers = {"Authorization": f"Bearer {world.token}"}

    def ask() -> None:
        answers.append(httpx.get(f"{world.base_url}/me", headers=headers, trust_env=False).status_code)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 20
