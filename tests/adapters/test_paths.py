"""Names, IDs and links on the wire: each reaches the service as the one thing it is (fact sheet §7)."""

import base64
from typing import Final
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.drive_api.address import same_origin
from drive_share_gui.domain.failure import ReferenceProblem, UnusableReference
from drive_share_gui.domain.item import ById, ByLink, ByPath, Item
from drive_share_gui.domain.reference import ILLEGAL_IN_NAMES, item_by_id, item_by_path
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import BASE_URL, failure_of, service_at, service_that_answers
from tests.adapters.fault_server import answering, fault_server, http

ROWS: Final = {
    "My Files": "My%20Files",
    "C# Files": "C%23%20Files",
    "100%.txt": "100%25.txt",
    "test%46.txt": "test%2546.txt",
    "One+Two.txt": "One%2BTwo.txt",
    "Ryan's Files": "Ryan%27s%20Files",
    "saved_game[1].bin": "saved_game%5B1%5D.bin",
    "R&D; v=1, (a)!.docx": "R%26D%3B%20v%3D1%2C%20%28a%29%21.docx",
    "日本語 café.txt": "%E6%97%A5%E6%9C%AC%E8%AA%9E%20caf%C3%A9.txt",
    "日本語 cafe\u0301.txt": "%E6%97%A5%E6%9C%AC%E8%AA%9E%20caf%C3%A9.txt",
    "emoji😀.txt": "emoji%F0%9F%98%80.txt",
    "a$0b.txt": "a%240b.txt",
    "-._~": "-._~",
    "...": "...",
    "a@b=c": "a%40b%3Dc",
}
FOUND: Final = http(200, b'{"id":"D!1","name":"x"}')
IDS: Final = {
    "5D33DD65C6932946!70859": "5D33DD65C6932946%2170859",
    "a?b#c": "a%3Fb%23c",
    "a%2Fb": "a%252Fb",
    "a:b": "a%3Ab",
    "a:": "a%3A",
    "x\\y": "x%5Cy",
    "é%": "%C3%A9%25",
    "b!$x": "b%21%24x",
}


def asked_for(place: ById | ByPath, dialect: Dialect = Dialect.GRAPH) -> bytes:
    """The first line of the request that fetches an item, as a server sees it."""
    with fault_server(answering(FOUND)) as server, service_at(server.base_url, dialect) as service:
        service.find(place)
        return server.request_lines[0]


@pytest.mark.parametrize(("name", "wire"), ROWS.items())
def test_every_name_of_the_fact_sheet_reaches_the_wire_exactly(name: str, wire: str) -> None:
    path = item_by_path(f"/Docs/{name}")
    assert asked_for(path) == f"GET /v1.0/me/drive/root:/Docs/{wire} HTTP/1.1".encode()
    assert asked_for(path, Dialect.ONEDRIVE) == f"GET /v1.0/drive/root:/Docs/{wire} HTTP/1.1".encode()


@pytest.mark.parametrize(("item_id", "wire"), IDS.items())
def test_an_id_is_one_segment_whatever_is_in_it(item_id: str, wire: str) -> None:
    assert asked_for(item_by_id(item_id)) == f"GET /v1.0/me/drive/items/{wire} HTTP/1.1".encode()
    assert asked_for(item_by_id(item_id, "b!z")) == f"GET /v1.0/drives/b%21z/items/{wire} HTTP/1.1".encode()


@pytest.mark.parametrize("hostile", ["", ".", ".."])
def test_what_would_be_folded_into_the_address_above_is_never_sent(hostile: str) -> None:
    with fault_server(answering(FOUND)) as server, service_at(server.base_url) as service:
        item = Item(ById("D!1"), "x")
        refused = UnusableReference(ReferenceProblem.NOT_AN_ID, hostile)
        assert failure_of(lambda: service.revoke(item, hostile)) == refused
        assert failure_of(lambda: service.find(ById(hostile))) == refused
        assert failure_of(lambda: service.find(ByPath(("a", hostile)))) == refused
        assert failure_of(lambda: service.drive(hostile)) == refused
        assert server.connections == 0


