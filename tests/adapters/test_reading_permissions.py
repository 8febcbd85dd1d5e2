"""Permissions in all the forms services describe them in (fact sheet §3)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.drive_api.permissions import read_permission
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.permission import Grantee, GranteeKind, MailTrouble, Permission
from drive_share_gui.domain.refusal import Reason, Refusal

ANN = {"id": "42", "displayName": "Ann Lee"}


def test_everything_a_permission_says_is_read() -> None:
    assert read_permission(
        {
            "id": "7",
            "roles": ["write", "sp.limited access"],
            "grantedToV2": {"user": {**ANN, "email": "ann@example.org"}},
            "invitation": {"email": "Ann@Example.org", "signInRequired": True, "redeemedBy": "same"},
            "link": {"type": "mail", "webUrl": "https://drive.example/s/1", "scope": "users"},
            "inheritedFrom": {"driveId": "D", "id": "D!9", "path": "/drive/root:/Documents"},
            "expirationDateTime": "2027-01-31T10:00:00.0000000Z",
            "shareId": "u!x",
            "@deprecated.GrantedTo": "GrantedTo has been deprecated.",
        }
    ) == Permission(
        permission_id="7",
        roles=("write", "sp.limited access"),
        grantees=(Grantee(GranteeKind.PERSON, "42", "Ann Lee", "ann@example.org"),),
        invited_address="Ann@Example.org",
        sign_in_required=True,
        redeemed=True,
        is_link=False,
        link_url="https://drive.example/s/1",
        link_scope="users",
        inherited_from="/drive/root:/Documents",
        expires=datetime(2027, 1, 31, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("said", "grantees"),
    [
        ({"grantedTo": {"user": ANN}}, [Grantee(object_id="42", name="Ann Lee")]),
        (
            {"grantedTo": {"user": {**ANN, "email": "ann@example.org"}}, "grantedToV2": {"user": ANN}},
            [Grantee(object_id="42", name="Ann Lee", address="ann@example.org")],
        ),
        (
            {"grantedToV2": {"user": ANN, "siteUser": {"id": "1", "displayName": "A", "email": "ann@example.org"}}},
            [Grantee(object_id="42", name="Ann Lee", address="ann@example.org")],
        ),
        (
            {"grantedToV2": {"siteUser": {"id": "1", "loginName": "i:0#.f|membership|ann@example.org"}}},
            [Grantee(address="ann@example.org")],
        ),
        (
            {"grantedToV2": {"siteUser": {"loginName": "i:0#.f|membership|urn:spo:guest#ann@example.org"}}},
            [Grantee(address="ann@example.org")],
        ),
        (
            {"grantedToV2": {"siteUser": {"loginName": "i:0#.f|membership|ann_example.org#ext#@contoso.example"}}},
            [],
        ),
        ({"grantedTo": {"user": {"displayName": "ann@example.org"}}}, [Grantee(name="ann@example.org")]),
        (
            {"grantedToIdentities": [{"user": {"email": "a@x.org"}}, {"user": {"email": "b@x.org"}}]},
            [Grantee(address="a@x.org"), Grantee(address="b@x.org")],
        ),
        (
            {"grantedToIdentitiesV2": [{"user": ANN}], "grantedToIdentities": [{"user": {"email": "ann@example.org"}}]},
            [Grantee(object_id="42", name="Ann Lee", address="ann@example.org")],
        ),
        ({"grantedToV2": [{"user": ANN}]}, [Grantee(object_id="42", name="Ann Lee")]),
        ({"grantedToV2": {"group": {"id": "9", "displayName": "All"}}}, [Grantee(GranteeKind.GROUP, "9", "All")]),
        ({"grantedToV2": {"siteGroup": {"id": "3", "displayName": "Team"}}}, [Grantee(GranteeKind.GROUP, "", "Team")]),
        ({"grantedToV2": {"application": {"id": "8"}}}, [Grantee(GranteeKind.APPLICATION, "8")]),
        ({"grantedToV2": {"robot": {"id": "8"}}}, [Grantee(GranteeKind.UNKNOWN)]),
        ({"grantedToV2": {}, "grantedTo": None}, []),
    ],
)
def test_whom_it_is_for_is_read_from_every_place_it_can_stand_in(
    said: dict[str, Json], grantees: list[Grantee]
) -> None:
    assert read_permission({"id": "1", **said}).grantees == tuple(grantees)


@pytest.mark.parametrize(
    ("said", "is_link"),
    [
        ({"link": {"type": "view", "scope": "anonymous", "webUrl": "https://drive.example/s/1"}}, True),
        ({"link": {"scope": "existingAccess"}}, True),
        ({"link": {}}, False),
        ({"link": {"webUrl": "https://drive.example/s/1"}}, False),
        ({"link": {"webUrl": "https://drive.example/s/1"}, "grantedToIdentities": [{"user": {"id": "42"}}]}, True),
        ({"link": {"webUrl": "https://drive.example/s/1"}, "grantedToV2": {"email": "ann@example.org"}}, False),
        ({"link": {"webUrl": "https://drive.example/s/1"}, "invitation": {}}, False),
        ({"link": "https://drive.example"}, False),
        ({}, False),
    ],
)
def test_a_link_is_one_only_if_it_says_its_kind_or_whose_it_is_and_is_no_invitations(
    said: dict[str, Json], *, is_link: bool
) -> None:
    assert read_permission({"id": "1", **said}).is_link is is_link


@pytest.mark.parametrize(
    ("said", "redeemed"),
    [
        ({"invitation": {"email": "a@x.org", "redeemedBy": "none"}, "grantedTo": {"user": ANN}}, False),
        ({"invitation": {"email": "a@x.org", "redeemedBy": "other"}}, True),
        ({"invitation": {"email": "a@x.org"}}, False),
        ({"invitation": {"email": "a@x.org"}, "grantedTo": {"user": ANN}}, None),
        ({"invitation": {"redeemedBy": "somebody"}}, None),
        ({"grantedTo": {"user": ANN}}, None),
    ],
)
def test_whether_it_was_accepted_is_said_only_where_somebody_can_tell(
    said: dict[str, Json],
    redeemed: bool | None,  # noqa: FBT001 - the expected value
) -> None:
    assert read_permission({"id": "1", **said}).redeemed is redeemed


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ("0001-01-01T00:00:00Z", None),
        ("2027-01-31T10:00:00Z", datetime(2027, 1, 31, 10, tzinfo=UTC)),
        ("2027-01-31T10:00:00.5+02:00", datetime(2027, 1, 31, 8, 0, 0, 500_000, tzinfo=UTC)),
        ("2027-01-31T10:00:00", datetime(2027, 1, 31, 10, tzinfo=UTC)),
        ("soon", None),
        ("", None),
        (7, None),
        (None, None),
    ],
)
def test_an_end_is_a_moment_or_none(text: Json, expires: datetime | None) -> None:
    assert read_permission({"expirationDateTime": text}).expires == expires


def test_an_entry_with_an_error_says_why_no_mail_went_out() -> None:
    error: Json = {
        "code": "notAllowed",
        "innererror": {"code": "accountVerificationRequired"},
        "fixItUrl": "http://fix.example/1",
    }
    refusal = Refusal(Reason.VERIFY_ACCOUNT, "accountVerificationRequired", 207)
    assert read_permission({"id": "1", "error": error}).trouble == MailTrouble(refusal, "http://fix.example/1")
    assert read_permission({"id": "1", "error": {"fixItUrl": 7}}).trouble == MailTrouble(
        Refusal(Reason.OTHER, "http207", 207)
    )
    assert read_permission({"id": "1", "error": None}).trouble is None


KEYS = (
    *("id", "roles", "grantedTo", "grantedToV2", "grantedToIdentities", "grantedToIdentitiesV2", "link", "invitation"),
    *("inheritedFrom", "expirationDateTime", "error", "user", "group", "siteUser", "email", "displayName", "loginName"),
    *("webUrl", "path", "code", "innererror"),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS), anything))
def test_nothing_in_a_permission_is_fatal_and_one_wrong_field_loses_no_other(said: dict[str, Json]) -> None:
    permission = read_permission({**said, "id": "500", "roles": ["read"]})
    assert (permission.permission_id, permission.roles) == ("500", ("read",))
