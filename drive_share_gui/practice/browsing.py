"""What can be looked at: the caller, drives, items, folders, searches, sharing links and people."""

import base64
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote, urlencode

from drive_share_gui.practice import graph, specification
from drive_share_gui.practice.address import BASE_PATH, Address
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
from drive_share_gui.practice.call import Call
from drive_share_gui.practice.dialect import Dialect
from drive_share_gui.practice.drive import MY_DRIVE, OTHER_DRIVE, drive_called
from drive_share_gui.practice.items import Item, Items
from drive_share_gui.practice.people import ME, matching
from drive_share_gui.practice.permissions import Permissions

PAGE_SIZE: Final = 200
LARGEST_PAGE: Final = 1000
_PEOPLE_PAGE: Final = 10


class Browsing:
    """Answers requests that change nothing."""

    def __init__(self, items: Items, permissions: Permissions) -> None:
        self._items = items
        self._permissions = permissions

    def find(self, address: Address) -> Item:
        """Find the item an address names, if the caller may see it."""
        item = self._shared(address.share) if address.share else self._placed(address)
        if item is not None and address.names:
            item = None if item.remote_id else self._items.below(item, address.names)
        if item is None or not self.my_role(item):
            raise item_not_found()
        return item

    def find_to_change(self, call: Call, address: Address) -> Item:
        """Find an item that the caller may edit, and that is still as the caller saw it."""
        item = self.find(address)
        if item.remote_id:
            raise item_not_found()
        if self.my_role(item) == "read":
            raise access_denied(OWNER_ONLY)
        if call.headers.get("if-match", item.etag) not in {item.etag, "*"}:
            raise Refusal(412, "resourceModified", "The resource was changed meanwhile.", "entityTagDoesNotMatch")
        return item

    def _placed(self, address: Address) -> Item | None:
        drive = drive_called(address.drive)
        if drive is None:
            return None
        if address.special:
            return self._items.special(drive, address.special)
        return self._items.by_id(drive, address.start)

    def _shared(self, share: str) -> Item | None:
        """Follow a share id, or an encoded sharing link or web address (fact sheet §7)."""
        if not share.startswith("u!"):
            return self._by_share_id(share)
        url = _decoded(share[2:])
        if url.startswith("https://onedrive.example/s/"):
            return self._by_share_id(url.rpartition("/")[2].partition("?")[0])
        return self._items.by_web_url(url.partition("?")[0])

    def _by_share_id(self, share_id: str) -> Item | None:
        permission = self._permissions.by_share_id(share_id)
        drive = permission and drive_called(permission.drive_id)
        return self._items.by_id(drive, permission.item_id) if permission and drive else None

    def my_role(self, item: Item) -> str:
        """Tell what the caller may do with an item: own, write, read, or nothing."""
        if item.drive is MY_DRIVE:
            return "owner"
        mine = [one.terms.role for one in self._permissions.all_of(item) if one.email == ME.email]
        return "write" if "write" in mine else "".join(mine[:1])

    def me(self, _call: Call, _address: Address) -> Answer:
        """Say who the caller is."""
        return json_answer(
            {
                "@odata.context": "https://onedrive.example/v1.0/$metadata#users/$entity",
                "id": ME.id,
                "displayName": ME.name,
                "givenName": ME.name.split()[0],
                "surname": ME.name.split()[-1],
                "mail": ME.email,
                "userPrincipalName": ME.email,
            }
        )

    def drives(self, _call: Call, address: Address) -> Answer:
        """List the drives: the caller's own, as Graph does."""
        return json_answer({"value": [graph.drive(MY_DRIVE)]}, dialect=address.dialect)

    def drive(self, _call: Call, address: Address) -> Answer:
        """Show one drive."""
        drive = drive_called(address.drive)
        if drive is None:
            raise item_not_found()
        return json_answer(graph.drive(drive), dialect=address.dialect)

    def people(self, call: Call, _address: Address) -> Answer:
        """Find people by the beginnings of their names and addresses, ten at most."""
        text = call.query.get("search", "").replace('"', " ")
        found = matching(text)[: _count(call, _PEOPLE_PAGE)]
        return json_answer({"value": [graph.person(account) for account in found]})

    def share(self, _call: Call, address: Address) -> Answer:
        """Show what a sharing link leads to."""
        item = self.find(address)
        owner: JsonObject = {"user": graph.identity(item.drive.owner)}
        return json_answer({"id": address.share, "name": item.name, "owner": owner})

    def item(self, call: Call, address: Address) -> Answer:
        """Show an item, or say that it did not change since the client last saw it."""
        item = self.find(address)
        if item.etag in call.headers.get("if-none-match", ""):
            return Answer(304, headers={"ETag": item.etag})
        context: JsonObject = {
            "@odata.context": f"{call.origin}{BASE_PATH}/$metadata#drives('{quote(item.drive.id)}')/items/$entity"
        }
        shown = self._shown(item, address.dialect)
        entry = _selected(shown if address.dialect is Dialect.SPECIFICATION else context | shown, call)
        return json_answer(entry, dialect=address.dialect).with_headers(ETag=item.etag)

    def children(self, call: Call, address: Address) -> Answer:
        """List a folder, page by page."""
        folder = self.find(address)
        if folder.remote_id:
            raise item_not_found()
        return self._page(call, address, self._items.children(folder))

    def search(self, call: Call, address: Address) -> Answer:
        """List what a search finds, page by page."""
        folder = self.find(address)
        text = address.argument or call.query.get("q", "")
        found = [item for item in self._items.search(folder, text) if self.my_role(item)]
        return self._page(call, address, found)

    def recent(self, call: Call, address: Address) -> Answer:
        """List a few files used lately."""
        root = self._items.root(MY_DRIVE)
        files = [item for item in self._items.search(root, "") if not item.is_folder and not item.remote_id]
        return self._page(call, address, sorted(files, key=lambda item: item.modified, reverse=True)[:10])

    def shared_with_me(self, call: Call, address: Address) -> Answer:
        """List what others share with the caller; everything that counts is under `remoteItem`."""
        root = self._items.root(MY_DRIVE)
        return self._page(call, address, [item for item in self._items.children(root) if item.remote_id])

    def _shown(self, item: Item, dialect: Dialect) -> JsonObject:
        remote = self._items.by_id(OTHER_DRIVE, item.remote_id) if item.remote_id else None
        if remote:
            entry = graph.remote_item(item, remote, self._items.child_count(remote))
        else:
            count = self._items.child_count(item) if item.is_folder else 0
            entry = graph.item(item, count, shared=bool(self._permissions.direct(item)))
        return specification.item(entry) if dialect is Dialect.SPECIFICATION else entry

    def _page(self, call: Call, address: Address, items: Sequence[Item]) -> Answer:
        start, size = _start(call), _count(call, PAGE_SIZE)
        ordered = _ordered(items, call.query.get("orderby", ""))
        value: list[Json] = [
            _selected(self._shown(item, address.dialect), call) for item in ordered[start : start + size]
        ]
        content: JsonObject = {"value": value}
        if start + size < len(items):
            content["@odata.nextLink"] = _next_link(call, start + size)
        if "count" in call.query:
            content["@odata.count"] = len(items)
        return json_answer(content, dialect=address.dialect)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:
        raise Refusal(400, INVALID, "The sharing link is not well formed.", "invalidParameterFormat") from None


