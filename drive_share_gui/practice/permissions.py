"""Who has access to which item: given, changed, inherited and taken away again."""

import base64
import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from drive_share_gui.practice.drive import drive_called
from drive_share_gui.practice.items import Item, Items
from drive_share_gui.practice.samples import SAMPLE_ACCESS
from drive_share_gui.practice.state import State

_COLUMNS: Final = (
    "drive_id, item_id, id, email, email_key, role, sign_in, redeemed, expires, password,"
    " link_type, link_scope, token, shape"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms access is given."""

    role: str
    sign_in: bool = True
    expires: str = ""
    password: bool = False
    redeemed: str = "none"
    """Who has accepted the invitation: none, same or other (specification, invitation facet)."""
    shape: str = ""
    """The form in which answers show this permission, where it is not the usual one."""


@dataclass(frozen=True, slots=True)
class Permission:
    """One person's access to one item, or one link to it."""

    drive_id: str
    item_id: str
    id: str
    email: str
    terms: Terms
    link_type: str
    link_scope: str
    token: str
    inherited_from: Item | None = None

    @property
    def link_url(self) -> str:
        """The sharing link: whoever is invited finds it in the mail."""
        return f"https://onedrive.example/s/{self.token}"


class Permissions:
    """Keeps the permissions of the practice drive's state."""

    def __init__(self, state: State, items: Items) -> None:
        self._state = state
        self._items = items

    def fill(self) -> None:
        """Give the access that people have from the start, when there is none yet; to be called inside `change`."""
        if self._state.rows.execute("SELECT 1 FROM permissions LIMIT 1").fetchone():
            return
        for sample in SAMPLE_ACCESS:
            drive = drive_called(sample.drive)
            item = drive and self._items.below(self._items.root(drive), sample.path.split("/"))
            if item and not sample.email:
                self.link(item, "view", "anonymous")
            elif item:
                self.give(item, sample.email, Terms(sample.role, redeemed=sample.redeemed))

    def give(self, item: Item, email: str, terms: Terms) -> Permission:
        """Give access, or change what the address has already, whatever its case; to be called inside `change`."""
        before = self.of_address(item, email)
        if before:
            self._change(before, terms)
        else:
            self._insert(self.imagined(item, email, terms))
        self._items.touch(item)
        given = self.of_address(item, email)
        if given is None:
            raise LookupError(email)
        return given

    def imagined(self, item: Item, email: str, terms: Terms) -> Permission:
        """Give what `give` would give, and keep nothing."""
        return Permission(item.drive.id, item.id, _id_for(email), email, terms, "", "", _new_token())

    def link(self, item: Item, link_type: str, scope: str) -> tuple[Permission, bool]:
        """Give the item's link of this kind, and whether it is new; to be called inside `change`."""
        found = [one for one in self.direct(item) if (one.link_type, one.link_scope) == (link_type, scope)]
        if found:
            return found[0], False
        role = "write" if link_type == "edit" else "read"
        terms = Terms(role, sign_in=scope != "anonymous")
        number = str(secrets.randbelow(10**9))
        link = Permission(item.drive.id, item.id, number, "", terms, link_type, scope, _new_token())
        self._insert(link)
        self._items.touch(item)
        return link, True

    def set_role(self, item: Item, permission: Permission, role: str) -> Permission | None:
        """Change what a permission allows; to be called inside `change`."""
        self._state.rows.execute(
            "UPDATE permissions SET role = ? WHERE drive_id = ? AND item_id = ? AND id = ?",
            (role, item.drive.id, item.id, permission.id),
        )
        self._items.touch(item)
        return next((one for one in self.direct(item) if one.id == permission.id), None)

    def remove(self, item: Item, permission: Permission) -> None:
        """Take a permission away; to be called inside `change`."""
        self._state.rows.execute(
            "DELETE FROM permissions WHERE drive_id = ? AND item_id = ? AND id = ?",
            (item.drive.id, item.id, permission.id),
        )
        self._items.touch(item)

    def direct(self, item: Item) -> list[Permission]:
        """List what was given on the item itself, oldest first."""
        return self._read("drive_id = ? AND item_id = ?", (item.drive.id, item.id), None)

    def all_of(self, item: Item) -> list[Permission]:
        """List what was given on the item and on the folders above it."""
        found = self.direct(item)
        for folder in self._items.ancestors(item):
            found += self._read("drive_id = ? AND item_id = ?", (folder.drive.id, folder.id), folder)
        return found

    def of_address(self, item: Item, email: str) -> Permission | None:
        """Find what an address was given on the item itself."""
        found = self._read(
            "drive_id = ? AND item_id = ? AND email_key = ?", (item.drive.id, item.id, email.lower()), None
        )
        return found[0] if found else None

    def by_share_id(self, share_id: str) -> Permission | None:
        """Find the permission that a share id or sharing link belongs to."""
        found = self._read("token = ?", (share_id,), None)
        return found[0] if found else None

    def _read(self, condition: str, values: Iterable[str], inherited_from: Item | None) -> list[Permission]:
        rows = self._state.rows.execute(
            f"SELECT * FROM permissions WHERE {condition} ORDER BY number",  # noqa: S608  (conditions are ours)
            tuple(values),
        )
        return [_permission(row, inherited_from) for row in rows.fetchall()]

    def _change(self, permission: Permission, terms: Terms) -> None:
        self._state.rows.execute(
            "UPDATE permissions SET role = ?, sign_in = ?, expires = ?, password = ?, shape = ?"
            " WHERE drive_id = ? AND item_id = ? AND id = ?",
            (
                *(terms.role, terms.sign_in, terms.expires, terms.password, terms.shape),
                *(permission.drive_id, permission.item_id, permission.id),
            ),
        )

    def _insert(self, new: Permission) -> None:
        terms = new.terms
        key = new.email.lower() if new.email else new.id
        who = (new.drive_id, new.item_id, new.id, new.email, key)
        what = (terms.role, terms.sign_in, terms.redeemed, terms.expires, terms.password)
        values = (*who, *what, new.link_type, new.link_scope, new.token, terms.shape)
        self._state.rows.execute(
            f"INSERT INTO permissions ({_COLUMNS}) VALUES ({','.join('?' * len(values))})",  # noqa: S608
            values,
        )


def _id_for(email: str) -> str:
    """Make a permission id: the same address always gets the same one on an item, as on the real service."""
    digest = hashlib.sha256(email.lower().encode()).digest()
    return "aTo" + base64.urlsafe_b64encode(digest[:21]).decode()


def _new_token() -> str:
    return "s!" + secrets.token_urlsafe(18)


def _permission(row: sqlite3.Row, inherited_from: Item | None) -> Permission:
    terms = Terms(
        role=row["role"],
        sign_in=bool(row["sign_in"]),
        expires=row["expires"],
        password=bool(row["password"]),
        redeemed=row["redeemed"],
        shape=row["shape"],
    )
    return Permission(
        drive_id=row["drive_id"],
        item_id=row["item_id"],
        id=row["id"],
        email=row["email"],
        terms=terms,
        link_type=row["link_type"],
        link_scope=row["link_scope"],
        token=row["token"],
        inherited_from=inherited_from,
    )
