"""Decides what the sign-in page shows and does, from the first question to somebody being signed in or out."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.accounts import Accounts, once_more
from drive_share_gui.application.ports import Clock
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.domain.account import Account, Registration
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.sign_in_state import Ask, Entry, SignInState
from drive_share_gui.ui.trouble import Trouble

SECOND: Final = 1000
"""Milliseconds between two looks at how long a code is still good for."""
_NEEDS_APP: Final = frozenset({SignInProblem.NOT_REGISTERED, SignInProblem.REGISTRATION_REFUSED})


class Signing(QObject):
    """Publishes a SignInState at every change. Only the latest wish counts: an answer to an older one is dropped."""

    changed = Signal(SignInState)
    signed_in = Signal(Account)
    signed_out = Signal(Account)
    chosen = Signal(Account)
    """This one of those who are signed in is meant."""
    practice_wanted = Signal()
    left = Signal()
    """The person goes back to where the question came from."""

    def __init__(self, accounts: Callable[[], Accounts], runner: Runner, clock: Clock) -> None:
        """Ask `accounts` on worker threads only; nothing is asked yet."""
        super().__init__()
        self._accounts = accounts
        self._runner = runner
        self._clock = clock
        self._state = SignInState()
        self._question = SignInState()
        self._number = 0
        self._cancel = threading.Event()
        self._claims = ""
        self._ends = 0.0
        self._clockwork = QTimer(self)
        self._clockwork.setInterval(SECOND)
        self._clockwork.timeout.connect(self.tick)

    @property
    def state(self) -> SignInState:
        """What was published last."""
        return self._state

    def ask(self, question: SignInState, claims: str = "") -> None:
        """Put a question, none of those on the way to its answer; `claims` is a challenge to be met by signing in."""
        self._let_go()
        self._claims = claims
        self._question = replace(question, entry=self._state.entry)
        self._publish(self._question)

    def sign_in(self) -> None:
        """Let somebody sign in with the browser."""
        self._begin(by_code=False)

    def use_code(self) -> None:
        """Let somebody sign in with a code instead."""
        self._begin(by_code=True)

    def enter(self, entry: Entry) -> None:
        """Take over what is entered about the app."""
        if entry != self._state.entry:
            self._publish(replace(self._state, entry=entry, trouble=None))

    def register(self) -> None:
        """Enter another app to sign in as."""
        self._let_go()
        self._publish(replace(self._state, ask=Ask.REGISTER, trouble=None))

    def choose(self, account: Account) -> None:
        """Mean this account."""
        self._let_go()
        self.chosen.emit(account)

    def add_account(self) -> None:
        """Sign in with one more account."""
        self.ask(replace(self._question, ask=Ask.START, account=None, may_go_back=True))

    def sign_out(self) -> None:
        """Remove every trace of the account in question."""
        account = self._state.account
        if account is not None and not self._state.is_busy:
            self._publish(replace(self._state, is_busy=True, trouble=None))
            done = partial(self._on_signed_out, self._number, account)
            self._runner.run(partial(self._sign_out, account), done, partial(self._on_failed, self._number))

    def cancel(self) -> None:
        """Give up what is under way and go back to the question; from the question, to where it came from."""
        if self._state.ask is self._question.ask:
            self._let_go()
            self.left.emit()
        else:
            self.ask(self._question, self._claims)

    def end(self) -> None:
        """Give up whatever is under way, for good."""
        self._let_go()

    def tick(self) -> None:
        """Count how long the code is still good for."""
        self._publish(replace(self._state, seconds=max(0.0, self._ends - self._clock.monotonic())))

    def _begin(self, *, by_code: bool) -> None:
        entered = self._state.entry.registration if self._state.ask is Ask.REGISTER else None
        self._let_go()
        ask = Ask.CODE if by_code else Ask.BROWSER
        self._publish(replace(self._state, ask=ask, code=None, host="", trouble=None))
        work = partial(self._sign_in, entered, by_code, self._cancel)
        self._runner.run_telling(
            work,
            partial(self._on_news, self._number),
            partial(self._on_signed_in, self._number),
            partial(self._on_failed, self._number),
        )

    def _sign_in(
        self,
        entered: Registration | None,
        by_code: bool,  # noqa: FBT001 - handed over as it is
        cancel: threading.Event,
        tell: Callable[[DeviceCode | str], None],
    ) -> Account:
        accounts = self._accounts()
        again, more = self._question.account, self._question.feature
        features = () if more is None else (more,)
        wish = once_more(again, self._claims, *features) if again else SignInWish(entered or accounts.registration())
        tell(wish.registration.cloud.hosts.login)
        return accounts.sign_in(wish, cancel, tell if by_code else None, keep=entered is not None)

    def _sign_out(self, account: Account) -> None:
        self._accounts().sign_out(account)

    def _on_news(self, number: int, news: Sequence[DeviceCode | str]) -> None:
        if number != self._number:
            return
        for one in news:
            if isinstance(one, DeviceCode):
                self._ends = self._clock.monotonic() + one.seconds
                self._clockwork.start()
                self._publish(replace(self._state, code=one, seconds=one.seconds))
            else:
                self._publish(replace(self._state, host=one))

    def _on_signed_in(self, number: int, account: Account) -> None:
        if number == self._number:
            self._let_go()
            self.signed_in.emit(account)

    def _on_signed_out(self, number: int, account: Account, _nothing: None) -> None:
        if number == self._number:
            self._let_go()
            self.signed_out.emit(account)

    def _on_failed(self, number: int, trouble: Trouble) -> None:
        """Say why, where the person can do something about it: at the app's registration, or at the question."""
        if number != self._number:
            return
        self._let_go()
        if trouble == SignInFailed(SignInProblem.NOT_REGISTERED):
            self._publish(replace(self._state, ask=Ask.REGISTER, is_busy=False))
            return
        needs_app = isinstance(trouble, SignInFailed) and trouble.problem in _NEEDS_APP and not self._question.account
        ask = Ask.REGISTER if needs_app else self._question.ask
        self._publish(replace(self._state, ask=ask, is_busy=False, code=None, trouble=trouble))

    def _let_go(self) -> None:
        """Give up what is under way: its answer is not wanted any more."""
        self._number += 1
        self._cancel.set()
        self._cancel = threading.Event()
        self._clockwork.stop()

    def _publish(self, state: SignInState) -> None:
        self._state = state
        self.changed.emit(state)
