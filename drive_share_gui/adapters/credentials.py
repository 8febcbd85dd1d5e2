"""Secrets in the keyring of the operating system, or in memory for this run only; never in a plain file."""

import hashlib
import json
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_lock import held
from drive_share_gui.adapters.keyring_backend import WHO, Backend, BoundedKeyring
from drive_share_gui.adapters.strict_json import UnreadableError, read_json
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring

PART: Final = 1000
"""Units of UTF-16 in one entry: Windows takes 1,280 and no more (reliability: S7)."""
LOCK: Final = "credentials.lock"
_SETS: Final = ("a", "b")
_MANIFEST: Final = "manifest"
_READS: Final = 3
"""Tries to read a secret that another process is just replacing."""


class MemoryCredentials:
    """Secrets for this run only (a `CredentialStore`)."""

    def __init__(self) -> None:
        """Begin with none."""
        self._secrets: Final[dict[str, str]] = {}

    @property
    def is_lasting(self) -> bool:
        """Whether secrets outlive this run: no."""
        return False

    def load(self, name: str) -> str | None:
        """Give a secret; None where there is none."""
        return self._secrets.get(name)

    def save(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Remove a secret; harmless where there is none."""
        self._secrets.pop(name, None)


class KeyringCredentials:
    """Secrets in a keyring, in parts small enough for every one (a `CredentialStore`).

    A secret is replaced by writing the new parts beside the old ones, then the manifest that says
    which count, and then removing the old: ending the program at any point leaves one of the two.
    """

    def __init__(self, home: Path, keyring: BoundedKeyring | None = None) -> None:
        """Use the keyring of this system; a lock in `home` keeps processes from writing at once."""
        self._lock: Final = home / LOCK
        self._keyring: Final = keyring or BoundedKeyring()

    @property
    def is_lasting(self) -> bool:
        """Whether secrets outlive this run: yes, where a call succeeds at all."""
        return True

    def load(self, name: str) -> str | None:
        """Give a secret; None where there is none, or not all of it. Raises SharingError(NoKeyring)."""
        return self._keyring.call(lambda backend: _load(backend, name))

    def save(self, name: str, secret: str) -> None:
        """Keep a secret in place of an older one. Raises SharingError(NoKeyring)."""

        def work(backend: Backend) -> None:
            with held(self._lock):
                _save(backend, name, secret)

        self._keyring.call(work)

    def delete(self, name: str) -> None:
        """Remove a secret; harmless where there is none. Raises SharingError(NoKeyring)."""

        def work(backend: Backend) -> None:
            with held(self._lock):
                for entry in (_MANIFEST, *_entries(backend, name)):
                    _remove(backend, name, entry)

        self._keyring.call(work)


def _load(backend: Backend, name: str) -> str | None:
    for _ in range(_READS):
        manifest = _manifest(backend, name)
        if manifest is None:
            return None
        which, count, digest = manifest
        parts = [_get(backend, name, f"{which}{number}") for number in range(count)]
        secret = "".join(part or "" for part in parts)
        if _digest(secret) == digest:
            return secret
    return None


def _save(backend: Backend, name: str, secret: str) -> None:
    old = _manifest(backend, name)
    which = _SETS[1] if old is not None and old[0] == _SETS[0] else _SETS[0]
    parts = _parts(secret)
    for number, part in enumerate(parts):
        backend.set_password(_service(name, f"{which}{number}"), WHO, part)
    if [_get(backend, name, f"{which}{number}") for number in range(len(parts))] != parts:
        raise SharingError(NoKeyring(KeyringProblem.FORGETFUL))
    manifest = json.dumps({"set": which, "parts": len(parts), "sha256": _digest(secret)})
    backend.set_password(_service(name, _MANIFEST), WHO, manifest)
    current = {f"{which}{number}" for number in range(len(parts))}
    for entry in _entries(backend, name):
        if entry not in current:
            _remove(backend, name, entry)


def _manifest(backend: Backend, name: str) -> tuple[str, int, str] | None:
    """Read which set of parts counts, how many there are, and what they must give."""
    text = _get(backend, name, _MANIFEST)
    try:
        found = read_json((text or "").encode())
    except UnreadableError:
        return None
    if not isinstance(found, dict):
        return None
    which, count, digest = found.get("set"), found.get("parts"), found.get("sha256")
    if isinstance(which, str) and which in _SETS and isinstance(count, int) and isinstance(digest, str):
        return which, count, digest
    return None


def _entries(backend: Backend, name: str) -> list[str]:
    """Find all parts there are, the last first: so they stay without gaps if removing them is cut short."""
    found: list[str] = []
    for which in _SETS:
        number = 0
        while _get(backend, name, f"{which}{number}") is not None:
            found.append(f"{which}{number}")
            number += 1
    return found[::-1]


def _parts(secret: str) -> list[str]:
    size = PART if secret.isascii() else PART // 2  # a sign outside the basic plane counts two
    return [secret[start : start + size] for start in range(0, len(secret), size)]


def _get(backend: Backend, name: str, entry: str) -> str | None:
    return backend.get_password(_service(name, entry), WHO)


def _remove(backend: Backend, name: str, entry: str) -> None:
    if _get(backend, name, entry) is not None:
        backend.delete_password(_service(name, entry), WHO)


def _service(name: str, entry: str) -> str:
    return f"{WHO}/{name}/{entry}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
