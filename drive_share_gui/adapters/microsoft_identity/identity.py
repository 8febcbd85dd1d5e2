"""The accounts signed in on this computer: how they come and go, and their tokens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.microsoft_identity.access_tokens import AccessTokens
from drive_share_gui.adapters.microsoft_identity.browser_sign_in import Browser, ask_in_browser
from drive_share_gui.adapters.microsoft_identity.claims import claims_of_refresh, read_challenge
from drive_share_gui.adapters.microsoft_identity.device_sign_in import ask_with_code
from drive_share_gui.adapters.microsoft_identity.hand_over import HandOver
from drive_share_gui.adapters.microsoft_identity.http_client import origin_of
from drive_share_gui.adapters.microsoft_identity.identity_check import account_in
from drive_share_gui.adapters.microsoft_identity.msal_application import (
    Application,
    application,
    authority_of,
    scopes_of,
    understood,
)
from drive_share_gui.adapters.microsoft_identity.signed_in import SignedIn
from drive_share_gui.adapters.microsoft_identity.token_answer import TokenAnswer, read_answer, why_not_signed_in
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.application.ports import Cancel, Clock
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.account import Account, Feature, Registration
from drive_share_gui.domain.failure import Riddle, SharingError, SignInNeeded, UnclearAnswer
from drive_share_gui.domain.keeping import NoKeyring
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem


@dataclass(frozen=True, slots=True)
class World:
    """What signing in needs of the world outside; tests put in others."""

    browser: Browser
    clock: Clock = field(default_factory=SystemClock)
    authority: Callable[[Registration], str] = authority_of
    wire: httpx.BaseTransport | None = None
    """Takes the place of the network."""
    logins: ProxyLogins | None = None
    """Those of proxies on the way; without them, those that the settings name."""


class MicrosoftIdentity:
    """The accounts signed in on this computer (a `SignIn`), for any number of threads."""

    def __init__(self, store: CredentialStore, home: Path, world: World) -> None:
        """Keep secrets in `store`; locks between processes lie in `home`."""
        self._world: Final = world
        self._signed_in: Final = SignedIn(store)
        self._answered: Final[set[tuple[str, str]]] = set()
        hand_over = HandOver(Sealing(store, home), home)
        self._tokens: Final = AccessTokens(self._signed_in, hand_over, home, self._world.clock, self._refreshed)

    @property
    def is_lasting(self) -> bool:
        """Whether who signs in stays signed in after this run."""
        return self._signed_in.is_lasting

    def accounts(self) -> tuple[Account, ...]:
        """Name who is signed in, who signed in last first. Raises SharingError(NoKeyring) where it is locked."""
        return self._signed_in.accounts()

    def with_browser(self, wish: SignInWish, cancel: Cancel) -> Account:
        """Let somebody sign in with the system's browser, or nobody where a claims challenge is met without."""

        def ask(app: Application, origin: str) -> TokenAnswer:
            return ask_in_browser(app, origin, wish, self._world.browser, cancel)

        return self._without_asking(wish) or self._signed(wish, ask)

    def with_device_code(self, wish: SignInWish, show: Callable[[DeviceCode], None], cancel: Cancel) -> Account:
        """Let somebody sign in with a code, or nobody where a claims challenge is met without."""

        def ask(app: Application, _origin: str) -> TokenAnswer:
            return ask_with_code(app, wish, show, self._world.clock, cancel)

        return self._without_asking(wish) or self._signed(wish, ask)

    def tokens(self, account: Account, feature: Feature = Feature.SHARE) -> "AccountTokens":
        """Give the tokens of an account; nothing is asked for yet."""
        return AccountTokens(self._tokens, account, feature)

    def sign_out(self, account: Account) -> None:
        """Remove every trace of an account. Raises SharingError(NoKeyring) where its secret cannot be removed now."""
        self._tokens.forget(account)

    def _signed(self, wish: SignInWish, ask: Callable[[Application, str], TokenAnswer]) -> Account:
        registration = wish.registration
        if not registration.is_valid:
            raise SharingError(SignInFailed(SignInProblem.NOT_REGISTERED))
        authority = self._world.authority(registration)
        origin = origin_of(authority)
        with application(registration, authority, self._world.wire, self._world.logins) as app:
            answer = ask(app, origin)
            tenant = app.authority.tenant
        if answer.error:
            raise SharingError(why_not_signed_in(answer))
        account = account_in(answer.id_token_claims, registration, origin, tenant)
        if wish.account is not None and wish.account.account_id != account.account_id:
            raise SharingError(SignInFailed(SignInProblem.OTHER_ACCOUNT))
        self._tokens.keep(account, wish.features, answer)
        return account

    def _without_asking(self, wish: SignInWish) -> Account | None:
        """Answer a claims challenge with what is known of the account, if that is enough.

        The same one is answered so only once: where it comes again, it was not enough.
        """
        if wish.account is None or read_challenge(wish.claims) is None:
            return None
        answered = (wish.account.account_id, wish.claims)
        if answered in self._answered:
            return None
        try:
            for feature in wish.features:
                self._tokens.renew(wish.account, feature, claims=wish.claims)
        except SharingError as error:
            if isinstance(error.failure, SignInNeeded | SignInFailed | NoKeyring):
                return None
            raise
        self._answered.add(answered)
        return wish.account

    def _refreshed(self, account: Account, feature: Feature, refresh_token: str, claims: str) -> TokenAnswer:
        registration = account.registration
        with application(
            registration, self._world.authority(registration), self._world.wire, self._world.logins
        ) as app:
            scopes = scopes_of((feature,), registration.cloud)
            asked = claims_of_refresh(read_challenge(claims))
            with understood(UnclearAnswer(Riddle.UNEXPECTED_SHAPE)):
                return read_answer(app.acquire_token_by_refresh_token(refresh_token, scopes, data={"claims": asked}))


class AccountTokens:
    """The tokens of one account for one feature (a `TokenSource`).

    Both raise SharingError where there is none, and never one that leaves open whether the drive
    was asked for something.
    """

    def __init__(self, tokens: AccessTokens, account: Account, feature: Feature) -> None:
        self._tokens: Final = tokens
        self._account: Final = account
        self._feature: Final = feature

    def token(self) -> str:
        """Give a token that is good for a while."""
        return self._tokens.current(self._account, self._feature)

    def renew(self, spoiled: str) -> bool:
        """Get another in place of `spoiled`; false where somebody has to sign in first."""
        try:
            self._tokens.renew(self._account, self._feature, spoiled)
        except SharingError as error:
            if isinstance(error.failure, SignInNeeded):
                return False
            raise
        return True
