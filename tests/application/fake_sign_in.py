"""Accounts that are signed in, or can be, without any service."""

from collections.abc import Callable
from dataclasses import dataclass, field

from drive_share_gui.application.ports import Cancel
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.domain.account import Account, Feature, Registration
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed, SignInProblem

REGISTRATION = Registration("11111111-2222-3333-4444-555555555555")
ANN_SIGNED_IN = Account("ann.home", "ann@contoso.example", REGISTRATION, "contoso")
CODE = DeviceCode("ABCD-EFGH", "https://login.example/device", 900.0)


@dataclass
class FakeTokens:
    """Counts the tokens it gives."""

    account: Account
    given: int = 0

    def token(self) -> str:
        self.given += 1
        return f"token-{self.account.account_id}-{self.given}"

    def renew(self, spoiled: str) -> bool:
        return bool(spoiled)


@dataclass
class FakeSignIn:
    """A SignIn where whoever is asked for signs in at once."""

    signed_in: list[Account] = field(default_factory=list[Account])
    next_account: Account = ANN_SIGNED_IN
    problem: SignInProblem | None = None
    is_lasting: bool = True
    code: DeviceCode = CODE
    wishes: list[SignInWish] = field(default_factory=list[SignInWish])

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self.signed_in)

    def with_browser(self, wish: SignInWish, cancel: Cancel) -> Account:
        return self._sign_in(wish, cancel)

    def with_device_code(self, wish: SignInWish, show: Callable[[DeviceCode], None], cancel: Cancel) -> Account:
        show(self.code)
        return self._sign_in(wish, cancel)

    def tokens(self, account: Account, feature: Feature = Feature.SHARE) -> FakeTokens:
        del feature
        if account not in self.signed_in:
            raise SharingError(NoSuchAccount())
        return FakeTokens(account)

    def sign_out(self, account: Account) -> None:
        self.signed_in = [other for other in self.signed_in if other != account]

    def _sign_in(self, wish: SignInWish, cancel: Cancel) -> Account:
        self.wishes.append(wish)
        problem = SignInProblem.CANCELLED if cancel.is_set() else self.problem
        if problem is not None:
            raise SharingError(SignInFailed(problem))
        account = wish.account or self.next_account
        self.sign_out(account)
        self.signed_in.insert(0, account)
        return account


@dataclass
class FakeRegistrations:
    """One registration, or none."""

    known: Registration | None = REGISTRATION

    def load(self) -> Registration | None:
        return self.known

    def save(self, registration: Registration) -> None:
        self.known = registration
