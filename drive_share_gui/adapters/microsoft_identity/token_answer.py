"""What the sign-in service answers: tokens for somebody, or why not."""

import re
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drive_share_gui.domain.failure import Failure, Riddle, SharingError, SignInNeeded, UnclearAnswer
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem

_CODE: Final = re.compile(r"\b(AADSTS[0-9]{1,9})\b")
_SHORTEST: Final = 1
_LONGEST: Final = 48 * 3600.0
"""Seconds; the service gives up to 28 hours."""
_BY_CODE: Final = {
    "AADSTS65004": SignInProblem.DECLINED,
    "AADSTS90093": SignInProblem.ADMIN_CONSENT,
    "AADSTS90094": SignInProblem.ADMIN_CONSENT,
    "AADSTS65001": SignInProblem.ADMIN_CONSENT,
    "AADSTS50011": SignInProblem.REGISTRATION_REFUSED,
    "AADSTS50194": SignInProblem.REGISTRATION_REFUSED,
    "AADSTS90002": SignInProblem.REGISTRATION_REFUSED,
    "AADSTS700016": SignInProblem.REGISTRATION_REFUSED,
    "AADSTS7000218": SignInProblem.REGISTRATION_REFUSED,
}
_BY_WORD: Final = {
    "access_denied": SignInProblem.DECLINED,
    "authorization_declined": SignInProblem.DECLINED,
    "expired_token": SignInProblem.TOO_LATE,
    "invalid_grant": SignInProblem.NOT_FOR_US,
    "invalid_client": SignInProblem.REGISTRATION_REFUSED,
    "unauthorized_client": SignInProblem.REGISTRATION_REFUSED,
    "invalid_request": SignInProblem.REGISTRATION_REFUSED,
    "invalid_scope": SignInProblem.REGISTRATION_REFUSED,
}
_SIGN_IN_AGAIN: Final = frozenset({"invalid_grant", "interaction_required", "login_required", "consent_required"})
"""What refuses a refresh token for good (fact sheet §10)."""


class IdClaims(BaseModel):
    """Who signed in, as the service says (Microsoft identity platform, "ID token claims")."""

    model_config = ConfigDict(extra="ignore")

    iss: str = ""
    aud: str = ""
    oid: str = ""
    tid: str = ""
    preferred_username: str = ""
    email: str = ""


class TokenAnswer(BaseModel):
    """An answer of the token endpoint, good or bad (RFC 6749, 5.1 and 5.2)."""

    model_config = ConfigDict(extra="ignore")

    access_token: str = Field("", repr=False)
    refresh_token: str = Field("", repr=False)
    expires_in: float = 600.0
    id_token_claims: IdClaims = Field(default_factory=IdClaims, repr=False)
    error: str = ""
    error_description: str = Field("", repr=False)
    claims: str = Field("", repr=False)

    @property
    def seconds(self) -> float:
        """How long the access token is good for."""
        return min(max(self.expires_in, _SHORTEST), _LONGEST)


def read_answer(answer: dict[str, object] | None) -> TokenAnswer:
    """Read what msal gives back. Raises SharingError(UnclearAnswer)."""
    try:
        read = TokenAnswer.model_validate(answer)
    except ValidationError:
        raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_SHAPE)) from None
    if not read.error and not read.access_token:
        raise SharingError(UnclearAnswer(Riddle.UNEXPECTED_SHAPE))
    return read


def why_not_signed_in(answer: TokenAnswer) -> SignInFailed:
    """Say why nobody was signed in."""
    code = _code(answer)
    problem = _BY_CODE.get(code) or _BY_WORD.get(answer.error, SignInProblem.SERVICE)
    return SignInFailed(problem, code)


def why_not_refreshed(answer: TokenAnswer) -> Failure:
    """Say why there is no new access token: somebody has to sign in again, or the service had trouble."""
    if answer.error in _SIGN_IN_AGAIN:
        return SignInNeeded(answer.claims)
    return why_not_signed_in(answer)


def _code(answer: TokenAnswer) -> str:
    found = _CODE.search(answer.error_description)
    return found[1] if found else ""
