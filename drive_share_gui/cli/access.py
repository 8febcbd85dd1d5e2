"""`drive-share access`: who has access to an item now."""

from dataclasses import dataclass
from typing import TypedDict

from drive_share_gui.application.access_report import PermissionRow, permission_row
from drive_share_gui.application.report import ItemRow, ReasonRow, item_row
from drive_share_gui.cli.arguments import ItemArguments
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.item_lookup import item_line, read_item
from drive_share_gui.cli.person_line import role_words
from drive_share_gui.cli.status import Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.item import Item
from drive_share_gui.domain.permission import Permission


class AccessReport(TypedDict):
    """What `access --json` prints."""

    item: ItemRow | None
    permissions: list[PermissionRow]
    error: ReasonRow | None


@dataclass(slots=True)
class Access:
    """One run of the verb."""

    asked: ItemArguments
    around: Surroundings
    item: Item | None = None
    permissions: tuple[Permission, ...] = ()

    def run(self) -> Status:
        """List the permissions, one a line; raises SharingError."""
        output = self.around.output
        reference = read_item(self.asked, self.around)
        with self.around.connected(self.asked.where, reference) as connection:
            service = self.around.opened(connection)
            self.item = service.find(reference)
            output.tell(item_line(self.item))
            self.permissions = service.permissions(self.item)
        if not self.asked.json:
            for line in _table([_cells(permission_row(permission)) for permission in self.permissions]):
                output.answer(line)
            if not self.permissions:
                output.tell("Nobody but the owner has access, as far as this account may see.")
        return Status.EVERYONE

    def report(self, error: ReasonRow | None) -> AccessReport:
        """Give the JSON object."""
        rows = [permission_row(permission) for permission in self.permissions]
        return {"item": item_row(self.item) if self.item else None, "permissions": rows, "error": error}


def _cells(row: PermissionRow) -> list[str]:
    who = row["email"] or row["name"] or row["link_url"] or row["id"]
    if row["email"] and row["name"] and row["name"] != row["email"]:
        who = f"{row['name']} <{row['email']}>"
    roles = ", ".join(role_words(role) for role in row["roles"]) or "has access"
    notes = [
        f"link for {row['link_scope']}" if row["link_scope"] else "",
        "not accepted yet" if row["pending"] else "",
        f"from {row['inherited_from']}" if row["inherited_from"] else "",
        f"until {row['expires']}" if row["expires"] else "",
    ]
    return [harmless(cell) for cell in (who, row["kind"], roles, " · ".join(filter(None, notes)))]


def _table(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