def _selected(entry: JsonObject, call: Call) -> JsonObject:
    wanted = {name.strip() for name in call.query.get("select", "").split(",") if name.strip()}
    if not wanted:
        return entry
    return {name: value for name, value in entry.items() if name in wanted or name == "id" or name.startswith("@")}


def _ordered(items: Sequence[Item], order: str) -> list[Item]:
    name, _, direction = order.partition(" ")
    keys: dict[str, Callable[[Item], tuple[int | str, ...]]] = {
        "name": lambda item: (item.name.lower(),),
        "size": lambda item: (item.size,),
        "lastModifiedDateTime": lambda item: (item.modified,),
    }
    return sorted(items, key=keys[name], reverse=direction.strip() == "desc") if name in keys else list(items)


def _count(call: Call, default: int) -> int:
    return min(_number(call.query.get("top", ""), default) or default, LARGEST_PAGE)


def _start(call: Call) -> int:
    token = call.query.get("skiptoken")
    if token is None:
        return _number(call.query.get("skip", ""), 0)
    return _number(_decoded(token).removeprefix("after:") or "nothing", 0)


def _number(text: str, default: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 9:  # noqa: PLR2004  (more digits than items)
        raise Refusal(400, INVALID, "The query asks for something that is not a number.", "invalidParameterFormat")
    return int(text)


def _next_link(call: Call, start: int) -> str:
    token = base64.urlsafe_b64encode(f"after:{start}".encode()).decode().rstrip("=")
    kept = {f"${name}": value for name, value in call.query.items() if name not in {"skiptoken", "skip"}}
    if "q" in call.query:
        kept["q"] = kept.pop("$q")
    return f"{call.origin}{call.raw_path}?{urlencode({**kept, '$skiptoken': token}, quote_via=quote, safe='$')}"
