"""What can be looked at: items by any spelling, folders page by page, searches, links and people."""

import base64
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from drive_share_gui.practice.people import ME
from drive_share_gui.practice.running import RunningPracticeDrive
from drive_share_gui.practice.samples import BUSINESS_DRIVE

AWKWARD = "/me/drive/root:/Awkward%20names"


def share_id(url: str) -> str:
    return "u!" + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def names(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [entry["name"] for entry in answer.json()["value"]]


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("C# Files", "C%23%20Files"),
        ("100%.txt", "100%25.txt"),
        ("test%46.txt", "test%2546.txt"),
        ("One+Two.txt", "One%2BTwo.txt"),
        ("Ryan's Files", "Ryan%27s%20Files"),
        ("saved_game[1].bin", "saved_game%5B1%5D.bin"),
        ("R&D; v=1, (a)!.docx", "R%26D%3B%20v%3D1%2C%20%28a%29%21.docx"),
        ("日本語 café.txt", "%E6%97%A5%E6%9C%AC%E8%AA%9E%20caf%C3%A9.txt"),
        ("emoji😀.txt", "emoji%F0%9F%98%80.txt"),
        ("a$0b.txt", "a%240b.txt"),
        ("تقرير الربع الأول.docx", quote("تقرير الربع الأول.docx", safe="")),
    ],
)
@pytest.mark.parametrize("base", ["/me/drive/root:", "/drive/root:"])
def test_a_name_escaped_by_the_rule_finds_its_file(visitor: httpx.Client, base: str, name: str, segment: str) -> None:
    answer = visitor.get(f"{base}/Awkward%20names/{segment}")
    assert (answer.status_code, answer.json()["name"]) == (200, name)


@pytest.mark.parametrize(
    ("naive", "found"),
    [
        ("C# Files", None),
        ("test%46.txt", "testF.txt"),
        ("Ryan's%20Files", "Ryan's Files"),
        ("saved_game[1].bin", "saved_game[1].bin"),
        ("One+Two.txt", "One+Two.txt"),
        ("caf%C3%A9.txt", None),
        ("%E6%97%A5%E6%9C%AC%E8%AA%9E%20cafe%CC%81.txt", None),
        ("a:b", None),
        ("R&D;%20v=1,%20(a)!.docx", "R&D; v=1, (a)!.docx"),
    ],
)
def test_a_name_escaped_carelessly_finds_what_the_real_service_would_find(
    visitor: httpx.Client, naive: str, found: str | None
) -> None:
    answer = visitor.get(f"{AWKWARD}/{naive}")
    assert answer.json().get("name") == found


def test_an_unescaped_sharp_ends_the_path(visitor: httpx.Client) -> None:
    answer = visitor.get(f"{AWKWARD}/C# Files:/children")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "itemNotFound")


def test_names_are_found_whatever_their_case_and_ids_are_not(visitor: httpx.Client) -> None:
    found = visitor.get("/me/drive/root:/DOCUMENTS/budget.XLSX").json()
    assert found["name"] == "Budget.xlsx"
    assert visitor.get(f"/me/drive/items/{found['id']}").status_code == 200
    other_case = found["id"].swapcase()
    assert visitor.get(f"/me/drive/items/{other_case}").status_code == 404


def test_the_personal_drive_is_found_in_both_cases(world: RunningPracticeDrive, visitor: httpx.Client) -> None:
    assert visitor.get(f"/drives/{world.drive_id.lower()}").json()["id"] == world.drive_id


def test_every_item_is_found_by_its_id_its_path_and_its_web_address(visitor: httpx.Client) -> None:
    for item in visitor.get(f"{AWKWARD}:/children").json()["value"]:
        by_path = visitor.get(f"{AWKWARD}/{quote(item['name'], safe='')}").json()
        by_id = visitor.get(f"/me/drive/items/{quote(item['id'], safe='')}").json()
        by_web = visitor.get(f"/shares/{share_id(item['webUrl'])}/driveItem").json()
        assert by_path["id"] == by_id["id"] == by_web["id"] == item["id"]


