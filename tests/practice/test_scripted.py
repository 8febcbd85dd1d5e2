"""Every scripted address does what the table says, on a drive that goes on serving."""

import itertools
from typing import Any

import httpx
import pytest

from drive_share_gui.practice import faults, refusals, scripted, shapes
from drive_share_gui.practice.running import RunningPracticeDrive
from tests.practice.clients import Invite

_NUMBERS = itertools.count(1)
FIVE_MAIL_TROUBLES = {
    "verify-account": "accountVerificationRequired",
    "hip-check": "hipCheckRequired",
    "no-mailbox": "exchangeInvalidUser",
    "mailbox-full": "exchangeOutOfMailboxQuota",
    "too-many": "exchangeMaxRecipients",
}


def someone(script: str) -> str:
    """Give an address that no other test used."""
    return f"{script}+{next(_NUMBERS)}@example.org"


def acted(world: RunningPracticeDrive, email: str) -> int:
    return sum(row["email"] == email for row in world.ledger())


def inner_codes(error: dict[str, Any]) -> list[str]:
    inside = error.get("innerError", {})
    return [inside["code"], *inner_codes(inside)] if "code" in inside else []


def test_the_table_names_exactly_what_there_is() -> None:
    assert scripted.names_of(scripted.REFUSALS) == refusals.known()
    assert scripted.names_of(scripted.MAIL_TROUBLES) == refusals.known_mail_troubles()
    assert scripted.names_of(scripted.SHAPES) == shapes.known()
    assert scripted.names_of(scripted.FAULTS) == faults.FAULTS.keys()


def test_no_address_stands_in_two_groups() -> None:
    names = [row.name for group in scripted.GROUPS for row in group.rows]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("email", ["unknown@example.org", "UNKNOWN@x.y", "unknown+17@example.org"])
def test_the_local_part_decides(email: str) -> None:
    assert scripted.script_of(email) == "unknown"


@pytest.mark.parametrize(
    "email", ["joe@example.org", "unknown.person@example.org", "x+unknown@example.org", "@unknown"]
)
def test_ordinary_addresses_are_left_alone(email: str) -> None:
    assert scripted.script_of(email) == ""


@pytest.mark.parametrize("table", [scripted.as_text(), scripted.as_markdown()])
def test_the_table_shows_every_address(table: str) -> None:
    for group in scripted.GROUPS:
        assert group.title in table
        for row in group.rows:
            assert row.name in table
            assert row.effect in table


@pytest.mark.parametrize(
    ("script", "status", "codes"),
    [
        ("unknown", 400, ["noResolvedUsers"]),
        ("secure", 400, ["invalidRequest", "secureSharingInvalidRequest"]),
        ("malformed", 400, ["invalidRequest"]),
        ("denied", 403, ["accessDenied"]),
        ("restricted", 403, ["accessDenied", "accessRestricted"]),
        ("policy", 403, ["accessDenied"]),
        ("upgrade", 400, ["notAllowed"]),
        ("unshareable", 400, ["notSupported", "objectNotSupported"]),
        ("sharing-failed", 400, ["sharingFailed"]),
        ("signed-out", 401, ["InvalidAuthenticationToken"]),
    ],
)
def test_a_refusal_is_for_the_whole_call_and_for_ever(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, status: int, codes: list[str]
) -> None:
    other, email = someone("ordinary"), someone(script)
    for _ in range(2):
        answer = invite_in_world(other, email)
        error = answer.json()["error"]
        assert answer.status_code == status
        assert [error["code"], *inner_codes(error)] == codes
    assert acted(world, email) == acted(world, other) == 0


def test_errors_may_nest_ten_deep(invite_in_world: Invite) -> None:
    error = invite_in_world(someone("deep-error")).json()["error"]
    assert len(inner_codes(error)) == 10
    assert inner_codes(error)[-1] == "secureSharingInvalidRequest"


def test_the_secure_refusal_goes_away_without_sign_in(world: RunningPracticeDrive, invite_in_world: Invite) -> None:
    email = someone("secure")
    assert invite_in_world(email, requireSignIn=False).status_code == 200
    assert acted(world, email) == 1


@pytest.mark.parametrize(("script", "code"), FIVE_MAIL_TROUBLES.items())
def test_a_mail_trouble_gives_access_and_says_why_no_mail_went_out(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, code: str
) -> None:
    good, bad = someone("ordinary"), someone(script)
    mails_before = len(list(world.outbox.iterdir()))
    answer = invite_in_world(good, bad)
    assert answer.status_code == 207
    first, second = answer.json()["value"]
    assert "error" not in first
    assert second["error"]["innererror"] == {"code": code}
    assert second["error"]["fixItUrl"].startswith("https://account.example/")
    assert second["id"]
    assert second["roles"] == ["write"]
    assert acted(world, bad) == 1
    assert len(list(world.outbox.iterdir())) == mails_before + 1


def test_without_a_mail_there_is_no_mail_trouble(invite_in_world: Invite) -> None:
    answer = invite_in_world(someone("mailbox-full"), sendInvitation=False)
    assert answer.status_code == 200
    assert "error" not in answer.json()["value"][0]


