"""Why something did not work: facts without words, and the one exception that carries them."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

from drive_share_gui.domain.keeping import HandledElsewhere, MessageLost, NoKeyring, NotJournaled
from drive_share_gui.domain.local_file import NotLocated
from drive_share_gui.domain.refusal import Refusal
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed


class Hurdle(Enum):
    """What kept a request from leaving."""

    REFUSED = auto()
    NAME_UNKNOWN = auto()
    NO_CONNECTION_IN_TIME = auto()
    CERTIFICATE = auto()
    PROXY = auto()
    PROXY_LOGIN = auto()
    """The proxy wants a user name and password: none was given, or it did not take them."""
    PROXY_METHOD = auto()
    """The proxy wants a kind of login other than name and password in plain form (RFC 7617)."""
    PROXY_SCRIPT = auto()
    """A script chooses the proxy, nobody here can run it, and there is no way without."""
    CAPTIVE_PORTAL = auto()
    """This network shows a page of its own until somebody signs in there."""
    NETWORK = auto()

    @property
    def is_the_proxys(self) -> bool:
        """Whether it is the proxy, or its settings, that somebody has to mend."""
        return self in {Hurdle.PROXY, Hurdle.PROXY_LOGIN, Hurdle.PROXY_METHOD, Hurdle.PROXY_SCRIPT}

    @property
    def needs_a_person(self) -> bool:
        """Whether connecting again is in vain as long as nobody does something."""
        return self in {
            Hurdle.CERTIFICATE,
            Hurdle.PROXY_LOGIN,
            Hurdle.PROXY_METHOD,
            Hurdle.PROXY_SCRIPT,
            Hurdle.CAPTIVE_PORTAL,
        }


class Silence(Enum):
    """How an answer failed to come after the request had left."""

    TIMEOUT = auto()
    CONNECTION_LOST = auto()


class Riddle(Enum):
    """Why an answer does not tell what happened."""

    NOT_JSON = auto()
    UNEXPECTED_SHAPE = auto()
    TOO_LARGE = auto()
    REDIRECT = auto()
    UNEXPECTED_STATUS = auto()
    NOBODY_NAMED = auto()
    """The service agreed and named nobody."""
    SOMEBODY_ELSE_NAMED = auto()
    NO_PERMISSION_ID = auto()
    CANNOT_TELL_APART = auto()
    """Several permissions came back and none says whose it is."""


class ReferenceProblem(Enum):
    """Why a text does not name an item."""

    EMPTY = auto()
    ILLEGAL_SIGN = auto()
    DOT_SEGMENT = auto()
    CONTROL_CHARACTER = auto()
    ID_TOO_LONG = auto()
    NOT_AN_ID = auto()
    NOT_HTTPS = auto()
    NOT_A_LINK = auto()
    LOCAL_FILE = auto()
    """A local file whose place on the drive is not known."""
    NAME_NOT_TEXT = auto()
    """A local name with bytes that are no text."""
    LOCAL_PATH_TOO_LONG = auto()


class ListProblem(Enum):
    """Why a file of people cannot be read as a whole."""

    TOO_LARGE = auto()
    TOO_MANY_ROWS = auto()
    ENCODING = auto()
    SPREADSHEET = auto()
    QUOTES = auto()
    NO_FILE = auto()


class AddressProblem(Enum):
    """Why a service address cannot be used."""

    NOT_A_URL = auto()
    PLAIN_HTTP = auto()
    PRACTICE_TOKEN_ELSEWHERE = auto()
    REAL_TOKEN_HERE = auto()
    """Any program on this computer could be listening where the token of an account would go."""
    USER_INFO = auto()


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No byte of the request left: nothing can have happened."""

    hurdle: Hurdle


@dataclass(frozen=True, slots=True)
class SignInNeeded:
    """The service refused before acting because the token is not, or no longer, good."""

    claims: str = ""
    """The claims challenge to answer when signing in again, if there was one."""


@dataclass(frozen=True, slots=True)
class Throttled:
    """The service asks to wait before it does anything."""

    seconds: float | None = None
    """How long, between 1 and 3,600; None where it did not say."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The request left and nothing came back: it may have been acted on."""

    silence: Silence


@dataclass(frozen=True, slots=True)
class UnclearAnswer:
    """Something came back that does not say what happened."""

    riddle: Riddle
    status: int = 0
    """HTTP status; 0 where it plays no part."""


@dataclass(frozen=True, slots=True)
class ServiceTrouble:
    """The service failed by its own account (5xx): it may have acted before it did."""

    status: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person stopped the rest before it was sent."""


@dataclass(frozen=True, slots=True)
class StoppedAfter:
    """Not sent, because an earlier answer concerned the item or the account as a whole."""

    cause: "Failure"


@dataclass(frozen=True, slots=True)
class NoAccount:
    """No drive was chosen: neither an account nor a service address nor the practice drive."""

    token_missing: bool = False
    """Whether a service was named, and only the token for it is missing."""
    several: bool = False
    """Whether several accounts are signed in, and nothing tells which of them is meant."""


@dataclass(frozen=True, slots=True)
class NoPractice:
    """The practice drive could not be started on this computer."""


@dataclass(frozen=True, slots=True)
class UnusableReference:
    """A text that names no item."""

    problem: ReferenceProblem
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnusableAddress:
    """A service address that a request must not go to."""

    problem: AddressProblem


@dataclass(frozen=True, slots=True)
class UnreadableList:
    """A file of people that cannot be read as a whole."""

    problem: ListProblem
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A file could not be written: nothing that was typed is lost, but it is not on disk."""

    disk_full: bool = False


Failure: TypeAlias = (
    Unreachable
    | SignInNeeded
    | Throttled
    | Refusal
    | NoAnswer
    | UnclearAnswer
    | ServiceTrouble
    | Cancelled
    | StoppedAfter
    | NoAccount
    | NoPractice
    | UnusableReference
    | UnusableAddress
    | UnreadableList
    | NotSaved
    | NotJournaled
    | HandledElsewhere
    | MessageLost
    | NoKeyring
    | SignInFailed
    | NoSuchAccount
    | NotLocated
)


class SharingError(Exception):
    """The one exception of the program: adapters convert every library's errors into it, once."""

    def __init__(self, failure: Failure, request_id: str = "") -> None:
        """Carry `failure`, and the service's own number of the request for a support case."""
        super().__init__(type(failure).__name__)
        self.failure: Final = failure
        self.request_id: Final = request_id
