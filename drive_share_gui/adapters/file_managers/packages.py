"""What the packages of other programs are called by each family of distributions, and how to install one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final


class Family(Enum):
    """Distributions that name and install packages alike, with their command."""

    DEBIAN = "sudo apt install {package}"
    FEDORA = "sudo dnf install {package}"
    ARCH = "sudo pacman -S {package}"
    SUSE = "sudo zypper install {package}"


_FAMILIES: Final = {
    "debian": Family.DEBIAN,
    "ubuntu": Family.DEBIAN,
    "fedora": Family.FEDORA,
    "rhel": Family.FEDORA,
    "arch": Family.ARCH,
    "suse": Family.SUSE,
    "opensuse": Family.SUSE,
}
"""By what `ID` and `ID_LIKE` of os-release(5) say."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of another program."""

    name: str
    """What its authors call it."""
    called: Mapping[Family, str]
    """What those call it who package it."""

    def here(self, family: Family | None) -> tuple[str, str]:
        """Give its name on this computer, and the command that installs it; no command where nobody knows."""
        name = self.called.get(family, self.name) if family else self.name
        return name, family.value.format(package=_pattern(name, family)) if family else ""


def family_of(release: Path) -> Family | None:
    """Read which family a distribution belongs to; None where that is not known."""
    try:
        lines = release.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{told.get('ID', '')} {told.get('ID_LIKE', '')}".replace('"', " ").replace("'", " ").split()
    return next((_FAMILIES[name] for name in names if name in _FAMILIES), None)


def _pattern(name: str, family: Family) -> str:
    """Write a name for the command: openSUSE has the version of its Python in it."""
    return f"'{name.replace('python3', 'python3*')}'" if family is Family.SUSE and "python3" in name else name
