"""What lies on the drives: items by id, by path, by web address, in a folder, by a search."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from drive_share_gui.practice.drive import DRIVES, Drive
from drive_share_gui.practice.layout import rows_of
from drive_share_gui.practice.samples import BUSINESS_DRIVE, PERSONAL_DRIVE
from drive_share_gui.practice.state import State

_WEB: Final = {
    PERSONAL_DRIVE: "https://onedrive.example/ann",
    BUSINESS_DRIVE: "https://practice-my.example/personal/mira",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file, a folder, the root, or a placeholder for an item of another drive."""

    drive: Drive
    id: str
    parent_id: str | None
    name: str
    is_folder: bool
    size: int
    modified: str
    version: int
    special: str
    remote_drive: str
    remote_id: str
    above: tuple[str, ...] = ()
    """Names of the folders that lead here, the root left out."""

    @property
    def is_root(self) -> bool:
        """Whether this is the top folder of its drive."""
        return self.parent_id is None

    @property
    def web_url(self) -> str:
        """Where the item would be seen in a browser."""
        path = (*self.above, self.name) if not self.is_root else ()
        return "/".join([_WEB[self.drive.id], *(quote(name, safe="") for name in path)])

    @property
    def etag(self) -> str:
        """The item's version, as an entity tag."""
        return f'"{{{self.id}}},{self.version}"'


class Items:
    """Finds items in the practice drive's state."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._paths: dict[tuple[str, str], tuple[str, ...]] = {}

    def fill(self) -> None:
        """Lay out the samples, when there is nothing yet; to be called inside `change`."""
        if self._state.rows.execute("SELECT 1 FROM items LIMIT 1").fetchone():
            return
        for drive in DRIVES.values():
            for row in rows_of(drive):
                self._state.rows.execute(f"INSERT INTO items VALUES ({','.join('?' * len(row))})", row)  # noqa: S608

    def root(self, drive: Drive) -> Item:
        """Give the top folder of a drive."""
        row = self._state.rows.execute("SELECT * FROM items WHERE drive_id = ? AND parent_id IS NULL", (drive.id,))
        return self._read(row.fetchone())

    def by_id(self, drive: Drive, item_id: str) -> Item | None:
        """Find an item by its exact id; `root` is the top folder."""
        if item_id == "root":
            return self.root(drive)
        found = self._state.rows.execute("SELECT * FROM items WHERE drive_id = ? AND id = ?", (drive.id, item_id))
        row = found.fetchone()
        return self._read(row) if row else None

    def special(self, drive: Drive, name: str) -> Item | None:
        """Find a folder by its role, such as `documents`."""
        found = self._state.rows.execute(
            "SELECT * FROM items WHERE drive_id = ? AND special = ? COLLATE NOCASE", (drive.id, name or "-")
        )
        row = found.fetchone()
        return self._read(row) if row else None

    def by_web_url(self, url: str) -> Item | None:
        """Find the item that a browser would show at this address."""
        for drive_id, web in _WEB.items():
            if url == web or url.startswith(web + "/"):
                names = [unquote(name) for name in url.removeprefix(web).split("/") if name]
                return self.below(self.root(DRIVES[drive_id]), names)
        return None

    def below(self, item: Item, names: Iterable[str]) -> Item | None:
        """Follow names downwards; their case does not matter."""
        for name in names:
            found = self._state.rows.execute(
                "SELECT * FROM items WHERE drive_id = ? AND parent_id = ? AND name_key = ?",
                (item.drive.id, item.id, name.lower()),
            )
            row = found.fetchone()
            if row is None:
                return None
            item = self._read(row)
        return item

    def children(self, item: Item) -> list[Item]:
        """List a folder by name."""
        rows = self._state.rows.execute(
            "SELECT * FROM items WHERE drive_id = ? AND parent_id = ? ORDER BY name_key", (item.drive.id, item.id)
        )
        above = () if item.is_root else (*item.above, item.name)
        return [_item(row, above) for row in rows.fetchall()]

    def child_count(self, item: Item) -> int:
        """Count what lies in a folder."""
        rows = self._state.rows.execute(
            "SELECT COUNT(*) FROM items WHERE drive_id = ? AND parent_id = ?", (item.drive.id, item.id)
        )
        return int(rows.fetchone()[0])

    def search(self, item: Item, text: str) -> list[Item]:
        """Find everything below a folder whose name contains every word; no words find everything."""
        words = text.lower().split()
        return [found for found in self._everything_below(item) if all(word in found.name.lower() for word in words)]

    def _everything_below(self, item: Item) -> list[Item]:
        found: list[Item] = []
        for child in self.children(item):
            found.append(child)
            found.extend(self._everything_below(child) if child.is_folder else ())
        return found

    def ancestors(self, item: Item) -> list[Item]:
        """List the folders above an item, nearest first."""
        found: list[Item] = []
        while item.parent_id is not None:
            parent = self.by_id(item.drive, item.parent_id)
            if parent is None:
                break
            found.append(parent)
            item = parent
        return found

    def touch(self, item: Item) -> None:
        """Give the item a new version."""
        self._state.rows.execute(
            "UPDATE items SET version = version + 1 WHERE drive_id = ? AND id = ?", (item.drive.id, item.id)
        )

    def _read(self, row: sqlite3.Row) -> Item:
        return _item(row, self._names_above(row["drive_id"], row["parent_id"]))

    def _names_above(self, drive_id: str, folder_id: str | None) -> tuple[str, ...]:
        """Give the names that lead to the inside of a folder; folders neither move nor change their names."""
        if folder_id is None:
            return ()
        if (drive_id, folder_id) not in self._paths:
            rows = self._state.rows.execute(
                "SELECT parent_id, name FROM items WHERE drive_id = ? AND id = ?", (drive_id, folder_id)
            )
            parent_id, name = rows.fetchone()
            inside = () if parent_id is None else (*self._names_above(drive_id, parent_id), name)
            self._paths[drive_id, folder_id] = inside
        return self._paths[drive_id, folder_id]


def _item(row: sqlite3.Row, above: tuple[str, ...]) -> Item:
    return Item(
        drive=DRIVES[row["drive_id"]],
        id=row["id"],
        parent_id=row["parent_id"],
        name=row["name"],
        is_folder=bool(row["is_folder"]),
        size=row["size"],
        modified=row["modified"],
        version=row["version"],
        special=row["special"],
        remote_drive=row["remote_drive"],
        remote_id=row["remote_id"],
        above=above,
    )
