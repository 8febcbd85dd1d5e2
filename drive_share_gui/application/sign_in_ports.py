"""What the use cases need for signing in: the sign-in itself, tokens, and the app as which people sign in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from drive_share_gui.application.ports import Cancel
from drive_share_gui.domain.account import Account, Feature, Registration


class TokenSource(Protocol):
    """Gives access tokens, which are opaque; safe to use from several threads."""

    def token(self) -> str:
        """Give the token to send; raises SharingError where nobody is signed in, or it cannot be renewed now."""
        ...

    def renew(self, spoiled: str) -> bool:
        """Get another token in place of `spoiled`, which the service refused; false where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class SignInWish:
    """Who is to be signed in, and for what."""

    registration: Registration
    features: tuple[Feature, ...] = (Feature.SHARE,)
    account: Account | None = None
    """The account that must sign in again; None for whoever chooses to."""
    claims: str = field(default="", repr=False)
    """A claims challenge to answer."""


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What to type where, on any device (RFC 8628)."""

    user_code: str
    verification_url: str
    """https always."""
    seconds: float
    """How long the code is good for."""


class SignIn(Protocol):
    """Signing in and out, and the tokens of who is signed in.

    Calls may block: for minutes where a person has to act, for seconds otherwise. All raise
    SharingError: SignInFailed, NoSuchAccount, Unreachable or another failure of the network; and NoKeyring
    where a keyring that knows somebody cannot be asked now, which keeps nobody from signing in for this run.
    """

    @property
    def is_lasting(self) -> bool:
        """Whether who signs in stays signed in after this run: whether a keyring can be used."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """Name who is signed in, who signed in last first."""
        ...

    def with_browser(self, wish: SignInWish, cancel: Cancel) -> Account:
        """Let somebody sign in with the system's browser; authorization code with PKCE."""
        ...

    def with_device_code(self, wish: SignInWish, show: Callable[[DeviceCode], None], cancel: Cancel) -> Account:
        """Let somebody sign in on any device, with a code that `show` shows."""
        ...

    def tokens(self, account: Account, feature: Feature = Feature.SHARE) -> TokenSource:
        """Give the tokens of an account; nothing is asked for yet."""
        ...

    def sign_out(self, account: Account) -> None:
        """Remove every trace of an account but its journal; harmless where it is not signed in."""
        ...


class Registrations(Protocol):
    """The app as which people sign in: built in by whoever packages the program, or entered once."""

    def load(self) -> Registration | None:
        """Give it; None where there is none yet."""
        ...

    def save(self, registration: Registration) -> None:
        """Keep what was entered. Raises SharingError(NotSaved)."""
        ...