def test_an_item_says_where_it_lies(world: RunningPracticeDrive, visitor: httpx.Client) -> None:
    item = visitor.get(f"{AWKWARD}/C%23%20Files/Program.cs").json()
    folder = visitor.get(f"{AWKWARD}/C%23%20Files").json()
    assert item["parentReference"] == {
        "driveId": world.drive_id,
        "driveType": "personal",
        "id": folder["id"],
        "path": "/drive/root:/Awkward%20names/C%23%20Files",
    }


def test_facets_tell_the_kinds_apart(visitor: httpx.Client) -> None:
    root = visitor.get("/me/drive/root").json()
    assert root["root"] == {}
    assert root["folder"]["childCount"] == len(visitor.get("/me/drive/root/children").json()["value"])
    assert visitor.get("/me/drive/special/documents").json()["specialFolder"] == {"name": "documents"}
    picture = visitor.get("/me/drive/root:/Pictures/Garden%20in%20May.jpg").json()
    assert picture["file"] == {"mimeType": "image/jpeg"}
    assert picture["image"]["width"] > 0


def test_a_folder_says_how_much_lies_in_it(visitor: httpx.Client) -> None:
    handbook = visitor.get("/me/drive/root:/Documents/Team%20handbook").json()
    assert handbook["size"] == 40_960 + 22_528


def test_a_long_folder_comes_in_pages_and_nothing_is_lost(visitor: httpx.Client) -> None:
    seen: list[str] = []
    pages = 0
    url: str | None = "/me/drive/root:/Pictures/Holiday:/children"
    while url:
        page: dict[str, Any] = visitor.get(url).json()
        seen += [entry["name"] for entry in page["value"]]
        url = page.get("@odata.nextLink")
        pages += 1
    assert (pages, len(seen), len(set(seen))) == (3, 450, 450)


@pytest.mark.parametrize("asked", ["$top=7&$select=name", "%24top=7", "top=7"])
def test_a_page_is_as_long_as_asked_and_the_next_one_too(visitor: httpx.Client, asked: str) -> None:
    first = visitor.get(f"/drive/root:/Pictures/Holiday:/children?{asked}").json()
    second = visitor.get(first["@odata.nextLink"]).json()
    assert [entry["name"] for entry in second["value"]] == [f"IMG_{number:04}.jpg" for number in range(8, 15)]


def test_the_next_page_stays_on_the_host_the_client_used(world: RunningPracticeDrive, visitor: httpx.Client) -> None:
    local = world.base_url.replace("127.0.0.1", "localhost")
    name = {"Host": httpx.URL(local).netloc.decode()}
    page = visitor.get("/me/drive/root:/Pictures/Holiday:/children", headers=name).json()
    assert page["@odata.nextLink"].startswith(f"{local}/me/drive/root:/Pictures/Holiday:/children?$skiptoken=")


@pytest.mark.parametrize(
    "query", ["$top=x", "$top=-1", "$skiptoken=!", "$skiptoken=", "$top=99999999999999999999", "$skip=%EF%BC%91"]
)
def test_a_page_that_cannot_be_is_refused(visitor: httpx.Client, query: str) -> None:
    assert visitor.get(f"/me/drive/root/children?{query}").status_code == 400


def test_a_listing_can_be_ordered_and_cut_down(visitor: httpx.Client) -> None:
    answer = visitor.get("/me/drive/root:/Documents:/children?$orderby=name desc&$select=name")
    assert names(answer) == sorted(names(answer), key=str.lower, reverse=True)
    assert answer.json()["value"][0].keys() == {"id", "name"}


