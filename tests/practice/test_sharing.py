"""Who has access can be listed, changed and taken away, by the rules of each kind of drive."""

import httpx
import pytest

from drive_share_gui.practice.running import RunningPracticeDrive
from drive_share_gui.practice.samples import BUSINESS_DRIVE
from tests.practice.clients import Invite

FILE = "/me/drive/root:/Docs/a.txt:"
INSIDE_FINANCE = "/me/drive/root:/Documents/Finance/Forecast.xlsx:"


def roles(client: httpx.Client, item: str = FILE) -> dict[str, str]:
    value = client.get(f"{item}/permissions").json()["value"]
    return {entry["invitation"]["email"]: entry["roles"][0] for entry in value if "invitation" in entry}


def permission_id(client: httpx.Client, item: str, email: str) -> str:
    value = client.get(f"{item}/permissions").json()["value"]
    found: list[str] = [one["id"] for one in value if one.get("invitation", {}).get("email") == email]
    return found[0]


def test_everyone_invited_is_listed_with_the_role_given(client: httpx.Client, invite: Invite) -> None:
    invite("joe@example.org", roles=["read"])
    invite("new@example.net", roles=["write"])
    assert roles(client) == {"joe@example.org": "read", "new@example.net": "write"}


def test_the_owner_of_a_personal_drive_is_listed_first(visitor: httpx.Client) -> None:
    first = visitor.get("/me/drive/root/permissions").json()["value"][0]
    assert (first["roles"], first["grantedToV2"]["user"]["displayName"]) == (["owner"], "Ann Archer")


def test_a_permission_is_shown_alone_as_in_the_list(client: httpx.Client, invite: Invite) -> None:
    (entry,) = invite("joe@example.org").json()["value"]
    assert client.get(f"{FILE}/permissions/{entry['id']}").json() == entry
    for listed in client.get(f"{FILE}/permissions").json()["value"]:
        assert client.get(f"{FILE}/permissions/{listed['id']}").json() == listed


def test_a_permission_taken_away_is_gone(drive: RunningPracticeDrive, client: httpx.Client, invite: Invite) -> None:
    (entry,) = invite("joe@example.org").json()["value"]
    assert client.delete(f"{FILE}/permissions/{entry['id']}").status_code == 204
    assert roles(client) == {}
    assert client.delete(f"{FILE}/permissions/{entry['id']}").status_code == 404
    assert len(drive.ledger()) == 1


def test_a_role_is_changed(client: httpx.Client, invite: Invite) -> None:
    (entry,) = invite("joe@example.org", roles=["read"]).json()["value"]
    url = f"{FILE}/permissions/{entry['id']}"
    assert client.patch(url, json={"roles": ["write"]}).status_code == 204
    assert roles(client) == {"joe@example.org": "write"}
    preferred = client.patch(url, json={"roles": ["read"]}, headers={"Prefer": "return=representation"})
    assert (preferred.status_code, preferred.json()["roles"]) == (200, ["read"])


def test_a_role_is_changed_in_the_old_dialect(client: httpx.Client, action_invite: Invite) -> None:
    (entry,) = action_invite("joe@example.org", roles=["read"]).json()["value"]
    answer = client.patch(f"/drive/root:/Docs/a.txt:/permissions/{entry['id']}", json={"role": "write"})
    assert (answer.status_code, answer.json()["roles"]) == (200, ["write"])


@pytest.mark.parametrize("body", [{}, {"roles": []}, {"roles": ["owner"]}, {"roles": "read"}, {"roles": ["write"]}])
def test_a_role_that_is_none_or_no_other_is_refused(client: httpx.Client, invite: Invite, body: object) -> None:
    (entry,) = invite("joe@example.org", roles=["write"]).json()["value"]
    assert client.patch(f"{FILE}/permissions/{entry['id']}", json=body).status_code == 400


@pytest.mark.parametrize("method", ["DELETE", "PATCH"])
def test_what_is_inherited_is_shown_and_cannot_be_changed(visitor: httpx.Client, method: str) -> None:
    inherited = permission_id(visitor, INSIDE_FINANCE, "annika.berg@example.com")
    shown = visitor.get(f"{INSIDE_FINANCE}/permissions/{inherited}").json()
    assert shown["inheritedFrom"]["path"] == "/drive/root:/Documents/Finance"
    body = {"roles": ["write"]} if method == "PATCH" else None
    assert visitor.request(method, f"{INSIDE_FINANCE}/permissions/{inherited}", json=body).status_code == 400


