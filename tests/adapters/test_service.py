"""The service as a whole: pages, shared items, removal, proposals, both dialects."""

from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest

from drive_share_gui.adapters.drive_api.pages import MAX_ENTRIES, MAX_PAGES
from drive_share_gui.domain.failure import (
    Hurdle,
    ReferenceProblem,
    Riddle,
    ServiceTrouble,
    SharingError,
    UnclearAnswer,
    Unreachable,
    UnusableReference,
)
from drive_share_gui.domain.item import ById, ByLink, ByLocalFile, Item, Listing
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import BASE_URL, ITEM, REQUEST, failure_of, outcome_of_invite, service_that_answers

Routes = dict[str, Any]
NEXT: Final = "@odata.nextLink"


def serving(routes: Routes, seen: list[str] | None = None) -> Callable[[httpx.Request], httpx.Response]:
    """Answer every path with its content, or its status where that is a number."""

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        if seen is not None:
            seen.append(f"{request.method} {path}")
        content = routes.get(path, 404)
        return httpx.Response(content) if isinstance(content, int) else httpx.Response(200, json=content)

    return answer


def page(*names: str, next_link: object = None) -> dict[str, Any]:
    link = {NEXT: next_link} if next_link is not None else {}
    return {"value": [{"id": f"D!{name}", "name": name} for name in names], **link}


def names(listing: Listing) -> list[str]:
    return [item.name for item in listing.items]


CHILDREN: Final = "/v1.0/me/drive/root/children"


def test_a_list_is_read_to_its_last_page() -> None:
    routes = {
        CHILDREN: page("a", "b", next_link=f"{BASE_URL}/me/drive/root/children?$skiptoken=x%20y"),
        f"{CHILDREN}?$skiptoken=x%20y": page("c", next_link="https://drive.example/elsewhere?token=2"),
        "/elsewhere?token=2": page("d"),
    }
    with service_that_answers(serving(routes)) as service:
        listing = service.children(None)
    assert (names(listing), listing.complete) == (["a", "b", "c", "d"], True)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/v1.0/more",
        "http://drive.example/v1.0/more",
        "https://drive.example:8443/more",
        "https://ann@drive.example/more",
        "//evil.example/more",
        "more",
        7,
        "https://drive.example/more\nX: y",
    ],
)
def test_a_next_page_elsewhere_is_not_fetched_and_what_is_there_is_not_called_complete(link: object) -> None:
    seen: list[str] = []
    routes = {CHILDREN: page("a", next_link=link), "/v1.0/me/drive/items/D%211/permissions": page("a", next_link=link)}
    with service_that_answers(serving(routes, seen)) as service:
        listing = service.children(None)
        assert (names(listing), listing.complete) == (["a"], False)
        assert isinstance(failure_of(lambda: service.permissions(ITEM)), UnclearAnswer | Unreachable)
    assert len(seen) == 2


def test_pages_that_lead_in_a_circle_are_read_once() -> None:
    seen: list[str] = []
    there, back = f"{BASE_URL}/there", f"{BASE_URL}/back"
    routes = {
        CHILDREN: page("a", next_link=there),
        "/v1.0/there": page("b", next_link=back),
        "/v1.0/back": page("c", next_link=there),
    }
    with service_that_answers(serving(routes, seen)) as service:
        listing = service.children(None)
    assert (names(listing), listing.complete, len(seen)) == (["a", "b", "c"], False, 3)


def test_pages_without_end_are_read_a_hundred_times() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=page(str(len(asked)), next_link=f"{BASE_URL}/page/{len(asked)}"))

    with service_that_answers(answer) as service:
        assert not service.children(None).complete
        assert len(asked) == MAX_PAGES
        assert failure_of(lambda: service.permissions(ITEM)) == UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)


def test_a_list_longer_than_any_service_has_is_not_read_to_its_end() -> None:
    asked: list[str] = []
    entries = [{"id": str(number)} for number in range(MAX_ENTRIES // 4)]

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"value": entries, NEXT: f"{BASE_URL}/page/{len(asked)}"})

    with service_that_answers(answer) as service:
        assert failure_of(lambda: service.permissions(ITEM)) == UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)
    assert len(asked) == 5