@pytest.mark.parametrize(
    "path",
    [
        "/me/drive/root/search(q='budget')",
        "/me/drive/search(q='BUDGET')",
        "/me/drive/root/search(q=%27budget%27)",
        "/drive/root/view.search?q=budget",
        "/drive/view.search?q=budget",
        "/me/drive/root:/Documents:/search(q='budget')",
    ],
)
def test_a_search_finds_what_the_name_holds(visitor: httpx.Client, path: str) -> None:
    assert names(visitor.get(path)) == ["Budget.xlsx", "Budget 2025.xlsx"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/me/drive/root/search(q='ryan%27%27s')", ["Ryan's Files"]),
        ("/me/drive/root/search(q='one%2Btwo')", ["One+Two.txt"]),
        ("/drive/root/view.search?q=one%2Btwo", ["One+Two.txt"]),
        ("/me/drive/root/search(q='100%25')", ["100%.txt"]),
        ("/me/drive/root/search(q='nothing like this')", []),
    ],
)
def test_a_search_takes_every_character_as_it_is(visitor: httpx.Client, path: str, found: list[str]) -> None:
    assert names(visitor.get(path)) == found


def test_a_search_for_nothing_finds_all_page_by_page(visitor: httpx.Client) -> None:
    page = visitor.get("/me/drive/root/search(q='')").json()
    assert len(page["value"]) == 200
    assert len(visitor.get(page["@odata.nextLink"]).json()["value"]) == 200


def test_a_placeholder_leads_to_the_drive_where_the_item_is(visitor: httpx.Client) -> None:
    placeholder = visitor.get("/me/drive/root:/Quarterly%20plan.pptx").json()
    remote = placeholder["remoteItem"]
    assert remote["parentReference"]["driveId"] == BUSINESS_DRIVE
    assert "file" not in placeholder
    there = visitor.get(f"/drives/{BUSINESS_DRIVE}/items/{remote['id']}").json()
    assert (there["id"], there["name"]) == (remote["id"], "Quarterly plan.pptx")
    assert visitor.get(f"/drives/{BUSINESS_DRIVE}").json()["driveType"] == "business"


def test_nothing_is_found_below_a_placeholder(visitor: httpx.Client) -> None:
    folder = visitor.get("/me/drive/root:/Plans%20from%20Mira").json()
    for suffix in ("children", "permissions"):
        assert visitor.get(f"/me/drive/items/{folder['id']}/{suffix}").status_code == 404
    assert visitor.get("/me/drive/root:/Plans%20from%20Mira/Hiring.xlsx").status_code == 404


def test_of_another_drive_only_what_is_shared_is_seen(visitor: httpx.Client) -> None:
    assert visitor.get(f"/drives/{BUSINESS_DRIVE}/root").status_code == 404
    assert names(visitor.get(f"/drives/{BUSINESS_DRIVE}/root:/Plans:/children")) == [
        "Hiring.xlsx",
        "Quarterly plan.pptx",
    ]


def test_what_is_shared_with_me_carries_all_under_remote_item(visitor: httpx.Client) -> None:
    entries = visitor.get("/me/drive/sharedWithMe").json()["value"]
    assert [entry["remoteItem"]["name"] for entry in entries] == ["Plans", "Quarterly plan.pptx"]


def test_recent_files_are_files(visitor: httpx.Client) -> None:
    entries = visitor.get("/me/drive/recent").json()["value"]
    assert entries
    assert all("file" in entry for entry in entries)


def test_a_sharing_link_leads_to_its_item(visitor: httpx.Client) -> None:
    link = visitor.post("/me/drive/root:/Docs/a.txt:/createLink", json={"type": "view", "scope": "anonymous"}).json()
    by_link = visitor.get(f"/shares/{share_id(link['link']['webUrl'])}/driveItem").json()
    by_share_id = visitor.get(f"/shares/{link['shareId']}/driveItem").json()
    assert by_link["name"] == by_share_id["name"] == "a.txt"
    assert visitor.get(f"/shares/{link['shareId']}").json()["name"] == "a.txt"
    assert visitor.get(f"/shares/{link['shareId']}/root").json()["name"] == "a.txt"


