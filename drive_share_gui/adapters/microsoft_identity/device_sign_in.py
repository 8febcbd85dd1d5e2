"""Signing in on any device: a code is shown here, typed there, and asked for until it was (RFC 8628)."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drive_share_gui.adapters.microsoft_identity.claims import read_challenge
from drive_share_gui.adapters.microsoft_identity.msal_application import Application, scopes_of, understood
from drive_share_gui.adapters.microsoft_identity.token_answer import TokenAnswer, read_answer, why_not_signed_in
from drive_share_gui.application.ports import Cancel, Clock
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.domain.failure import (
    NoAnswer,
    Riddle,
    ServiceTrouble,
    SharingError,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem

_SHORTEST: Final = 1
_LONGEST: Final = 60
_STEP: Final = 5.0
"""Seconds to wait longer, for good, whenever the service asks for it or cannot be reached (RFC 8628, 3.5)."""
_LIFE: Final = 1800
_LONGEST_CODE: Final = 40


class _Shown(BaseModel):
    """What the service wants typed where."""

    model_config = ConfigDict(extra="ignore")

    user_code: str
    device_code: str = Field(repr=False)
    verification_uri: str
    expires_in: float
    interval: float


def ask_with_code(
    app: Application, wish: SignInWish, show: Callable[[DeviceCode], None], clock: Clock, cancel: Cancel
) -> TokenAnswer:
    """Show a code and wait until somebody typed it. Raises SharingError(SignInFailed), and others of the network."""
    challenge = read_challenge(wish.claims)
    with understood(UnclearAnswer(Riddle.UNEXPECTED_SHAPE)):
        flow = app.initiate_device_flow(scopes_of(wish.features, wish.registration.cloud), claims_challenge=challenge)
    if "error" in flow:
        raise SharingError(why_not_signed_in(read_answer(flow)))
    shown = _read(flow)
    wait = min(max(shown.interval, _SHORTEST), _LONGEST)
    life = min(max(shown.expires_in, _SHORTEST), _LIFE)
    ends = clock.monotonic() + life
    show(DeviceCode(shown.user_code, shown.verification_uri, life))
    once = {**flow, "interval": 1, "expires_at": 0}  # so that msal asks one time and leaves the waiting to us
    while clock.monotonic() + wait <= ends:
        if clock.wait(wait, cancel):
            raise SharingError(SignInFailed(SignInProblem.CANCELLED))
        answer, longer = _asked(app, dict(once), challenge)
        if answer is not None:
            return answer
        wait = max(wait, longer) if longer > _STEP else wait + longer
    raise SharingError(SignInFailed(SignInProblem.TOO_LATE))


def _asked(app: Application, flow: dict[str, object], challenge: str | None) -> tuple[TokenAnswer | None, float]:
    """Ask once: give the answer, or how much longer to wait from now on."""
    try:
        with understood(UnclearAnswer(Riddle.UNEXPECTED_SHAPE)):
            answer = read_answer(app.acquire_token_by_device_flow(flow, challenge))
    except SharingError as error:
        match error.failure:
            case Throttled(seconds=seconds):
                return None, seconds or _STEP
            case Unreachable() | NoAnswer() | ServiceTrouble():
                return None, _STEP
            case _:
                raise
    match answer.error:
        case "authorization_pending":
            return None, 0.0
        case "slow_down":
            return None, _STEP
        case _:
            return answer, 0.0


def _read(flow: dict[str, object]) -> _Shown:
    try:
        shown = _Shown.model_validate(flow)
        link = urlsplit(shown.verification_uri)
    except (ValidationError, ValueError):
        raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_SHAPE)) from None
    typed = shown.user_code
    fit_to_type = typed.isascii() and typed.isprintable() and 0 < len(typed) <= _LONGEST_CODE
    fit_to_open = link.scheme == "https" and bool(link.hostname) and link.username is None
    if not (fit_to_type and fit_to_open and shown.verification_uri.isprintable()):
        raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_SHAPE))
    return shown
