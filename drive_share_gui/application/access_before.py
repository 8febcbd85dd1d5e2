"""Who had access to an item before anything was sent, found by person."""

from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.outcome import Baseline, direct_access
from drive_share_gui.domain.permission import Permission


class AccessBefore:
    """The item's permissions as they were last read; nobody has any until then."""

    def __init__(self) -> None:
        """Begin with a list that could not be read."""
        self.baseline: Baseline = None
        self._held: dict[str, list[Permission]] = {}

    def learn(self, baseline: tuple[Permission, ...]) -> None:
        """Take in the list, in place of an earlier one."""
        self.baseline, self._held = baseline, {}
        for permission in baseline:
            for address in permission.addresses:
                self._held.setdefault(address, []).append(permission)

    def of(self, row: Row) -> Permission | None:
        """Give the permission that gives a row's person directly what the row asks for."""
        return direct_access(row.person, row.role, self._held.get(row.person.key, ()))
