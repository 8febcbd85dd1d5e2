"""The logins of proxies: in the keyring where there is one, in memory otherwise; read only when a proxy asks."""

import json
import threading
from collections.abc import Callable
from typing import Final

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.strict_json import UnreadableError, read_json
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin


class KeptProxyLogins:
    """One login a proxy (a `ProxyLogins`); the same object serves the whole program."""

    def __init__(self, find_store: Callable[[], CredentialStore] = MemoryCredentials) -> None:
        """Keep them in the store that is given when a proxy first asks; where that is an OSError, in memory."""
        self._find_store: Final = find_store
        self._store: CredentialStore | None = None
        self._lock: Final = threading.Lock()
        self._known: Final[dict[ProxyAddress, ProxyLogin]] = {}
        self._refused: Final[set[tuple[ProxyAddress, ProxyLogin]]] = set()

    def load(self, address: ProxyAddress) -> ProxyLogin | None:
        """Give the login to try; a keyring that cannot be read is as good as none."""
        with self._lock:
            login = self._known.get(address) or self._stored(address)
            if login is None or (address, login) in self._refused:
                return None
            self._known[address] = login
            return login

    def save(self, address: ProxyAddress, login: ProxyLogin) -> bool:
        """Use it from now on; false where it is only kept until the program ends."""
        with self._lock:
            self._known[address] = login
            self._refused.discard((address, login))
            store = self._kept_in()
            try:
                store.save(_name(address), json.dumps({"user": login.user, "password": login.password}))
            except SharingError:
                return False
            return store.is_lasting

    def refuse(self, address: ProxyAddress, login: ProxyLogin) -> None:
        """Do not give this one again."""
        with self._lock:
            self._refused.add((address, login))

    def forget(self, address: ProxyAddress) -> None:
        """Remove the login."""
        with self._lock:
            self._known.pop(address, None)
            self._kept_in().delete(_name(address))

    def _kept_in(self) -> CredentialStore:
        if self._store is None:
            try:
                self._store = self._find_store()
            except OSError:
                self._store = MemoryCredentials()
        return self._store

    def _stored(self, address: ProxyAddress) -> ProxyLogin | None:
        try:
            found = read_json((self._kept_in().load(_name(address)) or "").encode(errors="replace"))
        except (SharingError, UnreadableError):
            return None
        user, password = (found.get("user"), found.get("password")) if isinstance(found, dict) else (None, None)
        return ProxyLogin(user, password) if isinstance(user, str) and isinstance(password, str) else None


def _name(address: ProxyAddress) -> str:
    return f"proxy/{address.place}"
