"""Where the client “onedrive” of abraunegg has its settings, one folder an account, and what they say."""

import configparser
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MOST: Final = 262_144
"""Bytes of a file of settings that are read."""
_SETTING: Final = re.compile(r'^\s*(\w+)\s*=\s*"(.*)"\s*$', re.MULTILINE)
_CONFDIR: Final = re.compile(r"""--confdir[=\s]\s*(?:"([^"\n]+)"|'([^'\n]+)'|(\S+))""")
_UNIT_FOLDERS: Final = ("/etc/systemd/user", "/usr/lib/systemd/user", "/usr/local/lib/systemd/user")
_SYSTEM: Final = Path("/etc/onedrive/config")


@dataclass(frozen=True, slots=True)
class Profile:
    """One account's settings."""

    folder: Path
    """With its settings and its store."""
    sync_dir: str
    drive_id: str | None


def profiles(environ: Mapping[str, str], home: Path, units: tuple[str, ...] = _UNIT_FOLDERS) -> Iterator[Profile]:
    """Find every account: the usual folder, those that services name, and those of OneDriveGUI."""
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    seen = set[Path]()
    for folder in (config / "onedrive", *_of_services(config, home, units), *_of_gui(config, home)):
        if folder not in seen and _is_profile(folder):
            seen.add(folder)
            yield _profile(folder, home)


def _is_profile(folder: Path) -> bool:
    return any(_is_file(folder / name) for name in ("config", "items.sqlite3"))


def _profile(folder: Path, home: Path) -> Profile:
    file = folder / "config"
    settings = dict(_SETTING.findall(_text(file if _is_file(file) else _SYSTEM)))
    named = settings.get("sync_dir") or "~/OneDrive"
    return Profile(folder, _expanded(named, home), settings.get("drive_id") or None)


def _of_services(config: Path, home: Path, units: tuple[str, ...]) -> Iterator[Path]:
    """Read the settings' folders from the systemd units of this user that start the client."""
    for folder in (config / "systemd/user", *map(Path, units)):
        for unit in (*_found(folder, "*.service"), *_found(folder, "*.service.d/*.conf")):
            text = _text(unit)
            if "onedrive" in text:
                for quoted, single, bare in _CONFDIR.findall(text):
                    yield Path(_expanded(quoted or single or bare, home))


def _of_gui(config: Path, home: Path) -> Iterator[Path]:
    """Read the list of OneDriveGUI, and look where it puts new accounts."""
    listed = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        listed.read_string(_text(config / "onedrive-gui/profiles"))
    except configparser.Error:
        listed.clear()
    for name in listed.sections():
        named = listed.get(name, "config_file", fallback="")
        if named:
            yield Path(_expanded(named.strip('"'), home)).parent
    for file in _found(config / "onedrive/accounts", "*/config"):
        yield file.parent


def _expanded(path: str, home: Path) -> str:
    """Put the home folder where the client, or systemd with ``%h``, would."""
    path = path.replace("%h", str(home))
    if path == "~" or path.startswith("~/"):
        path = f"{home}{path[1:]}"
    return path


def _found(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _text(file: Path) -> str:
    try:
        if not file.is_file():  # a pipe would keep us waiting
            return ""
        with file.open("rb") as stream:
            return stream.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