legal_names = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=ILLEGAL_IN_NAMES), min_size=1
).filter(lambda name: name.strip() not in {"", ".", ".."})


@given(st.lists(legal_names, min_size=1, max_size=4))
def test_any_path_arrives_as_the_names_it_consists_of(names: list[str]) -> None:
    path = ByPath(tuple(names))
    seen: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.raw_path)
        return httpx.Response(200, json={"id": "D!1"})

    with service_that_answers(answer) as service:
        service.find(path)
    head, *segments = seen[0].decode("ascii").removeprefix("/v1.0/me/drive/").split("/")
    assert head == "root:"
    assert [unquote(segment) for segment in segments] == names
    assert not set("".join(segments)) & set("#?:+&;= ")


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("it's 100% + #1", "'it%27%27s%20100%25%20%2B%20%231'"),
        ("a/b", "'a%2Fb'"),
        ("')&x='", "'%27%27%29%26x%3D%27%27'"),
    ],
)
def test_a_search_is_one_quoted_text(text: str, wire: str) -> None:
    with fault_server(answering(http(200, b'{"value":[]}'))) as server, service_at(server.base_url) as service:
        service.search(text)
        assert server.request_lines == [f"GET /v1.0/me/drive/root/search(q={wire}) HTTP/1.1".encode()]


def test_the_specifications_search_is_a_query() -> None:
    found = http(200, b'{"value":[]}')
    with fault_server(answering(found)) as server, service_at(server.base_url, Dialect.ONEDRIVE) as service:
        service.search("it's 100% + #1")
        assert server.request_lines == [b"GET /v1.0/drive/root/view.search?q=it%27s%20100%25%20%2B%20%231 HTTP/1.1"]


@pytest.mark.parametrize(
    "url",
    [
        "https://onedrive.live.com/redir?resid=1231244193912!12&authKey=1201919!12921!1",
        "https://1drv.ms/w/s!AhTxyz",
        "https://x.example/??>>~~",
    ],
)
def test_a_link_is_one_segment_that_holds_it_to_the_letter(url: str) -> None:
    with fault_server(answering(FOUND)) as server, service_at(server.base_url) as service:
        service.find(ByLink(url))
        line, *headers = server.requests[0].decode().split("\r\n")
    segment = line.removeprefix("GET /v1.0/shares/u%21").removesuffix("/driveItem HTTP/1.1")
    assert base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)).decode() == url
    assert "Prefer: redeemSharingLinkIfNecessary" in headers


def test_people_are_searched_for_by_a_quoted_text() -> None:
    with fault_server(answering(http(200, b'{"value":[]}'))) as server, service_at(server.base_url) as service:
        service.suggest(' an"n  lee ')
        assert server.request_lines == [b"GET /v1.0/me/people?$search=%22an%20n%20lee%22 HTTP/1.1"]


@pytest.mark.parametrize(
    "url", [f"{BASE_URL}/x", "https://drive.example:443/other?a=b", "https://DRIVE.example/v1.0/me"]
)
def test_a_link_to_the_same_service_may_be_followed(url: str) -> None:
    assert same_origin(url, BASE_URL)


@pytest.mark.parametrize(
    "url",
    [
        "http://drive.example/v1.0/x",
        "https://drive.example:8443/v1.0/x",
        "https://drive.example.evil.example/x",
        "https://evil.example/https://drive.example/",
        "https://drive.example@evil.example/x",
        "https://ann@drive.example/x",
        "https://ann:secret@drive.example/x",
        "//drive.example/x",
        "/v1.0/x",
        "",
        "https://drive.example:port/x",
        "https://[::1/x",
        "https://drive.example\\@evil.example/",
    ],
)
def test_a_link_to_anywhere_else_may_not(url: str) -> None:
    assert not same_origin(url, BASE_URL)
