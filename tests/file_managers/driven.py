"""How each file manager is started and its menu used."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import Final, TypeAlias

Version: TypeAlias = tuple[int, ...]
EVERY: Final[Version] = ()


@dataclass(frozen=True, slots=True)
class Driven:
    """One file manager."""

    start: tuple[str, ...]
    by_keys: tuple[tuple[Version, str], ...] = ()
    """Keys that reach the entry, where its place on the screen is not told; the oldest version each is for."""
    blind: Version | None = None
    """The first version of whose menus nothing tells: the keys are trusted, and what is called proves them right."""
    settle: float = 1.0
    has_bindings: bool = True
    """Whether the entry is to be the one for file managers that load extensions."""
    keeps_away: Version | None = None
    """The first version that shows the entry in synced folders only; None for none."""
    entry: str = ""
    """The name of its entry, where it is not its own."""

    @property
    def is_here(self) -> bool:
        """Whether it is on this computer."""
        return shutil.which(self.start[0]) is not None

    @property
    def version(self) -> Version:
        """Ask it, which takes a screen."""
        said = subprocess.run([self.start[0], "--version"], capture_output=True, text=True, check=False).stdout.split()
        return tuple(int(part) for part in said[-1].split(".") if part.isdigit()) if said else ()

    @property
    def is_blind(self) -> bool:
        """Whether nothing tells of the menus of the version that is here."""
        return self.blind is not None and self.version >= self.blind

    @property
    def keys(self) -> list[str]:
        """The keys for the version that is here."""
        fit = [keys for since, keys in self.by_keys if self.version >= since]
        return fit[-1].split() if fit else []


DRIVEN: Final = {
    "nautilus": Driven(
        ("nautilus", "--new-window"), ((EVERY, "Up"), ((47,), "Up Up")), blind=(47,), settle=1.5, keeps_away=EVERY
    ),
    "nemo": Driven(("nemo",), keeps_away=EVERY),
    "nemo-action": Driven(("nemo",), has_bindings=False, keeps_away=(6, 2), entry="nemo"),
    "caja": Driven(("caja", "--no-desktop", "--browser"), keeps_away=EVERY),
    "thunar": Driven(("thunar",)),
    # In newer ones, "Move to New Folder…" stands below the entry.
    "dolphin": Driven(("dolphin", "--new-window"), ((EVERY, "Up Up"), ((24, 12), "Up Up Up")), blind=EVERY, settle=2.5),
    "pcmanfm-qt": Driven(("pcmanfm-qt",), ((EVERY, "Up Up Up"),), blind=EVERY, keeps_away=EVERY),
}
EXTENDED: Final = ("nautilus", "nemo", "caja")
"""Those that ask the program that runs."""