def test_an_entry_may_be_refused_by_itself(world: RunningPracticeDrive, invite_in_world: Invite) -> None:
    email = someone("refused-entry")
    answer = invite_in_world(email, someone("ordinary"))
    assert answer.status_code == 207
    assert answer.json()["value"][0].keys() == {"invitation", "error"}
    assert acted(world, email) == 0


def test_a_fix_link_may_be_one_to_keep_away_from(invite_in_world: Invite) -> None:
    (entry,) = invite_in_world(someone("bad-fix-link")).json()["value"]
    assert entry["error"]["fixItUrl"].startswith("javascript:")


@pytest.mark.parametrize(
    ("script", "facets"),
    [
        ("no-invitation", {"id", "roles", "grantedTo", "grantedToV2"}),
        ("grantedto-only", {"id", "roles", "grantedTo"}),
        ("grantedtov2", {"id", "roles", "grantedToV2"}),
        ("site-user", {"id", "roles", "grantedToV2"}),
        ("displayname-only", {"id", "roles", "grantedTo"}),
        ("bare", {"id", "roles", "link", "invitation"}),
        ("foreign", {"id", "roles", "invitation"}),
        ("no-id", {"roles", "shareId", "invitation", "link", "hasPassword"}),
        ("no-expiry", {"id", "roles", "shareId", "invitation", "link", "hasPassword", "expirationDateTime"}),
    ],
)
def test_a_shape_has_its_facets_and_is_acted_on(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, facets: set[str]
) -> None:
    email = someone(script)
    (entry,) = invite_in_world(email).json()["value"]
    assert entry.keys() == facets
    assert acted(world, email) == 1


@pytest.mark.parametrize(
    ("script", "count"), [("spec-sample", 2), ("extra", 2), ("duplicate", 2), ("fewer", 0), ("merged", 1)]
)
def test_an_answer_may_hold_more_or_fewer_permissions_than_people(
    world: RunningPracticeDrive, invite_in_world: Invite, script: str, count: int
) -> None:
    email = someone(script)
    answer = invite_in_world(email)
    assert (answer.status_code, len(answer.json()["value"])) == (200, count)
    assert acted(world, email) == 1


def test_the_specifications_sample_shows_empty_facets(visitor: httpx.Client) -> None:
    body = {"type": "mail", "roles": ["write"], "recipients": [someone("spec-sample")], "message": ""}
    value = visitor.post("/drive/root:/Docs/a.txt:/action.invite", json=body).json()["value"]
    assert [entry.keys() for entry in value] == [{"id", "roles", "link", "invitation"}] * 2
    assert all(entry["link"] == {} and entry["invitation"] == {} for entry in value)
    assert value[0]["id"] != value[1]["id"]


def test_an_order_may_be_reversed(invite_in_world: Invite) -> None:
    asked = [someone("ordinary"), someone("ordinary"), someone("shuffled")]
    entries = invite_in_world(*asked).json()["value"]
    assert [entry["invitation"]["email"] for entry in entries] == asked[::-1]


@pytest.mark.parametrize(("script", "by"), [("redeemed-same", "same"), ("redeemed-other", "other")])
def test_an_invitation_may_be_taken_up_at_once(invite_in_world: Invite, script: str, by: str) -> None:
    email = someone(script)
    (entry,) = invite_in_world(email).json()["value"]
    assert entry["invitation"]["redeemedBy"] == by
    assert (entry["grantedTo"]["user"]["email"] == email) is (by == "same")


def test_a_group_is_shown_as_one(invite_in_world: Invite) -> None:
    (entry,) = invite_in_world(someone("group")).json()["value"]
    assert entry["grantedToV2"]["group"]["displayName"] == "Practice group"


def test_a_role_may_be_lowered_or_unheard_of(world: RunningPracticeDrive, invite_in_world: Invite) -> None:
    lowered, unheard = someone("role-lowered"), someone("unknown-role")
    assert invite_in_world(lowered).json()["value"][0]["roles"] == ["read"]
    assert invite_in_world(unheard).json()["value"][0]["roles"] == ["sp.full control"]
    assert [row["role"] for row in world.ledger() if row["email"] == lowered] == ["read"]


@pytest.mark.parametrize(
    ("script", "listed"),
    [
        ("ordinary", True),
        ("unlisted", False),
        ("no-effect", False),
        ("bare", False),
        ("fewer", True),
        ("foreign", True),
    ],
)
def test_the_list_of_permissions_names_the_address_or_hides_it(
    visitor: httpx.Client,
    invite_in_world: Invite,
    script: str,
    listed: bool,  # noqa: FBT001  (a parameter)
) -> None:
    email = someone(script)
    invite_in_world(email)
    permissions = visitor.get("/me/drive/root:/Docs/a.txt:/permissions").text
    assert (email in permissions) is listed


def test_what_had_no_effect_is_not_in_the_ledger(world: RunningPracticeDrive, invite_in_world: Invite) -> None:
    email = someone("no-effect")
    assert invite_in_world(email).json()["value"][0]["invitation"]["email"] == email
    assert acted(world, email) == 0


def test_somebody_may_have_had_access_all_along(visitor: httpx.Client) -> None:
    listed = visitor.get("/me/drive/root:/Documents/Budget.xlsx:/permissions").json()["value"]
    assert "already@example.org" in [entry.get("invitation", {}).get("email") for entry in listed]
