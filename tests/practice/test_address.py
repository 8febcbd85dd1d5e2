"""Every spelling of an address that clients use means what its writer meant."""

import pytest

from drive_share_gui.practice.address import Address, Resource, read_address
from drive_share_gui.practice.answer import Refusal
from drive_share_gui.practice.dialect import Dialect

DRIVE = "7A3C51E09B2D4F68"
ID = f"{DRIVE}!101"


@pytest.mark.parametrize(
    "path",
    [
        "/me/drive/root:/Docs/a.txt",
        "/me/drive/root:/Docs/a.txt:",
        "/me/drive/root:/Docs/a.txt:/",
        "/me/drive/root%3A/Docs/a.txt%3A",
        "/me/drive/items/root:/Docs/a.txt:",
        "/me/drive/items/root%3A%2FDocs%2Fa.txt%3A",
        "/me/drive/items/root%3A%2FDocs%2Fa.txt",
        "/me//drive/root:/Docs//a.txt",
        "/users/7a3c51e09b2d4f68/drive/root:/Docs/a.txt",
    ],
)
def test_a_path_is_read_in_every_spelling(path: str) -> None:
    assert read_address(f"/v1.0{path}") == Address(Resource.ITEM, names=("Docs", "a.txt"))


@pytest.mark.parametrize(
    "path",
    [
        f"/drives/{DRIVE}/items/{ID}:/Docs:",
        f"/drives/{DRIVE}/items/{DRIVE}%21101:/Docs",
        f"/drives/{DRIVE}/items/{DRIVE}%21101%3A%2FDocs%3A",
        f"/me/drives/{DRIVE}/items/{ID}:/Docs:",
    ],
)
def test_a_path_may_start_at_an_item(path: str) -> None:
    assert read_address(f"/v1.0{path}") == Address(Resource.ITEM, drive=DRIVE, start=ID, names=("Docs",))


@pytest.mark.parametrize(
    "path",
    [
        "/me/drive/root:/Docs:/children",
        "/me/drive/root:/Docs://children",
        "/me/drive/root%3A/Docs%3A/children",
        "/me/drive/items/root%3A%2FDocs%3A/children",
    ],
)
def test_an_action_follows_the_closing_colon_however_many_slashes_stand_between(path: str) -> None:
    assert read_address(f"/v1.0{path}") == Address(Resource.ITEM, names=("Docs",), action="children")


@pytest.mark.parametrize(
    ("path", "dialect", "action"),
    [
        ("/drive/items/x/action.invite", Dialect.SPECIFICATION, "invite"),
        ("/drives/d/items/x/action.invite", Dialect.SPECIFICATION, "invite"),
        ("/me/drive/items/x/invite", Dialect.GRAPH, "invite"),
        ("/me/drive/items/x/microsoft.graph.invite", Dialect.GRAPH, "invite"),
        ("/drive/items/x/invite", Dialect.GRAPH, "invite"),
        ("/drive/items/x/permissions", Dialect.SPECIFICATION, "permissions"),
        ("/me/drive/items/x/permissions", Dialect.GRAPH, "permissions"),
        ("/drive/items/x/action.createLink", Dialect.SPECIFICATION, "createLink"),
        ("/me/drive/items/x/createLink", Dialect.GRAPH, "createLink"),
        ("/drive/root/view.search", Dialect.SPECIFICATION, "search"),
    ],
)
def test_the_action_tells_the_dialect(path: str, dialect: Dialect, action: str) -> None:
    address = read_address(f"/v1.0{path}")
    assert (address.dialect, address.action) == (dialect, action)


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ("'budget'", "budget"),
        ("'it%27%27s%20100%25%20%2B%20%231'", "it's 100% + #1"),
        ("%27a%2Fb%27", "a/b"),
        ("budget", "budget"),
        ("''", ""),
    ],
)
@pytest.mark.parametrize("start", ["root/search", "root/microsoft.graph.search", "search", "items/root/search"])
def test_a_search_is_unescaped_and_its_apostrophes_are_undoubled(start: str, literal: str, text: str) -> None:
    address = read_address(f"/v1.0/me/drive/{start}(q={literal})")
    assert (address.action, address.argument) == ("search", text)


def test_an_id_may_hold_a_colon() -> None:
    assert read_address("/v1.0/me/drive/items/a%3Ab/permissions").start == "a:b"


def test_a_name_is_unescaped_only_once() -> None:
    assert read_address("/v1.0/me/drive/root:/test%2546.txt").names == ("test%46.txt",)


def test_a_plus_is_never_a_space() -> None:
    assert read_address("/v1.0/me/drive/root:/One+Two.txt").names == ("One+Two.txt",)


@pytest.mark.parametrize(
    "name", ["..", ".", "%2e%2e", "a%2Fb", "..%2f..%2fetc", "a%5Cb", "a%3Ab", "q%3Fx", "%00", "a%0Ab"]
)
def test_a_name_that_cannot_exist_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_address(f"/v1.0/me/drive/root:/Docs/{name}/c.txt")
    assert (caught.value.status, caught.value.inner) == (400, ("invalidPath",))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/v1.0/",
        "/v1.0/nothing",
        "/v2.0/me",
        "/v1.0/me/nothing",
        "/v1.0/me/drive/nothing",
        "/v1.0/me/drive/items",
        "/v1.0/me/drive/items/x/nothing",
        "/v1.0/me/drive/items/x/action.invite",
        "/v1.0/me/drive/items/x/permissions/1/more",
        "/v1.0/me/people/more",
        "/v1.0/shares",
        "/v1.0/shares/x/nothing",
        "/v1.0/me/drive/root:/Docs:/children/more",
        "http://127.0.0.1/v1.0/me",
        "*",
    ],
)
def test_an_address_of_nothing_is_refused_as_graph_does(path: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_address(path)
    assert (caught.value.status, caught.value.code) == (400, "BadRequest")


def test_a_path_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        read_address("/v1.0/me/drive/root:/%FF")
    assert caught.value.inner == ("invalidPath",)
