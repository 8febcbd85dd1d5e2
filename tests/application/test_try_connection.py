"""The first step that does not work is named, those before it have passed, and none after it is tried."""

import pytest

from drive_share_gui.application.try_connection import Mark, Step, Trial, try_connection
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAccount,
    NoAnswer,
    Riddle,
    ServiceTrouble,
    SharingError,
    SignInNeeded,
    Silence,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.item import Drive, DriveKind
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fake_way_out import PROXY, FakeWayOut
from tests.application.fakes import FakeService
from tests.cli.terminal import Line

DRIVE = Drive("D", DriveKind.BUSINESS)


class Read(FakeService):
    """A drive that can be read, or not."""

    failure: Failure | None = None
    asked = 0

    def drive(self, drive_id: str | None = None) -> Drive:
        assert drive_id is None
        self.asked += 1
        if self.failure is not None:
            raise SharingError(self.failure)
        return DRIVE


def tried(way: FakeWayOut, failure: Failure | None = None) -> tuple[Trial, Read]:
    service = Read()
    service.failure = failure
    return try_connection(Line(service, way=way)), service


def marks(trial: Trial) -> dict[Step, Mark]:
    return {tried.step: tried.mark for tried in trial.steps}


def test_where_all_is_well_every_step_says_so() -> None:
    trial, _ = tried(FakeWayOut())
    assert trial.failure is None
    assert list(marks(trial)) == list(Step)
    assert marks(trial) == dict.fromkeys(Step, Mark.PASSED) | {Step.PROXY: Mark.NOT_NEEDED}
    trial, _ = tried(FakeWayOut(PROXY, is_encrypted=False))
    spared = {Step.NAME: Mark.NOT_NEEDED, Step.CERTIFICATE: Mark.NOT_NEEDED}
    assert marks(trial) == dict.fromkeys(Step, Mark.PASSED) | spared
    assert trial.proxy == PROXY


@pytest.mark.parametrize(
    ("failure", "step"),
    [
        *((Unreachable(hurdle), Step.PROXY) for hurdle in Hurdle if hurdle.is_the_proxys),
        (Unreachable(Hurdle.NAME_UNKNOWN), Step.NAME),
        (Unreachable(Hurdle.REFUSED), Step.CONNECTION),
        (Unreachable(Hurdle.NO_CONNECTION_IN_TIME), Step.CONNECTION),
        (Unreachable(Hurdle.NETWORK), Step.CONNECTION),
        (Unreachable(Hurdle.CAPTIVE_PORTAL), Step.CONNECTION),
        (Unreachable(Hurdle.CERTIFICATE), Step.CERTIFICATE),
        (NoAnswer(Silence.TIMEOUT), Step.ANSWER),
        (UnclearAnswer(Riddle.NOT_JSON, 200), Step.ANSWER),
        (ServiceTrouble(503), Step.ANSWER),
        (Throttled(3), Step.ANSWER),
    ],
)
def test_what_stands_in_the_way_belongs_to_one_step_and_no_token_is_used(failure: Failure, step: Step) -> None:
    trial, service = tried(FakeWayOut(failure=failure))
    found = marks(trial)
    before, after = list(Step)[: list(Step).index(step)], list(Step)[list(Step).index(step) + 1 :]
    assert (found[step], trial.failure) == (Mark.FAILED, failure)
    assert {found[one] for one in before} <= {Mark.PASSED, Mark.NOT_NEEDED}
    assert {found[one] for one in after} == {Mark.NOT_TRIED}
    assert service.asked == 0


@pytest.mark.parametrize("hurdle", Hurdle)
def test_every_hurdle_has_its_step(hurdle: Hurdle) -> None:
    trial, _ = tried(FakeWayOut(failure=Unreachable(hurdle)))
    assert trial.failure == Unreachable(hurdle)


def test_a_proxy_that_cannot_be_one_is_the_first_step() -> None:
    way = FakeWayOut(proxy_failure=Unreachable(Hurdle.PROXY))
    trial, _ = tried(way)
    assert (marks(trial)[Step.PROXY], way.knocks) == (Mark.FAILED, 0)


@pytest.mark.parametrize(
    ("failure", "step"),
    [
        (SignInNeeded(), Step.SIGN_IN),
        (NoAccount(), Step.SIGN_IN),
        (Refusal(Reason.DRIVE_NOT_SET_UP, "x", 404), Step.DRIVE),
        (NoAnswer(Silence.TIMEOUT), Step.DRIVE),
    ],
)
def test_signing_in_and_reading_the_drive_are_told_apart(failure: Failure, step: Step) -> None:
    trial, _ = tried(FakeWayOut(), failure)
    assert (marks(trial)[step], trial.failure) == (Mark.FAILED, failure)
    assert marks(trial)[Step.ANSWER] is Mark.PASSED
