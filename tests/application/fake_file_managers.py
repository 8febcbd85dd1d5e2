"""File managers that are only played: one works, one lacks a part, the file of one is broken, one is not here."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drive_share_gui.application.local_ports import EntryState, MenuEntry
from drive_share_gui.domain.failure import Failure, SharingError

NEMO = MenuEntry("nemo", "Nemo", EntryState.NOT_INSTALLED, restart="nemo -q")
FILES = MenuEntry(
    "nautilus",
    "GNOME Files",
    EntryState.NOT_INSTALLED,
    "python3-nautilus",
    "sudo apt install python3-nautilus",
    "nautilus -q",
)
THUNAR = MenuEntry("thunar", "Thunar", EntryState.LEFT_ALONE, restart="thunar -q")
DOLPHIN = MenuEntry("dolphin", "Dolphin", EntryState.NO_FILE_MANAGER)
_FIXED = {EntryState.LEFT_ALONE, EntryState.NO_FILE_MANAGER}


@dataclass
class FakeFileManagers:
    """Notes what it was asked; `failure` is raised in place of a change."""

    entries: list[MenuEntry] = field(default_factory=lambda: [NEMO, FILES, THUNAR, DOLPHIN])
    failure: Failure | None = None
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list[tuple[str, tuple[str, ...]]])

    def status(self) -> tuple[MenuEntry, ...]:
        return tuple(self.entries)

    def install(self, names: tuple[str, ...] = ()) -> tuple[MenuEntry, ...]:
        return self._change("install", names, _put)

    def remove(self, names: tuple[str, ...] = ()) -> tuple[MenuEntry, ...]:
        return self._change("remove", names, lambda _: EntryState.NOT_INSTALLED)

    def _change(
        self, verb: str, names: tuple[str, ...], state: Callable[[MenuEntry], EntryState]
    ) -> tuple[MenuEntry, ...]:
        self.asked.append((verb, names))
        if self.failure is not None:
            raise SharingError(self.failure)
        for place, entry in enumerate(self.entries):
            if entry.state not in _FIXED and (not names or entry.name in names):
                self.entries[place] = replace(entry, state=state(entry))
        return self.status()


def _put(entry: MenuEntry) -> EntryState:
    return EntryState.PART_MISSING if entry.missing else EntryState.INSTALLED
