"""Every shape of answer there is, read from its file and settled: what it means for each person."""

import json
import threading
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from drive_share_gui.application.report import person_row
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.outcome import Receipt
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import ITEM, service_that_answers
from tests.application.books import new_book
from tests.application.fakes import FakeClock

REPLIES: Final = sorted((Path(__file__).parents[1] / "replies").glob("*.json"))


def meaning(receipt: Receipt) -> dict[str, object]:
    row = dict(person_row(receipt, lambda _failure: ""))
    del row["attempts"]
    reason = row["reason"]
    return {**row, "reason": reason["code"] if isinstance(reason, dict) else None}


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_an_answer_means_what_its_file_says(path: Path, dialect: Dialect) -> None:
    reply: dict[str, Any] = json.loads(path.read_text("utf-8"))
    content = reply["text"] if "text" in reply else json.dumps(reply["body"])

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"value": reply.get("before", [])})
        return httpx.Response(reply["status"], content=content.encode(), headers=reply.get("headers"))

    people = tuple(Person(address) for address in reply["asked"])
    options = Options(together=len(people) > 1, send_mail=reply.get("mail", True))
    invitation = Invitation(ITEM, people, Role.WRITE, "", options)
    with service_that_answers(answer, dialect) as service:
        clock = FakeClock()
        sent = send_invitations(
            service, clock, invitation, new_book(clock), report=lambda _progress: None, cancel=threading.Event()
        )
    assert [meaning(receipt) for receipt in sent.receipts] == reply["means"]


def test_there_are_replies_of_every_outcome() -> None:
    rows = [row for path in REPLIES for row in json.loads(path.read_text("utf-8"))["means"]]
    assert {row["access"] for row in rows} == {"granted", "already", "refused", "unknown", "not_sent"}
    assert {row["mail"] for row in rows} == {"sent", "not_asked", "not_sent", "unknown"}
