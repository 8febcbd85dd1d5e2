"""Test the connection: find the first step on the way to the drive that does not work."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from drive_share_gui.application.connection import Connection
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAccount,
    SharingError,
    SignInNeeded,
    Unreachable,
    UnusableAddress,
)
from drive_share_gui.domain.keeping import NoKeyring
from drive_share_gui.domain.proxy import ProxyAddress
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed


class Step(Enum):
    """The steps on the way, in their order; the names are promised to scripts."""

    PROXY = "proxy"
    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    ANSWER = "answer"
    SIGN_IN = "sign_in"
    DRIVE = "drive"


class Mark(Enum):
    """How it went with a step; the names are promised to scripts."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not_tried"
    """A step before did not work."""
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Tried:
    """One step; `failure` says why it did not work."""

    step: Step
    mark: Mark
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """The whole way."""

    steps: tuple[Tried, ...]
    proxy: ProxyAddress | None = None

    @property
    def failure(self) -> Failure | None:
        """Why the way is not open; None where it is."""
        return next((tried.failure for tried in self.steps if tried.failure is not None), None)


_STEP_OF: Final = {
    Hurdle.PROXY: Step.PROXY,
    Hurdle.PROXY_LOGIN: Step.PROXY,
    Hurdle.PROXY_METHOD: Step.PROXY,
    Hurdle.PROXY_SCRIPT: Step.PROXY,
    Hurdle.NAME_UNKNOWN: Step.NAME,
    Hurdle.REFUSED: Step.CONNECTION,
    Hurdle.NO_CONNECTION_IN_TIME: Step.CONNECTION,
    Hurdle.NETWORK: Step.CONNECTION,
    Hurdle.CAPTIVE_PORTAL: Step.CONNECTION,
    Hurdle.CERTIFICATE: Step.CERTIFICATE,
}
_BEFORE_THE_DRIVE: Final = SignInNeeded | NoAccount | NoSuchAccount | SignInFailed | NoKeyring | UnusableAddress


def try_connection(connection: Connection) -> Trial:
    """Go the way to the drive, step by step, until one does not work.

    No token is used before everything up to the service's own answer has passed without one. May
    block for a minute. Raises SharingError only where there is no way to try: an address that
    cannot be used, a practice drive that cannot be started.
    """
    way = connection.way_out()
    spared = set[Step]() if way.is_encrypted else {Step.CERTIFICATE}
    proxy: ProxyAddress | None = None
    try:
        proxy = way.proxy()
        spared |= {Step.NAME} if proxy else {Step.PROXY}  # a proxy looks the name up itself
        way.knock()
    except SharingError as error:
        return Trial(_steps(_step_of(error.failure), error.failure, spared), proxy)
    try:
        connection.open().drive()
    except SharingError as error:
        step = Step.SIGN_IN if isinstance(error.failure, _BEFORE_THE_DRIVE) else Step.DRIVE
        return Trial(_steps(step, error.failure, spared), proxy)
    return Trial(_steps(None, None, spared), proxy)


def _step_of(failure: Failure) -> Step:
    return _STEP_OF[failure.hurdle] if isinstance(failure, Unreachable) else Step.ANSWER


def _steps(failed: Step | None, failure: Failure | None, spared: set[Step]) -> tuple[Tried, ...]:
    steps: list[Tried] = []
    is_over = False
    for step in Step:
        if step is failed:
            is_over = True
            steps.append(Tried(step, Mark.FAILED, failure))
        elif is_over:
            steps.append(Tried(step, Mark.NOT_TRIED))
        else:
            steps.append(Tried(step, Mark.NOT_NEEDED if step in spared else Mark.PASSED))
    return tuple(steps)
