"""The items shared lately from this computer, kept in a small file."""

import contextlib
import errno
import json
import os
import tempfile
import threading
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.strict_json import Json, UnreadableError, read_json
from drive_share_gui.domain.failure import NotSaved, SharingError
from drive_share_gui.domain.item import ById, Item, ItemKind

FILE_NAME: Final = "recent-items.json"
MOST: Final = 20
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_VERSION: Final = 1


class RecentItemsFile:
    """RecentItems in a JSON file in `folder` that only this user can read; it holds names and places, and no people.

    A file that cannot be read is set aside under the name ``….unreadable`` and counts as empty: it
    is a convenience, and not worth a message.
    """

    def __init__(self, folder: Path) -> None:
        self._path: Final = folder / FILE_NAME
        self._writing: Final = threading.Lock()

    def load(self) -> tuple[Item, ...]:
        """Read them, newest first; empty where there are none, or the record cannot be read."""
        try:
            content = read_json(self._path.read_bytes())
        except OSError:
            return ()
        except UnreadableError:
            return self._set_aside()
        entries = content.get("items") if isinstance(content, dict) and content.get("version") == _VERSION else None
        if not isinstance(entries, list):
            return self._set_aside()
        items = (_read(entry) for entry in entries)
        return tuple(item for item in items if item is not None)[:MOST]

    def add(self, item: Item) -> None:
        """Put an item first; raises SharingError(NotSaved) and leaves the old record whole."""
        with self._writing:
            others = [other for other in self.load() if _key(other) != _key(item)]
            entries = [_entry(one) for one in (item, *others)][:MOST]
            content = json.dumps({"version": _VERSION, "items": entries}, ensure_ascii=False, indent=1)
            try:
                self._write(content.encode(errors="replace"))
            except OSError as error:
                raise SharingError(NotSaved(disk_full=error.errno in _FULL)) from error

    def forget(self) -> None:
        """Leave none of them in any file, those set aside or half written among them; raises SharingError(NotSaved)."""
        with self._writing:
            try:
                for path in self._path.parent.glob(f"{FILE_NAME}*"):
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise SharingError(NotSaved(disk_full=False)) from error

    def _write(self, content: bytes) -> None:
        """Write beside the record and put it in its place at once, so that it is never half written."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)  # readable by this user only
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _set_aside(self) -> tuple[Item, ...]:
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_name(self._path.name + ".unreadable"))
        return ()


def _key(item: Item) -> tuple[str, str]:
    return item.place.drive_id or item.drive_id, item.place.item_id


def _entry(item: Item) -> dict[str, Json]:
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
    }


def _read(entry: Json) -> Item | None:
    if not isinstance(entry, dict):
        return None
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    size = entry.get("size")
    if not texts.get("id"):
        return None
    return Item(
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
