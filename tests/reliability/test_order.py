"""(I1) The program itself, watched from outside: what is sent, written, synced and said, in which order."""

import pytest

from drive_share_gui.practice.running import running_practice_drive
from tests.reliability.command import surroundings
from tests.reliability.disk_trace import NO_STRACE, Said, Sent, Step, Synced, Wrote, can_trace, trace

PEOPLE = ("ann@example.org", "bob@example.org", "carl@example.org")

pytestmark = pytest.mark.skipif(not can_trace(), reason=NO_STRACE)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Everything one sending did."""
    folder = tmp_path_factory.mktemp("order")
    with running_practice_drive(folder / "drive") as drive:
        words = ["invite", "path:/Documents/Budget.xlsx", "--to", ",".join(PEOPLE), "--service-url", drive.base_url]
        environ = surroundings(folder / "home", drive.token)
        found = trace(["-m", "drive_share_gui", *words], folder / "strace.txt", environ)
        assert [row["email"] for row in drive.ledger()] == [*PEOPLE]
    return found


def request_to(steps: list[Step], person: str) -> int:
    """Find where the first byte of a person's invitation leaves."""
    body = next(number for number, step in enumerate(steps) if isinstance(step, Sent) and person.encode() in step.data)
    return max(n for n in range(body + 1) if isinstance(step := steps[n], Sent) and step.data.startswith(b"POST "))


def log_of(steps: list[Step]) -> list[Wrote | Synced]:
    """Leave what concerns the journal's log."""
    return [step for step in steps if isinstance(step, Wrote | Synced) and step.path.endswith("-wal")]


def said_of(steps: list[Step], person: str) -> int:
    """Find where it is said what became of a person."""
    return next(number for number, step in enumerate(steps) if isinstance(step, Said) and step.text.startswith(person))


@pytest.mark.parametrize("person", PEOPLE)
def test_no_byte_of_an_invitation_leaves_before_the_claim_is_on_the_disk(steps: list[Step], person: str) -> None:
    leaves = request_to(steps, person)
    last = max((number for number in range(leaves) if isinstance(steps[number], Sent)), default=0)
    log = log_of(steps[last:leaves])
    claims = [
        step for step in log if isinstance(step, Wrote) and b"sending" in step.data and person.encode() in step.data
    ]
    assert claims, "the claim of this row is written after the request before, and before this one"
    assert isinstance(log[-1], Synced)


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_hears_of_an_answer_before_it_is_on_the_disk(steps: list[Step], person: str) -> None:
    log = log_of(steps[request_to(steps, person) : said_of(steps, person)])
    answers = [
        step for step in log if isinstance(step, Wrote) and b"done" in step.data and person.encode() in step.data
    ]
    assert answers, "the answer is written before it is said"
    assert isinstance(log[-1], Synced)


def test_everybody_is_on_the_disk_before_the_first_request(steps: list[Step]) -> None:
    log = log_of(steps[: request_to(steps, PEOPLE[0])])
    queued = b"".join(step.data for step in log if isinstance(step, Wrote) and b"queued" in step.data)
    assert all(person.encode() in queued for person in PEOPLE)
