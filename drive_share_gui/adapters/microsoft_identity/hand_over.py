"""Hands an access token to the other processes of this user, so that many of them need one refresh."""

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.domain.account import Account, Feature
from drive_share_gui.domain.failure import SharingError

_MOST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token to send, and how long it is good."""

    text: str = field(repr=False)
    renew_at: float
    """When to get another; both in seconds since 1970, UTC."""
    until: float


TokensByFeature = Mapping[Feature, AccessToken]
_READER: Final = TypeAdapter(dict[Feature, AccessToken])


class HandOver:
    """A place in the memory of this user's session, which the system clears when it ends.

    What lies there is sealed with the key in the keyring, and can only be opened by who knows the
    grant it came from. Where a system has no such place, or no keyring, nothing is handed over, and
    every process refreshes for itself, one after the other.
    """

    def __init__(self, sealing: Sealing, home: Path) -> None:
        """Serve the processes that keep their things in `home`."""
        self._sealing: Final = sealing
        self._home: Final = home

    def give(self, account: Account, mark: str, tokens: TokensByFeature) -> None:
        """Leave the tokens that came with the grant of this mark."""
        path = self._path(account)
        sealed = self._sealing.seal(_READER.dump_json(dict(tokens)).decode(), _purpose(account, mark)) if path else None
        if path is None or sealed is None:
            return
        with contextlib.suppress(OSError):
            partial = path.with_suffix(f".{os.getpid()}")
            handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(sealed)
            partial.replace(path)

    def take(self, account: Account, mark: str) -> TokensByFeature:
        """Give the tokens that came with the grant of this mark, if they were left."""
        path = self._path(account)
        try:
            sealed = path.read_bytes()[:_MOST] if path else b""
            opened = self._sealing.unseal(sealed, _purpose(account, mark)) if sealed else "{}"
            return _READER.validate_python(json.loads(opened))
        except (OSError, SharingError, ValidationError, ValueError):
            return {}

    def drop(self, account: Account) -> None:
        """Leave nothing."""
        path = self._path(account)
        with contextlib.suppress(OSError):
            if path is not None:
                path.unlink()

    def _path(self, account: Account) -> Path | None:
        folder = _session_folder()
        name = hashlib.sha256(f"{self._home.absolute()}\n{account.account_id}".encode(errors="replace")).hexdigest()
        return folder / f"drive-share-{name[:32]}" if folder else None


def _purpose(account: Account, mark: str) -> str:
    return f"access tokens of {account.account_id} after {mark}"


def _session_folder() -> Path | None:
    """Find the session's own folder (XDG Base Directory, ``XDG_RUNTIME_DIR``): this user's alone, or none."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    if sys.platform != "linux" or not named:
        return None
    folder = Path(named)
    try:
        found = folder.lstat()
    except OSError:
        return None
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077 and found.st_uid == os.geteuid()
    return folder if private else None