@pytest.mark.parametrize(
    ("share", "status"),
    [
        ("u!" + base64.urlsafe_b64encode(b"https://1drv.example/w/s!AhTxyz").decode().rstrip("="), 404),
        ("u!aHR0cHM6Ly94LmV4YW1wbGUvPz8-Pn5-", 404),
        ("u!%%%", 400),
        ("u!_w", 400),
        ("s!unknown", 404),
    ],
)
def test_a_link_to_nothing_is_refused(visitor: httpx.Client, share: str, status: int) -> None:
    assert visitor.get(f"/shares/{quote(share, safe='!')}/driveItem").status_code == status


def test_an_item_that_did_not_change_is_not_sent_again(visitor: httpx.Client) -> None:
    tag = visitor.get("/me/drive/root:/Docs/a.txt").headers["etag"]
    answer = visitor.get("/me/drive/root:/Docs/a.txt", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('?$search="ann"', ["Anna-Lena Weiß", "Annika Berg"]),
        ("?$search=jos%C3%A9", ["José Nuñez"]),
        ("?$search=o%27neil", ["Sean O'Neil"]),
        ("?$search=%22garden%22", ["Garden Club"]),
        ("?$search=nobody", []),
    ],
)
def test_people_are_found_by_how_their_names_begin(visitor: httpx.Client, query: str, found: list[str]) -> None:
    people = visitor.get(f"/me/people{query}").json()["value"]
    assert [person["displayName"] for person in people] == found


def test_a_group_says_that_it_is_one(visitor: httpx.Client) -> None:
    (group,) = visitor.get("/me/people?$search=garden").json()["value"]
    assert group["personType"]["class"] == "Group"
    assert group["scoredEmailAddresses"][0]["address"] == "garden.club@example.org"


def test_people_come_ten_at_a_time(visitor: httpx.Client) -> None:
    assert len(visitor.get("/me/people").json()["value"]) == 10


def test_the_caller_is_the_owner_of_the_drive(visitor: httpx.Client) -> None:
    me = visitor.get("/me").json()
    assert (me["id"], me["mail"]) == (ME.id, ME.email)
    for path in ("/me/drive", "/drive"):
        assert visitor.get(path).json()["owner"]["user"]["id"] == ME.id
    for path in ("/me/drives", "/drives"):
        assert [drive["driveType"] for drive in visitor.get(path).json()["value"]] == ["personal"]


def test_nobody_is_looked_at_in_another_name(visitor: httpx.Client) -> None:
    assert visitor.get("/users/somebody/drive").status_code == 404
    assert visitor.get(f"/users/{ME.email}/drive").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/me/drive/root/invite", 405),
        ("POST", "/me/drive/root/children", 405),
        ("DELETE", "/me/drive/root", 405),
        ("PATCH", "/me/drive/root/permissions", 405),
        ("PUT", "/me/drive/root:/x.txt:/content", 405),
        ("GET", "/me/drive/root/nothing", 400),
        ("GET", "/sites/root", 400),
        ("GET", "/drives/nothing", 404),
        ("GET", "/drives/nothing/root", 404),
        ("GET", "/me/drive/special/nothing", 404),
    ],
)
def test_what_is_not_offered_is_refused_as_json(visitor: httpx.Client, method: str, path: str, status: int) -> None:
    answer = visitor.request(method, path, json={} if method in {"POST", "PATCH"} else None)
    assert answer.status_code == status
    assert answer.json()["error"]["code"]


def test_refusals_spell_the_inner_object_as_their_dialect_does(visitor: httpx.Client) -> None:
    graph, old = visitor.get("/me/drive/root:/x").json(), visitor.get("/drive/root:/x").json()
    assert graph["error"].keys() == {"code", "message", "innerError"}
    assert old["error"].keys() == {"code", "message", "innererror"}


def test_every_answer_can_be_traced(visitor: httpx.Client) -> None:
    answer = visitor.get("/me/drive", headers={"client-request-id": "b7a9"})
    assert answer.headers["client-request-id"] == "b7a9"
    assert len(answer.headers["request-id"]) == 36
    assert answer.headers["date"].endswith("GMT")
    assert answer.headers["cache-control"] == "no-store, no-cache"
    assert answer.headers["content-type"].startswith("application/json;odata.metadata=minimal")
