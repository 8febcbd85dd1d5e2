"""Where desktops look for files; a relative path in a variable counts as none (XDG Base Directory Specification)."""

from collections.abc import Mapping
from pathlib import Path


def folder_named(environ: Mapping[str, str], variable: str, otherwise: Path) -> Path:
    """Give the one folder of this variable."""
    named = environ.get(variable, "")
    return Path(named) if named.startswith("/") else otherwise


def folders_named(environ: Mapping[str, str], variable: str, *otherwise: str) -> tuple[Path, ...]:
    """Give all folders of this variable; the first one counts most."""
    named = [one for one in environ.get(variable, "").split(":") if one.startswith("/")]
    return tuple(map(Path, named or otherwise))


def system_data(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Give the folders in which packages put data for everyone."""
    return folders_named(environ, "XDG_DATA_DIRS", "/usr/local/share", "/usr/share")
