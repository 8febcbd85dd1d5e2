"""Invitations in both dialects: what is acted on, answered and written down."""

from email import message_from_bytes
from email.policy import SMTPUTF8
from typing import Any

import httpx

from drive_share_gui.practice.running import RunningPracticeDrive

BUDGET = "root:/Documents/Budget.xlsx:"


def graph_body(*emails: str, **more: object) -> dict[str, Any]:
    return {
        "recipients": [{"email": email} for email in emails],
        "roles": ["write"],
        "requireSignIn": True,
        "sendInvitation": True,
        "message": "",
        **more,
    }


def specification_body(*emails: str, **more: object) -> dict[str, Any]:
    return {
        "recipients": [*emails],
        "roles": ["write"],
        "requireSignIn": True,
        "suppressNotification": False,
        "type": "mail",
        "message": "",
        **more,
    }


def test_an_invitation_in_the_words_of_the_specification_gives_access(
    drive: RunningPracticeDrive, client: httpx.Client
) -> None:
    body = specification_body("joe@example.org", message="Here's the document.")
    answer = client.post(f"/drive/{BUDGET}/action.invite", json=body)
    assert answer.status_code == 200
    (permission,) = answer.json()["value"]
    assert permission["roles"] == ["write"]
    assert permission["invitation"]["email"] == "joe@example.org"
    (row,) = drive.ledger()
    assert (row["email"], row["role"], row["mail"], row["message"]) == (
        "joe@example.org",
        "write",
        True,
        "Here's the document.",
    )


def test_an_invitation_in_the_words_of_graph_gives_access_and_posts_one_mail_a_person(
    drive: RunningPracticeDrive, client: httpx.Client
) -> None:
    answer = client.post(f"/me/drive/{BUDGET}/invite", json=graph_body("joe@example.org", "new@example.net"))
    assert answer.status_code == 200
    assert [entry["invitation"]["email"] for entry in answer.json()["value"]] == ["joe@example.org", "new@example.net"]
    mails = [message_from_bytes(path.read_bytes(), policy=SMTPUTF8) for path in sorted(drive.outbox.glob("*.eml"))]
    assert [mail["To"] for mail in mails] == ["joe@example.org", "new@example.net"]
