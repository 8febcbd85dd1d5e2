"""Tests can script what the next requests meet."""

import httpx
import pytest

from drive_share_gui.practice.running import RunningPracticeDrive
from tests.practice.clients import Invite

FILE = "/me/drive/root:/Docs/a.txt"


def test_a_rule_meets_the_next_request_that_fits_and_no_other(
    drive: RunningPracticeDrive, client: httpx.Client
) -> None:
    drive.script({"match": {"method": "GET", "path": "/permissions"}, "answer": "throttled"})
    assert client.get(FILE).status_code == 200
    assert [client.get(f"{FILE}:/permissions").status_code for _ in range(2)] == [429, 200]


def test_rules_are_tried_in_order_and_as_often_as_they_say(drive: RunningPracticeDrive, client: httpx.Client) -> None:
    drive.script({"answer": "unavailable", "times": 2}, {"answer": "expired"}, {"answer": "not-found", "times": None})
    assert [client.get("/me").status_code for _ in range(5)] == [503, 503, 401, 404, 404]
    drive.script()
    assert client.get("/me").status_code == 200


def test_a_rule_may_look_into_the_body(drive: RunningPracticeDrive, invite: Invite) -> None:
    drive.script({"match": {"body": "joe@"}, "answer": "gateway-timeout"})
    assert invite("ann@example.net").status_code == 200
    assert invite("joe@example.net").status_code == 504
    assert [row["email"] for row in drive.ledger()] == ["ann@example.net", "joe@example.net"]


def test_a_rule_may_give_an_answer_of_its_own(
    drive: RunningPracticeDrive, client: httpx.Client, invite: Invite
) -> None:
    drive.script({"answer": {"status": 418, "headers": {"X-Tea": "green"}, "json": {"tea": [1, None]}}})
    answer = client.get("/me")
    assert (answer.status_code, answer.headers["x-tea"], answer.json()) == (418, "green", {"tea": [1, None]})
    drive.script({"answer": {"status": 200, "text": "hello", "act": True}})
    assert invite("joe@example.org").text == "hello"
    assert len(drive.ledger()) == 1


def test_a_rule_may_only_delay(drive: RunningPracticeDrive, invite: Invite) -> None:
    drive.script({"answer": {"act": True, "wait": 0.2}})
    answer = invite("joe@example.org")
    assert answer.json()["value"][0]["invitation"]["email"] == "joe@example.org"
    assert answer.elapsed.total_seconds() >= 0.2


def test_a_rule_that_acts_shows_a_refusal_as_it_is(drive: RunningPracticeDrive, invite: Invite) -> None:
    drive.script({"answer": {"act": True}})
    assert invite("unknown@example.org").status_code == 400


@pytest.mark.parametrize(
    "content",
    [
        {},
        [1],
        [{}],
        [{"answer": "nonsense"}],
        [{"answer": {"nonsense": 1}}],
        [{"answer": {"status": "200"}}],
        [{"answer": {"headers": []}}],
        [{"answer": "slow", "match": {"nonsense": "x"}}],
        [{"answer": "slow", "times": "many"}],
        [{"answer": "slow", "more": 1}],
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(
    world: RunningPracticeDrive, visitor: httpx.Client, content: object
) -> None:
    answer = visitor.post(f"{world.base_url.removesuffix('/v1.0')}/practice/script", json=content)
    assert answer.status_code == 400


def test_the_practice_pages_can_be_looked_at(drive: RunningPracticeDrive, client: httpx.Client, invite: Invite) -> None:
    invite("joe@example.org")
    base = drive.base_url.removesuffix("/v1.0")
    assert client.get(f"{base}/practice/ledger").json() == drive.ledger()
    assert client.get(f"{base}/practice/outbox").json() == ["000001-joe@example.org.eml"]
    assert client.get(f"{base}/practice/nothing").status_code == 404
