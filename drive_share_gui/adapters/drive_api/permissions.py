"""From the permissions of an answer to the domain's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, cast

from drive_share_gui.adapters.drive_api import wire
from drive_share_gui.adapters.drive_api.errors import codes_of
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.permission import Grantee, GranteeKind, MailTrouble, Permission
from drive_share_gui.domain.refusal import read_refusal

NO_EXPIRY_YEAR: Final = 1
"""``0001-01-01T00:00:00Z`` means that there is none (fact sheet §3)."""
_MULTI_STATUS: Final = 207


def read_permission(entry: Mapping[str, Json]) -> Permission:
    """Read one permission; what it does not say, or says in an unknown way, is left empty."""
    found = wire.Permission.model_validate(entry)
    invitation = found.invitation
    link = found.link or wire.SharingLink()
    grantees = _grantees(found)
    return Permission(
        permission_id=found.id,
        roles=tuple(found.roles),
        grantees=grantees,
        invited_address=invitation.email if invitation else "",
        sign_in_required=invitation.sign_in_required if invitation else None,
        redeemed=_redeemed(invitation, grantees),
        is_link=invitation is None and _is_sharing_link(link, grantees),
        link_url=link.url,
        link_scope=link.scope,
        inherited_from=_inherited_from(found.inherited_from),
        expires=_expiry(found.expires),
        trouble=_trouble(found.error),
    )


def _is_sharing_link(link: wire.SharingLink, grantees: Sequence[Grantee]) -> bool:
    """Whether it says its kind or whose it is; an address alone the permission of an invitation has, too."""
    named = any(grantee.kind is not GranteeKind.UNKNOWN for grantee in grantees)
    return bool(link.type or link.scope or (link.url and named))


def _grantees(found: wire.Permission) -> tuple[Grantee, ...]:
    """Prefer the newer description of whom it is for, and take from the older what it lacks."""
    newer = [*found.granted_to_v2, *found.granted_to_identities_v2]
    older = [*found.granted_to, *found.granted_to_identities]
    return _joined([g for g in map(_grantee, newer) if g], [g for g in map(_grantee, older) if g])


def _joined(newer: Sequence[Grantee], older: Sequence[Grantee]) -> tuple[Grantee, ...]:
    if len(newer) != len(older):
        return tuple(dict.fromkeys([*newer, *older])) if newer else tuple(older)
    return tuple(
        replace(
            new,
            object_id=new.object_id or old.object_id,
            name=new.name or old.name,
            address=new.address or old.address,
        )
        for new, old in zip(newer, older, strict=True)
    )


def _grantee(found: wire.IdentitySet) -> Grantee | None:
    if found.user or found.site_user:
        return _identity(GranteeKind.PERSON, found.user, found.site_user)
    if found.group or found.site_group or found.sharepoint_group:
        return _identity(GranteeKind.GROUP, found.group, found.site_group or found.sharepoint_group)
    if found.application or found.device:
        return _identity(GranteeKind.APPLICATION, found.application or found.device, None)
    return Grantee(GranteeKind.UNKNOWN) if found.model_extra else None


def _identity(kind: GranteeKind, main: wire.Identity | None, site: wire.Identity | None) -> Grantee | None:
    """Join what the directory and the site say; the site's own number is no directory ID."""
    main, site = main or wire.Identity(), site or wire.Identity()
    address = main.email or site.email or _address_in(main.login) or _address_in(site.login)
    grantee = Grantee(kind, main.id, main.name or site.name, address)
    return grantee if grantee != Grantee(kind) else None


def _address_in(login: str) -> str:
    """Take the address out of a SharePoint login: ``i:0#.f|membership|ann@example.org``.

    The login of a guest holds the address in a disguised form, which is not taken for one.
    """
    address = login.rpartition("|")[2].rpartition("urn:spo:guest#")[2]
    return address if "@" in address and "#" not in address else ""


def _redeemed(invitation: wire.Invitation | None, grantees: Sequence[Grantee]) -> bool | None:
    """Whether somebody accepted it: the facet may say so; an address and nobody behind it says no."""
    if invitation is None:
        return None
    known = {"none": False, "same": True, "other": True}.get(invitation.redeemed_by.lower())
    return False if known is None and invitation.email and not grantees else known


def _inherited_from(found: wire.ItemPlace | None) -> str:
    if found is None:
        return ""
    return found.path or found.id or found.drive_id


def _expiry(text: str) -> datetime | None:
    try:
        expires = datetime.fromisoformat(text)
    except ValueError:
        return None
    if expires.year == NO_EXPIRY_YEAR:
        return None
    return expires if expires.tzinfo else expires.replace(tzinfo=UTC)


def _trouble(error: Mapping[str, object] | None) -> MailTrouble | None:
    if error is None:
        return None
    url = error.get("fixItUrl")
    refusal = read_refusal(codes_of(cast("Json", error)), _MULTI_STATUS)
    return MailTrouble(refusal, url if isinstance(url, str) else "")
