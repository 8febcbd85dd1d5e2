"""What published permissions mean."""

from drive_share_gui.adapters.drive_api.permissions import read_permission
from tests.contract.meanings import Example, means
from tests.contract.meanings_of_invitations import answered


@means("seed-2015-list-permissions-200", "onedrive-head-list-permissions-200")
def a_list_holds_links_and_one_inherited_permission(example: Example) -> None:
    first, second, third = answered(example)
    assert [first.is_plain_link, second.is_link, third.is_plain_link] == [True, False, True]
    assert (second.inherited_from, second.is_inherited) == ("/drive/root:/Documents", True)
    assert second.redeemed is (True if second.invited_address else None)


@means("seed-2015-permission-kinds")
def the_kinds_of_2015_say_who_accepted(example: Example) -> None:
    found = {name: read_permission(entry) for name, entry in example["permissions"].items()}
    assert {name: permission.redeemed for name, permission in found.items()} == {
        "permission-view-link": None,
        "permission-edit-link": None,
        "permission-invite-msa": False,
        "permission-invite-email": False,
        "permission-redeem-same": True,
        "permission-redeem-different": True,
    }
    assert [name for name, permission in found.items() if permission.is_link] == [
        "permission-view-link",
        "permission-edit-link",
    ]


@means("onedrive-head-permission-kinds")
def the_kinds_of_today_are_links_and_invitations(example: Example) -> None:
    found = {name: read_permission(entry) for name, entry in example["permissions"].items()}
    assert [name for name, permission in found.items() if permission.is_link] == [
        "permission-view-link",
        "permission-edit-link",
        "permission-people-link",
    ]
    assert [g.name for g in found["permission-people-link"].grantees] == ["Misty Suarez", "Judith Clemons"]
    assert found["permission-invite-email"].redeemed is False
    assert found["permission-invite-redeemed"].addresses == {"jd@fabrikam.com"}


@means("graph-v1-permission-existing-and-people-links")
def an_expiry_in_the_year_one_is_none(example: Example) -> None:
    found = {name: read_permission(entry) for name, entry in example["permissions"].items()}
    assert [permission.expires for permission in found.values()] == [None, None, None]
    assert len(found["people-link"].grantees) == 2
    assert found["existing-access-link"].is_plain_link
    assert found["invite-unredeemed"].addresses == {"jd@gmail.com"}
    assert found["invite-unredeemed"].redeemed is False


@means("graph-permission-get-200", "graph-permission-update-200", "seed-2015-update-permission-200")
def one_permission_is_read_by_itself(example: Example) -> None:
    permission = read_permission(example["response"]["body"])
    assert permission.permission_id in {"1", "123"}
    assert permission.roles in {("read",), ("write",)}
    assert permission.grantees[0].name in {"Ryan Gregg", "John Doe"}


@means("seed-2015-createlink-201", "graph-createlink-201", "graph-createlink-organization-201")
def a_link_keeps_the_role_and_the_type_it_contradicts(example: Example) -> None:
    permission = read_permission(example["response"]["body"])
    assert (permission.roles, permission.is_plain_link, permission.permission_id) == (("write",), True, "123ABC")
    assert permission.link_url.startswith("https://")


@means("observed-people-link-with-emails")
def people_of_a_link_may_have_an_address_and_no_identity(example: Example) -> None:
    (permission,) = (read_permission(entry) for entry in example["permissions"])
    assert permission.is_link
    assert permission.addresses == {"emailaddress@gmail.com", "emailaddress2@gmail.com"}
    assert permission.object_ids == frozenset()
