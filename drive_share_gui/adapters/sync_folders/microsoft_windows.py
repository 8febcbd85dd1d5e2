"""Folders of Microsoft's own client on Windows, as its entries in the registry tell them."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import quote, unquote

from drive_share_gui.adapters.sync_folders.kept_folder import KeptFolder, PlainFolder
from drive_share_gui.adapters.sync_folders.path_rules import WINDOWS
from drive_share_gui.domain.local_file import Located, Location, SyncClient, SyncFolder
from drive_share_gui.domain.reference import item_by_link, item_by_names

_ACCOUNTS: Final = r"Software\Microsoft\OneDrive\Accounts"
_PROVIDERS: Final = r"Software\SyncEngines\Providers\OneDrive"
_SCOPES: Final = "ScopeIdToMountPointPathCache"
_TENANTS: Final = "Tenants"


class Registry(Protocol):
    """What this user's part of the registry holds; what is not there is empty."""

    def keys(self, path: str) -> tuple[str, ...]:
        """Name the keys below `path`."""
        ...

    def values(self, path: str) -> Mapping[str, str]:
        """Give the texts that `path` holds."""
        ...


@dataclass(frozen=True, slots=True)
class _Account:
    folder: str
    email: str
    is_personal: bool
    scopes: frozenset[str]
    """Folders that belong to it, also those of shared libraries."""


class MicrosoftOnWindows:
    """OneDrive on this computer (a `SyncClientHere`)."""

    def __init__(self, registry: Registry) -> None:
        """Ask this registry."""
        self._registry: Final = registry

    def kept_folders(self) -> Iterable[KeptFolder]:
        """Name the folder of every account, and of every library that is synced beside them."""
        accounts = [self._account(name) for name in self._registry.keys(_ACCOUNTS)]
        own = [account for account in accounts if account.folder]
        for account in own:
            folder = SyncFolder(SyncClient.MICROSOFT, account.folder, account.email, is_personal=account.is_personal)
            yield PlainFolder(folder)
        for name in self._registry.keys(_PROVIDERS):
            provider = self._registry.values(f"{_PROVIDERS}\\{name}")
            point, address = provider.get("MountPoint", ""), provider.get("UrlNamespace", "").partition(",")[0].strip()
            if point and address and not any(_is_same(point, account.folder) for account in own):
                yield LibraryFolder(SyncFolder(SyncClient.MICROSOFT, point, _owner(point, own)), address)

    def _account(self, name: str) -> _Account:
        path = f"{_ACCOUNTS}\\{name}"
        held = self._registry.values(path)
        scopes = {*self._registry.values(f"{path}\\{_SCOPES}").values(), *self._of_tenants(f"{path}\\{_TENANTS}")}
        personal = held.get("Business", "0") != "1" and not name.startswith("Business")
        return _Account(held.get("UserFolder", ""), held.get("UserEmail", ""), personal, frozenset(scopes))

    def _of_tenants(self, path: str) -> Iterable[str]:
        """Name the folders of an account by the organisations they belong to: there, names of values are paths."""
        for tenant in self._registry.keys(path):
            yield from self._registry.values(f"{path}\\{tenant}")


@dataclass(frozen=True, slots=True)
class LibraryFolder:
    """A library of a site, whose items are addressed by where they are in the web (a `KeptFolder`)."""

    folder: SyncFolder
    address: str
    is_on_disk: bool = True

    def locate(self, names: tuple[str, ...]) -> Location:
        """Write the web address; the service says whether that is the whole library."""
        checked = item_by_names(names).names
        base = quote(unquote(self.address.rstrip("/")), safe=":/")
        link = item_by_link("/".join((base, *(quote(name, safe="") for name in checked))))
        return Located(self.folder, link, checked[-1] if checked else "")


def _owner(point: str, accounts: Iterable[_Account]) -> str:
    return next((a.email for a in accounts if any(_is_same(point, scope) for scope in a.scopes)), "")


def _is_same(one: str, other: str) -> bool:
    return WINDOWS.below(one, other) == ()


if sys.platform == "win32":
    import winreg

    class UserRegistry:
        """The registry of the user who runs this (a `Registry`)."""

        def keys(self, path: str) -> tuple[str, ...]:
            """Name the keys below `path`."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                    return tuple(winreg.EnumKey(key, index) for index in range(winreg.QueryInfoKey(key)[0]))
            except OSError:
                return ()

        def values(self, path: str) -> Mapping[str, str]:
            """Give the texts and numbers that `path` holds, as text."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                    held = [winreg.EnumValue(key, index) for index in range(winreg.QueryInfoKey(key)[1])]
            except OSError:
                return {}
            return {name: str(value) for name, value, _ in held if isinstance(value, str | int)}
