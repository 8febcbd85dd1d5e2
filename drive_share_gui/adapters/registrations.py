"""The app as which people sign in, from a small file: entered once here, or put into the package by who packages it."""

import json
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.own_file import not_saved, write_whole
from drive_share_gui.adapters.strict_json import Json, UnreadableError, read_json
from drive_share_gui.domain.account import Registration
from drive_share_gui.domain.cloud import Cloud

FILE_NAME: Final = "registration.json"
BUILT_IN: Final = Path(__file__).parents[1] / FILE_NAME
"""Absent unless somebody packaged the program with one; see `packaging/README.md`."""
_MOST: Final = 10_000
"""Bytes of such a file that are looked at."""


class RegistrationFile:
    """`Registrations` in `home`; nothing in it is secret. What was entered goes before what is built in.

    A file that cannot be read, or holds no valid registration, counts as none.
    """

    def __init__(self, home: Path, built_in: Path = BUILT_IN) -> None:
        """Read and keep it in `home`."""
        self._path: Final = home / FILE_NAME
        self._built_in: Final = built_in

    def load(self) -> Registration | None:
        """Give it; None where there is none yet."""
        return _read(self._path) or _read(self._built_in)

    def save(self, registration: Registration) -> None:
        """Keep what was entered. Raises SharingError(NotSaved)."""
        entry = {
            "client_id": registration.client_id,
            "tenant": registration.tenant,
            "cloud": registration.cloud.value,
        }
        try:
            write_whole(self._path, json.dumps(entry, indent=1).encode())
        except OSError as error:
            raise not_saved(error) from error


def _read(path: Path) -> Registration | None:
    try:
        with path.open("rb") as file:
            entry = read_json(file.read(_MOST))
    except (OSError, UnreadableError):
        return None
    return _registration(entry) if isinstance(entry, dict) else None


def _registration(entry: dict[str, Json]) -> Registration | None:
    client_id, tenant, name = entry.get("client_id"), entry.get("tenant", "common"), entry.get("cloud", "global")
    cloud = next((cloud for cloud in Cloud if cloud.value == name), None)
    if not isinstance(client_id, str) or not isinstance(tenant, str) or cloud is None:
        return None
    registration = Registration(client_id.strip(), tenant.strip(), cloud)
    return registration if registration.is_valid else None
