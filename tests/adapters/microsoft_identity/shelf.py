"""A keyring many processes share, of files, for tests alone."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from drive_share_gui.adapters.credentials import KeyringCredentials
from drive_share_gui.adapters.keyring_backend import BoundedKeyring


@dataclass(frozen=True)
class FileShelf:
    """Keeps each secret in a file of its own."""

    folder: Path

    def get_password(self, service: str, username: str) -> str | None:
        with contextlib.suppress(FileNotFoundError):
            return self._path(service, username).read_text("utf-8")
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        path = self._path(service, username)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(password, "utf-8")
        partial.replace(path)

    def delete_password(self, service: str, username: str) -> None:
        self._path(service, username).unlink()

    def _path(self, service: str, username: str) -> Path:
        return self.folder / hashlib.sha256(f"{service}\n{username}".encode()).hexdigest()


def store_in(folder: Path, home: Path) -> KeyringCredentials:
    """The store of a program with this keyring."""
    folder.mkdir(exist_ok=True)
    return KeyringCredentials(home, BoundedKeyring(lambda: FileShelf(folder)))
