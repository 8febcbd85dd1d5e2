"""The items shared lately from this computer, kept in a small file."""

import contextlib
import json
import threading
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.own_file import not_saved, write_whole
from drive_share_gui.adapters.strict_json import Json, UnreadableError, read_json
from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.item import ById, Item, ItemKind

FILE_NAME: Final = "recent-items.json"
MOST: Final = 20
_VERSION: Final = 1


class RecentItemsFile:
    """RecentItems in a JSON file in `folder` that only this user can read; it holds names and places, and no people.

    A file that cannot be read is set aside under the name ``….unreadable`` and counts as empty: it
    is a convenience, and not worth a message.
    """

    def __init__(self, folder: Path) -> None:
        self._path: Final = folder / FILE_NAME
        self._writing: Final = threading.Lock()

    def load(self, account_id: str = "") -> tuple[Item, ...]:
        """Read those of this account, newest first; empty where there are none, or the record cannot be read."""
        return tuple(one.item for one in self._load() if one.account_id == account_id)

    def used(self) -> tuple[Used, ...]:
        """Give those that an account was needed for."""
        return tuple(one for one in self._load() if one.account_id)

    def _load(self) -> tuple[Used, ...]:
        try:
            content = read_json(self._path.read_bytes())
        except OSError:
            return ()
        except UnreadableError:
            return self._set_aside()
        entries = content.get("items") if isinstance(content, dict) and content.get("version") == _VERSION else None
        if not isinstance(entries, list):
            return self._set_aside()
        read = (_read(entry) for entry in entries)
        return tuple(one for one in read if one is not None)[:MOST]

    def add(self, item: Item, account_id: str = "") -> None:
        """Put an item first; raises SharingError(NotSaved) and leaves the old record whole."""
        with self._writing:
            others = [other for other in self._load() if _key(other.item) != _key(item)]
            entries = [_entry(one) for one in (Used(item, account_id), *others)][:MOST]
            content = json.dumps({"version": _VERSION, "items": entries}, ensure_ascii=False, indent=1)
            try:
                self._write(content.encode(errors="replace"))
            except OSError as error:
                raise not_saved(error) from error

    def forget(self) -> None:
        """Leave none of them in any file, those set aside or half written among them; raises SharingError(NotSaved)."""
        with self._writing:
            try:
                for path in self._path.parent.glob(f"{FILE_NAME}*"):
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise not_saved(error) from error

    def _write(self, content: bytes) -> None:
        write_whole(self._path, content)

    def _set_aside(self) -> tuple[Used, ...]:
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_name(self._path.name + ".unreadable"))
        return ()


def _key(item: Item) -> tuple[str, str]:
    return item.place.drive_id or item.drive_id, item.place.item_id


def _entry(used: Used) -> dict[str, Json]:
    item = used.item
    return {
        "id": item.place.item_id,
        "asked_on": item.place.drive_id,
        "name": item.name,
        "kind": item.kind.name,
        "drive_id": item.drive_id,
        "path": item.path,
        "size": item.size,
        "web_url": item.web_url,
        "owner": item.owner,
        "is_root": item.is_root,
        "from_others": item.from_others,
        "account": used.account_id,
    }


def _read(entry: Json) -> Used | None:
    if not isinstance(entry, dict):
        return None
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    size = entry.get("size")
    if not texts.get("id"):
        return None
    item = Item(
        place=ById(texts["id"], texts.get("asked_on")),
        name=texts.get("name", ""),
        kind=ItemKind.__members__.get(texts.get("kind", ""), ItemKind.FILE),
        drive_id=texts.get("drive_id", ""),
        path=texts.get("path", ""),
        size=size if isinstance(size, int) and not isinstance(size, bool) else None,
        web_url=texts.get("web_url", ""),
        owner=texts.get("owner", ""),
        is_root=entry.get("is_root") is True,
        from_others=entry.get("from_others") is True,
    )
    return Used(item, texts.get("account", ""))
