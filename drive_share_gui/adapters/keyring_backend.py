"""The keyring of the operating system: a real one or none, asked in the background, and for so long only."""

import importlib
import os
import secrets
import sys
import threading
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring

PATIENCE: Final = 20.0
"""Seconds for one call. A question to unlock the keyring may stay on the screen for ever."""
WHO: Final = "drive-share"
_WINDOWS: Final = (("keyring.backends.Windows", "WinVaultKeyring"),)
_MACOS: Final = (("keyring.backends.macOS", "Keyring"),)
_ELSEWHERE: Final = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
_LOCKED: Final = frozenset({"KeyringLocked", "InitError"})
"""How keyring calls a lock that was not opened, and a dismissed question."""
_Result = TypeVar("_Result")


class Backend(Protocol):
    """What is used of a keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give a secret; None where there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove a secret."""
        ...


def real_backend() -> Backend:
    """Give the first keyring of this system that is known to encrypt. Raises SharingError(NoKeyring).

    keyring's own choice is never asked for: it can be a plain file, or one that keeps nothing, and
    the environment and a configuration file decide about it (reliability: S2 to S5).
    """
    allowed = {"win32": _WINDOWS, "darwin": _MACOS}.get(sys.platform, _ELSEWHERE)
    for module, name in allowed:
        try:
            kind = getattr(importlib.import_module(module), name)
            if kind.viable:
                backend: Backend = kind()
                return backend
        except Exception:  # noqa: BLE001, S112 - whatever a backend trips over, the next may work
            continue
    raise SharingError(NoKeyring(KeyringProblem.NONE_HERE))


class BoundedKeyring:
    """A keyring that answers in time or not at all, whatever happens to it.

    The first call finds it and tries it out: something is written, read back, and removed.
    """

    def __init__(self, find: Callable[[], Backend] = real_backend, patience: float = PATIENCE) -> None:
        """Use what `find` gives; nothing is asked of it yet."""
        self._find: Final = find
        self._patience: Final = patience
        self._turn: Final = threading.Lock()
        self._backend: Backend | None = None
        self._working: threading.Thread | None = None

    def call(self, action: Callable[[Backend], _Result]) -> _Result:
        """Do something with the keyring. Raises SharingError(NoKeyring) for everything that goes wrong.

        As long as an earlier call hangs, further ones fail at once.
        """
        if not self._turn.acquire(timeout=self._patience):
            raise SharingError(NoKeyring(KeyringProblem.NO_ANSWER))
        try:
            return self._in_time(action)
        finally:
            self._turn.release()

    def _in_time(self, action: Callable[[Backend], _Result]) -> _Result:
        if self._working is not None and self._working.is_alive():
            raise SharingError(NoKeyring(KeyringProblem.NO_ANSWER))
        results: list[_Result] = []
        troubles: list[SharingError] = []

        def work() -> None:
            try:
                results.append(action(self._tried()))
            except SharingError as error:
                troubles.append(error)
            except BaseException as error:  # noqa: BLE001 - D-Bus, C libraries and panics of Rust all come here
                locked = type(error).__name__ in _LOCKED
                troubles.append(SharingError(NoKeyring(KeyringProblem.LOCKED if locked else KeyringProblem.TROUBLE)))

        self._working = threading.Thread(target=work, name="keyring", daemon=True)
        self._working.start()
        self._working.join(self._patience)
        if results:
            return results[0]
        raise troubles[0] if troubles else SharingError(NoKeyring(KeyringProblem.NO_ANSWER))

    def _tried(self) -> Backend:
        if self._backend is None:
            backend = self._find()
            _try_out(backend)
            self._backend = backend
        return self._backend


def _try_out(backend: Backend) -> None:
    """Make sure that it keeps what it is given: some say so and forget at once (reliability: S2)."""
    service, canary = f"{WHO}/canary/{os.getpid()}", secrets.token_urlsafe()
    backend.set_password(service, WHO, canary)
    kept = backend.get_password(service, WHO) == canary
    if kept:
        backend.delete_password(service, WHO)
    if not kept or backend.get_password(service, WHO) is not None:
        raise SharingError(NoKeyring(KeyringProblem.FORGETFUL))
