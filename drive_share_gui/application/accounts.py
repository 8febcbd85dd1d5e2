"""Sign in with the least that is needed, sign out, and tell one account from another."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drive_share_gui.application.ports import Cancel
from drive_share_gui.application.sign_in_ports import DeviceCode, Registrations, SignIn, SignInWish
from drive_share_gui.domain.account import Account, Feature, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import NoAccount, SharingError
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed, SignInProblem


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person says about the app to sign in as; None for what was not said."""

    client_id: str | None = None
    tenant: str | None = None
    cloud: Cloud | None = None


class Accounts:
    """The accounts of this computer's user. Calls block as those of `SignIn` do, and raise as they do."""

    def __init__(self, sign_in: SignIn, registrations: Registrations) -> None:
        """Ask for nothing yet."""
        self._sign_in: Final = sign_in
        self._registrations: Final = registrations

    @property
    def are_lasting(self) -> bool:
        """Whether who signs in stays signed in after this run."""
        return self._sign_in.is_lasting

    def signed_in(self) -> tuple[Account, ...]:
        """Name who is signed in, who signed in last first."""
        return self._sign_in.accounts()

    def registration(self, entered: Entered | None = None) -> Registration:
        """Give the app to sign in as: what is known of it, with what was entered now.

        Raises SharingError(SignInFailed): NOT_REGISTERED where none is known, REGISTRATION_REFUSED for one that
        cannot be.
        """
        entered = entered or Entered()
        known = self._registrations.load()
        if entered.client_id is not None:
            known = Registration(entered.client_id.strip())
        if known is None:
            raise SharingError(SignInFailed(SignInProblem.NOT_REGISTERED))
        tenant = known.tenant if entered.tenant is None else entered.tenant.strip()
        registration = replace(known, tenant=tenant, cloud=entered.cloud or known.cloud)
        if not registration.is_valid:
            raise SharingError(SignInFailed(SignInProblem.REGISTRATION_REFUSED))
        return registration

    def sign_in(
        self, wish: SignInWish, cancel: Cancel, show: Callable[[DeviceCode], None] | None = None, *, keep: bool = False
    ) -> Account:
        """Let somebody sign in with the browser, or with a code where `show` is given.

        With `keep`, the app is remembered for the next time, once it was good enough to sign in as.
        """
        if show is None:
            account = self._sign_in.with_browser(wish, cancel)
        else:
            account = self._sign_in.with_device_code(wish, show, cancel)
        if keep:
            with contextlib.suppress(SharingError):  # costs entering it again; the account itself knows it
                self._registrations.save(wish.registration)
        return account

    def sign_out(self, account: Account) -> None:
        """Remove every trace of an account but its journal."""
        self._sign_in.sign_out(account)


def once_more(account: Account, claims: str = "", *features: Feature) -> SignInWish:
    """Ask the same account to sign in again, perhaps for more than before."""
    return SignInWish(account.registration, (Feature.SHARE, *features), account, claims)


def account_named(accounts: Sequence[Account], name: str | None) -> Account:
    """Give the account of that name; without one, who signed in last. Raises SharingError: NoSuchAccount, NoAccount."""
    if name is None:
        if not accounts:
            raise SharingError(NoAccount())
        return accounts[0]
    found = next((account for account in accounts if account.answers_to(name)), None)
    if found is None:
        raise SharingError(NoSuchAccount())
    return found
