"""Invitations in both dialects: what is acted on, answered, written down and mailed."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path
from typing import Any

import httpx
import pytest

from drive_share_gui.practice.people import MIRA
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.practice.samples import BUSINESS_DRIVE
from tests.practice.clients import Invite

NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M:%SZ")
SHARED_FILE = f"/drives/{BUSINESS_DRIVE}/root:/Plans/Hiring.xlsx:"


def mails(drive: RunningPracticeDrive) -> list[EmailMessage]:
    return [message_from_bytes(path.read_bytes(), policy=SMTPUTF8) for path in sorted(drive.outbox.iterdir())]


def code_of(answer: httpx.Response) -> str:
    code: str = answer.json()["error"]["code"]
    return code


@pytest.fixture(params=["graph", "specification"])
def any_invite(request: pytest.FixtureRequest, invite: Invite, action_invite: Invite) -> Invite:
    """Invite in each of the two dialects."""
    return {"graph": invite, "specification": action_invite}[request.param]


@pytest.fixture(params=["graph", "specification"])
def any_invite_in_world(
    request: pytest.FixtureRequest, invite_in_world: Invite, action_invite_in_world: Invite
) -> Invite:
    """Invite in each of the two dialects, on a drive where every invitation is refused."""
    return {"graph": invite_in_world, "specification": action_invite_in_world}[request.param]


def test_an_invitation_gives_access_and_is_written_down(drive: RunningPracticeDrive, any_invite: Invite) -> None:
    answer = any_invite("joe@example.org", message="Here's the document.")
    assert answer.status_code == 200
    (permission,) = answer.json()["value"]
    assert (permission["roles"], permission["invitation"]["email"]) == (["write"], "joe@example.org")
    (row,) = drive.ledger()
    assert (row["email"], row["role"], row["mail"]) == ("joe@example.org", "write", True)
    assert row["message"] == "Here's the document."
    assert row["at"].endswith("Z")


def test_the_ledger_names_the_request(drive: RunningPracticeDrive, client: httpx.Client) -> None:
    body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"]}
    client.post("/me/drive/root:/Docs/a.txt:/invite", json=body, headers={"client-request-id": "f00-1"})
    (row,) = drive.ledger()
    assert row["client_request_id"] == "f00-1"
    assert row["item_id"] == client.get("/me/drive/root:/Docs/a.txt").json()["id"]


@pytest.mark.parametrize(
    "where",
    [
        "root:/Docs/a.txt:/invite",
        "root:/Docs/a.txt:/microsoft.graph.invite",
        "items/root%3A%2FDocs%2Fa.txt%3A/invite",
        "special/documents:/Budget.xlsx:/invite",
    ],
)
def test_every_spelling_of_an_invitation_is_one(drive: RunningPracticeDrive, client: httpx.Client, where: str) -> None:
    body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"]}
    assert client.post(f"/me/drive/{where}", json=body).status_code == 200
    assert len(drive.ledger()) == 1


def test_the_booleans_mean_the_opposite_in_the_two_dialects(
    drive: RunningPracticeDrive, invite: Invite, action_invite: Invite
) -> None:
    invite("a@example.net", sendInvitation=False)
    action_invite("b@example.net", suppressNotification=False)
    action_invite("c@example.net", suppressNotification=True)
    assert [row["mail"] for row in drive.ledger()] == [False, True, False]
    assert [mail["To"] for mail in mails(drive)] == ["b@example.net"]


def test_the_field_tables_spelling_of_sign_in_is_taken_too(client: httpx.Client) -> None:
    body = {"type": "mail", "roles": ["read"], "recipients": ["x@example.net"], "requiresSignIn": True}
    answer = client.post("/drive/root:/Docs/a.txt:/action.invite", json=body)
    assert answer.json()["value"][0]["invitation"]["signInRequired"] is True


def test_the_specifications_own_sample_is_accepted(drive: RunningPracticeDrive, client: httpx.Client) -> None:
    item = client.get("/drive/root:/Docs/a.txt").json()["id"]
    body = {
        "requireSignIn": False,
        "suppressNotification": False,
        "type": "mail",
        "roles": ["write"],
        "recipients": ["joe@example.org"],
        "message": "Here's the document I was talking about yesterday.",
    }
    assert client.post(f"/drive/items/{item}/action.invite", json=body).status_code == 200
    assert drive.ledger()[0]["message"] == body["message"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sendInvitation": True},
        {"expirationDateTime": NEXT_YEAR},
        {"password": "x"},
        {"recipients": [{"email": "joe@example.org"}]},
        {"type": "link"},
        {"type": None},
        {"retainInheritedPermissions": True},
    ],
)
def test_the_specifications_dialect_refuses_the_words_of_graph(
    world: RunningPracticeDrive, action_invite_in_world: Invite, wrong: dict[str, Any]
) -> None:
    answer = action_invite_in_world("joe@example.org", **wrong)
    assert (answer.status_code, code_of(answer)) == (400, "invalidRequest")
    assert world.ledger() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"suppressNotification": False},
        {"type": "mail"},
        {"requiresSignIn": True},
        {"recipients": ["joe@example.org"]},
        {"recipients": [{"mail": "joe@example.org"}]},
        {"surprise": 1},
    ],
)
def test_graph_refuses_the_words_of_the_specification(
    world: RunningPracticeDrive, invite_in_world: Invite, wrong: dict[str, Any]
) -> None:
    answer = invite_in_world("joe@example.org", **wrong)
    assert (answer.status_code, code_of(answer)) == (400, "invalidRequest")
    assert world.ledger() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipients": []},
        {"recipients": None},
        {"recipients": "joe@example.org"},
        {"roles": []},
        {"roles": None},
        {"roles": ["owner"]},
        {"roles": ["read|write"]},
        {"roles": "write"},
        {"roles": [["write"]]},
        {"message": 5},
        {"message": "x" * 2001},
        {"message": "😀" * 1001},
        {"requireSignIn": "yes"},
    ],
)
def test_a_badly_made_invitation_is_refused_and_nothing_is_done(
    world: RunningPracticeDrive, any_invite_in_world: Invite, wrong: dict[str, Any]
) -> None:
    answer = any_invite_in_world("joe@example.org", **wrong)
    assert (answer.status_code, code_of(answer)) == (400, "invalidRequest")
    assert world.ledger() == []
    assert mails(world) == []


@pytest.mark.parametrize(
    "email", ["", "joe", "@example.org", "joe@", "a b@example.org", "a@b@c", "a@b,c@d", "a\n@b", "<a@b>"]
)
def test_what_is_no_mail_address_is_refused(
    world: RunningPracticeDrive, action_invite_in_world: Invite, email: str
) -> None:
    assert action_invite_in_world("good@example.org", email).status_code == 400
    assert world.ledger() == []


@pytest.mark.parametrize(
    "message", ["x" * 2000, "😀" * 1000, "\u200f\u05e9\u05dc\u05d5\u05dd!\r\n\tline\x00two </script>\u2028"]
)
def test_a_message_of_two_thousand_units_is_kept_to_the_letter(
    drive: RunningPracticeDrive, any_invite: Invite, message: str
) -> None:
    assert any_invite("joe@example.org", message=message).status_code == 200
    assert drive.ledger()[0]["message"] == message


def test_the_length_refusal_names_its_reason(invite_in_world: Invite) -> None:
    error = invite_in_world("joe@example.org", message="x" * 2001).json()["error"]
    assert error["innerError"]["code"] == "parameterIsTooLong"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"message":"\\ud800"}', b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(visitor: httpx.Client, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = visitor.post("/me/drive/root:/Docs/a.txt:/invite", content=body, headers=headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalidRequest")


def test_the_root_of_a_personal_drive_cannot_be_shared(
    world: RunningPracticeDrive, any_invite_in_world: Invite
) -> None:
    answer = any_invite_in_world("joe@example.org", where="root")
    assert (answer.status_code, code_of(answer)) == (403, "accessDenied")
    assert world.ledger() == []


def test_an_item_that_is_not_there_cannot_be_shared(any_invite_in_world: Invite) -> None:
    answer = any_invite_in_world("joe@example.org", where="root:/nothing:")
    assert (answer.status_code, code_of(answer)) == (404, "itemNotFound")


def test_an_invitation_to_what_was_changed_meanwhile_is_refused(
    drive: RunningPracticeDrive, client: httpx.Client
) -> None:
    body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"]}
    old = client.get("/me/drive/root:/Docs/a.txt").json()["eTag"]
    answers = [
        client.post("/me/drive/root:/Docs/a.txt:/invite", json=body, headers={"If-Match": old}).status_code
        for _ in range(2)
    ]
    assert answers == [200, 412]
    assert len(drive.ledger()) == 1


def test_a_second_invitation_changes_the_same_permission(drive: RunningPracticeDrive, invite: Invite) -> None:
    first = invite("Joe@Example.org", roles=["read"]).json()["value"][0]
    second = invite("joe@example.ORG", roles=["write"]).json()["value"][0]
    assert first["id"] == second["id"]
    assert (first["roles"], second["roles"]) == (["read"], ["write"])
    assert len(drive.ledger()) == len(mails(drive)) == 2


def test_one_address_twice_in_a_call_is_one_person(drive: RunningPracticeDrive, any_invite: Invite) -> None:
    assert len(any_invite("joe@example.org", "JOE@example.org").json()["value"]) == 1
    assert len(drive.ledger()) == 1


def test_several_people_are_answered_in_one_list(drive: RunningPracticeDrive, any_invite: Invite) -> None:
    answer = any_invite("a@example.net", "b@example.net", "c@example.net")
    emails = [entry["invitation"]["email"] for entry in answer.json()["value"]]
    assert emails == [row["email"] for row in drive.ledger()] == ["a@example.net", "b@example.net", "c@example.net"]


def test_both_roles_together_are_write(drive: RunningPracticeDrive, invite: Invite) -> None:
    invite("joe@example.org", roles=["read", "write"])
    assert drive.ledger()[0]["role"] == "write"


@pytest.mark.parametrize(
    ("recipient", "email"),
    [
        ({"objectId": MIRA.id}, MIRA.email),
        ({"alias": "garden.club"}, "garden.club@example.org"),
        ({"email": "x@example.net", "alias": None}, "x@example.net"),
    ],
)
def test_people_may_be_named_by_id_or_alias(
    drive: RunningPracticeDrive, invite: Invite, recipient: dict[str, Any], email: str
) -> None:
    assert invite(recipients=[recipient]).status_code == 200
    assert drive.ledger()[0]["email"] == email


@pytest.mark.parametrize("recipient", [{"objectId": "00000000"}, {"alias": "nobody"}])
def test_an_id_or_alias_of_nobody_is_unresolved(invite_in_world: Invite, recipient: dict[str, Any]) -> None:
    assert code_of(invite_in_world(recipients=[recipient])) == "noResolvedUsers"


def test_only_people_with_an_account_are_granted_at_once(invite: Invite) -> None:
    known, unknown = invite("joe@example.org", "new@example.net").json()["value"]
    assert known["grantedToV2"]["user"]["displayName"] == "Joe Marsh"
    assert "grantedToV2" not in unknown
    assert unknown["invitation"] == {"email": "new@example.net", "signInRequired": True}


def test_answers_in_the_old_dialect_hold_nothing_that_came_later(action_invite: Invite) -> None:
    (entry,) = action_invite("new@example.net").json()["value"]
    assert entry.keys() == {"id", "roles", "invitation", "link"}
    assert entry["invitation"] == {"email": "new@example.net", "signInRequired": True, "redeemedBy": "none"}


def test_a_personal_drive_takes_an_expiry_and_a_password(invite: Invite) -> None:
    (entry,) = invite("x@example.net", expirationDateTime=NEXT_YEAR, password="a b c").json()["value"]
    assert (entry["expirationDateTime"], entry["hasPassword"]) == (NEXT_YEAR, True)


@pytest.mark.parametrize("moment", ["2018-07-15T14:00:00.000Z", "tomorrow", "2030", 5])
def test_an_expiry_must_be_a_moment_to_come(invite_in_world: Invite, moment: object) -> None:
    assert invite_in_world("x@example.net", expirationDateTime=moment).status_code == 400


def test_what_is_shared_with_me_can_be_shared_on(drive: RunningPracticeDrive, client: httpx.Client) -> None:
    body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"], "requireSignIn": True}
    (entry,) = client.post(f"{SHARED_FILE}/invite", json=body).json()["value"]
    assert entry["grantedToV2"]["siteUser"]["loginName"] == "joe@example.org"
    assert "hasPassword" not in entry
    assert len(drive.ledger()) == 1


@pytest.mark.parametrize(
    ("path", "more", "refusal"),
    [
        ("root:/Plans/Hiring.xlsx:", {"expirationDateTime": NEXT_YEAR}, (400, "-1")),
        ("root:/Plans/Hiring.xlsx:", {"password": "x"}, (400, "-1")),
        ("root:/Plans/Hiring.xlsx:", {"requireSignIn": False, "sendInvitation": False}, (400, "invalidRequest")),
        ("root:/Plans:", {"requireSignIn": False}, (400, "invalidRequest")),
        ("root:/Reports/Read%20only.pdf:", {}, (403, "accessDenied")),
        ("root", {}, (404, "itemNotFound")),
    ],
)
def test_a_business_drive_refuses_what_business_drives_refuse(
    world: RunningPracticeDrive, visitor: httpx.Client, path: str, more: dict[str, Any], refusal: tuple[int, str]
) -> None:
    body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"], "requireSignIn": True}
    answer = visitor.post(f"/drives/{BUSINESS_DRIVE}/{path}/invite", json={**body, "sendInvitation": True, **more})
    assert (answer.status_code, code_of(answer).partition(",")[0]) == refusal
    assert world.ledger() == []


def test_a_placeholder_cannot_be_shared(invite_in_world: Invite) -> None:
    assert invite_in_world("joe@example.org", where="root:/Quarterly%20plan.pptx:").status_code == 404


def test_the_mail_tells_who_shares_what_and_holds_the_link_and_the_message(
    drive: RunningPracticeDrive, invite: Invite
) -> None:
    (entry,) = invite("zoë@example.net", message="Kannst du das ansehen?\n-- A. 😀").json()["value"]
    (mail,) = mails(drive)
    assert mail["From"].addresses[0].display_name == "Ann Archer"
    assert mail["To"] == "zoë@example.net"
    assert "“a.txt”" in mail["Subject"]
    text = mail.get_content()
    assert mail.get_content_type() == "text/plain"
    assert "Kannst du das ansehen?\r\n-- A. 😀" in text
    assert entry["link"]["webUrl"] in text


def test_the_link_in_a_mail_leads_to_the_item(client: httpx.Client, invite: Invite) -> None:
    (entry,) = invite("new@example.net").json()["value"]
    assert client.get(f"/shares/{entry['shareId']}/driveItem").json()["name"] == "a.txt"


def test_a_drive_that_promises_it_acts_once_on_a_repeated_request(tmp_path: Path) -> None:
    with running_practice_drive(tmp_path, idempotent=True) as drive:
        headers = {"Authorization": f"Bearer {drive.token}", "client-request-id": "11"}
        body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"], "sendInvitation": True}
        with httpx.Client(base_url=drive.base_url, headers=headers, trust_env=False) as client:
            path = "/me/drive/root:/Docs/a.txt:/invite"
            first, second = (client.post(path, json=body) for _ in range(2))
            other = client.post(path, json={**body, "roles": ["write"]})
        assert first.content == second.content
        assert other.status_code == 409
        assert len(drive.ledger()) == len(mails(drive)) == 1


def test_a_drive_that_promises_nothing_acts_on_every_request(drive: RunningPracticeDrive, client: httpx.Client) -> None:
    body = {"recipients": [{"email": "joe@example.org"}], "roles": ["read"]}
    for _ in range(2):
        client.post("/me/drive/root:/Docs/a.txt:/invite", json=body, headers={"client-request-id": "11"})
    assert len(drive.ledger()) == 2


@pytest.mark.parametrize("idempotent", [False, True])
def test_the_drive_publishes_what_it_promises(tmp_path: Path, idempotent: bool) -> None:  # noqa: FBT001  (a parameter)
    with running_practice_drive(tmp_path, idempotent=idempotent) as drive:
        url = drive.base_url.removesuffix("/v1.0") + "/practice/profile"
        profile = httpx.get(url, headers={"Authorization": f"Bearer {drive.token}"}, trust_env=False).json()
    assert profile == {"idempotent": idempotent, "act_within_seconds": 6.0}
