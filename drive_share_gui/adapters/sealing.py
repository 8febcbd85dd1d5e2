"""Seals what people typed for others to read, with a key from the keyring, so that the disk never holds it in clear."""

import base64
import binascii
import hashlib
import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drive_share_gui.adapters.file_lock import held
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import KeyringProblem, MessageLost, NoKeyring

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_NAME: Final = "journal-key"
LOCK: Final = "sealing.lock"
_KEY_BYTES: Final = 32
_FORM: Final = b"\x01"
_MARK: Final = 4
_NONCE: Final = 12


class Sealing:
    """Seals with AES-GCM under one random key of 256 bits that only the keyring holds.

    Where the keyring cannot be used, nothing is sealed; it is then not asked again during this run,
    for each time might ask the person to unlock it.
    """

    def __init__(self, store: CredentialStore, home: Path) -> None:
        """Use the key in `store`; a lock in `home` keeps two processes from making one each."""
        self._store: Final = store
        self._lock: Final = home / LOCK
        self._preparing: Final = threading.Lock()
        self._key: bytes | None = None
        self._trouble: NoKeyring | None = None

    @property
    def is_prepared(self) -> bool:
        """Whether the key is at hand, or known not to be had."""
        return self._key is not None or self._trouble is not None

    def prepare(self) -> NoKeyring | None:
        """Get the key, or make it, which may take 20 seconds; give the reason where that does not go."""
        with self._preparing:
            if self._key is None and self._trouble is None:
                try:
                    self._key = self._stored_key()
                except SharingError as error:
                    reason = error.failure
                    self._trouble = reason if isinstance(reason, NoKeyring) else NoKeyring(KeyringProblem.TROUBLE)
            return self._trouble

    def seal(self, text: str, purpose: str) -> bytes | None:
        """Seal a text so that it can only be opened for the same purpose; None where there is no key."""
        self.prepare()
        if self._key is None:
            return None
        nonce = secrets.token_bytes(_NONCE)
        sealed = _cipher(self._key).encrypt(nonce, text.encode(errors="surrogatepass"), purpose.encode())
        return _FORM + _mark(self._key) + nonce + sealed

    def unseal(self, sealed: bytes, purpose: str) -> str:
        """Give the text back.

        Raises SharingError: NoKeyring where the key cannot be had now, MessageLost where it is
        another one, or the sealed text is not what was written for this purpose.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - loaded when first needed

        trouble = self.prepare()
        if self._key is None:
            raise SharingError(trouble or NoKeyring(KeyringProblem.TROUBLE))
        head = len(_FORM) + _MARK
        if sealed[:head] != _FORM + _mark(self._key):
            raise SharingError(MessageLost())
        nonce, rest = sealed[head : head + _NONCE], sealed[head + _NONCE :]
        try:
            return _cipher(self._key).decrypt(nonce, rest, purpose.encode()).decode(errors="surrogatepass")
        except (InvalidTag, ValueError) as error:
            raise SharingError(MessageLost()) from error

    def _stored_key(self) -> bytes:
        if not self._store.is_lasting:
            raise SharingError(NoKeyring(KeyringProblem.NONE_HERE))
        key = _read_key(self._store.load(KEY_NAME))
        if key is not None:
            return key
        try:
            with held(self._lock):
                key = _read_key(self._store.load(KEY_NAME))
                if key is None:
                    key = secrets.token_bytes(_KEY_BYTES)
                    self._store.save(KEY_NAME, base64.b64encode(key).decode("ascii"))
                return key
        except OSError as error:
            raise SharingError(NoKeyring(KeyringProblem.TROUBLE)) from error


def _read_key(text: str | None) -> bytes | None:
    try:
        key = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == _KEY_BYTES else None


def _mark(key: bytes) -> bytes:
    """Tell keys apart without telling them."""
    return hashlib.sha256(key).digest()[:_MARK]


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - loaded when first needed

    return AESGCM(key)
