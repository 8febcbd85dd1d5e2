"""The logins of proxies: in the keyring where there is one, in memory otherwise; read only when a proxy asks."""

import json
import threading
from typing import Final

from drive_share_gui.adapters.strict_json import UnreadableError, read_json
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin


class KeptProxyLogins:
    """One login a proxy (a `ProxyLogins`); the same object serves the whole program."""

    def __init__(self, store: CredentialStore | None = None) -> None:
        """Keep them in `store`; without one, in memory."""
        self._store: Final = store
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
            if self._store is None:
                return False
            try:
                self._store.save(_name(address), json.dumps({"user": login.user, "password": login.password}))
            except SharingError:
                return False
            return self._store.is_lasting

    def refuse(self, address: ProxyAddress, login: ProxyLogin) -> None:
        """Do not give this one again."""
        with self._lock:
            self._refused.add((address, login))

    def forget(self, address: ProxyAddress) -> None:
        """Remove the login."""
        with self._lock:
            self._known.pop(address, None)
            if self._store is not None:
                self._store.delete(_name(address))

    def _stored(self, address: ProxyAddress) -> ProxyLogin | None:
        if self._store is None:
            return None
        try:
            found = read_json((self._store.load(_name(address)) or "").encode(errors="replace"))
        except (SharingError, UnreadableError):
            return None
        user, password = (found.get("user"), found.get("password")) if isinstance(found, dict) else (None, None)
        return ProxyLogin(user, password) if isinstance(user, str) and isinstance(password, str) else None


def _name(address: ProxyAddress) -> str:
    return f"proxy/{address.place}"