def test_what_is_shared_with_a_folder_is_shared_with_all_in_it(client: httpx.Client, invite: Invite) -> None:
    invite("joe@example.org", where="root:/Documents:")
    assert roles(client, "/me/drive/root:/Documents/Finance/Invoices/Invoice%201001.pdf:")["joe@example.org"] == "write"


@pytest.mark.parametrize(("method", "body"), [("DELETE", None), ("PATCH", {"roles": ["read"]})])
def test_the_owner_stays_the_owner(visitor: httpx.Client, method: str, body: object) -> None:
    owner = visitor.get(f"{FILE}/permissions").json()["value"][0]["id"]
    assert visitor.request(method, f"{FILE}/permissions/{owner}", json=body).status_code == 403


def test_a_change_of_what_was_changed_meanwhile_is_refused(client: httpx.Client, invite: Invite) -> None:
    (entry,) = invite("joe@example.org").json()["value"]
    url = f"{FILE}/permissions/{entry['id']}"
    assert client.delete(url, headers={"If-Match": '"old"'}).status_code == 412
    assert client.delete(url, headers={"If-Match": client.get(FILE).json()["eTag"]}).status_code == 204


def test_sharing_marks_the_item_and_gives_it_a_new_version(client: httpx.Client, invite: Invite) -> None:
    before = client.get(FILE).json()
    invite("joe@example.org")
    after = client.get(FILE).json()
    assert "shared" not in before
    assert after["shared"]["scope"] == "users"
    assert before["eTag"] != after["eTag"]


def test_a_business_drive_never_says_what_is_inherited(client: httpx.Client) -> None:
    listed = client.get(f"/drives/{BUSINESS_DRIVE}/root:/Plans/Hiring.xlsx:/permissions").json()["value"]
    assert [entry["invitation"]["email"] for entry in listed] == ["ann.archer@example.org"]
    assert "inheritedFrom" not in listed[0]


def test_what_may_only_be_read_cannot_be_changed(visitor: httpx.Client) -> None:
    item = f"/drives/{BUSINESS_DRIVE}/root:/Reports/Read%20only.pdf:"
    mine = permission_id(visitor, item, "ann.archer@example.org")
    answer = visitor.delete(f"{item}/permissions/{mine}")
    assert answer.status_code == 403
    assert answer.json()["error"]["innerError"]["code"] == "accessRestricted"


def test_a_link_is_made_once_and_then_given_again(client: httpx.Client) -> None:
    body = {"type": "edit", "scope": "anonymous"}
    first, second = (client.post(f"{FILE}/createLink", json=body).json() for _ in range(2))
    assert first == second
    assert (first["roles"], first["link"]["type"]) == (["write"], "edit")


def test_the_old_dialect_says_whether_a_link_is_new(client: httpx.Client) -> None:
    url = "/drive/root:/Docs/a.txt:/action.createLink"
    assert [client.post(url, json={"type": "view"}).status_code for _ in range(2)] == [201, 200]


@pytest.mark.parametrize(
    ("item", "body", "status"),
    [
        (FILE, {"type": "nonsense"}, 400),
        (FILE, {"type": "view", "scope": "organization"}, 400),
        (FILE, {"type": ["view"]}, 400),
        ("/me/drive/root", {"type": "view"}, 403),
        (f"/drives/{BUSINESS_DRIVE}/root:/Plans/Hiring.xlsx:", {"type": "embed"}, 400),
    ],
)
def test_a_link_that_cannot_be_is_refused(visitor: httpx.Client, item: str, body: object, status: int) -> None:
    assert visitor.post(f"{item}/createLink", json=body).status_code == status


def test_a_business_drive_has_links_for_the_organisation(client: httpx.Client) -> None:
    body = {"type": "view", "scope": "organization"}
    url = f"/drives/{BUSINESS_DRIVE}/root:/Plans/Hiring.xlsx:"
    link = client.post(f"{url}/createLink", json=body).json()
    assert link["link"]["scope"] == "organization"
    assert client.patch(f"{url}/permissions/{link['id']}", json={"roles": ["write"]}).status_code == 400


def test_the_samples_show_every_kind_of_access(visitor: httpx.Client) -> None:
    link = visitor.get("/me/drive/root:/Documents/Cover%20letter.docx:/permissions").json()["value"][1]
    group = visitor.get("/me/drive/root:/Documents/Team%20handbook:/permissions").json()["value"][1]
    pending = visitor.get("/me/drive/root:/Documents/Lease%20agreement.pdf:/permissions").json()["value"][1]
    assert link["link"]["scope"] == "anonymous"
    assert group["grantedToV2"]["group"]["displayName"] == "Garden Club"
    assert "grantedToV2" not in pending
