"""The dialect of Microsoft Graph v1.0: what an `invite` asks, and how drives, items and permissions look in it."""

import mimetypes
from typing import Final
from urllib.parse import quote

from drive_share_gui.practice import asked
from drive_share_gui.practice.answer import INVALID, Json, JsonObject, Refusal
from drive_share_gui.practice.asked import Asked
from drive_share_gui.practice.drive import Drive
from drive_share_gui.practice.items import Item
from drive_share_gui.practice.people import Account, known_by_alias, known_by_email, known_by_id
from drive_share_gui.practice.permissions import Permission

_NAMES: Final = (
    "recipients",
    "roles",
    "requireSignIn",
    "sendInvitation",
    "message",
    "expirationDateTime",
    "password",
    "retainInheritedPermissions",
)
_BIGGEST: Final = 1_099_511_627_776
_DEPRECATED: Final = "GrantedTo has been deprecated. Refer to GrantedToV2"


def read_invite(body: JsonObject) -> Asked:
    """Read the body of `invite` (Graph, driveItem: invite, Request body)."""
    asked.check_names(body, _NAMES)
    recipients = body.get("recipients")
    if not isinstance(recipients, list):
        raise Refusal(400, INVALID, "The parameter recipients must be an array of recipients.")
    asked.flag(body, "retainInheritedPermissions", default=True)
    return Asked(
        emails=asked.addresses([_address(one) for one in recipients]),
        role=asked.role(body),
        sign_in=asked.flag(body, "requireSignIn", default=False),
        mail=asked.flag(body, "sendInvitation", default=False),
        message=asked.message(body),
        expires=asked.future_moment(body, "expirationDateTime"),
        password=asked.text(body, "password"),
    )


def _address(recipient: Json) -> Json:
    if not isinstance(recipient, dict):
        raise Refusal(400, INVALID, "A recipient must be an object with email, alias or objectId.")
    if recipient.get("email"):
        return recipient["email"]
    alias, object_id = asked.text(recipient, "alias"), asked.text(recipient, "objectId")
    if not alias and not object_id:
        raise Refusal(400, INVALID, "A recipient must be an object with email, alias or objectId.")
    account = known_by_alias(alias) if alias else known_by_id(object_id)
    if account is None:
        raise Refusal(400, "noResolvedUsers", "One or more users could not be resolved.")
    return account.email


def identity(account: Account) -> JsonObject:
    """Show who somebody is."""
    return {"displayName": account.name, "id": account.id, "email": account.email}


def drive(shown: Drive) -> JsonObject:
    """Show a drive."""
    return {
        "id": shown.id,
        "driveType": shown.kind,
        "name": shown.name,
        "webUrl": "https://onedrive.example/" if shown.is_personal else "https://practice-my.example/",
        "owner": {"user": identity(shown.owner)},
        "quota": {
            "deleted": 0,
            "remaining": _BIGGEST - 2_147_483_648,
            "state": "normal",
            "total": _BIGGEST,
            "used": 2_147_483_648,
        },
    }


def item(shown: Item, child_count: int, *, shared: bool) -> JsonObject:
    """Show an item; facets tell its kind (Graph, driveItem)."""
    owner: JsonObject = {"user": identity(shown.drive.owner)}
    entry: JsonObject = {
        "id": shown.id,
        "name": shown.name,
        "eTag": shown.etag,
        "cTag": f'"c:{{{shown.id}}},{shown.version}"',
        "createdDateTime": shown.modified,
        "lastModifiedDateTime": shown.modified,
        "createdBy": owner,
        "lastModifiedBy": owner,
        "size": shown.size,
        "webUrl": shown.web_url,
        "fileSystemInfo": {"createdDateTime": shown.modified, "lastModifiedDateTime": shown.modified},
    }
    entry |= _place(shown) | _kind(shown, child_count)
    if shared:
        entry["shared"] = {"scope": "users", "owner": owner}
    return entry


def _place(shown: Item) -> JsonObject:
    reference: JsonObject = {"driveId": shown.drive.id, "driveType": shown.drive.kind}
    if shown.parent_id is None:
        return {"parentReference": reference, "root": {}}
    return {"parentReference": {**reference, "id": shown.parent_id, "path": parent_path(shown)}}


