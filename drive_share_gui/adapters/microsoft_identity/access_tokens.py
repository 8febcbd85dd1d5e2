"""Access tokens: in memory only, renewed before they end, by one process for all."""

import contextlib
import threading
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_lock import held
from drive_share_gui.adapters.microsoft_identity.hand_over import AccessToken, HandOver
from drive_share_gui.adapters.microsoft_identity.signed_in import Grant, SignedIn
from drive_share_gui.adapters.microsoft_identity.token_answer import TokenAnswer, why_not_refreshed
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.account import Account, Feature
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    ServiceTrouble,
    SharingError,
    SignInNeeded,
    Silence,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem

EARLY: Final = 300.0
"""Seconds before its end at which a token is renewed, or a quarter of its life where that is shorter."""
REFUSED_FOR: Final = 60.0
"""Seconds for which a refusal holds; after that somebody may have allowed it meanwhile."""
LOCK: Final = "sign-in.lock"
PATIENCE: Final = 90.0
"""Seconds to wait while another process refreshes: its exchange is limited to less."""
Refresh = Callable[[Account, Feature, str, str], TokenAnswer]
"""Asks for tokens: of an account, for a feature, with a refresh token, answering a claims challenge or none."""


class AccessTokens:
    """The tokens of all accounts, for any number of threads."""

    def __init__(self, signed_in: SignedIn, hand_over: HandOver, home: Path, clock: Clock, refresh: Refresh) -> None:
        """Begin with none; locks between processes lie in `home`."""
        self._signed_in: Final = signed_in
        self._hand_over: Final = hand_over
        self._home: Final = home
        self._clock: Final = clock
        self._refresh: Final = refresh
        self._turn: Final = threading.Lock()
        self._known: Final[dict[str, dict[Feature, AccessToken]]] = {}
        self._refused: Final[dict[tuple[str, Feature], tuple[float, SignInNeeded]]] = {}

    def current(self, account: Account, feature: Feature) -> str:
        """Give a token that is good for a while. Raises SharingError, and nothing was asked of the drive then."""
        known = self._fresh(self._of(account), feature)
        if known is not None:
            return known.text
        try:
            return self._renewed(account, feature).text
        except SharingError as error:
            last = self._of(account).get(feature)
            if last is not None and last.until > self._now() and not isinstance(error.failure, SignInNeeded):
                return last.text
            raise

    def renew(self, account: Account, feature: Feature, spoiled: str = "", claims: str = "") -> None:
        """Get a token other than `spoiled`. Raises SharingError as `current` does."""
        self._renewed(account, feature, spoiled, claims)

    def keep(self, account: Account, features: Iterable[Feature], answer: TokenAnswer) -> None:
        """Keep what somebody signed in with; everything older is forgotten."""
        grant = Grant(answer.refresh_token)
        token = self._token(answer)
        with self._alone():
            self._signed_in.add(account, grant)
            self._publish(account, grant, dict.fromkeys(features, token))

    def forget(self, account: Account) -> None:
        """Forget an account altogether. Raises SharingError(NoKeyring) where its secret cannot be removed."""
        with self._alone():
            self._known.pop(account.account_id, None)
            self._hand_over.drop(account)
            self._signed_in.remove(account)

    def _renewed(self, account: Account, feature: Feature, spoiled: str = "", claims: str = "") -> AccessToken:
        with self._alone():
            grant = self._signed_in.grant(account)
            if grant is None or not grant.refresh_token:
                self._known.pop(account.account_id, None)
                raise SharingError(SignInNeeded(claims))
            tokens = {**self._unspoiled(account, spoiled), **self._hand_over.take(account, grant.mark)}
            found = self._fresh(tokens, feature)
            if found is not None and found.text != spoiled and not claims:
                self._known[account.account_id] = tokens
                return found
            answer = self._asked(account, feature, grant, claims)
            if answer.refresh_token:
                grant = Grant(answer.refresh_token)
                self._signed_in.replace(account, grant)
            token = self._token(answer)
            self._publish(account, grant, ({} if spoiled or claims else tokens) | {feature: token})
            return token

    def _asked(self, account: Account, feature: Feature, grant: Grant, claims: str) -> TokenAnswer:
        """Ask the service; what it refused a short while ago it is not asked again at once."""
        key = (grant.mark, feature)
        again_at, refusal = self._refused.get(key, (0.0, None))
        if refusal is not None and not claims and self._now() < again_at:
            raise SharingError(refusal)
        with _as_not_sent():
            answer = self._refresh(account, feature, grant.refresh_token, claims)
        if answer.error:
            failure = why_not_refreshed(answer)
            if isinstance(failure, SignInNeeded):
                self._refused[key] = (self._now() + REFUSED_FOR, failure)
            raise SharingError(failure)
        return answer

    def _publish(self, account: Account, grant: Grant, tokens: dict[Feature, AccessToken]) -> None:
        self._known[account.account_id] = tokens
        self._hand_over.give(account, grant.mark, tokens)

    def _of(self, account: Account) -> dict[Feature, AccessToken]:
        return self._known.get(account.account_id, {})

    def _unspoiled(self, account: Account, spoiled: str) -> dict[Feature, AccessToken]:
        return {feature: token for feature, token in self._of(account).items() if token.text != spoiled}

    def _fresh(self, tokens: dict[Feature, AccessToken], feature: Feature) -> AccessToken | None:
        token = tokens.get(feature)
        return token if token is not None and token.renew_at > self._now() else None

    def _token(self, answer: TokenAnswer) -> AccessToken:
        seconds, now = answer.seconds, self._now()
        return AccessToken(answer.access_token, now + seconds - min(EARLY, seconds / 4), now + seconds)

    def _now(self) -> float:
        return self._clock.now().timestamp()

    @contextlib.contextmanager
    def _alone(self) -> Generator[None]:
        """Let in one thread of one process. Raises SharingError: Unreachable, NoKeyring."""
        with self._turn, contextlib.ExitStack() as stack:
            try:
                stack.enter_context(held(self._home / LOCK, PATIENCE))
            except TimeoutError:
                raise SharingError(Unreachable(Hurdle.NO_CONNECTION_IN_TIME)) from None
            except OSError as error:
                raise SharingError(NoKeyring(KeyringProblem.TROUBLE)) from error
            yield


@contextlib.contextmanager
def _as_not_sent() -> Generator[None]:
    """Tell of a refresh that failed as of a request to the drive that never left, which it is."""
    try:
        yield
    except SharingError as error:
        raise SharingError(_not_sent(error.failure)) from error


def _not_sent(failure: Failure) -> Failure:
    match failure:
        case NoAnswer(silence=Silence.TIMEOUT):
            return Unreachable(Hurdle.NO_CONNECTION_IN_TIME)
        case NoAnswer():
            return Unreachable(Hurdle.NETWORK)
        case UnclearAnswer() | ServiceTrouble():
            return SignInFailed(SignInProblem.SERVICE)
        case _:
            return failure
