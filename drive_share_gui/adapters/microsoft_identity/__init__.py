"""Signing in with Microsoft, as far as it is Microsoft's: msal over this program's own network and listener."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.application.ports import Cancel
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish, TokenSource
from drive_share_gui.domain.account import Account, Feature


class MicrosoftIdentity:
    """The accounts signed in on this computer (a `SignIn`)."""

    def __init__(self, store: CredentialStore, home: Path) -> None:
        """Keep secrets in `store`; locks between processes lie in `home`."""
        self._store: Final = store
        self._home: Final = home

    @property
    def is_lasting(self) -> bool:
        """Whether who signs in stays signed in after this run."""
        return self._store.is_lasting

    def accounts(self) -> tuple[Account, ...]:
        """Name who is signed in."""
        return ()

    def with_browser(self, wish: SignInWish, cancel: Cancel) -> Account:
        """Let somebody sign in with the system's browser."""
        raise NotImplementedError

    def with_device_code(self, wish: SignInWish, show: Callable[[DeviceCode], None], cancel: Cancel) -> Account:
        """Let somebody sign in with a code."""
        raise NotImplementedError

    def tokens(self, account: Account, feature: Feature = Feature.SHARE) -> TokenSource:
        """Give the tokens of an account."""
        raise NotImplementedError

    def sign_out(self, account: Account) -> None:
        """Remove every trace of an account."""
        raise NotImplementedError
