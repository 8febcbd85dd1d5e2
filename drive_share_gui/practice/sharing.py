"""What changes who has access, besides invitations: permissions listed, changed and removed, and sharing links."""

from typing import Final

from drive_share_gui.practice import graph, shapes, specification
from drive_share_gui.practice.address import Address
from drive_share_gui.practice.answer import (
    INVALID,
    OWNER_ONLY,
    Answer,
    Json,
    JsonObject,
    Refusal,
    access_denied,
    item_not_found,
    json_answer,
)
from drive_share_gui.practice.browsing import Browsing
from drive_share_gui.practice.call import Call
from drive_share_gui.practice.dialect import Dialect
from drive_share_gui.practice.items import Item
from drive_share_gui.practice.permissions import Permission, Permissions
from drive_share_gui.practice.state import State

_LINK_TYPES: Final = ("view", "edit", "embed")
_LINK_SCOPES: Final = ("anonymous", "organization", "users")


class Sharing:
    """Answers requests about the permissions of an item."""

    def __init__(self, state: State, permissions: Permissions, browsing: Browsing) -> None:
        self._state = state
        self._permissions = permissions
        self._browsing = browsing

    def permissions(self, call: Call, address: Address) -> Answer:
        """List who has access to an item."""
        item = self._found_item(address)
        found = [one for one in self._permissions.all_of(item) if one.terms.shape != shapes.UNLISTED]
        value: list[Json] = []
        if item.drive.is_personal:
            value.append(_in_dialect(graph.owner_permission(item.drive), address.dialect))
        value += [self.shown(one, item, address.dialect) for one in found]
        content: JsonObject = {"value": value}
        if address.dialect is Dialect.GRAPH:
            content = {"@odata.context": f"{call.origin}/v1.0/$metadata#permissions", **content}
        return json_answer(content, dialect=address.dialect)

    def shown(self, permission: Permission, item: Item, dialect: Dialect) -> JsonObject:
        """Show one permission, in the form it once was answered in."""
        entry = graph.permission(permission, personal=item.drive.is_personal)
        return _in_dialect(shapes.as_listed(permission, entry), dialect)

    def permission(self, _call: Call, address: Address) -> Answer:
        """Show one permission."""
        item = self._found_item(address)
        owner = graph.owner_permission(item.drive)
        if owner["id"] == address.argument and item.drive.is_personal:
            return json_answer(_in_dialect(owner, address.dialect), dialect=address.dialect)
        found = self._found(item, address.argument)
        return json_answer(self.shown(found, item, address.dialect), dialect=address.dialect)

    def _found_item(self, address: Address) -> Item:
        item = self._browsing.find(address)
        if item.remote_id:
            raise item_not_found()
        return item

    def _found(self, item: Item, permission_id: str) -> Permission:
        for permission in self._permissions.all_of(item):
            if permission.id == permission_id:
                return permission
        raise item_not_found()

    def _changeable(self, item: Item, permission_id: str) -> Permission:
        if permission_id == graph.owner_permission(item.drive)["id"]:
            raise access_denied(OWNER_ONLY)
        permission = self._found(item, permission_id)
        if permission.inherited_from:
            raise Refusal(400, INVALID, "A permission that is inherited cannot be changed here.")
        return permission

    def remove(self, call: Call, address: Address) -> Answer:
        """Take a permission away."""
        item = self._browsing.find_to_change(call, address)
        with self._state.change():
            self._permissions.remove(item, self._changeable(item, address.argument))
        return Answer(204)

    def change(self, call: Call, address: Address) -> Answer:
        """Change the role of a permission.

        Graph's description of the call answers 204; the changed permission comes to those who prefer it.
        """
        item = self._browsing.find_to_change(call, address)
        body = call.json_object()
        roles = [body["role"]] if address.dialect is Dialect.SPECIFICATION and "role" in body else body.get("roles")
        if roles not in (["read"], ["write"]):
            raise Refusal(400, INVALID, "The parameter roles must be read or write.")
        with self._state.change():
            permission = self._changeable(item, address.argument)
            if permission.link_type and not item.drive.is_personal:
                raise Refusal(400, INVALID, "A sharing link cannot be changed.")
            if permission.terms.role == roles[0]:
                raise Refusal(400, INVALID, "The permission has this role already.")
            changed = self._permissions.set_role(item, permission, str(roles[0]))
        if changed is None:
            raise item_not_found()
        if address.dialect is Dialect.GRAPH and "return=representation" not in call.headers.get("prefer", ""):
            return Answer(204)
        return json_answer(self.shown(changed, item, address.dialect), dialect=address.dialect)

    def create_link(self, call: Call, address: Address) -> Answer:
        """Make a sharing link, or give the one that is there.

        A new one is 201 in the specification's dialect. Graph's pages say so too, but its own description of the
        call knows only 200, and clients may hold us to that.
        """
        item = self._browsing.find_to_change(call, address)
        body = call.json_object()
        kind, scope = body.get("type", "view"), body.get("scope") or "anonymous"
        if kind not in _LINK_TYPES or scope not in _LINK_SCOPES:
            raise Refusal(400, INVALID, "There is no such kind of sharing link.")
        personal = item.drive.is_personal
        if (kind == "embed" and not personal) or (scope != "anonymous" and personal):
            raise Refusal(400, INVALID, "This drive has no such kind of sharing link.")
        if personal and item.is_root:
            raise root_not_shared()
        with self._state.change():
            link, is_new = self._permissions.link(item, str(kind), str(scope))
        shown = self.shown(link, item, address.dialect)
        created = is_new and address.dialect is Dialect.SPECIFICATION
        return json_answer(shown, 201 if created else 200, address.dialect)


def root_not_shared() -> Refusal:
    """Refuse to share the root of a personal drive (Graph, driveItem: invite)."""
    return Refusal(403, "accessDenied", "The root of a personal drive cannot be shared.")


def _in_dialect(entry: JsonObject, dialect: Dialect) -> JsonObject:
    return specification.permission(entry) if dialect is Dialect.SPECIFICATION else entry
