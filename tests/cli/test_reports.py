"""The JSON objects and the lines scripts rely on."""

from datetime import UTC, datetime
from typing import Any

import pytest

from drive_share_gui.application.ports import Answer
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.failure import NoAnswer, Silence
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.permission import Grantee, GranteeKind, MailTrouble, Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import permission_for
from tests.cli.terminal import GONE, NoServer, OneItem, Terminal

ITEM_ROW = {
    "id": "D!1",
    "name": "Budget.xlsx",
    "path": "/Documents/Budget.xlsx",
    "drive_id": "D",
    "web_url": "https://x.org/b",
}
PERMISSIONS = (
    Permission("500", ("write",), (Grantee(name="Joe", address="joe@example.org"),), "joe@example.org", redeemed=False),
    Permission("501", ("sp.full control",), (Grantee(GranteeKind.GROUP, "7", "Finance"),), redeemed=None),
    Permission(
        "502", ("read",), (), is_link=True, link_url="https://1drv.ms/x", link_scope="anonymous", inherited_from="/Docs"
    ),
    Permission("503", ("read",), (Grantee(GranteeKind.APPLICATION, "8", "Robot"),), redeemed=True),
    Permission("504", (), (), expires=datetime(2027, 1, 31, tzinfo=UTC)),
)


def test_invite_reports_every_person_in_the_order_asked() -> None:
    trouble = MailTrouble(Refusal(Reason.MAILBOX_FULL, "exchangeOutOfMailboxQuota", 207), "https://fix.example")
    answers: list[Any] = [
        Answer((Permission("500", ("Write",), invited_address="ann@x.org"),)),
        Answer((Permission("501", ("write",), invited_address="bob@x.org", trouble=trouble),)),
        Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400),
        NoAnswer(Silence.TIMEOUT),
    ]
    service = OneItem(answers=answers, listed=[(permission_for(Person("eve@x.org"), "9", "write"),)])
    people = "ann@x.org,bob@x.org,carl@x.org,dora@x.org,eve@x.org"
    ran = Terminal(service).run("invite", "id:1", "--to", people, "--role", "write", "--json", "--wait", "0")
    nothing = {"role": None, "permission_id": None, "reason": None, "fix_url": None, "attempts": 1}
    rows = ran.said.pop("people")
    refused, unknown = rows[2].pop("reason"), rows[3].pop("reason")
    assert rows[0] == nothing | {
        "email": "ann@x.org", "access": "granted", "mail": "sent", "role": "Write", "permission_id": "500",
    }  # fmt: skip
    assert rows[1]["reason"]["code"] == "exchangeOutOfMailboxQuota"
    assert (rows[1]["access"], rows[1]["mail"], rows[1]["fix_url"]) == ("granted", "not_sent", "https://fix.example")
    assert (rows[2]["access"], rows[2]["mail"], refused["code"]) == ("refused", "not_sent", "noResolvedUsers")
    assert (rows[3]["access"], rows[3]["mail"], unknown["code"]) == ("unknown", "unknown", "noAnswer:timeout")
    assert (rows[4]["access"], rows[4]["mail"], rows[4]["attempts"]) == ("already", "not_sent", 0)
    said = ran.said
    assert (said["item"], said["leftovers"], said["error"]) == (ITEM_ROW, [], None)
    assert said["summary"] == {"granted": 2, "already": 1, "refused": 1, "unknown": 1, "not_sent": 0}
    assert ran.status == Status.NOT_EVERYONE


def test_json_is_one_object_and_nothing_else() -> None:
    ran = Terminal().run("invite", "id:1", "--to", "ann@x.org", "--json")
    assert list(ran.said) == ["item", "people", "leftovers", "summary", "error"]


def test_find_shows_the_item() -> None:
    ran = Terminal().run("find", "id:1")
    assert ran.lines == ["Budget.xlsx · /Documents · 25 kB", "id:D!1", "https://x.org/b"]
    assert (ran.status, ran.line.closed) == (Status.EVERYONE, 1)


def test_find_reports_the_item() -> None:
    assert Terminal().run("find", "id:1", "--json").said == {"item": ITEM_ROW, "error": None}


