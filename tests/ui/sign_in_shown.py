"""The window while it asks who it shares as, with accounts that are only played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from drive_share_gui.application.accounts import Accounts
from drive_share_gui.domain.account import PERSONAL_TENANT, Feature
from drive_share_gui.domain.failure import SignInNeeded
from drive_share_gui.domain.signing_in import SignInProblem
from drive_share_gui.ui.sign_in_page import SignInPage
from drive_share_gui.ui.sign_in_state import Ask, Entry, SignInState
from drive_share_gui.ui.signing import Signing
from tests.application.fake_sign_in import ANN_SIGNED_IN, REGISTRATION, FakeRegistrations, FakeSignIn
from tests.ui.share_shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from drive_share_gui.domain.account import Account

BOB = replace(ANN_SIGNED_IN, account_id="bob.home", username="bob.stone@outlook.example", tenant_id=PERSONAL_TENANT)
PEOPLE = "ann@contoso.com, Bob Stone <bob@fabrikam.com>, carla@contoso.com"


class Asked(Shown):
    """The window with the sign-in page in front."""

    def __init__(self, question: SignInState, sign_in: FakeSignIn | None = None, *, registered: bool = True) -> None:
        super().__init__()
        self.sign_in = sign_in or FakeSignIn(list(question.accounts))
        self.registrations = FakeRegistrations(REGISTRATION if registered else None)
        self.signing = Signing(lambda: Accounts(self.sign_in, self.registrations), self.runner, self.clock)
        self.begin()
        self.sign_in_page = SignInPage(self.signing, self.window)
        self.sign_in_page.room_wanted.connect(self.window.grow)
        self.window.fill(self.sign_in_page)
        self.signing.ask(question)

    def mid_way(self, news: int) -> Self:
        """Let whoever signs in from now on never finish, and tell so many news."""
        self.runner.most_news = news
        return self


def signed_out() -> Asked:
    return Asked(SignInState())


def signed_out_no_keyring() -> Asked:
    return Asked(SignInState(is_lasting=False))


def add_account() -> Asked:
    return Asked(SignInState(accounts=(ANN_SIGNED_IN,), may_go_back=True))


def expired_page() -> Asked:
    return Asked(SignInState(Ask.AGAIN, (ANN_SIGNED_IN,), ANN_SIGNED_IN, may_go_back=True))


def which_account() -> Asked:
    return Asked(SignInState(Ask.WHICH, (ANN_SIGNED_IN, BOB), item="path:/Documents/Finance/Budget.xlsx"))


def more() -> Asked:
    return Asked(SignInState(Ask.MORE, (ANN_SIGNED_IN,), ANN_SIGNED_IN, Feature.ITEMS_OF_OTHERS, may_go_back=True))


def sign_out_page() -> Asked:
    return Asked(SignInState(Ask.SIGN_OUT, (ANN_SIGNED_IN,), ANN_SIGNED_IN, may_go_back=True))


def register() -> Asked:
    asked = Asked(SignInState(), registered=False)
    asked.signing.sign_in()
    return asked


def register_wrong() -> Asked:
    asked = register()
    asked.signing.enter(Entry("11111111-2222-3333", "contoso com"))
    return asked


def register_refused() -> Asked:
    refused = FakeSignIn(problem=SignInProblem.REGISTRATION_REFUSED)
    asked = Asked(SignInState(), refused, registered=False)
    asked.signing.register()
    asked.signing.enter(Entry(REGISTRATION.client_id))
    asked.signing.sign_in()
    return asked


def in_browser() -> Asked:
    asked = Asked(SignInState()).mid_way(1)
    asked.signing.sign_in()
    return asked


def code() -> Asked:
    asked = Asked(SignInState()).mid_way(2)
    asked.signing.use_code()
    asked.clock.elapsed += 28
    asked.signing.tick()
    return asked


def code_coming() -> Asked:
    asked = Asked(SignInState()).mid_way(1)
    asked.signing.use_code()
    return asked


def not_signed_in() -> Asked:
    asked = Asked(SignInState(), FakeSignIn(problem=SignInProblem.ADMIN_CONSENT))
    asked.signing.sign_in()
    return asked


def with_account(account: Account = ANN_SIGNED_IN, *others: Account) -> Shown:
    """Show the dialog in the name of an account."""
    return in_the_name_of(Shown().begin(people=PEOPLE), account, *others)


def in_the_name_of(shown: Shown, account: Account = ANN_SIGNED_IN, *others: Account) -> Shown:
    """Show a dialog in the name of an account."""
    shown.presenter.know_account(account)
    shown.dialog.header.account.show_accounts(account, others)
    return shown


def account() -> Shown:
    return with_account(ANN_SIGNED_IN, BOB)


def account_choosing() -> Shown:
    shown = with_account(ANN_SIGNED_IN, BOB)
    shown.presenter.change_item()
    return shown


def expired() -> Shown:
    shown = with_account()
    shown.drive.answers = [SignInNeeded()]
    shown.presenter.share()
    return shown


def expired_before() -> Shown:
    shown = with_account()
    shown.drive.find_failure = SignInNeeded()
    shown.presenter.find("id:01BUDGET")
    return shown


STATES: dict[str, Callable[[], Shown]] = {
    make.__name__: make
    for make in (
        signed_out, signed_out_no_keyring, add_account, expired_page, more, which_account, sign_out_page, register,
        register_wrong, register_refused, in_browser, code, code_coming, not_signed_in, account, account_choosing,
        expired, expired_before,
    )
}  # fmt: skip
