"""Why signing in did not work."""

from dataclasses import dataclass
from enum import Enum, auto


class SignInProblem(Enum):
    """What kept somebody from signing in."""

    NOT_REGISTERED = auto()
    """No client id is known: the app has to be registered first."""
    CANCELLED = auto()
    """Given up here."""
    DECLINED = auto()
    """Given up, or refused, on the sign-in page."""
    TOO_LATE = auto()
    """Nobody finished in time, or the code expired."""
    NO_BROWSER = auto()
    NO_LISTENER = auto()
    """No port of this computer could be opened for the browser's answer."""
    ADMIN_CONSENT = auto()
    """An administrator has to allow the app first."""
    OTHER_ACCOUNT = auto()
    """Somebody else signed in than was asked for."""
    NOT_FOR_US = auto()
    """The answer does not belong to this attempt."""
    REGISTRATION_REFUSED = auto()
    """The client id or tenant is not known there, or does not allow this way of signing in."""
    SERVICE = auto()
    """The sign-in service had a problem of its own."""


@dataclass(frozen=True, slots=True)
class SignInFailed:
    """Nobody was signed in, or nobody new."""

    problem: SignInProblem
    code: str = ""
    """The service's own code, such as AADSTS65001; made of letters and digits only."""


@dataclass(frozen=True, slots=True)
class NoSuchAccount:
    """An account was named that is not signed in here."""


SignInTrouble = SignInFailed | NoSuchAccount
