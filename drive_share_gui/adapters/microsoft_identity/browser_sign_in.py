"""Signing in with the system's browser: authorization code with PKCE (RFC 6749, 7636, 8252)."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drive_share_gui.adapters.microsoft_identity.answer_page import PageWords, page_answer
from drive_share_gui.adapters.microsoft_identity.claims import read_challenge
from drive_share_gui.adapters.microsoft_identity.http_client import origin_of
from drive_share_gui.adapters.microsoft_identity.listener import Listener
from drive_share_gui.adapters.microsoft_identity.msal_application import Application, scopes_of, understood
from drive_share_gui.adapters.microsoft_identity.token_answer import TokenAnswer, read_answer
from drive_share_gui.application.ports import Cancel
from drive_share_gui.application.sign_in_ports import SignInWish
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem

MINUTES: Final = 5
"""How long somebody may take."""
OpenBrowser = Callable[[str], bool]
"""Shows an address; false where nothing could show it."""


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser, and what it shows at the end."""

    open: OpenBrowser
    words: Callable[[], PageWords]
    seconds: float = MINUTES * 60.0


def ask_in_browser(app: Application, origin: str, wish: SignInWish, browser: Browser, cancel: Cancel) -> TokenAnswer:
    """Let somebody sign in, and redeem what the browser brings.

    Raises SharingError(SignInFailed) where it brings nothing of use, and others of the network. No
    code and no token is ever in an address that leaves this program: the verifier stays here.
    """
    try:
        listener = Listener()
    except OSError as error:
        raise _failed(SignInProblem.NO_LISTENER) from error
    with listener:
        with understood(SignInFailed(SignInProblem.SERVICE)):
            flow = _begin(app, wish, listener.port)
            url, state = str(flow["auth_uri"]), str(flow["state"])
        if origin_of(url) != origin:
            raise _failed(SignInProblem.SERVICE)
        fields = _brought(listener, url, state, browser, cancel)
    with understood(SignInFailed(SignInProblem.NOT_FOR_US)):
        answer = read_answer(app.acquire_token_by_auth_code_flow(flow, fields))
    if not answer.error and fields.get("iss", answer.id_token_claims.iss) != answer.id_token_claims.iss:
        raise _failed(SignInProblem.NOT_FOR_US)
    return answer


def _begin(app: Application, wish: SignInWish, port: int) -> dict[str, object]:
    return app.initiate_auth_code_flow(
        scopes_of(wish.features, wish.registration.cloud),
        redirect_uri=f"http://localhost:{port}",
        prompt=None if wish.account else "select_account",
        login_hint=wish.account.username if wish.account else None,
        claims_challenge=read_challenge(wish.claims),
        response_mode="form_post",
    )


def _brought(listener: Listener, url: str, state: str, browser: Browser, cancel: Cancel) -> dict[str, str]:
    opening = _Opening(browser.open, url)
    ends = time.monotonic() + browser.seconds
    page = page_answer(browser.words())

    def is_over() -> bool:
        return cancel.is_set() or opening.failed or time.monotonic() > ends

    fields = listener.redirect(state, page, is_over)
    if fields is not None:
        return fields
    if cancel.is_set():
        raise _failed(SignInProblem.CANCELLED)
    raise _failed(SignInProblem.NO_BROWSER if opening.failed else SignInProblem.TOO_LATE)


class _Opening:
    """Opens the browser beside the listener, which it may need before it comes back."""

    def __init__(self, open_browser: OpenBrowser, url: str) -> None:
        self.failed = False
        self._open: Final = open_browser
        threading.Thread(target=self._run, args=(url,), name="browser", daemon=True).start()

    def _run(self, url: str) -> None:
        try:
            self.failed = not self._open(url)
        except Exception:  # noqa: BLE001 - whatever keeps a browser from starting, there is none
            self.failed = True


def _failed(problem: SignInProblem) -> SharingError:
    return SharingError(SignInFailed(problem))