def test_a_page_that_cannot_be_had_makes_a_list_incomplete_and_permissions_an_error() -> None:
    link = f"{BASE_URL}/more"
    permissions = {"value": [{"id": "500"}], NEXT: link}
    routes = {
        CHILDREN: page("a", next_link=link),
        "/v1.0/me/drive/items/D%211/permissions": permissions,
        "/v1.0/more": 503,
    }
    with service_that_answers(serving(routes)) as service:
        assert not service.children(None).complete
        assert failure_of(lambda: service.permissions(ITEM)) == ServiceTrouble(503)


def test_the_first_page_that_cannot_be_had_is_an_error() -> None:
    with service_that_answers(serving({CHILDREN: 403})) as service:
        assert failure_of(lambda: service.children(None)) == Refusal(Reason.NOT_ALLOWED, "http403", 403)


def test_entries_that_name_no_item_are_left_out_and_the_list_is_not_called_complete() -> None:
    with service_that_answers(serving({CHILDREN: {"value": [{"name": "nameless"}, {"id": "D!2"}]}})) as service:
        listing = service.children(None)
    assert ([item.place for item in listing.items], listing.complete) == ([ById("D!2")], False)


def test_folders_are_listed_where_they_lie() -> None:
    routes = {
        "/v1.0/me/drive/items/D%211/children": page("a"),
        "/v1.0/drives/R/items/R%211/children": page("b"),
    }
    with service_that_answers(serving(routes)) as service:
        assert service.children(Item(ById("D!1"), "x")).items[0].place == ById("D!a")
        assert service.children(Item(ById("R!1", "R"), "x")).items[0].place == ById("D!b", "R")


def test_a_shared_item_is_fetched_from_its_own_drive() -> None:
    remote = {"id": "R!1", "parentReference": {"driveId": "R"}, "name": "Old name"}
    routes: Routes = {
        "/v1.0/me/drive/items/D%211": {"id": "D!1", "name": "Mine", "remoteItem": remote},
        "/v1.0/drives/R/items/R%211": {"id": "R!1", "name": "Budget.xlsx", "parentReference": {"driveId": "R"}},
    }
    with service_that_answers(serving(routes)) as service:
        item = service.find(ById("D!1"))
    assert (item.place, item.name, item.drive_id, item.from_others) == (ById("R!1", "R"), "Budget.xlsx", "R", True)


def test_what_the_own_drive_does_not_say_stays_as_the_placeholder_said_it() -> None:
    remote = {"id": "R!1", "parentReference": {"driveId": "R"}}
    routes: Routes = {
        "/v1.0/me/drive/items/D%211": {"id": "D!1", "name": "Mine", "remoteItem": remote},
        "/v1.0/drives/R/items/R%211": {"id": "R!1"},
    }
    with service_that_answers(serving(routes)) as service:
        item = service.find(ById("D!1"))
    assert (item.name, item.drive_id, item.from_others) == ("Mine", "R", True)


def test_a_placeholder_without_its_drive_is_not_shared_in_place_of_the_item() -> None:
    routes: Routes = {"/v1.0/me/drive/items/D%211": {"id": "D!1", "name": "Mine", "remoteItem": {"id": "R!1"}}}
    with service_that_answers(serving(routes)) as service:
        assert failure_of(lambda: service.find(ById("D!1"))) == UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)


def test_an_item_found_by_a_link_is_placed_on_the_drive_it_names() -> None:
    url = "https://x.example/??>>~~"
    path = "/v1.0/shares/u%21aHR0cHM6Ly94LmV4YW1wbGUvPz8-Pn5-/driveItem"
    found: Routes = {path: {"id": "R!1", "name": "x", "parentReference": {"driveId": "R"}}}
    with service_that_answers(serving(found)) as service:
        assert service.find(ByLink(url)).place == ById("R!1", "R")
    with service_that_answers(serving({path: {"id": "R!1", "name": "x"}})) as service:
        assert service.find(ByLink(url)).place == ById("R!1")


def test_a_local_file_has_no_place_on_the_drive_yet() -> None:
    with service_that_answers(serving({})) as service:
        assert failure_of(lambda: service.find(ByLocalFile("/docs/a.txt"))) == UnusableReference(
            ReferenceProblem.LOCAL_FILE, "/docs/a.txt"
        )