def _kind(shown: Item, child_count: int) -> JsonObject:
    if shown.special:
        return {"folder": {"childCount": child_count}, "specialFolder": {"name": shown.special}}
    if shown.is_folder:
        return {"folder": {"childCount": child_count}}
    kind = mime_type(shown.name)
    facets: JsonObject = {"file": {"mimeType": kind}}
    if kind.startswith("image/"):
        facets |= {"image": {"width": 4032, "height": 3024}, "photo": {"takenDateTime": shown.modified}}
    return facets


def remote_item(placeholder: Item, remote: Item, child_count: int) -> JsonObject:
    """Show a placeholder for an item of another drive: what counts is under `remoteItem` (fact sheet §7)."""
    inner = item(remote, child_count, shared=True)
    kept = (
        "id",
        "name",
        "size",
        "webUrl",
        "folder",
        "file",
        "fileSystemInfo",
        "parentReference",
        "shared",
        "createdBy",
    )
    entry = item(placeholder, 0, shared=False)
    entry.pop("file", None)
    remote_facet: JsonObject = {name: inner[name] for name in kept if name in inner}
    return {**entry, "size": remote.size, "remoteItem": remote_facet}


def parent_path(shown: Item) -> str:
    """Spell where an item lies; names are percent-encoded, as old clients saw them (fact sheet §7)."""
    top = "/drive/root:" if shown.drive.is_personal else f"/drives/{shown.drive.id}/root:"
    return "/".join([top, *(quote(name, safe="") for name in shown.above)])


def mime_type(name: str) -> str:
    """Tell a file's kind by the end of its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def permission(shown: Permission, *, personal: bool) -> JsonObject:
    """Show a permission (Graph, permission)."""
    entry: JsonObject = {"id": shown.id, "roles": [shown.terms.role], "shareId": shown.token}
    if shown.link_type:
        entry["link"] = {"type": shown.link_type, "scope": shown.link_scope, "webUrl": shown.link_url}
    else:
        entry |= _granted_to(shown, personal=personal)
        entry["invitation"] = invitation(shown)
        entry["link"] = {"webUrl": shown.link_url}
    if shown.terms.expires:
        entry["expirationDateTime"] = shown.terms.expires
    if personal:
        entry["hasPassword"] = shown.terms.password
        if shown.inherited_from:
            entry["inheritedFrom"] = inherited_from(shown.inherited_from)
    return entry


def invitation(shown: Permission) -> JsonObject:
    """Show to whom the invitation went, and who took it up."""
    entry: JsonObject = {"email": shown.email, "signInRequired": shown.terms.sign_in}
    return entry if shown.terms.redeemed == "none" else {**entry, "redeemedBy": shown.terms.redeemed}


def inherited_from(folder: Item) -> JsonObject:
    """Show the folder that a permission comes from."""
    entry: JsonObject = {"driveId": folder.drive.id, "id": folder.id}
    return entry if folder.is_root else {**entry, "path": f"{parent_path(folder)}/{quote(folder.name, safe='')}"}


def _granted_to(shown: Permission, *, personal: bool) -> JsonObject:
    account = known_by_email(shown.email)
    if account is None:
        return {}
    if account.is_group:
        return {"grantedToV2": {"group": identity(account)}}
    user: JsonObject = {"user": identity(account)}
    site: JsonObject = {"siteUser": {"id": account.id[-2:], "displayName": account.name, "loginName": account.email}}
    return {
        "@deprecated.GrantedTo": _DEPRECATED,
        "grantedTo": user,
        "grantedToV2": user if personal else {**user, **site},
    }


def owner_permission(shown: Drive) -> JsonObject:
    """Show that the owner owns; no call can change it."""
    user: JsonObject = {"user": identity(shown.owner)}
    return {"id": f"owner-{shown.owner.id}", "roles": ["owner"], "grantedTo": user, "grantedToV2": user}


def person(account: Account) -> JsonObject:
    """Show somebody as people search does (Graph, person)."""
    first, _, last = account.name.partition(" ")
    kind = ("Group", "UnifiedGroup") if account.is_group else ("Person", "OrganizationUser")
    return {
        "id": account.id,
        "displayName": account.name,
        "givenName": None if account.is_group else first,
        "surname": None if account.is_group else last,
        "jobTitle": account.title or None,
        "userPrincipalName": account.email,
        "scoredEmailAddresses": [{"address": account.email, "relevanceScore": 20.0}],
        "phones": [],
        "personType": {"class": kind[0], "subclass": kind[1]},
    }