@pytest.mark.parametrize(("verb", "rest"), [("find", {}), ("access", {"permissions": []})])
def test_what_cannot_be_found_is_reported_too(verb: str, rest: dict[str, object]) -> None:
    ran = Terminal(OneItem(failure=GONE)).run(verb, "id:1", "--json")
    text = "That item does not exist any more, was moved, or cannot be seen with this account."
    assert ran.said == {"item": None, **rest, "error": {"code": "itemNotFound", "text": text}}
    assert ran.status == Status.NOTHING_SENT


def test_access_reports_every_permission_in_the_order_of_the_service() -> None:
    ran = Terminal(OneItem(listed=[PERMISSIONS])).run("access", "id:1", "--json")
    assert list(ran.said) == ["item", "permissions", "error"]
    rows = ran.said["permissions"]
    none = dict.fromkeys(("name", "email", "link_url", "link_scope", "inherited_from", "expires", "pending"))
    assert rows == [
        {"id": "500", "roles": ["write"], "kind": "person"}
        | none
        | {"name": "Joe", "email": "joe@example.org", "pending": True},
        {"id": "501", "roles": ["sp.full control"], "kind": "group"} | none | {"name": "Finance"},
        {"id": "502", "roles": ["read"], "kind": "link"}
        | none
        | {"link_url": "https://1drv.ms/x", "link_scope": "anonymous", "inherited_from": "/Docs"},
        {"id": "503", "roles": ["read"], "kind": "application"} | none | {"name": "Robot", "pending": False},
        {"id": "504", "roles": [], "kind": "unknown"} | none | {"expires": "2027-01-31T00:00:00+00:00"},
    ]
    assert (ran.said["item"], ran.said["error"]) == (ITEM_ROW, None)


def test_access_lists_who_may_do_what_in_columns() -> None:
    ran = Terminal(OneItem(listed=[PERMISSIONS])).run("access", "id:1")
    assert ran.lines == [
        "Joe <joe@example.org>  person       can edit               not accepted yet",
        "Finance                group        has “sp.full control”",
        "https://1drv.ms/x      link         can view               link for anonymous · from /Docs",
        "Robot                  application  can view",
        "504                    unknown      has access             until 2027-01-31T00:00:00+00:00",
    ]


def test_names_of_a_service_stay_data() -> None:
    evil = Permission("1", ("read",), (Grantee(name="\x1b[31mAnn\u202e"),))
    ran = Terminal(OneItem(listed=[(evil,)])).run("access", "id:1")
    assert ran.lines == ["\\x1b[31mAnn\\u202e  person  can view"]


def test_a_lone_surrogate_in_a_name_does_not_break_the_object() -> None:
    item = Item(ById("1"), "broken\udcff")
    assert Terminal(OneItem(item=item)).run("find", "id:1", "--json").said["item"]["name"] == "broken\udcff"


def test_help_names_every_option_and_the_statuses() -> None:
    ran = Terminal().run("invite", "--help")
    for option in ("--to-file", "--password-stdin", "--no-require-sign-in", "--wait", "--dry-run", "exit status"):
        assert option in ran.out
    assert ran.status == Status.EVERYONE


def test_help_of_the_practice_drive_lists_the_answers_on_demand() -> None:
    assert "unknown@…  nobody has this address" in Terminal().run("practice-drive", "--help").out


def test_the_practice_drive_says_where_it_is_in_its_first_line() -> None:
    server = NoServer(announced='{"base_url": "http://127.0.0.1:1/v1.0"}')
    ran = Terminal(server=server).run("practice-drive", "--port", "8080", "--fresh")
    assert (ran.lines, ran.status) == ([server.announced], Status.EVERYONE)
    assert server.wanted == [(8080, None, True)]


def test_a_practice_drive_that_does_not_start_is_said_so() -> None:
    ran = Terminal().run("practice-drive")
    assert ran.status == Status.NOTHING_SENT
    assert "could not be started" in ran.err


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_a_port_is_a_number(port: str) -> None:
    assert Terminal().run("practice-drive", "--port", port).status == Status.BAD_INPUT