@pytest.mark.parametrize(("dialect", "own"), [(Dialect.GRAPH, "/v1.0/me/drive"), (Dialect.ONEDRIVE, "/v1.0/drive")])
def test_each_dialect_offers_what_it_has_words_for(dialect: Dialect, own: str) -> None:
    found: Routes = {own: {"id": "D", "driveType": "personal"}, "/v1.0/drives/b%21x": {"id": "b!x"}}
    with service_that_answers(serving(found), dialect) as service:
        drive = service.drive()
        assert service.drive("b!x").drive_id == "b!x"
    assert drive.takes_expiry is drive.takes_password is (dialect is Dialect.GRAPH)


@pytest.mark.parametrize("status", [204, 200])
def test_a_permission_is_removed_by_its_id(status: int) -> None:
    seen: list[str] = []
    routes: Routes = {"/v1.0/me/drive/items/D%211/permissions/aTow%2Fx%3D": status}
    with service_that_answers(serving(routes, seen)) as service:
        service.revoke(ITEM, "aTow/x=")
        assert failure_of(lambda: service.revoke(ITEM, "gone")) == Refusal(Reason.ITEM_GONE, "http404", 404)
    assert seen[0] == "DELETE /v1.0/me/drive/items/D%211/permissions/aTow%2Fx%3D"


def test_a_removal_that_is_only_promised_is_not_called_done() -> None:
    routes: Routes = {"/v1.0/me/drive/items/D%211/permissions/1": 202}
    with service_that_answers(serving(routes)) as service:
        assert failure_of(lambda: service.revoke(ITEM, "1")) == UnclearAnswer(Riddle.UNEXPECTED_STATUS, 202)


def contact(name: object, *addresses: object) -> dict[str, object]:
    return {"displayName": name, "scoredEmailAddresses": [{"address": address} for address in addresses]}


def test_people_are_proposed_once_each_by_an_address_that_can_be_invited() -> None:
    people = [
        contact("Ann Lee", "ann@example.org", "ann@home.example"),
        contact("Ann again", "ANN@example.org"),
        contact("No address"),
        contact("Not invited", "x500:/o=example", 7),
        contact(7, "bob@example.org"),
        *[contact("", f"p{number}@example.org") for number in range(20)],
    ]
    with service_that_answers(lambda _request: httpx.Response(200, json={"value": people})) as service:
        proposed = service.suggest("ann")
    assert proposed[:2] == (Person("ann@example.org", "Ann Lee"), Person("bob@example.org"))
    assert len(proposed) == 10


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_where_people_are_not_given_nobody_is_proposed(status: int) -> None:
    with service_that_answers(lambda _request: httpx.Response(status)) as service:
        assert service.suggest("ann") == ()


@pytest.mark.parametrize("text", ["", "  ", '""'])
def test_nothing_typed_proposes_nobody_and_asks_nobody(text: str) -> None:
    seen: list[str] = []
    with service_that_answers(serving({}, seen)) as service:
        assert service.suggest(text) == ()
    assert seen == []


def test_the_specifications_dialect_has_no_list_of_people() -> None:
    seen: list[str] = []
    with service_that_answers(serving({}, seen), Dialect.ONEDRIVE) as service:
        assert service.suggest("ann") == ()
    assert seen == []


def out_of_reach(request: httpx.Request) -> httpx.Response:
    message = "no way"
    raise httpx.ConnectError(message, request=request)


def test_a_drive_out_of_reach_is_said_when_people_are_looked_for() -> None:
    with service_that_answers(out_of_reach) as service, pytest.raises(SharingError) as caught:
        service.suggest("ann")
    assert caught.value.failure == Unreachable(Hurdle.NETWORK)


def test_a_service_can_be_closed_twice() -> None:
    with service_that_answers(serving({})) as service:
        service.close()
    assert service.preview(REQUEST).method == "POST"


def test_half_a_pair_of_surrogates_does_no_harm_later() -> None:
    text = b'{"value":[{"id":"500","grantedTo":{"user":{"displayName":"A\\ud800b","id":"\\ud83d\\ude00"}}}]}'
    with service_that_answers(lambda _request: httpx.Response(200, content=text)) as service:
        outcome = outcome_of_invite(service)
    assert "A\ufffdb" in repr(outcome)
    assert "😀" in repr(outcome)
    repr(outcome).encode()
