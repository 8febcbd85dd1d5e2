"""The forms in which services were seen to show a permission, from everything named to nothing named."""

from collections.abc import Callable
from typing import Final, TypeAlias

from drive_share_gui.practice.answer import Json, JsonObject
from drive_share_gui.practice.permissions import Permission

UNLISTED: Final = "unlisted"
LOWERED: Final = "role-lowered"
NO_EFFECT: Final = "no-effect"
SHUFFLED: Final = "shuffled"
_STRANGER: Final = "someone.else@example.org"
_OTHER: Final[JsonObject] = {"displayName": "Somebody Else", "id": "5d33dd65c6932946", "email": "other@example.net"}

Shape: TypeAlias = Callable[[Permission, JsonObject], list[JsonObject]]


def _user(permission: Permission) -> JsonObject:
    name = permission.email.partition("@")[0]
    return {"user": {"displayName": name, "id": permission.id[-16:].lower(), "email": permission.email}}


def _plain(entry: JsonObject, **more: Json) -> JsonObject:
    return {"id": entry["id"], "roles": entry["roles"], **more}


def _nobody_named(permission: Permission) -> JsonObject:
    return {"email": _STRANGER, "signInRequired": permission.terms.sign_in}


def _merged(permission: Permission, entry: JsonObject) -> list[JsonObject]:
    others: JsonObject = {"user": {"displayName": "Misty Moor", "email": "misty.moor@example.net"}}
    people: list[Json] = [others, {"user": {"displayName": permission.email, "email": permission.email}}]
    link: JsonObject = {"type": "edit", "scope": "users", "webUrl": permission.link_url}
    return [_plain(entry, link=link, grantedToIdentities=people, grantedToIdentitiesV2=people, hasPassword=False)]


def _site_user(permission: Permission, entry: JsonObject) -> list[JsonObject]:
    login = f"i:0#.f|membership|{permission.email}"
    site: JsonObject = {"siteUser": {"id": "17", "displayName": "External guest", "loginName": login}}
    return [_plain(entry, grantedToV2=site)]


def _spec_sample(_permission: Permission, entry: JsonObject) -> list[JsonObject]:
    return [
        _plain(entry, link={}, invitation={}),
        {"id": f"{entry['id']}1", "roles": entry["roles"], "link": {}, "invitation": {}},
    ]


def _redeemed(entry: JsonObject, by: str, user: JsonObject) -> list[JsonObject]:
    facet = entry.get("invitation")
    invitation: JsonObject = {**facet, "redeemedBy": by} if isinstance(facet, dict) else {"redeemedBy": by}
    return [{**entry, "grantedTo": user, "grantedToV2": user, "invitation": invitation}]


def _extra(permission: Permission, entry: JsonObject) -> list[JsonObject]:
    link: JsonObject = {"type": "view", "scope": "anonymous", "webUrl": permission.link_url + "x"}
    return [{"id": "4711", "roles": ["read"], "link": link}, entry]


def _group(permission: Permission, entry: JsonObject) -> list[JsonObject]:
    group: JsonObject = {"displayName": "Practice group", "id": permission.id[-16:].lower(), "email": permission.email}
    return [{**entry, "grantedToV2": {"group": group}}]


def _unknown_keys(_permission: Permission, entry: JsonObject) -> list[JsonObject]:
    return [
        {
            **entry,
            "@odata.type": "#microsoft.graph.permission",
            "mood": "fine",
            "badge": {"level": 3, "tags": [1, None]},
        }
    ]


_ONCE: Final[dict[str, Shape]] = {
    "extra": _extra,
    "fewer": lambda _permission, _entry: [],
    "foreign": lambda permission, entry: [_plain(entry, invitation=_nobody_named(permission))],
    "duplicate": lambda _permission, entry: [entry, entry],
    "spec-sample": _spec_sample,
    "no-id": lambda _permission, entry: [{name: value for name, value in entry.items() if name != "id"}],
    "no-expiry": lambda _permission, entry: [{**entry, "expirationDateTime": "0001-01-01T00:00:00Z"}],
    "unknown-keys": _unknown_keys,
    "unknown-role": lambda _permission, entry: [{**entry, "roles": ["sp.full control"]}],
}
_ALWAYS: Final[dict[str, Shape]] = {
    "group": _group,
    "redeemed-same": lambda permission, entry: _redeemed(entry, "same", _user(permission)),
    "redeemed-other": lambda _permission, entry: _redeemed(entry, "other", {"user": _OTHER}),
    "no-invitation": lambda permission, entry: [
        _plain(entry, grantedTo=_user(permission), grantedToV2=_user(permission))
    ],
    "grantedto-only": lambda permission, entry: [_plain(entry, grantedTo=_user(permission))],
    "grantedtov2": lambda permission, entry: [_plain(entry, grantedToV2=_user(permission))],
    "site-user": _site_user,
    "displayname-only": lambda permission, entry: [
        _plain(entry, grantedTo={"user": {"displayName": permission.email}})
    ],
    "bare": lambda _permission, entry: [_plain(entry, link={}, invitation={})],
    "merged": _merged,
}


def as_answered(name: str, permission: Permission, entry: JsonObject) -> list[JsonObject]:
    """Give the entries by which the answer to an invitation shows a permission."""
    shape = _ONCE.get(name) or _ALWAYS.get(name)
    return shape(permission, entry) if shape else [entry]


def as_listed(permission: Permission, entry: JsonObject) -> JsonObject:
    """Give the entry that a list of permissions shows; some forms hide the address there as well."""
    shape = _ALWAYS.get(permission.terms.shape)
    return shape(permission, entry)[0] if shape else entry


def known() -> frozenset[str]:
    """Name every form."""
    return frozenset({*_ONCE, *_ALWAYS, UNLISTED, LOWERED, NO_EFFECT, SHUFFLED})
