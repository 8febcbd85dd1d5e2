"""Who has access to an item, as data for scripts."""

from typing import TypedDict

from drive_share_gui.domain.permission import Grantee, GranteeKind, Permission


class PermissionRow(TypedDict):
    """One permission, as the command line promises it; ids and roles as the service spelled them."""

    id: str
    roles: list[str]
    kind: str
    name: str | None
    email: str | None
    link_url: str | None
    link_scope: str | None
    inherited_from: str | None
    expires: str | None
    pending: bool | None


def permission_row(permission: Permission) -> PermissionRow:
    """Describe a permission. A name or an address is given where it is one person's."""
    one = permission.grantees[0] if len(permission.grantees) == 1 else Grantee()
    expires = permission.expires
    return {
        "id": permission.permission_id,
        "roles": list(permission.roles),
        "kind": kind_of(permission).value,
        "name": one.name or None,
        "email": permission.invited_address or one.address or (one.name if "@" in one.name else None),
        "link_url": permission.link_url or None,
        "link_scope": permission.link_scope or None,
        "inherited_from": permission.inherited_from or None,
        "expires": expires.isoformat() if expires else None,
        "pending": None if permission.redeemed is None else not permission.redeemed,
    }


def kind_of(permission: Permission) -> GranteeKind:
    """Say whom a permission is for: a link is one whoever may use it."""
    if permission.is_link:
        return GranteeKind.LINK
    if permission.grantees:
        return permission.grantees[0].kind
    return GranteeKind.PERSON if permission.invited_address else GranteeKind.UNKNOWN
